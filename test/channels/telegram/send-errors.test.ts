import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../../scripts/launch/ports.ts';
import type { Channel } from '../../../src/channels/channel.ts';
import { SendError } from '../../../src/channels/errors.ts';
import { sendMessage } from '../../../src/channels/telegram/send-message.ts';
import {
  createTelegramChannel,
  type TelegramOptions,
} from '../../../src/channels/telegram/telegram-channel.ts';
import type { OutboundMessage } from '../../../src/chat/message.ts';
import type { Fault } from '../../emulators/telegram/faults.ts';
import type { TelegramPerson } from '../../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { rendering, stored, words } from './house.ts';

const refused = (status: number, description: string, retryAfterSeconds?: number): Fault => ({
  kind: 'refused',
  status,
  description,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

const CODES: readonly { readonly label: string; readonly fault: Fault; readonly error: object }[] =
  [
    {
      label: 'a person who stopped the bot',
      fault: refused(403, 'Forbidden: bot was blocked by the user'),
      error: { code: 'blocked', retryable: false },
    },
    {
      label: 'a message that is wrong',
      fault: refused(400, 'Bad Request: chat not found'),
      error: { code: 'rejected', retryable: false },
    },
    {
      label: 'a wrong token',
      fault: refused(401, 'Unauthorized'),
      error: { code: 'misconfigured' },
    },
    {
      label: 'a token that is none',
      fault: refused(404, 'Not Found'),
      error: { code: 'misconfigured' },
    },
    {
      label: 'too many messages',
      fault: refused(429, 'Too Many Requests: retry after 35', 35),
      error: { code: 'throttled', retryAfterMs: 35_000, retryable: true },
    },
    {
      label: 'too many messages without a word for how long',
      fault: refused(429, 'Too Many Requests'),
      error: { code: 'throttled', retryAfterMs: undefined },
    },
    {
      label: 'trouble at Telegram',
      fault: refused(500, 'Internal Server Error'),
      error: { code: 'unreachable', retryable: true },
    },
    {
      label: 'a gateway that answers in HTML',
      fault: { kind: 'gateway', status: 502 },
      error: { code: 'unreachable' },
    },
    {
      label: 'a page of somebody in between',
      fault: { kind: 'gateway', status: 200 },
      error: { code: 'unknown', retryable: true },
    },
    {
      label: 'a connection cut after the request went out',
      fault: { kind: 'cut', isDone: true },
      error: { code: 'unknown', retryable: true },
    },
  ];

describe('a message that Telegram did not take', () => {
  let telegram: TelegramEmulator;
  let an: TelegramPerson;

  beforeEach(async () => {
    telegram = await createTelegramEmulator();
    an = telegram.user('An');
    an.sends('một');
  });
  afterEach(() => telegram.close());

  const channelWith = (options: Partial<TelegramOptions> = {}): Channel =>
    createTelegramChannel({
      apiRoot: telegram.apiRoot,
      botToken: telegram.token,
      mode: 'webhook',
      webhookSecret: 's',
      ...options,
    });
  const failureOf = (channel: Channel, message: OutboundMessage = words('hai')) =>
    channel
      .send(
        { channel: 'telegram', chatId: String(an.id) },
        message,
        rendering('https://caunoi.example'),
        0,
      )
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  it.each(CODES)('tells $label', async ({ fault, error }) => {
    telegram.faults.plan('sendMessage', fault);
    const failure = await failureOf(channelWith());
    expect(failure).toBeInstanceOf(SendError);
    expect(failure).toMatchObject(error);
  });

  it('tells that nobody was there to take it', async () => {
    // Tests beside this one may take the free port meanwhile, but on the usual address.
    const apiRoot = `http://127.0.0.77:${await freePort()}`;
    expect(await failureOf(channelWith({ apiRoot }))).toMatchObject({ code: 'unreachable' });
  });

  it('tells that a name is not found', async () => {
    const lost = Object.assign(new Error('lookup'), { code: 'ENOTFOUND' });
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: lost }));
    expect(await failureOf(channelWith({ fetch }))).toMatchObject({ code: 'unreachable' });
  });

  it('tells a time-out from a refusal, for the message may have arrived', async () => {
    telegram.faults.plan('sendMessage', { kind: 'silent' });
    const hasty = new Api(telegram.token, { apiRoot: telegram.apiRoot, timeoutSeconds: 0.2 });
    const sending = sendMessage(
      { words: hasty, files: hasty },
      String(an.id),
      words('hai'),
      rendering('https://a.example'),
      0,
    );
    await expect(sending).rejects.toMatchObject({ code: 'unknown', retryable: true });
  });

  it('waits for words 15 seconds, and for files a minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fetch = vi.fn<typeof globalThis.fetch>(
      (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const ended: string[] = [];
    const sending = [words('hai'), { ...words('hai'), files: [stored('p1')] }].map(
      async (message, index) => {
        await failureOf(channelWith({ fetch }), message);
        ended.push(index === 0 ? 'words' : 'files');
      },
    );
    try {
      await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
      await vi.advanceTimersByTimeAsync(16_000);
      await vi.waitFor(() => expect(ended).toEqual(['words']));
      await vi.advanceTimersByTimeAsync(43_000);
      expect(ended).toEqual(['words']);
      await vi.advanceTimersByTimeAsync(2_000);
      await Promise.all(sending);
    } finally {
      vi.useRealTimers();
    }
  });

  it('tells a person who blocked the bot, and sends again once unblocked', async () => {
    an.blocks();
    expect(await failureOf(channelWith())).toMatchObject({ code: 'blocked' });
    an.unblocks();
    expect(await failureOf(channelWith())).toBeUndefined();
  });

  it('takes a message that nothing was changed by for sent', async () => {
    const words400 = 'Bad Request: message is not modified: specified new message content';
    telegram.faults.plan('sendMessage', refused(400, words400));
    expect(await failureOf(channelWith())).toBeUndefined();
  });

  it('goes on with the part that failed, and says no part twice', async () => {
    const message = { ...words('a'.repeat(1_025)), files: [stored('p1')] };
    const send = (part: number) =>
      channelWith().send(
        { channel: 'telegram', chatId: String(an.id) },
        message,
        rendering('https://caunoi.example'),
        part,
      );
    expect(await send(0)).toMatchObject({ hasMore: true });
    telegram.faults.throttle('sendMessage', 60);
    await expect(send(1)).rejects.toMatchObject({ code: 'throttled', retryAfterMs: 60_000 });
    const last = await send(1);
    expect(last.providerId).toMatch(/^\d+$/);
    expect(last.hasMore).toBeUndefined();
    expect(await send(2)).toEqual({});
    expect(telegram.calls().map(({ method }) => method)).toEqual(['sendPhoto', 'sendMessage']);
  });

  it('tells of a throttled photo what it tells of words', async () => {
    telegram.faults.throttle('sendPhoto', 5);
    const message = { ...words('hai'), files: [stored('p1')] };
    expect(await failureOf(channelWith(), message)).toMatchObject({ code: 'throttled' });
  });

  it('leaves a failure of our own store what it is', async () => {
    const away = new Error('the store is away');
    const house = {
      ...rendering('https://caunoi.example'),
      openFile: () => Promise.reject(away),
    };
    const message = { ...words('hai'), files: [stored('p1')] };
    const chat = { channel: 'telegram', chatId: String(an.id) };
    await expect(channelWith().send(chat, message, house, 0)).rejects.toBe(away);
    expect(an.transcript).toHaveLength(1);
  });

  it('never shows the token in an error', async () => {
    telegram.faults.plan('sendMessage', { kind: 'cut', isDone: false });
    const failure = await failureOf(channelWith());
    const seen = [];
    for (let error = failure; error instanceof Error; error = error.cause)
      seen.push(error.message, error.stack);
    expect(seen.join('\n')).not.toContain(telegram.token);
  });
});
