import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { OutboundMessage } from '../../chat/message.ts';
import type { Rendering, SendReceipt } from '../channel.ts';
import { SendError } from '../errors.ts';
import { parcels, type Parcel } from './render.ts';
import { isUnchanged, toSendError } from './send-error.ts';
import { sendParcel } from './send-parcel.ts';

/** A message already begun is finished in spite of waits up to this long, in milliseconds. */
const MOST_WAIT_MS = 10_000;
const MOST_TRIES = 3;

/**
 * Sends one message in as few calls as Telegram allows.
 *
 * @throws {SendError} when Telegram did not take it; parts already taken come again with the next try.
 */
export async function sendMessage(
  api: Api,
  chatId: string,
  message: OutboundMessage,
  rendering: Rendering,
): Promise<SendReceipt> {
  let providerId: string | undefined;
  const parts = parcels(message, rendering);
  for (const [index, parcel] of parts.entries()) {
    if (parcel.kind === 'location-offer') await offer(api, chatId, parcel, rendering);
    else {
      const send = (): Promise<number | undefined> => attempt(api, chatId, parcel, rendering);
      const sentId = await (index === 0 ? send() : insist(send));
      if (sentId !== undefined) providerId = String(sentId);
    }
  }
  return providerId === undefined ? {} : { providerId };
}

async function attempt(
  api: Api,
  chatId: string,
  parcel: Parcel,
  rendering: Rendering,
): Promise<number | undefined> {
  try {
    return await sendParcel(api, Number(chatId), parcel, rendering);
  } catch (error) {
    if (isUnchanged(error)) return undefined;
    throw toSendError(error);
  }
}

/** Waits out a short throttle: giving up between two parts would send the first part again. */
async function insist(send: () => Promise<number | undefined>): Promise<number | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      const waitMs = error instanceof SendError ? (error.retryAfterMs ?? Infinity) : Infinity;
      if (tries === MOST_TRIES || waitMs > MOST_WAIT_MS) throw error;
      await pause(waitMs);
    }
  }
}

/** The offer only saves typing: failing for it would repeat the question that was already sent. */
async function offer(
  api: Api,
  chatId: string,
  parcel: Parcel,
  rendering: Rendering,
): Promise<void> {
  try {
    await attempt(api, chatId, parcel, rendering);
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
  }
}
