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
  switch (parcel.kind) {
    case 'text':
      return parcel.buttons.length === 0
        ? client.sendText(userId, parcel.text)
        : client.sendTextWithButtons(userId, parcel.text, parcel.buttons);
    case 'image': {
      const { file, text } = parcel;
      const taken = await assets.sendWith('image', file, rendering, (attachmentId) =>
        client.sendImage(userId, { attachmentId }, text),
      );
      return taken ?? client.sendText(userId, insteadOfPicture(text, rendering));
    }
    case 'file': {
      const taken = await assets.sendWith('file', parcel.file, rendering, (token) =>
        client.sendFile(userId, token),
      );
      return taken ?? client.sendText(userId, insteadOfPicture(undefined, rendering));
    }
  }
}

/** A picture that nobody can read is told of in its place, so that the parts stay what they were. */
const insteadOfPicture = (text: string | undefined, rendering: Rendering): string =>
  [...(text === undefined ? [] : [text]), rendering.translate(fileLeft(1, rendering))].join('\n');
