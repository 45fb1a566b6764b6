import type { Line } from '../wire/ear.ts';
import { badRequest, BotRefusal } from './refusal.ts';

/** One message as both sides see it. */
export interface Posted extends Line {
  readonly id: string;
  readonly at: Date;
  /** Pictures, stickers, sound. */
  readonly files: readonly {
    readonly kind: string;
    readonly url: string;
    readonly bytes?: Uint8Array;
  }[];
}

/** One chat with the bot; a person's own has the person's id. */
export interface BotChat {
  readonly id: string;
  readonly type: 'PRIVATE' | 'GROUP';
  readonly posted: Posted[];
  /** Somebody wrote to the bot there. */
  isOpen: boolean;
  isBlocked: boolean;
}

/** Of the documented example. */
const FIRST_CHAT = 0x6e_de_9a_fa;
const FIRST_MESSAGE = 0x2d_75_8c_b5_e2_22n;

/** Every chat, and everything that was said. */
export class BotChats {
  readonly #now: () => Date;
  readonly #chats = new Map<string, BotChat>();
  #place = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  add(type: BotChat['type']): BotChat {
    const id = (FIRST_CHAT + this.#chats.size).toString(16);
    const added: BotChat = { id, type, posted: [], isOpen: false, isBlocked: false };
    this.#chats.set(id, added);
    return added;
  }

  /** @throws {BotRefusal} when the bot may not write there. */
  reach(chatId: unknown): BotChat {
    const found = typeof chatId === 'string' ? this.#chats.get(chatId) : undefined;
    if (found?.isOpen !== true) throw badRequest('chat not found');
    if (found.isBlocked) throw new BotRefusal(403, 'Forbidden: bot was blocked by the user');
    return found;
  }

  post(to: BotChat, isOurs: boolean, words: string, files: Posted['files'] = []): Posted {
    const id = (FIRST_MESSAGE + BigInt(this.#place)).toString(16);
    const posted = { id, place: this.#place, at: this.#now(), isOurs, words, files };
    this.#place += 1;
    to.posted.push(posted);
    return posted;
  }
}
