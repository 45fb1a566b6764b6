import type { Message } from 'grammy/types';
import type { Account, Method } from '../account.ts';
import type { Call } from '../call.ts';
import type { Posted } from '../chats.ts';
import { takeMarkup } from '../markup.ts';
import { badRequest } from '../refusal.ts';

const MOST_TEXT = 4_096;

/** Trimmed, as Telegram stores it. */
function checkedText(call: Call): string {
  if (call.flag('allow_paid_broadcast')) throw badRequest('BROADCAST_NOT_PAID');
  if (call.text('parse_mode') !== '')
    throw badRequest("can't parse entities: this emulator takes plain text only");
  const text = call.text('text').trim();
  if (text === '') throw badRequest('message text is empty');
  if (Array.from(text).length > MOST_TEXT) throw badRequest('message is too long');
  return text;
}

const sendMessage: Method = ({ chats }, call) => {
  const to = chats.reach(call.number('chat_id'));
  const text = checkedText(call);
  return chats.post(to, chats.bot, { text, ...takeMarkup(call, to) });
};

const sendLocation: Method = ({ chats }, call) => {
  const to = chats.reach(call.number('chat_id'));
  const latitude = call.number('latitude') ?? Number.NaN;
  const longitude = call.number('longitude') ?? Number.NaN;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
    throw badRequest('wrong location specified');
  const location = { latitude, longitude };
  return chats.post(to, chats.bot, { location, ...takeMarkup(call, to) });
};

function findPosted({ chats }: Account, call: Call): Posted {
  const id = call.number('message_id');
  const found = chats
    .reach(call.number('chat_id'))
    .posted.find((posted) => posted.message.message_id === id);
  if (found === undefined) throw badRequest('message not found');
  return found;
}

/** @throws {Refusal} for a message of a person, and for an edit that changes nothing. */
function edit(account: Account, call: Call, change: Partial<Message.TextMessage>): Message {
  const posted = findPosted(account, call);
  if (posted.from !== 'bot') throw badRequest("message can't be edited");
  const before = { ...posted.message, edit_date: undefined };
  const after = { ...before, ...change };
  if (JSON.stringify(before) === JSON.stringify(after))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  posted.message = { ...after, edit_date: account.chats.seconds() };
  return posted.message;
}

const editMessageText: Method = (account, call) => {
  const to = account.chats.reach(call.number('chat_id'));
  return edit(account, call, { text: checkedText(call), ...takeMarkup(call, to) });
};

const editMessageReplyMarkup: Method = (account, call) => {
  const to = account.chats.reach(call.number('chat_id'));
  return edit(account, call, { reply_markup: { inline_keyboard: [] }, ...takeMarkup(call, to) });
};

const deleteMessage: Method = (account, call) => {
  const gone = findPosted(account, call);
  const to = account.chats.reach(call.number('chat_id'));
  to.posted = to.posted.filter((posted) => posted !== gone);
  return true;
};

/** Some of the signs that everybody may use. */
const FREE_SIGNS = ['👍', '👎', '❤', '🔥', '🎉', '👏', '👀', '🙏', '👌', '🤝'];

const setMessageReaction: Method = (account, call) => {
  const posted = findPosted(account, call);
  const given = (call.structure('reaction') as readonly { emoji?: string }[] | undefined) ?? [];
  if (given.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  const sign = given[0]?.emoji;
  if (sign !== undefined && !FREE_SIGNS.includes(sign)) throw badRequest('REACTION_INVALID');
  posted.reaction = sign;
  return true;
};

const sendChatAction: Method = ({ chats }, call) => {
  chats.reach(call.number('chat_id'));
  return true;
};

const getChat: Method = ({ chats }, call) => chats.reach(call.number('chat_id')).chat;

const leaveChat: Method = ({ chats }, call) => {
  chats.reach(call.number('chat_id')).isOpen = false;
  return true;
};

/** Methods about words in chats. */
export const MESSAGE_METHODS: Readonly<Record<string, Method>> = {
  sendMessage,
  sendLocation,
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
  setMessageReaction,
  sendChatAction,
  getChat,
  leaveChat,
};
