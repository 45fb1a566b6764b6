import type { Rendering } from '../channel.ts';
import { SendError } from '../errors.ts';
import { toSendError } from './bot-error.ts';
import type { Taken, ZaloBotClient } from './client.ts';
import { elsewhere, type Parcel } from './parcels.ts';

/**
 * Makes the one call that sends a parcel. A picture that Zalo refuses, as when it cannot reach us, is told of in
 * words instead: what it came with must not be lost with it.
 *
 * @throws {SendError}
 */
export async function sendParcel(
  client: ZaloBotClient,
  chatId: string,
  parcel: Parcel,
  rendering: Rendering,
): Promise<Taken> {
  await rendering.aboutToSend();
  if (parcel.kind === 'text') return asSent(client.sendMessage(chatId, parcel.text));
  const { address, caption } = parcel;
  try {
    return await asSent(client.sendPhoto(chatId, address, caption));
  } catch (error) {
    if (!(error instanceof SendError) || error.code !== 'rejected') throw error;
    await rendering.aboutToSend();
    const where = rendering.translate(elsewhere(address, rendering));
    return asSent(client.sendMessage(chatId, inWords(caption, where)));
  }
}

/** Most of one message, in characters. */
const MOST_TEXT = 2_000;

/** The words come first; where there is no room for both, they alone. */
function inWords(caption: string | undefined, where: string): string {
  const both = [...(caption === undefined ? [] : [caption]), where].join('\n').normalize('NFC');
  return caption !== undefined && Array.from(both).length > MOST_TEXT ? caption : both;
}

const asSent = (call: Promise<Taken>): Promise<Taken> =>
  call.catch((error: unknown) => {
    throw toSendError(error);
  });
