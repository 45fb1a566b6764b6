import { fetchAsProvider, pictureType, type Fetched } from '../wire/picture.ts';
import type { Account } from './account.ts';
import { takeButtons } from './buttons.ts';
import type { Member, ShownButton, ShownFile } from './chats.ts';
import { type Fields, fieldsOf, isText, lengthOf, textOf } from './fields.ts';
import { invalid, ZaloRefusal } from './refusal.ts';

const MOST_TEXT = 2_000;
const MOST_PICTURE_BYTES = 1024 * 1024;
const MOST_TITLE = 100;
const MOST_SUBTITLE = 500;

/** What a consultation message shows, and what its echo is called. */
export interface Content {
  readonly words: string;
  readonly echo: string;
  readonly buttons?: readonly ShownButton[];
  readonly files?: readonly ShownFile[];
  readonly asksInfo?: boolean;
  readonly quotes?: string;
}

/** @throws {ZaloRefusal} for anything that Zalo would not take. */
export async function readContent(
  account: Account,
  to: Member,
  message: unknown,
): Promise<Content> {
  const { text, attachment, quote_message_id: quoted } = fieldsOf(message, 'message');
  const words = checkText(text);
  const quote = quoted === undefined ? {} : { quotes: checkQuoted(to, quoted) };
  if (attachment === undefined) {
    if (words === '') throw invalid('text');
    return { words, echo: 'oa_send_text', ...quote };
  }
  const { type, payload } = fieldsOf(attachment, 'attachment');
  const given = fieldsOf(payload, 'payload');
  if (type === 'file') return readFile(account, given);
  if (type !== 'template') throw new ZaloRefusal(-233, 'Message type is not supported');
  return { ...(await readTemplate(account, words, given)), ...quote };
}

function checkText(text: unknown): string {
  if (text === undefined) return '';
  if (typeof text !== 'string') throw invalid('text');
  if (lengthOf(text) > MOST_TEXT) throw new ZaloRefusal(-210, 'Parameter text is over limit');
  return text;
}

function checkQuoted({ said }: Member, quoted: unknown): string {
  if (!said.some(({ id }) => id === quoted)) throw invalid('quote_message_id');
  return textOf(quoted);
}

async function readTemplate(account: Account, words: string, payload: Fields): Promise<Content> {
  if (payload['buttons'] !== undefined) {
    if (words === '') throw invalid('text');
    return { words, buttons: takeButtons(account.settings, payload), echo: 'oa_send_text' };
  }
  if (payload['template_type'] === 'media') return readMedia(account, words, payload);
  if (payload['template_type'] === 'request_user_info') return readInfoRequest(payload);
  throw new ZaloRefusal(-233, 'Template type is not supported');
}

function readFile({ uploads }: Account, { token }: Fields): Content {
  const { kind, name, bytes } = uploads.open(token, 'token', ['file']);
  return { words: '', files: [{ kind, name, bytes }], echo: 'oa_send_file' };
}

async function readMedia(
  { uploads }: Account,
  words: string,
  { elements }: Fields,
): Promise<Content> {
  const { media_type: type, url, attachment_id: id, width, height } = onlyElement(elements);
  if (type === 'sticker') {
    if (!isText(id)) throw invalid('attachment_id');
    return { words, files: [{ kind: 'sticker', name: id }], echo: 'oa_send_sticker' };
  }
  if (type !== 'image' && type !== 'gif') throw invalid('media_type');
  if ((url === undefined) === (id === undefined)) throw invalid('attachment_id');
  if (type === 'gif' && !(Number(width) > 0 && Number(height) > 0)) throw invalid('width');
  const echo = `oa_send_${type}`;
  if (url !== undefined)
    return { words, files: [{ kind: type, ...(await checkPictureAt(url, type)) }], echo };
  const { bytes, name } = uploads.open(id, 'attachment_id', [type]);
  return { words, files: [{ kind: type, bytes, name }], echo };
}

function readInfoRequest({ elements }: Fields): Content {
  const { title, subtitle, image_url: picture } = onlyElement(elements);
  if (!isText(title) || lengthOf(title) > MOST_TITLE) throw invalid('title');
  if (!isText(subtitle) || lengthOf(subtitle) > MOST_SUBTITLE) throw invalid('subtitle');
  if (!URL.canParse(textOf(picture))) throw invalid('image_url');
  return { words: `${title}\n${subtitle}`, asksInfo: true, echo: 'oa_send_template' };
}

function onlyElement(elements: unknown): Fields {
  if (!Array.isArray(elements) || elements.length !== 1) throw invalid('elements');
  return fieldsOf(elements[0], 'elements');
}

/** @throws {ZaloRefusal} when it cannot be had, is too big, or is none. */
async function checkPictureAt(url: unknown, kind: 'image' | 'gif'): Promise<Fetched> {
  const fetched = await fetchAsProvider(url);
  if (fetched === undefined) throw invalid('url');
  if (fetched.bytes === undefined) return fetched;
  const type = pictureType(fetched.bytes);
  const isFit = kind === 'gif' ? type === 'gif' : type === 'jpg' || type === 'png';
  if (fetched.bytes.byteLength > MOST_PICTURE_BYTES || !isFit) throw invalid('url');
  return fetched;
}
