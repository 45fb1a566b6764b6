import type { InlineKeyboard } from 'grammy';
import type { OutboundMessage } from '../../chat/message.ts';
import type { FileRef } from '../../domain/case.ts';
import type { Rendering } from '../channel.ts';
import { SendError } from '../errors.ts';
import { inlineKeyboard, isButtonLink } from './keyboard.ts';
import { splitText } from '../rendering/split-text.ts';

/** Longest text of one message and of one caption, in characters. */
const MOST_TEXT = 4_096;
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
 * Parts a message into calls, in order. Text is sent plain, so nobody's words can break it; buttons stand under
 * the last part; one file carries the words as its caption, so that they come together or not at all.
 *
 * @throws {SendError} `rejected` when a choice does not fit into a button or has no words above it.
 */
export function parcels(message: OutboundMessage, rendering: Rendering): readonly Parcel[] {
  const keyboard = inlineKeyboard(message, rendering);
  const text = textOf(message, rendering);
  const files = message.files ?? [];
  const [only, ...others] = files;
  const body =
    only !== undefined && others.length === 0 && text.length <= MOST_CAPTION
      ? [captioned(only, text, keyboard)]
      : [...fileParcels(files), ...textParcels(text, keyboard)];
  return message.asksLocation === true ? [...body, { kind: 'location-offer' }] : body;
}

// Telegram counts characters; Vietnamese in the decomposed form has up to 42 % more of them.
function textOf({ lines, link }: OutboundMessage, rendering: Rendering): string {
  const words = lines.map((line) => rendering.translate(line));
  if (link !== undefined && !isButtonLink(rendering.absolute(link.path)))
    words.push(`${rendering.translate(link.label)}: ${rendering.absolute(link.path)}`);
  return words.join('\n').trim().normalize('NFC');
}

const withKeyboard = (keyboard: InlineKeyboard | undefined) =>
  keyboard === undefined ? {} : { keyboard };

const captioned = (file: FileRef, text: string, keyboard: InlineKeyboard | undefined): Parcel => ({
  kind: isPhoto(file) ? 'photo' : 'document',
  file,
  ...(text === '' ? {} : { caption: text }),
  ...withKeyboard(keyboard),
});

function textParcels(text: string, keyboard: InlineKeyboard | undefined): readonly Parcel[] {
  const parts = splitText(text, MOST_TEXT);
  if (parts.length === 0 && keyboard !== undefined)
    throw new SendError('rejected', { cause: new RangeError('buttons without words') });
  return parts.map((part, index) => ({
    kind: 'text',
    text: part,
    ...withKeyboard(index === parts.length - 1 ? keyboard : undefined),
  }));
}

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
