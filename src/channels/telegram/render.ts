import type { InlineKeyboard } from 'grammy';
import type { OutboundMessage } from '../../chat/message.ts';
import type { FileRef } from '../../domain/case.ts';
import type { Rendering } from '../channel.ts';
import { SendError } from '../errors.ts';
import { MESSAGE_LIMITS } from '../rendering/limits.ts';
import {
  renderMessage,
  type RenderedButton,
  type RenderedPart,
} from '../rendering/render-message.ts';
import { inlineKeyboard } from './keyboard.ts';

/** Longest caption, in characters. */
const MOST_CAPTION = 1_024;
/** Most photos of one album. */
const MOST_ALBUM = 10;
/** A bigger picture goes as a document, in bytes. */
const MOST_PHOTO_BYTES = 10 * 1024 * 1024;
const PHOTO_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** One call to Telegram; a message may need several. */
export type Parcel =
  | { readonly kind: 'text'; readonly text: string; readonly keyboard?: InlineKeyboard }
  | {
      readonly kind: 'photo' | 'document';
      readonly file: FileRef;
      readonly caption?: string;
      readonly keyboard?: InlineKeyboard;
    }
  /** Two to ten photos. */
  | { readonly kind: 'album'; readonly files: readonly FileRef[] }
  /** A button under the text field; a message has room for one kind of keyboard only, so it comes apart. */
  | { readonly kind: 'location-offer' };

/**
 * Parts a message into calls, in order. Text is sent plain, without entities, so nobody's words can break it; buttons stand
 * under the last part; one file carries the words as its caption, so that they come together or not at all.
 *
 * @throws {SendError} `rejected` when there are choices and no words above them.
 */
export function parcels(message: OutboundMessage, rendering: Rendering): readonly Parcel[] {
  const parts = renderMessage(message, rendering, MESSAGE_LIMITS.telegram);
  if (parts.length === 0 && (message.choices ?? []).length > 0)
    throw new SendError('rejected', { cause: new RangeError('buttons without words') });
  const files = message.files ?? [];
  const [only, ...others] = files;
  const body =
    only !== undefined && others.length === 0 && isCaption(parts)
      ? [captioned(only, parts[0])]
      : [...fileParcels(files), ...parts.map(textParcel)];
  return message.asksLocation === true ? [...body, { kind: 'location-offer' }] : body;
}

const isCaption = ([first, ...others]: readonly RenderedPart[]): boolean =>
  others.length === 0 && (first?.text.length ?? 0) <= MOST_CAPTION;

const keyboardOf = (buttons: readonly RenderedButton[]) => {
  const keyboard = inlineKeyboard(buttons);
  return keyboard === undefined ? {} : { keyboard };
};

const captioned = (file: FileRef, part: RenderedPart | undefined): Parcel => ({
  kind: isPhoto(file) ? 'photo' : 'document',
  file,
  ...(part === undefined ? {} : { caption: part.text, ...keyboardOf(part.buttons) }),
});

const textParcel = ({ text, buttons }: RenderedPart): Parcel => ({
  kind: 'text',
  text,
  ...keyboardOf(buttons),
});

function fileParcels(files: readonly FileRef[]): readonly Parcel[] {
  const photos = files.filter(isPhoto);
  const documents = files.filter((file) => !isPhoto(file));
  const sent: Parcel[] = [];
  for (let start = 0; start < photos.length; start += MOST_ALBUM)
    sent.push(photoParcel(photos.slice(start, start + MOST_ALBUM)));
  return [...sent, ...documents.map((file): Parcel => ({ kind: 'document', file }))];
}

function photoParcel(files: readonly FileRef[]): Parcel {
  const [only, ...others] = files;
  return only !== undefined && others.length === 0
    ? { kind: 'photo', file: only }
    : { kind: 'album', files };
}

const isPhoto = ({ mediaType, sizeBytes }: FileRef): boolean =>
  PHOTO_TYPES.has(mediaType) && sizeBytes <= MOST_PHOTO_BYTES;
