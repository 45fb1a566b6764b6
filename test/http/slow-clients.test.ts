import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../emulators/telegram/telegram-emulator.ts';
import { said } from '../channels/telegram/payloads.ts';
import { openTown, type Town } from '../fixtures/town.ts';

const SECRET = 'webhook-secret-of-a-test';
const MARK = 'zqxmark';

let telegram: TelegramEmulator;
let town: Town;
beforeAll(async () => {
  telegram = await createTelegramEmulator();
  town = await openTown({
    role: 'web',
    environment: {
      TELEGRAM_ENABLED: 'true',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    },
  });
});
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await telegram.close();
});

/** What became of a connection: what was answered on it, and after how long it was over. */
interface Ending {
  readonly answer: string;
  readonly ms: number;
}

/** Opens a connection, sends the beginning at once and the rest byte by byte, until the server hangs up. */
function dribble(beginning: string, rest: string, everyMs: number): Promise<Ending> {
  const startedMs = performance.now();
  const socket = open();
  let answer = '';
  socket.on('data', (bytes) => (answer += bytes.toString()));
  socket.write(beginning);
  const bytes = Buffer.from(rest);
  let sent = 0;
  const drip = setInterval(() => {
    if (sent < bytes.length && socket.writable) socket.write(bytes.subarray(sent, (sent += 1)));
  }, everyMs);
  return new Promise((resolve) => {
    socket.once('close', () => {
      clearInterval(drip);
      resolve({ answer, ms: performance.now() - startedMs });
    });
  });
}

function open(): Socket {
  const { hostname, port } = new URL(town.app.address ?? '');
  const socket = connect(Number(port), hostname);
  // A server that hangs up in the middle of a write resets the connection.
  socket.on('error', () => undefined);
  return socket;
}

const head = (lines: readonly string[]): string =>
  [...lines, `Host: ${new URL(town.app.address ?? '').host}`, '', ''].join('\r\n');
const webhook = (...lines: readonly string[]): string =>
  head([
    'POST /webhooks/telegram HTTP/1.1',
    `X-Telegram-Bot-Api-Secret-Token: ${SECRET}`,
    'Content-Type: application/json',
    ...lines,
  ]);
const post = (body: string, secret = SECRET): Promise<Response> =>
  fetch(`${town.app.address}/webhooks/telegram`, {
    method: 'POST',
    body,
    headers: { 'x-telegram-bot-api-secret-token': secret },
  });
const stored = async (): Promise<number> => {
  const { unread } = await town.app.deps.store.inbox.count();
  return unread;
};

describe('a client that sends byte by byte', () => {
  it('is cut, in its headers and in a body, while others are served and slow phones may go on', async () => {
    const update = JSON.stringify(said({ text: MARK }));
    const form = new URLSearchParams({ eventId: crypto.randomUUID(), text: 'trợ giúp' }).toString();
    const before = await stored();
    const inHeaders = dribble(
      'POST /webhooks/telegram HTTP/1.1\r\nHost: a\r\nX-Slow: ',
      'a'.repeat(500),
      100,
    );
    const inBody = dribble(webhook(`Content-Length: ${update.length}`), update, 100);
    const inChunks = dribble(webhook('Transfer-Encoding: chunked'), '1\r\n{\r\n'.repeat(100), 100);
    const phone = dribble(
      head([
        'POST /demo/ba-con/chat HTTP/1.1',
        `Origin: ${town.app.address}`,
        'Accept: application/json',
        'Content-Type: application/x-www-form-urlencoded',
        'Connection: close',
        `Content-Length: ${form.length}`,
      ]),
      form,
      12_000 / form.length,
    );
    const over = new AbortController();
    const slow = Promise.all([inHeaders, inBody, inChunks, phone]).finally(() => over.abort());
    for (let id = 100; !over.signal.aborted; id += 1) {
      const startedMs = performance.now();
      expect((await post(JSON.stringify(said({ text: 'xin chào' }, id)))).status).toBe(200);
      expect(performance.now() - startedMs).toBeLessThan(2_000);
      expect(await stored()).toBe(before + id - 99);
      await Promise.race([slow, new Promise((resolve) => setTimeout(resolve, 500))]);
    }
    const [headers, body, chunks, form200] = await slow;
    for (const { answer } of [headers, body, chunks]) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(headers.ms).toBeLessThan(14_000);
    expect(body.ms).toBeLessThan(9_000);
    expect(chunks.ms).toBeLessThan(9_000);
    expect(form200.answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(form200.ms).toBeGreaterThan(10_000);
    const refused = town.log.filter((line) => line.includes('"status":408'));
    expect(refused.filter((line) => line.includes('"channel":"telegram"'))).toHaveLength(2);
    expect(refused.filter((line) => line.includes('"route":"(none)"'))).toHaveLength(1);
    expect(town.log.join('')).not.toMatch(new RegExp(`${MARK}|7000000123|${SECRET}`));
  }, 30_000);
});

describe('what is sent at once', () => {
  it.each([
    ['more than a megabyte, told in advance', () => post(`"${'a'.repeat(1_100_000)}"`), 413],
    ['nothing', () => post(''), 400],
    ['a page', () => post(`<html>${MARK}</html>`), 400],
    ['broken JSON', () => post(`{"message":"${MARK}`), 400],
    ['a missing field', () => post('{"update_id":7,"message":{"text":"x"}}'), 400],
    ['a wrong secret', () => post(JSON.stringify(said({ text: MARK })), 'guess'), 401],
  ])('%s is refused, with a line and without a trace of it', async (_label, send, status) => {
    const before = await stored();
    expect((await send()).status).toBe(status);
    expect(town.log.at(-1)).toMatch(
      new RegExp(`"channel":"telegram","status":${status},"msg":"webhook.refused"`),
    );
    expect(town.log.join('')).not.toMatch(/zqxmark|guess/);
    expect(await stored()).toBe(before);
  });

  it('more than a megabyte in chunks is refused before its end', async () => {
    const chunk = 'a'.repeat(100_000);
    const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(11);
    const { answer, ms } = await dribble(webhook('Transfer-Encoding: chunked') + chunks, '', 1_000);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(ms).toBeLessThan(4_000);
  });

  it('what is no HTTP at all is refused', async () => {
    const { answer } = await dribble(`\u0016\u0003\u0001${MARK}\r\n\r\n`, '', 1_000);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(town.log.at(-1)).toMatch(/"route":"\(none\)","status":400,"msg":"request\.refused"/);
    expect(town.log.join('')).not.toContain(MARK);
  });

  it('a sender who hangs up in the middle leaves nothing behind', async () => {
    const before = await stored();
    const refused = town.log.length;
    const socket = open();
    socket.write(`${webhook('Content-Length: 500')}{"update_id":1,`, () => socket.destroy());
    await expect
      .poll(() => town.log.slice(refused).some((line) => line.includes('"status":400')))
      .toBe(true);
    expect(await stored()).toBe(before);
    expect(town.log.slice(refused).join('')).not.toContain('webhook.failed');
  });

  it('an event of a kind that nobody knows is stored and read as nothing', async () => {
    const before = await stored();
    expect((await post('{"update_id":4711,"hologram":{"id":1}}')).status).toBe(200);
    expect(await stored()).toBe(before + 1);
  });
});
