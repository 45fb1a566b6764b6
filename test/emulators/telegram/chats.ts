import type { Chat, InlineKeyboardButton, Message, ReplyKeyboardMarkup, User } from 'grammy/types';
import { badRequest, Refusal } from './refusal.ts';

/** A message as both sides see it. */
export interface Posted {
  message: Message;
  readonly from: 'person' | 'bot';
  /** Sign of the bot under it. */
  reaction?: string | undefined;
}

/** One chat with the bot. */
export interface EmulatedChat {
  readonly chat: Chat;
  posted: Posted[];
  /** Nobody has written to the bot yet, or the bot left: it knows no such chat. */
  isOpen: boolean;
  isBlocked: boolean;
  /** The account was deleted; the bot is not told of it. */
  isDeactivated?: boolean;
  /** Buttons under the text field. */
  keyboard: ReplyKeyboardMarkup | undefined;
}

/** Everything said, and who is there. */
export class Chats {
  readonly bot: User;
  readonly #now: () => Date;
  readonly #chats = new Map<number, EmulatedChat>();
  #lastMessageId = 0;
  #lastUserId = 7_000_000_000;

  constructor(bot: User, now: () => Date) {
    this.bot = bot;
    this.#now = now;
  }

  /** Past 2^32, as real ids are. */
  nextUserId(): number {
    return (this.#lastUserId += 1);
  }

  add(chat: Chat): EmulatedChat {
    const added = { chat, posted: [], isOpen: false, isBlocked: false, keyboard: undefined };
    this.#chats.set(chat.id, added);
    return added;
  }

  /**
   * The chat that a bot names.
   *
   * @throws {Refusal} as Telegram would when the bot may not write there.
   */
  reach(chatId: number | undefined): EmulatedChat {
    const found = chatId === undefined ? undefined : this.#chats.get(chatId);
    if (found === undefined) throw badRequest('chat not found');
    const isGroup = found.chat.type !== 'private';
    if (!found.isOpen && isGroup)
      throw new Refusal(403, 'Forbidden: bot is not a member of the group chat');
    if (!found.isOpen) throw badRequest('chat not found');
    if (found.isBlocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    if (found.isDeactivated === true) throw new Refusal(403, 'Forbidden: user is deactivated');
    return found;
  }

  /** Adds a message of either side. */
  post(to: EmulatedChat, from: User, content: object): Message {
    this.#lastMessageId += 1;
    const message = {
      message_id: this.#lastMessageId,
      date: this.seconds(),
      chat: to.chat,
      from,
      ...content,
    } as Message;
    to.posted.push({ message, from: from.is_bot ? 'bot' : 'person' });
    return message;
  }

  seconds(): number {
    return Math.floor(this.#now().getTime() / 1_000);
  }
}

/** The buttons under a message, row by row. */
export const buttonRows = (message: Message): readonly (readonly InlineKeyboardButton[])[] =>
  message.reply_markup?.inline_keyboard ?? [];
