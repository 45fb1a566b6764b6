import { inspect } from 'node:util';
import { Api, HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/launch/ports.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import {
  createOutboundFetch,
  type OutboundFetch,
} from '../../../src/channels/wire/outbound-fetch.ts';
import type { OutboundMessage } from '../../../src/chat/message.ts';
import type { TelegramPerson } from '../../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { deliverTo } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';
import { optionsFor } from '../telegram/account.ts';
import { rendering, stored, words } from '../telegram/house.ts';
import { startTinyProxy, type TinyProxy } from './tiny-proxy.ts';

const PASSWORD = 'ml%20khau';
/** A name that nobody but the proxy can look up. */
const API_ROOT = 'http://api.telegram.test';

describe('calls through a proxy', () => {
  let telegram: TelegramEmulator;
  let proxy: TinyProxy;
  let outbound: OutboundFetch;
  let an: TelegramPerson;

  beforeEach(async () => {
    telegram = await createTelegramEmulator();
    proxy = await startTinyProxy(new URL(telegram.apiRoot));
    outbound = through(proxy.port);
    an = telegram.user('An');
    an.sends('một');
  });
  afterEach(async () => {
    await outbound.close();
    await proxy[Symbol.asyncDispose]();
    await telegram.close();
  });

  const through = (port: number, host = '127.0.0.1'): OutboundFetch => {
    const made = createOutboundFetch(`http://nguoi:${PASSWORD}@${host}:${port}`);
    if (made === undefined) throw new Error('there is no proxy');
    return made;
  };
  const channelThrough = ({ fetch }: OutboundFetch, apiRoot = API_ROOT) =>
    createTelegramChannel({ ...optionsFor(telegram, 'webhook'), apiRoot, fetch });
  const send = (message: OutboundMessage, by = outbound, apiRoot = API_ROOT) =>
    channelThrough(by, apiRoot).send(
      { channel: 'telegram', chatId: String(an.id) },
      message,
      rendering('https://caunoi.example'),
      0,
    );

  it('carry words, and name who asks', async () => {
    await send(words('hai'));
    expect(an.transcript.at(-1)?.words).toBe('hai');
    const authorization = `Basic ${Buffer.from('nguoi:ml khau').toString('base64')}`;
    expect(proxy.asked).toEqual([{ target: 'api.telegram.test:80', authorization }]);
  });

  it('carry uploads whole', async () => {
    const bytes = Buffer.alloc(300_000, 'ả');
    const house = { ...rendering('https://caunoi.example'), openFile: async () => bytes };
    const chat = { channel: 'telegram', chatId: String(an.id) };
    const message = { ...words('Ảnh'), files: [stored('p1')] };
    await channelThrough(outbound).send(chat, message, house, 0);
    const [upload] = telegram.calls('sendPhoto').at(-1)?.uploads.values() ?? [];
    expect(upload?.bytes.equals(bytes)).toBe(true);
  });

  it('fetch files that people send', async () => {
    const bytes = Buffer.from('bytes of a file');
    const sink = new RecordingSink();
    const request = new Request('http://127.0.0.1/webhooks/telegram', {
      method: 'POST',
      body: JSON.stringify({ update_id: 1, message: an.sendsPhoto({ bytes }) }),
      headers: { 'x-telegram-bot-api-secret-token': 'not-guessable' },
    });
    expect(await deliverTo(channelThrough(outbound), sink, request)).toBe(200);
    expect(Buffer.from(sink.files[0]?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('go straight to this machine, where an emulator is', async () => {
    await send(words('hai'), outbound, telegram.apiRoot);
    expect(an.transcript.at(-1)?.words).toBe('hai');
    expect(proxy.asked).toEqual([]);
  });

  it.each([407, 403, 502])(
    'have not arrived where the proxy answers %i, and its password is told to nobody',
    async (status) => {
      proxy.refusesWith = status;
      const failure: unknown = await send(words('hai')).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'unreachable', retryable: true });
      expect(an.transcript).toHaveLength(1);
      expect(inspect(failure, { depth: 20, showHidden: true })).not.toMatch(/ml(%20| )khau|nguoi:/);
    },
  );

  it('have not arrived where no proxy is there', async () => {
    const nowhere = through(await freePort(), '127.0.0.77');
    const failure: unknown = await send(words('hai'), nowhere).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unreachable' });
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toMatch(/ml(%20| )khau|nguoi:/);
    await nowhere.close();
  });

  it('may have arrived where the line is cut after the request went out', async () => {
    telegram.faults.plan('sendMessage', { kind: 'cut', isDone: true });
    await expect(send(words('hai'))).rejects.toMatchObject({ code: 'unknown' });
  });

  it('carry forms, bodies and requests of Node', async () => {
    const form = new FormData();
    form.set('chat_id', String(an.id));
    form.set('text', 'một tấm phiếu');
    const address = `${API_ROOT}/bot${telegram.token}/sendMessage`;
    const body = JSON.stringify({ chat_id: an.id, text: 'một tờ đơn' });
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(10_000);
    const answers = [
      await outbound.fetch(address, { method: 'POST', body: form, signal, redirect: 'manual' }),
      await outbound.fetch(new Request(address, { method: 'POST', headers, body })),
      await outbound.fetch(new URL(address), { method: 'POST', headers, body }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(an.transcript.slice(1).map((line) => line.words)).toEqual([
      'một tấm phiếu',
      'một tờ đơn',
      'một tờ đơn',
    ]);
  });

  it('end when they are given up', async () => {
    telegram.faults.plan('sendMessage', { kind: 'silent' });
    const address = `${API_ROOT}/bot${telegram.token}/sendMessage`;
    const call = outbound.fetch(address, { method: 'POST', signal: AbortSignal.timeout(200) });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('end when grammY’s patience does', async () => {
    telegram.faults.plan('sendMessage', { kind: 'silent' });
    const hasty = new Api(telegram.token, {
      apiRoot: API_ROOT,
      fetch: outbound.fetch,
      timeoutSeconds: 0.2,
    });
    await expect(hasty.sendMessage(an.id, 'hai')).rejects.toBeInstanceOf(HttpError);
    expect(an.transcript).toHaveLength(1);
  });

  it('are Node’s own where no proxy is set', () => {
    expect(createOutboundFetch(undefined)).toBeUndefined();
  });
});
