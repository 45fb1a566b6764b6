import { type Api, GrammyError, InputFile, InputMediaBuilder } from 'grammy';
import { say } from '../../domain/text.ts';
import type { FileRef } from '../../domain/case.ts';
import type { Rendering } from '../channel.ts';
import { locationKeyboard } from './keyboard.ts';
import type { Parcel } from './render.ts';

type FileParcel = Extract<Parcel, { kind: 'photo' | 'document' }>;

/** Makes one call and returns the id of the last message it made. */
export async function sendParcel(
  api: Api,
  chatId: number,
  parcel: Parcel,
  rendering: Rendering,
): Promise<number | undefined> {
  switch (parcel.kind) {
    case 'text':
      return sendText(api, chatId, parcel, rendering);
    case 'photo':
      return orAsDocuments(
        () => sendFile(api, chatId, parcel, rendering),
        () => sendFile(api, chatId, { ...parcel, kind: 'document' }, rendering),
      );
    case 'document':
      return sendFile(api, chatId, parcel, rendering);
    case 'album':
      return orAsDocuments(
        () => sendAlbum(api, chatId, 'photo', parcel.files, rendering),
        () => sendAlbum(api, chatId, 'document', parcel.files, rendering),
      );
    case 'location-offer':
      return offerLocation(api, chatId, rendering);
  }
}

async function sendText(
  api: Api,
  chatId: number,
  { text, keyboard }: Extract<Parcel, { kind: 'text' }>,
  rendering: Rendering,
): Promise<number> {
  await rendering.aboutToSend();
  const sent = await api.sendMessage(chatId, text, {
    link_preview_options: { is_disabled: true },
    // Takes away the location button of an earlier question.
    reply_markup: keyboard ?? { remove_keyboard: true },
  });
  return sent.message_id;
}

async function sendFile(
  api: Api,
  chatId: number,
  { kind, file, caption, keyboard }: FileParcel,
  rendering: Rendering,
): Promise<number> {
  const upload = await open(file, rendering);
  const words = {
    ...(caption === undefined ? {} : { caption }),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  };
  await rendering.aboutToSend();
  const sent =
    kind === 'photo'
      ? await api.sendPhoto(chatId, upload, words)
      : await api.sendDocument(chatId, upload, words);
  return sent.message_id;
}

async function sendAlbum(
  api: Api,
  chatId: number,
  kind: 'photo' | 'document',
  files: readonly FileRef[],
  rendering: Rendering,
): Promise<number | undefined> {
  const uploads = await Promise.all(files.map((file) => open(file, rendering)));
  const media =
    kind === 'photo'
      ? uploads.map((upload) => InputMediaBuilder.photo(upload))
      : uploads.map((upload) => InputMediaBuilder.document(upload));
  await rendering.aboutToSend();
  const sent = await api.sendMediaGroup(chatId, media);
  return sent.at(-1)?.message_id;
}

/**
 * Telegram refuses pictures of odd measures as photos; as documents it takes them. Of what was refused nothing was sent,
 * and the second call takes all of it or nothing, so that it cannot come twice.
 */
async function orAsDocuments(
  asPhotos: () => Promise<number | undefined>,
  asDocuments: () => Promise<number | undefined>,
): Promise<number | undefined> {
  try {
    return await asPhotos();
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    return asDocuments();
  }
}

async function offerLocation(api: Api, chatId: number, rendering: Rendering): Promise<number> {
  await rendering.aboutToSend();
  const sent = await api.sendMessage(chatId, rendering.translate(say('telegram.locationHint')), {
    reply_markup: locationKeyboard(rendering),
  });
  return sent.message_id;
}

const open = async (file: FileRef, rendering: Rendering): Promise<InputFile> =>
  new InputFile(await rendering.openFile(file), plainName(file.name));

/** grammY writes the name unquoted into the upload, where anything but plain ASCII breaks it. */
const plainName = (name: string): string => name.replaceAll(/[^\w.-]+/g, '_');
