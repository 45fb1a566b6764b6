import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlayRoom } from '../../scripts/play/play-room.ts';
import { minutesOf } from '../../scripts/play/span.ts';
import { startTelegram, type TelegramProvider } from '../../scripts/providers/telegram.ts';
import { startZaloOa, type ZaloOaProvider } from '../../scripts/providers/zalo-oa.ts';
import { SAMPLE } from '../fixtures/town.ts';

const now = (): Date => new Date('2026-11-25T01:00:00Z');

describe('playing by hand', () => {
  let telegram: TelegramProvider;
  let zalo: ZaloOaProvider;
  let room: PlayRoom;
  const passed: number[] = [];

  beforeAll(async () => {
    telegram = await startTelegram(now);
    zalo = await startZaloOa(now);
    room = new PlayRoom({
      providers: [telegram, zalo],
      narrate: () => undefined,
      advance: (minutes) => `${passed.push(minutes)}`,
      invite: async (cadreId) => `code of ${cadreId}`,
    });
  });
  afterAll(async () => {
    await telegram.close();
    await zalo.close();
  });

  const saidOnZalo = (name: string) =>
    zalo.emulator.user(name).transcript.map(({ words }) => words);

  it('lets whoever is on say what is typed, a slash too when there are two', async () => {
    expect(room.prompt).toBe('telegram Lan> ');
    await room.take('xin chào');
    await room.take('//start');
    const words = telegram.emulator.user('Lan').transcript.map(({ words: said }) => said);
    expect(words).toEqual(['xin chào', '/start']);
  });

  it('changes the channel and the person', async () => {
    await room.take('/channel zalo-oa');
    await room.take('/person Bà Tư');
    expect(room.prompt).toBe('zalo-oa Bà Tư> ');
    await room.take('đường sụt');
    expect(saidOnZalo('Bà Tư')).toEqual(['đường sụt']);
  });

  it('takes a choice by its number, sends a picture, stops the account and answers by hand', async () => {
    await room.take('/by-hand Xin chờ ạ.\n');
    expect(await room.take('/press 1')).toMatch(/No choice/);
    await room.take(`/photo ${SAMPLE}photo-mended-road.png đã xong`);
    await room.take('/sticker');
    expect(await room.take('/block')).toMatch(/stopped/);
    expect(await room.take('/unblock')).toMatch(/again/);
    expect(saidOnZalo('Bà Tư')).toEqual(['đường sụt', 'Xin chờ ạ.', 'đã xong', '']);
    expect(await room.take('/invite TD-DT-12-1')).toBe('code of TD-DT-12-1');
    expect(await room.take('/advance 3d')).toBe('⏩ 1');
    expect(passed).toEqual([3 * 24 * 60]);
  });

  it.each([
    ['/nothing', /There is no \/nothing/],
    ['/channel fax', /There are: telegram, zalo-oa/],
    ['/person', /Which name/],
    ['/press two', /No choice/],
    ['/photo', /Which file/],
    ['/photo /no/such/file.png', /There is no file/],
    ['/advance soon', /How long/],
    ['/by-hand', /Which words/],
    ['/invite', /Whom/],
    ['/help', /\/advance 3d/],
  ])('answers %s with what is wrong, and goes on', async (line, told) => {
    expect(await room.take(line)).toMatch(told);
  });

  it('has no desk where the provider has none', async () => {
    await room.take('/channel telegram');
    expect(await room.take('/by-hand chờ ạ')).toMatch(/no desk/);
    expect(await room.take('   ')).toBeUndefined();
  });
});

it.each([
  ['30m', 30],
  ['2h', 120],
  ['3d', 4_320],
  ['0d', undefined],
  ['400d', undefined],
  ['3', undefined],
  ['-1d', undefined],
])('reads the span %s', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});
