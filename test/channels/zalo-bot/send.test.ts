import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendReceipt } from '../../../src/channels/channel.ts';
import { SendError } from '../../../src/channels/errors.ts';
import type { OutboundMessage } from '../../../src/chat/message.ts';
import type { FileRef } from '../../../src/domain/case.ts';
import type { ZaloBotOptions } from '../../../src/channels/zalo-bot/options.ts';
import { registerZaloBotWebhook } from '../../../src/channels/zalo-bot/register-webhook.ts';
import { createZaloBotChannel } from '../../../src/channels/zalo-bot/zalo-bot-channel.ts';
import type { BotPerson } from '../../emulators/zalo-bot/person.ts';
import {
  createZaloBotEmulator,
  type ZaloBotEmulator,
} from '../../emulators/zalo-bot/zalo-bot-emulator.ts';
import { choices, rendering, stored, words } from '../telegram/house.ts';
import { optionsFor, PUBLIC_URL, SECRET } from './account.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe('what the Zalo bot says', () => {
  let zalo: ZaloBotEmulator;
  let an: BotPerson;
  beforeEach(async () => {
    zalo = await createZaloBotEmulator();
    an = zalo.user('An');
    an.sends('chào');
  });
  afterEach(() => zalo.close());

  const send = (
    message: OutboundMessage,
    part = 0,
    others: Partial<ZaloBotOptions> = {},
  ): Promise<SendReceipt> =>
    createZaloBotChannel(optionsFor(zalo, others)).send(
      { channel: 'zalo-bot', chatId: an.id },
      message,
      rendering(PUBLIC_URL),
      part,
    );
  const failure = (message: OutboundMessage): Promise<unknown> =>
    send(message).catch((thrown: unknown) => thrown);
  const heard = () => an.posted.filter(({ isOurs }) => isOurs);
  const sends = () => zalo.calls().map(({ method }) => method);

  it('sends words in one call, and returns the id', async () => {
    const receipt = await send(words('một', 'hai'));
    expect(heard().map(({ words: said }) => said)).toEqual(['một\nhai']);
    expect(receipt).toEqual({ providerId: heard()[0]?.id, hasMore: false });
    expect(sends()).toEqual(['sendMessage']);
  });

  it('numbers the choices, so that a person may type one', async () => {
    await send({ ...words('Đúng chưa ạ?'), choices: choices('Gửi', 'Sửa lại') });
    expect(heard()[0]?.words).toBe('Đúng chưa ạ?\n1. Gửi\n2. Sửa lại\nnumbers.hint');
    await an.presses(/^Sửa/);
    expect(an.transcript.at(-1)?.words).toBe('2');
  });

  it('writes a link out', async () => {
    await send({ ...words('a'), link: { path: '/vao', label: { key: 'Mở' } } });
    expect(heard()[0]?.words).toBe(`a\nMở: ${PUBLIC_URL}/vao`);
  });

  it('sends a long text part by part, each of at most 2000 characters once composed', async () => {
    const long = 'Đường bị ngập nặng lắm ạ. '.normalize('NFD').repeat(180);
    const message = { ...words(long), choices: choices('Gửi') };
    const receipts: SendReceipt[] = [];
    for (let part = 0; part < 10; part += 1) {
      receipts.push(await send(message, part));
      if (receipts.at(-1)?.hasMore !== true) break;
    }
    expect(receipts.map(({ hasMore }) => hasMore)).toEqual([true, true, false]);
    const said = heard().map(({ words: text }) => text);
    expect(said.every((text) => Array.from(text).length <= 2_000)).toBe(true);
    expect(said.slice(0, -1).every((text) => text.endsWith('ạ.'))).toBe(true);
    expect(said.at(-1)).toMatch(/1\. Gửi\nnumbers\.hint$/);
    expect(await send(message, 3)).toEqual({});
    expect(heard()).toHaveLength(3);
  });

  it('sends one picture by a passing address, with the words under it', async () => {
    const file = stored('f1', 'image/png');
    const address = zalo.media.put('f1.png', PNG, 'image/png');
    await send({ ...words('Đã vá xong'), files: [file] }, 0, { addressOf: () => address });
    expect(heard()).toMatchObject([
      { words: 'Đã vá xong', files: [{ bytes: new Uint8Array(PNG) }] },
    ]);
    expect(zalo.media.asked).toHaveLength(1);
  });

  it('sends several pictures before the words, one call each', async () => {
    const message = { ...words('a'), files: [stored('f1'), stored('f2')] };
    const receipts = [await send(message), await send(message, 1), await send(message, 2)];
    expect(receipts.map(({ hasMore }) => hasMore)).toEqual([true, true, false]);
    expect(sends()).toEqual(['sendPhoto', 'sendPhoto', 'sendMessage']);
    expect(heard().map(({ files }) => files[0]?.url)).toEqual([
      `${PUBLIC_URL}/t/f1`,
      `${PUBLIC_URL}/t/f2`,
      undefined,
    ]);
  });

  it('says where other files are, as the platform has no way for them', async () => {
    const files: readonly FileRef[] = [stored('f1', 'application/pdf')];
    await send({ ...words('a'), files });
    await send({ ...words('b'), files }, 0, { addressOf: () => undefined });
    expect(heard().map(({ words: said }) => said)).toEqual([
      'a\nzaloBot.fileAt',
      'b\nzaloBot.fileLeft',
    ]);
  });

  it('tells of a picture in words when Zalo cannot fetch it, and loses nothing', async () => {
    const gone = `http://${zalo.mediaHost}/gone.png`;
    const receipt = await send({ ...words('Đã vá xong'), files: [stored('f1')] }, 0, {
      addressOf: () => gone,
    });
    expect(heard().map(({ words: said }) => said)).toEqual(['Đã vá xong\nzaloBot.fileAt']);
    expect(receipt).toEqual({ providerId: heard()[0]?.id, hasMore: false });
  });

  describe('when it goes wrong', () => {
    it.each([
      ['429', { kind: 'refused', error_code: 429 }, 'throttled', 10_000],
      ['403', { kind: 'refused', error_code: 403 }, 'blocked', undefined],
      ['401', { kind: 'refused', error_code: 401 }, 'misconfigured', undefined],
      ['404', { kind: 'refused', error_code: 404 }, 'misconfigured', undefined],
      ['400', { kind: 'refused', error_code: 400 }, 'rejected', undefined],
      ['an unknown code', { kind: 'refused', error_code: 1_234 }, 'unreachable', undefined],
      ['500 in its envelope', { kind: 'refused', error_code: 500 }, 'unreachable', undefined],
      ['an HTML 502', { kind: 'gateway', status: 502 }, 'unknown', undefined],
      ['an HTML 404', { kind: 'gateway', status: 404 }, 'misconfigured', undefined],
      ['an empty body', { kind: 'empty', status: 200 }, 'unknown', undefined],
      ['a cut line', { kind: 'cut', isDone: false }, 'unknown', undefined],
      ['a cut line after it was taken', { kind: 'cut', isDone: true }, 'unknown', undefined],
    ] as const)('takes %s for what it is', async (_label, fault, code, retryAfterMs) => {
      zalo.faults.plan('sendMessage', fault);
      const error = await failure(words('a'));
      expect(error).toBeInstanceOf(SendError);
      expect(error).toMatchObject({ code, retryAfterMs });
      await send(words('b'));
      expect(heard().at(-1)?.words).toBe('b');
    });

    it('knows that nothing was sent when nobody listens', async () => {
      await zalo.close();
      expect(await failure(words('a'))).toMatchObject({ code: 'unreachable' });
    });

    it('knows a person who blocked it', async () => {
      an.blocks();
      expect(await failure(words('a'))).toMatchObject({ code: 'blocked' });
    });

    it('names neither token nor chat nor words in what it throws', async () => {
      zalo.faults.plan('sendMessage', { kind: 'cut', isDone: false });
      const error = (await failure(words('bí mật'))) as Error;
      const told: string[] = [];
      for (let one: unknown = error; one instanceof Error; one = one.cause)
        told.push(String(one), one.stack ?? '', JSON.stringify(one));
      expect(told.join('\n')).not.toMatch(new RegExp(`emulated-token|${an.id}|bí mật`));
    });
  });

  it('tells Zalo where to deliver, and says when it was not taken', async () => {
    await registerZaloBotWebhook(optionsFor(zalo), 'https://caunoi.example');
    expect(zalo.feed.hook).toMatchObject({
      url: 'https://caunoi.example/webhooks/zalo-bot',
      secret: SECRET,
    });
    const wrong = { ...optionsFor(zalo), botToken: '1:wrong' };
    await expect(registerZaloBotWebhook(wrong, PUBLIC_URL)).rejects.toMatchObject({
      code: 'misconfigured',
    });
  });

  it('never writes first: its window is 48 hours, at no price', () => {
    const { capabilities } = createZaloBotChannel(optionsFor(zalo));
    const ms = 48 * 3_600_000;
    expect(capabilities.window).toEqual({ freeMs: ms, billedMs: ms });
  });
});
