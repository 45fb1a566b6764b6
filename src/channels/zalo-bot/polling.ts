import { setTimeout as pause } from 'node:timers/promises';
import type { TakeIn } from '../channel.ts';
import type { ZaloBotClient } from './client.ts';
import { eventOf, readDelivery, type ZaloBotEvent } from './event.ts';
import type { ZaloBotOptions } from './options.ts';

/** How long Zalo holds an empty poll, in seconds; stopping waits for one, so it is short. */
const POLL_SECONDS = 3;
/** After a failure, in milliseconds. */
const RETRY_MS = 1_000;

/**
 * Fetches events one by one until stopped: for development, where Zalo cannot reach us. Zalo forgets an event as it
 * hands it out, so each is stored before the next is asked for, and a poll under way is waited for, never cut off.
 */
export function startPolling(
  client: ZaloBotClient,
  takeIn: TakeIn,
  { onError }: Pick<ZaloBotOptions, 'onError'>,
): () => Promise<void> {
  const stopping = new AbortController();
  const ended = poll({ client, takeIn, onError, signal: stopping.signal });
  return async () => {
    stopping.abort();
    await ended;
  };
}

interface Polling extends Pick<ZaloBotOptions, 'onError'> {
  readonly client: ZaloBotClient;
  readonly takeIn: TakeIn;
  readonly signal: AbortSignal;
}

async function poll(polling: Polling): Promise<void> {
  const { client, signal } = polling;
  // Zalo refuses polls while a webhook is set.
  await insist(polling, () => client.deleteWebhook());
  while (!signal.aborted) {
    const event = await insist(polling, () => nextOf(client));
    if (event !== undefined) await insist(polling, () => polling.takeIn([eventOf(event)]));
  }
}

async function nextOf(client: ZaloBotClient): Promise<ZaloBotEvent | undefined> {
  const delivered = readDelivery(await client.getUpdate(POLL_SECONDS));
  const isSaid = delivered.kind === 'said' && delivered.event.message.from?.is_bot !== true;
  return isSaid ? delivered.event : undefined;
}

/** Tries until it succeeds or we are stopped; once more even then, for what was handed out is nowhere else. */
async function insist<Result>(
  { signal, onError }: Polling,
  act: () => Promise<Result>,
): Promise<Result | undefined> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      onError?.(error);
      if (signal.aborted) return undefined;
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
