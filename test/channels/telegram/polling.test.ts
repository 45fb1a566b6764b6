import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../scripts/launch/until.ts';
import { registerWebhook } from '../../../src/channels/telegram/register-webhook.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { optionsFor } from './account.ts';
import { readingInto } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';

describe('polling', () => {
  let telegram: TelegramEmulator;
  let sink: RecordingSink;
  let errors: unknown[];
  let stop: (() => Promise<void>) | undefined;
  const start = async (): Promise<void> => {
    const channel = createTelegramChannel(
      optionsFor(telegram, 'polling', (error) => errors.push(error)),
    );
    stop = await channel.start?.(readingInto(channel, sink));
  };
  const received = (count: number) =>
    until(`${count} messages`, 10_000, () => (sink.received.length >= count ? true : undefined));

  beforeEach(async () => {
    telegram = await createTelegramEmulator();
    sink = new RecordingSink();
    errors = [];
  });
  afterEach(async () => {
    await stop?.();
    await telegram.close();
  });

  it('takes away a webhook and fetches what was sent, in order', async () => {
    await registerWebhook(optionsFor(telegram, 'webhook'), 'http://127.0.0.1:9');
    await start();
    const an = telegram.user('An');
    an.sends('một');
    an.sends('hai');
    await received(2);
    expect(sink.received.map(({ body }) => body)).toEqual([
      { kind: 'text', text: 'một' },
      { kind: 'text', text: 'hai' },
    ]);
    expect(telegram.calls('getUpdates')[0]?.fields['allowed_updates']).toEqual([
      'message',
      'edited_message',
      'callback_query',
      'my_chat_member',
    ]);
  });

  it('has no webhook of its own', () => {
    expect(
      createTelegramChannel(optionsFor(telegram, 'polling', (error) => errors.push(error)))
        .webhooks,
    ).toEqual([]);
    expect(createTelegramChannel(optionsFor(telegram, 'webhook'))).not.toHaveProperty('start');
  });

  it('fetches again what could not be stored, after telling', async () => {
    sink.failures = 1;
    telegram.user('An').sends('một');
    await start();
    await received(1);
    expect(errors).toMatchObject([{ message: 'the store is away' }]);
    expect(sink.received).toHaveLength(1);
  });

  it('survives a rival and trouble at Telegram', async () => {
    telegram.faults.plan('getUpdates', { kind: 'gateway', status: 502 });
    telegram.faults.plan('getUpdates', { kind: 'refused', status: 409, description: 'Conflict' });
    await start();
    telegram.user('An').sends('một');
    await received(1);
    expect(errors).toMatchObject([{ error_code: 502 }, { error_code: 409 }]);
  });

  it('stops at once in the middle of a poll', async () => {
    await start();
    await until('a poll', 5_000, () => telegram.calls('getUpdates').at(0));
    const startedMs = performance.now();
    await stop?.();
    stop = undefined;
    // The poll itself would have gone on for ten seconds.
    expect(performance.now() - startedMs).toBeLessThan(8_000);
    expect(errors).toEqual([]);
  });
});
