import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { ALLOWED_UPDATES, readUpdate } from './read-update.ts';
import type { TelegramOptions } from './telegram-channel.ts';

/** How long Telegram holds an empty poll, in seconds; shorter than a call may take. */
const POLL_SECONDS = 10;
/** After a failure, in milliseconds. */
const RETRY_MS = 1_000;

/**
 * Fetches updates one by one until stopped: for development, where Telegram cannot reach us.
 * An update is confirmed only once it was received, so none is lost; one that fails is tried again.
 */
export function startPolling(
  api: Api,
  receive: (update: Update) => Promise<void>,
  { onError }: Pick<TelegramOptions, 'onError'>,
): () => Promise<void> {
  const stopping = new AbortController();
  const ended = poll(api, receive, stopping.signal, onError);
  return async () => {
    stopping.abort();
    await ended;
  };
}

async function poll(
  api: Api,
  receive: (update: Update) => Promise<void>,
  signal: AbortSignal,
  onError: TelegramOptions['onError'],
): Promise<void> {
  const place = { offset: 0, hasWebhook: true };
  while (!signal.aborted) {
    try {
      // Telegram refuses polls while a webhook is set.
      if (place.hasWebhook) place.hasWebhook = !(await api.deleteWebhook());
      await pollOnce(api, receive, place, signal);
    } catch (error) {
      if (signal.aborted) return;
      onError?.(error);
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function pollOnce(
  api: Api,
  receive: (update: Update) => Promise<void>,
  place: { offset: number },
  signal: AbortSignal,
): Promise<void> {
  const updates = await api.getUpdates(
    { offset: place.offset, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
    // grammY is typed for a signal of its own make and works with Node's.
    signal as unknown as NonNullable<Parameters<Api['getUpdates']>[1]>,
  );
  for (const update of updates) {
    if (signal.aborted) return;
    const known = readUpdate(update);
    if (known !== undefined) await receive(known);
    place.offset = update.update_id + 1;
  }
}
