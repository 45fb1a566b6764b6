import { fetchAsProvider, pictureType } from '../../wire/picture.ts';
import type { BotAccount, Method } from '../account.ts';
import type { BotChat, Posted } from '../chats.ts';
import { badRequest } from '../refusal.ts';

const MOST_TEXT = 2_000;
const PARSE_MODES: readonly unknown[] = ['markdown', 'html'];

function checkedText(text: unknown, name: string): string {
  if (typeof text !== 'string' || text === '') throw badRequest(`${name} is empty`);
  if (Array.from(text).length > MOST_TEXT) throw badRequest(`${name} is too long`);
  return text;
}

function post(
  { chats }: BotAccount,
  to: BotChat,
  words: string,
  files: Posted['files'] = [],
): object {
  const { id, at } = chats.post(to, true, words, files);
  return { message_id: id, date: at.getTime() };
}

const sendMessage: Method = (account, fields) => {
  const to = account.chats.reach(fields['chat_id']);
  const { parse_mode: mode, text_styles: styles } = fields;
  if (mode !== undefined && !PARSE_MODES.includes(mode)) throw badRequest('parse_mode is invalid');
  const words = checkedText(fields['text'], 'text');
  if (mode === undefined && styles !== undefined) checkStyles(styles, words);
  return post(account, to, words);
};

interface Style {
  readonly start?: unknown;
  readonly len?: unknown;
  readonly st?: unknown;
}

/** Places are in UTF-16 units. */
function checkStyles(styles: unknown, words: string): void {
  if (!Array.isArray(styles)) throw badRequest('text_styles is invalid');
  for (const { start, len, st } of styles as readonly Style[]) {
    const isInside = Number(start) >= 0 && Number(start) + Number(len) <= words.length;
    if (!isInside || !Array.isArray(st)) throw badRequest('text_styles is invalid');
  }
}

const sendPhoto: Method = async (account, fields) => {
  const to = account.chats.reach(fields['chat_id']);
  const { photo, caption } = fields;
  const words = caption === undefined ? '' : checkedText(caption, 'caption');
  const fetched = await fetchAsProvider(photo);
  if (fetched === undefined) throw badRequest('photo cannot be fetched');
  if (fetched.bytes !== undefined && pictureType(fetched.bytes) === undefined)
    throw badRequest('photo is no picture');
  return post(account, to, words, [{ kind: 'photo', ...fetched }]);
};

const sendSticker: Method = (account, fields) => {
  const to = account.chats.reach(fields['chat_id']);
  const { sticker } = fields;
  if (typeof sticker !== 'string' || sticker === '') throw badRequest('sticker is empty');
  return post(account, to, '', [{ kind: 'sticker', url: sticker }]);
};

const sendVoice: Method = (account, fields) => {
  const to = account.chats.reach(fields['chat_id']);
  const { voice_url: url } = fields;
  if (to.type !== 'PRIVATE') throw badRequest('voice is for private chats only');
  if (typeof url !== 'string' || !/^https?:\/\/\S+\.aac$/.test(url))
    throw badRequest('voice_url must end in .aac');
  return post(account, to, '', [{ kind: 'voice', url }]);
};

const sendChatAction: Method = ({ chats }, { chat_id: chatId, action }) => {
  chats.reach(chatId);
  if (action !== 'typing') throw badRequest('action is invalid');
  return undefined;
};

/** Methods by which a bot says something. */
export const SENDING_METHODS: Readonly<Record<string, Method>> = {
  sendMessage,
  sendPhoto,
  sendSticker,
  sendVoice,
  sendChatAction,
};
