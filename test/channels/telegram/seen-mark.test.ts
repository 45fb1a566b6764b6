import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from 'grammy/types';
import { until } from '../../../scripts/launch/until.ts';
import type { Channel } from '../../../src/channels/channel.ts';
import { createSeenMark } from '../../../src/channels/telegram/seen-mark.ts';
import { createSendingApi } from '../../../src/channels/telegram/telegram-api.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { TelegramPerson } from '../../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { deliverTo } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';
import { optionsFor } from './account.ts';

const bytes = Buffer.from('bytes of a file');

describe('a message that was taken is marked as seen', () => {
  let telegram: TelegramEmulator;
  let channel: Channel;
  let an: TelegramPerson;
  let sink: RecordingSink;
  let errors: unknown[];

  beforeEach(async () => {
    telegram = await createTelegramEmulator();
    errors = [];
    channel = createTelegramChannel(optionsFor(telegram, 'webhook', (error) => errors.push(error)));
    an = telegram.user('An');
    sink = new RecordingSink();
  });
  afterEach(() => telegram.close());

  const deliver = (message: Message): Promise<number> =>
    deliverTo(
      channel,
      sink,
      new Request('http://127.0.0.1/webhooks/telegram', {
        method: 'POST',
        body: JSON.stringify({ update_id: 1, message }),
        headers: { 'x-telegram-bot-api-secret-token': 'not-guessable' },
      }),
    );
  const tries = (): number => telegram.calls('setMessageReaction').length;
  const tried = (count: number) =>
    until(`${count} marks`, 10_000, () => (tries() >= count ? true : undefined));

  it('words and pictures, once stored', async () => {
    await deliver(an.sends('đường sụt'));
    await deliver(an.sendsPhoto({ bytes }));
    await tried(2);
    expect(an.transcript.map(({ reaction }) => reaction)).toEqual(['👀', '👀']);
  });

  it('of an album the part with the words', async () => {
    for (const part of an.sendsAlbum([{ bytes, caption: 'hai ảnh' }, { bytes }]))
      await deliver(part);
    await deliver(an.sends('hết'));
    await tried(2);
    expect(an.transcript.map(({ reaction }) => reaction)).toEqual(['👀', undefined, '👀']);
  });

  it('but no command and no sticker, and nothing that was not stored', async () => {
    await deliver(an.sends('/start'));
    await deliver(an.sendsOther({ sticker: { file_id: 'x', file_unique_id: 'x' } }));
    sink.failures = 1;
    await expect(deliver(an.sends('mất'))).rejects.toThrow('the store is away');
    await deliver(an.sends('hết'));
    await tried(1);
    expect(an.transcript.map(({ reaction }) => reaction)).toEqual([
      undefined,
      undefined,
      undefined,
      '👀',
    ]);
  });

  it('at best: a turn neither waits nor fails for it', async () => {
    telegram.faults.plan('setMessageReaction', { kind: 'silent' });
    telegram.faults.plan('setMessageReaction', { kind: 'gateway', status: 502 });
    expect(await deliver(an.sends('một'))).toBe(200);
    expect(await deliver(an.sends('hai'))).toBe(200);
    expect(await deliver(an.sends('ba'))).toBe(200);
    await until('a mark', 10_000, () => an.transcript.find(({ reaction }) => reaction === '👀'));
    expect(sink.received).toHaveLength(3);
    expect(errors).toEqual([]);
  });

  it('and not for as long as Telegram asks to wait', async () => {
    let nowMs = 0;
    const seenMark = createSeenMark(createSendingApi(optionsFor(telegram, 'webhook')), () => nowMs);
    const mark = (text: string): Promise<void> =>
      seenMark.after({ update_id: 1, message: an.sends(text) as never });
    telegram.faults.throttle('setMessageReaction', 30);
    await mark('một');
    nowMs = 29_999;
    await mark('hai');
    expect(an.transcript.map(({ reaction }) => reaction)).toEqual([undefined, undefined]);
    expect(tries()).toBe(0);
    nowMs = 30_001;
    await mark('ba');
    expect(an.transcript.at(-1)?.reaction).toBe('👀');
  });
});
