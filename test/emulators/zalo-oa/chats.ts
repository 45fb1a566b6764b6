import { VECTOR } from './settings.ts';
import type { Line } from '../wire/ear.ts';

/** A button of a message. */
export interface ShownButton {
  readonly title: string;
  readonly type: string;
  readonly payload: unknown;
}

/** A file of a message: one of ours by its address or its upload, or one of the person's. */
export interface ShownFile {
  readonly kind: string;
  readonly url?: string;
  readonly bytes?: Uint8Array;
  readonly name?: string;
}

/** One message as both sides see it. */
export interface Said extends Line {
  readonly id: string;
  readonly by: 'person' | 'oa' | 'admin' | 'template';
  readonly at: Date;
  readonly buttons: readonly ShownButton[];
  readonly files: readonly ShownFile[];
  /** Set for what an OA asks for by `request_user_info`. */
  readonly asksInfo: boolean;
  readonly quotes?: string;
  /** Pressed with `oa.query.hide`: sent without being shown. */
  readonly isHidden: boolean;
  /** Icons that the other side put on it. */
  reactions: string[];
}

/** A person on Zalo and the chat with the OA. */
export interface Member {
  readonly id: string;
  readonly idByApp: string;
  readonly name: string;
  /** Form `84…`. */
  phone: string | undefined;
  lastInteractionAt: Date | undefined;
  isFollower: boolean;
  isBlocking: boolean;
  /** Off Zalo for more than 45 days, or banned. */
  isGone: boolean;
  tags: Set<string>;
  shared: { name?: string; phone?: string; address?: string };
  readonly said: Said[];
}

type Content = Partial<Omit<Said, 'id' | 'by' | 'at' | 'place' | 'isOurs'>> & {
  readonly words: string;
  readonly id?: string;
};

/** Everybody, and everything that was said. */
export class Chats {
  readonly #now: () => Date;
  readonly #members = new Map<string, Member>();
  #lastMessageId = BigInt(`0x${VECTOR.messageId}`) - 1n;
  #place = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  add(name: string): Member {
    const number = BigInt(this.#members.size);
    const member: Member = {
      id: String(BigInt(VECTOR.userId) + number),
      idByApp: String(BigInt(VECTOR.userIdByApp) + number),
      name,
      phone: undefined,
      lastInteractionAt: undefined,
      isFollower: false,
      isBlocking: false,
      isGone: false,
      tags: new Set(),
      shared: {},
      said: [],
    };
    this.#members.set(member.id, member);
    return member;
  }

  get all(): readonly Member[] {
    return [...this.#members.values()];
  }

  find(userId: unknown): Member | undefined {
    return typeof userId === 'string' ? this.#members.get(userId) : undefined;
  }

  post(member: Member, by: Said['by'], content: Content): Said {
    this.#place += 1;
    this.#lastMessageId += 1n;
    const said: Said = {
      id: this.#lastMessageId.toString(16),
      at: this.#now(),
      by,
      buttons: [],
      files: [],
      asksInfo: false,
      isHidden: false,
      reactions: [],
      place: this.#place,
      isOurs: by !== 'person',
      ...content,
    };
    member.said.push(said);
    return said;
  }
}
