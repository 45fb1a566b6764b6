import { type Api, GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { MOST_FILE_BYTES, type IncomingFile } from '../channel.ts';
import { FileRefused } from '../errors.ts';
import { readAtMost } from '../wire/read-at-most.ts';
import { fileAddress } from './telegram-api.ts';
import type { TelegramOptions } from './telegram-channel.ts';

/** A file that a message names; its bytes are still at Telegram. */
export interface Attachment {
  readonly fileId: string;
  readonly sizeBytes: number;
  readonly name: string;
  readonly mediaType: string;
}

/** Telegram did not hand out a file that it announced; the next reading of the message tries again. */
export class FileUnavailable extends Error {
  override readonly name = 'FileUnavailable';

  constructor(status: number) {
    super(`the file was answered with ${status}`);
  }
}

/** The file of a message, the largest size of a photo; `undefined` when it has none that we keep. */
export function attachmentOf(message: Message): Attachment | undefined {
  const { photo, voice, video, audio } = message;
  const largest = photo?.toSorted(
    (one, other) => one.width * one.height - other.width * other.height,
  );
  const picture = largest?.at(-1);
  if (picture !== undefined) return attachment(picture, 'photo.jpg', 'image/jpeg');
  if (voice !== undefined) return attachment(voice, 'voice.ogg', 'audio/ogg');
  // An animation is also a document, and a round video is a video.
  const film = video ?? message.video_note;
  if (film !== undefined) return attachment(film, 'video.mp4', 'video/mp4');
  const file = audio ?? message.document ?? message.animation;
  return file && attachment(file, 'file', 'application/octet-stream');
}

function attachment(
  file: { file_id: string; file_size?: number; file_name?: string; mime_type?: string },
  name: string,
  mediaType: string,
): Attachment {
  return {
    fileId: file.file_id,
    sizeBytes: file.file_size ?? 0,
    name: file.file_name ?? name,
    mediaType: file.mime_type ?? mediaType,
  };
}

/**
 * Fetches an attachment.
 *
 * @throws {FileRefused} `too-big` when it exceeds what Telegram hands out, as announced or as counted.
 * @throws {FileUnavailable} when its bytes cannot be had now.
 */
export async function fetchAttachment(
  api: Api,
  account: Pick<TelegramOptions, 'apiRoot' | 'botToken' | 'fetch'>,
  { fileId, sizeBytes, name, mediaType }: Attachment,
  mostMs: number,
): Promise<IncomingFile> {
  if (sizeBytes > MOST_FILE_BYTES) throw new FileRefused('too-big');
  const path = await findPath(api, fileId);
  const response = await (account.fetch ?? fetch)(fileAddress(account, path), {
    signal: AbortSignal.timeout(mostMs),
  });
  if (!response.ok) throw new FileUnavailable(response.status);
  const bytes = await readAtMost(response, MOST_FILE_BYTES);
  if (bytes === undefined) throw new FileRefused('too-big');
  return { name, mediaType, bytes };
}

async function findPath(api: Api, fileId: string): Promise<string> {
  try {
    const { file_path: path } = await api.getFile(fileId);
    if (path === undefined) throw new FileUnavailable(404);
    return path;
  } catch (error) {
    const isTooBig = error instanceof GrammyError && error.description.includes('too big');
    throw isTooBig ? new FileRefused('too-big') : error;
  }
}
