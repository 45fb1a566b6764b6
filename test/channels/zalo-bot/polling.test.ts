import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../scripts/launch/until.ts';
import { registerZaloBotWebhook } from '../../../src/channels/zalo-bot/register-webhook.ts';
import { createZaloBotChannel } from '../../../src/channels/zalo-bot/zalo-bot-channel.ts';
import {
  createZaloBotEmulator,
  type ZaloBotEmulator,
} from '../../emulators/zalo-bot/zalo-bot-emulator.ts';
import { readingInto } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';
import { optionsFor } from './account.ts';

describe('polling the Zalo bot', () => {
  let zalo: ZaloBotEmulator;
  let sink: RecordingSink;
  let errors: unknown[];
  let stop: (() => Promise<void>) | undefined;
  const start = async (): Promise<void> => {
    const channel = createZaloBotChannel(
      optionsFor(zalo, { mode: 'polling', onError: (error) => errors.push(error) }),
    );
    stop = await channel.start?.(readingInto(channel, sink));
  };
  const received = (count: number) =>
    until(`${count} messages`, 10_000, () => (sink.received.length >= count ? true : undefined));
  const texts = () => sink.received.map(({ body }) => (body.kind === 'text' ? body.text : ''));

  beforeEach(async () => {
    zalo = await createZaloBotEmulator();
    sink = new RecordingSink();
    errors = [];
  });
  afterEach(async () => {
    await stop?.();
    stop = undefined;
    await zalo.close();
  });

  it('takes away a webhook and fetches what was said, in order', async () => {
    await registerZaloBotWebhook(optionsFor(zalo), 'http://127.0.0.1:9');
    await start();
    const an = zalo.user('An');
    await until('the webhook to go', 5_000, () =>
      zalo.feed.hook === undefined ? true : undefined,
    );
    for (const text of ['một', 'hai', 'ba']) an.sends(text);
    await received(3);
    expect(texts()).toEqual(['một', 'hai', 'ba']);
    expect(zalo.calls('getUpdates')[0]?.fields).toEqual({ timeout: '3' });
  });

  it('has no webhook then, and no polling with one', () => {
    const polling = createZaloBotChannel(optionsFor(zalo, { mode: 'polling' }));
    expect(polling.webhooks).toEqual([]);
    expect(createZaloBotChannel(optionsFor(zalo))).not.toHaveProperty('start');
  });

  it('loses nothing that was handed out while the store is away', async () => {
    sink.failures = 1;
    const an = zalo.user('An');
    an.sends('một');
    an.sends('hai');
    await start();
    await received(2);
    expect(texts()).toEqual(['một', 'hai']);
    expect(errors).toMatchObject([{ message: 'the store is away' }]);
  });

  it('survives trouble at Zalo', async () => {
    zalo.faults.plan('getUpdates', { kind: 'gateway', status: 502 });
    zalo.faults.plan('getUpdates', { kind: 'empty', status: 200 });
    zalo.user('An').sends('một');
    await start();
    await received(1);
    expect(errors).toMatchObject([{ code: 502 }, { code: 200 }]);
  });

  it('waits for the poll under way when it is stopped, for what comes by it is nowhere else', async () => {
    await start();
    await until('a poll', 5_000, () => zalo.calls('getUpdates').at(0));
    const stopped = stop?.();
    stop = undefined;
    zalo.user('An').sends('vừa kịp');
    await stopped;
    expect(texts()).toEqual(['vừa kịp']);
    expect(errors).toEqual([]);
  });
});
