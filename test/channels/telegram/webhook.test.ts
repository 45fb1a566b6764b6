import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, ReceivedEvent } from '../../../src/channels/channel.ts';
import { registerWebhook } from '../../../src/channels/telegram/register-webhook.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import { mountWebhooks } from '../../../src/http/routes/webhooks.ts';
import { createTelemetry } from '../../../src/telemetry/events.ts';
import { createLog } from '../../../src/telemetry/log.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { optionsFor } from './account.ts';
import { said } from './payloads.ts';
import { readingInto } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';

const serve = (channel: Channel, sink: RecordingSink): { app: Hono; log: string[] } => {
  const log: string[] = [];
  const { events } = createTelemetry(
    createLog('debug', { write: (line: string) => void log.push(line) }),
  );
  const app = new Hono();
  const takeIn = (_channelId: string, received: readonly ReceivedEvent[]) =>
    readingInto(channel, sink)(received);
  mountWebhooks(app, { channels: [channel], takeIn, events });
  return { app, log };
};
const post = (app: Hono, body: string, secret = 'not-guessable') =>
  app.request('/webhooks/telegram', {
    method: 'POST',
    body,
    headers: {
      'x-telegram-bot-api-secret-token': secret,
      'content-length': String(Buffer.byteLength(body)),
    },
  });

describe('the webhook on the web server', () => {
  let telegram: TelegramEmulator;
  let sink: RecordingSink;

  beforeEach(async () => {
    telegram = await createTelegramEmulator();
    sink = new RecordingSink();
  });
  afterEach(() => telegram.close());

  it.each([
    ['200 to an update', JSON.stringify(said({ text: 'bí mật' })), 'not-guessable', 0, 200],
    [
      '503 when the store is away',
      JSON.stringify(said({ text: 'bí mật' })),
      'not-guessable',
      1,
      503,
    ],
    ['400 to broken JSON', '{"message":"bí mật', 'not-guessable', 0, 400],
    ['401 to a wrong secret', JSON.stringify(said({ text: 'bí mật' })), 'guess', 0, 401],
    ['413 to more than an update can be', `"${'a'.repeat(1_100_000)}"`, 'not-guessable', 0, 413],
  ])(
    'answers %s, with nobody’s words in the log',
    async (_label, body, secret, failures, status) => {
      sink.failures = failures;
      const { app, log } = serve(createTelegramChannel(optionsFor(telegram, 'webhook')), sink);
      expect((await post(app, body, secret)).status).toBe(status);
      expect(log.some((line) => line.includes('webhook.'))).toBe(status !== 200);
      expect(log.join('')).not.toMatch(/bí mật|7000000123|guess/);
    },
  );

  it('is registered with its secret and with the kinds that we read', async () => {
    await registerWebhook(optionsFor(telegram, 'webhook'), 'https://caunoi.example');
    expect(telegram.calls('setWebhook')[0]?.fields).toEqual({
      url: 'https://caunoi.example/webhooks/telegram',
      secret_token: 'not-guessable',
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
    telegram.faults.plan('setWebhook', { kind: 'gateway', status: 502 });
    await expect(
      registerWebhook(optionsFor(telegram, 'webhook'), 'https://a.example'),
    ).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});
