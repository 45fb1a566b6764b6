import type { Rendering } from '../channel.ts';
import type { Assets } from './assets.ts';
import type { Taken, ZaloOaClient } from './client.ts';
import { fileLeft, type Parcel } from './parcels.ts';

/** What sends. */
export interface Sending {
  readonly client: ZaloOaClient;
  readonly assets: Assets;
}

/** Makes the one call that sends a parcel; uploads may go before it. */
export async function sendParcel(
  { client, assets }: Sending,
  userId: string,
  parcel: Parcel,
  rendering: Rendering,
): Promise<Taken> {
  const sendText = async (text: string): Promise<Taken> => {
    await rendering.aboutToSend();
    return client.sendText(userId, text);
  };
  switch (parcel.kind) {
    case 'text':
      if (parcel.buttons.length === 0) return sendText(parcel.text);
      await rendering.aboutToSend();
      return client.sendTextWithButtons(userId, parcel.text, parcel.buttons);
    case 'image': {
      const { file, text } = parcel;
      const taken = await assets.sendWith('image', file, rendering, async (attachmentId) => {
        await rendering.aboutToSend();
        return client.sendImage(userId, { attachmentId }, text);
      });
      return taken ?? sendText(insteadOfPicture(text, rendering));
    }
    case 'file': {
      const taken = await assets.sendWith('file', parcel.file, rendering, async (token) => {
        await rendering.aboutToSend();
        return client.sendFile(userId, token);
      });
      return taken ?? sendText(insteadOfPicture(undefined, rendering));
    }
  }
}

/** A picture that nobody can read is told of in its place, so that the parts stay what they were. */
const insteadOfPicture = (text: string | undefined, rendering: Rendering): string =>
  [...(text === undefined ? [] : [text]), rendering.translate(fileLeft(1, rendering))].join('\n');
