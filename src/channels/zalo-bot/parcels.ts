import type { OutboundMessage } from '../../chat/message.ts';
import type { FileRef } from '../../domain/case.ts';
import { say, type Text } from '../../domain/text.ts';
import type { Rendering } from '../channel.ts';
import { MESSAGE_LIMITS } from '../rendering/limits.ts';
import { renderMessage } from '../rendering/render-message.ts';
import type { ZaloBotOptions } from './options.ts';

/** One sending call; a message may need several. */
export type Parcel =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'photo';
      readonly file: FileRef;
      readonly address: string;
      readonly caption?: string;
    };

/** What Zalo shows as a picture for certain. */
const PICTURES = new Set(['image/jpeg', 'image/png']);

/**
 * Parts a message into calls, in order: its pictures, then its words with numbered choices; one picture carries the
 * words, so that they come together or not at all. Other files the platform has no way for: the words say where they
 * are. The same message has the same parts each time, for a passing address is always equally long.
 */
export function parcels(
  message: OutboundMessage,
  rendering: Rendering,
  addressOf: ZaloBotOptions['addressOf'],
): readonly Parcel[] {
  const files = (message.files ?? []).map((file) => ({ file, address: addressOf(file) }));
  const pictures = files.flatMap(({ file, address }): Photo[] =>
    address !== undefined && PICTURES.has(file.mediaType) ? [{ kind: 'photo', file, address }] : [],
  );
  const added = files
    .filter(({ file }) => !pictures.some((picture) => picture.file === file))
    .map(({ address }) => elsewhere(address, rendering));
  const words = { ...message, lines: [...message.lines, ...added] };
  const texts = renderMessage(words, rendering, MESSAGE_LIMITS['zalo-bot']);
  const [picture, ...otherPictures] = pictures;
  const [text, ...otherTexts] = texts;
  const isOneOfEach = otherPictures.length === 0 && otherTexts.length === 0;
  return picture !== undefined && text !== undefined && isOneOfEach
    ? [{ ...picture, caption: text.text }]
    : [...pictures, ...texts.map((part): Parcel => ({ kind: 'text', text: part.text }))];
}

type Photo = Extract<Parcel, { kind: 'photo' }>;

/** Where a file is that does not come along. */
export const elsewhere = (address: string | undefined, rendering: Rendering): Text =>
  address === undefined
    ? say('zaloBot.fileLeft', { address: rendering.absolute('/') })
    : say('zaloBot.fileAt', { address });
