import type { Api } from 'grammy';
import type { OutboundMessage } from '../../chat/message.ts';
import type { Rendering, SendReceipt } from '../channel.ts';
import { SendError } from '../errors.ts';
import { parcels, type Parcel } from './render.ts';
import { isUnchanged, toSendError } from './send-error.ts';
import { sendParcel } from './send-parcel.ts';

/** What calls: words are not waited for as long as files. */
export interface SendingApis {
  readonly words: Api;
  readonly files: Api;
}

/**
 * Sends one part of a message; beyond the last one nothing is called.
 *
 * @param part - So many parts were taken already.
 * @throws {SendError} when Telegram did not take it.
 */
export async function sendMessage(
  apis: SendingApis,
  chatId: string,
  message: OutboundMessage,
  rendering: Rendering,
  part: number,
): Promise<SendReceipt> {
  const parts = parcels(message, rendering);
  const parcel = parts[part];
  if (parcel === undefined) return {};
  const api = 'file' in parcel || 'files' in parcel ? apis.files : apis.words;
  const send = (): Promise<number | undefined> => attempt(api, chatId, parcel, rendering);
  const sentId = await (parcel.kind === 'location-offer' ? offer(send) : send());
  return {
    ...(sentId === undefined ? {} : { providerId: String(sentId) }),
    ...(part + 1 < parts.length ? { hasMore: true } : {}),
  };
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

/** The offer only saves typing: nobody waits for it, and nothing is held up by it but a channel that is to pause. */
async function offer(send: () => Promise<number | undefined>): Promise<number | undefined> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof SendError) || error.code === 'throttled') throw error;
    return undefined;
  }
}
