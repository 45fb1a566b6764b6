import type { OutboundMessage } from '../../chat/message.ts';
import type { FileRef } from '../../domain/case.ts';
import { say, type Text } from '../../domain/text.ts';
import type { Wording } from '../channel.ts';
import { MESSAGE_LIMITS } from '../rendering/limits.ts';
import { renderMessage, type RenderedButton } from '../rendering/render-message.ts';
import type { ZaloButton } from './client.ts';
import { PRESS } from './read-event.ts';

/** One sending call to Zalo; a message may need several. */
export type Parcel =
  | { readonly kind: 'text'; readonly text: string; readonly buttons: readonly ZaloButton[] }
  | { readonly kind: 'image'; readonly file: FileRef; readonly text?: string }
  | { readonly kind: 'file'; readonly file: FileRef };

/** Pictures that can be made into a JPEG; what cannot is told of in words when it is opened. */
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic']);
/** What Zalo takes as a file, by the ending of its name, and up to how many bytes. */
const DOCUMENTS: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['application/msword', 'doc'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['text/csv', 'csv'],
]);
const MOST_DOCUMENT_BYTES = 5_000_000;

const isPicture = ({ mediaType }: FileRef): boolean => PICTURES.has(mediaType);
const isDocument = ({ mediaType, sizeBytes }: FileRef): boolean =>
  DOCUMENTS.has(mediaType) && sizeBytes <= MOST_DOCUMENT_BYTES;

/** The name under which a file goes to Zalo, which looks at its ending. */
export function uploadName({ name, mediaType }: FileRef): string {
  const ending = `.${DOCUMENTS.get(mediaType) ?? 'bin'}`;
  return name.endsWith(ending) ? name : `${name}${ending}`;
}

/**
 * Parts a message into calls, in order: its files, then its words, with buttons under the last of them where they are
 * switched on and fit, else numbered. One picture carries the words, so that they come together or not at all. What
 * Zalo does not take is told of in the words. Pure: the same message has the same parts each time.
 */
export function parcels(
  message: OutboundMessage,
  rendering: Wording,
  hasButtons: boolean,
): readonly Parcel[] {
  const files = message.files ?? [];
  const pictures = files.filter(isPicture);
  const documents = files.filter(isDocument);
  const left = files.length - pictures.length - documents.length;
  const limits = MESSAGE_LIMITS[hasButtons ? 'zalo-oa with buttons' : 'zalo-oa'];
  const words = { ...message, lines: [...message.lines, ...addedLines(message, rendering, left)] };
  const texts = renderMessage(words, rendering, limits).map(({ text, buttons }) => ({
    text,
    buttons: buttons.map(asZaloButton),
  }));
  const sent = [...pictures, ...documents].map(parcelOf);
  const [picture, ...others] = sent;
  const [text, ...more] = texts;
  const isTogether =
    picture?.kind === 'image' &&
    text?.buttons.length === 0 &&
    others.length === 0 &&
    more.length === 0;
  return isTogether
    ? [{ ...picture, text: text.text }]
    : [...sent, ...texts.map((part): Parcel => ({ kind: 'text', ...part }))];
}

const parcelOf = (file: FileRef): Parcel => ({ kind: isPicture(file) ? 'image' : 'file', file });

/** A place is sent by Zalo's own menu, which no message can open; files that stay behind are told of. */
function addedLines({ asksLocation }: OutboundMessage, rendering: Wording, left: number): Text[] {
  return [
    ...(left === 0 ? [] : [fileLeft(left, rendering)]),
    ...(asksLocation === true ? [say('zalo.sendLocation')] : []),
  ];
}

/** Says that files could not come along, and where they are seen. */
export const fileLeft = (count: number, rendering: Wording): Text =>
  say('zalo.filesLeft', { count, address: rendering.absolute('/') });

/** A press comes back as words; hidden, for nobody wants to read it. */
const asZaloButton = (button: RenderedButton): ZaloButton =>
  button.kind === 'choice'
    ? { type: 'oa.query.hide', title: button.label, payload: `${PRESS}${button.id}` }
    : { type: 'oa.open.url', title: button.label, payload: { url: button.address } };
