import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type { ChatRef } from '../domain/person.ts';
import { chatKey, chatOfKey } from './chat-key.ts';
import { ROW_OPTIONS } from './connection.ts';

/** A one-time code that joins two chats; only its hash is ever stored. */
export interface LinkCode {
  readonly codeHash: string;
  /** Where it was given out. */
  readonly chat: ChatRef;
  readonly expiresAt: Date;
}

/** Who becomes whom by a code, fixed at the moment in which it is used, so that a broken run can go on. */
export interface Joining {
  readonly personId: string;
  readonly intoId: string;
  readonly at: Date;
}

/** How a code stands. */
export type LinkCodeState = 'open' | 'used' | 'expired';

interface LinkCodeRow {
  readonly _id: string;
  readonly chatKey: string;
  readonly expiresAt: Date;
  readonly usedBy?: string;
  readonly personId?: string;
  readonly intoId?: string;
  readonly usedAt?: Date;
}

const linkCodeSchema = new Schema<LinkCodeRow>(
  {
    _id: String,
    chatKey: String,
    expiresAt: Date,
    usedBy: String,
    personId: String,
    intoId: String,
    usedAt: Date,
  },
  ROW_OPTIONS,
);

/** One-time codes that join two chats of one person. */
export class LinkCodes {
  readonly #rows: Model<LinkCodeRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<LinkCodeRow>('link-codes', linkCodeSchema, 'link-codes');
  }

  /** Keeps a new code; former ones of the chat that nobody used work no more. */
  async create({ codeHash, chat, expiresAt }: LinkCode): Promise<void> {
    const key = chatKey(chat);
    await this.#rows.deleteMany({ chatKey: key, usedBy: null });
    await this.#rows.insertOne({ _id: codeHash, chatKey: key, expiresAt });
  }

  /** Where a code was given out and whether it works; `undefined` for an unknown one. */
  async find(
    codeHash: string,
    now: Date,
  ): Promise<{ readonly chat: ChatRef; readonly state: LinkCodeState } | undefined> {
    const row = await this.#rows.findOne({ _id: codeHash }).lean<LinkCodeRow>();
    return row === null ? undefined : { chat: chatOfKey(row.chatKey), state: stateOf(row, now) };
  }

  /**
   * Uses a code once; the chat that used it is told the same joining again, so a repeat goes on where it broke off.
   *
   * @returns The joining, or why there is none.
   */
  async redeem(
    codeHash: string,
    chat: ChatRef,
    joining: Joining,
  ): Promise<Joining | 'unknown' | 'used' | 'expired'> {
    const { personId, intoId, at } = joining;
    const usedBy = chatKey(chat);
    await this.#rows.updateOne(
      { _id: codeHash, usedBy: null, expiresAt: trusted({ $gt: at }) },
      { $set: { usedBy, personId, intoId, usedAt: at } },
    );
    const row = await this.#rows.findOne({ _id: codeHash }).lean<LinkCodeRow>();
    if (row === null) return 'unknown';
    if (row.usedBy === undefined) return 'expired';
    if (row.usedBy !== usedBy || !row.personId || !row.intoId || !row.usedAt) return 'used';
    return { personId: row.personId, intoId: row.intoId, at: row.usedAt };
  }
}

function stateOf({ usedBy, expiresAt }: LinkCodeRow, now: Date): LinkCodeState {
  if (usedBy !== undefined) return 'used';
  return expiresAt > now ? 'open' : 'expired';
}
