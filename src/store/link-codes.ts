import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type { ChatRef, Consent } from '../domain/person.ts';
import { chatKey, chatOfKey } from './chat-key.ts';
import { ROW_OPTIONS } from './connection.ts';
import { consentSchema } from './person-row.ts';

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

/** Somebody typed a code, and the chat that gave it out is asked whether that was meant. */
export interface LinkRequest {
  /** Where it was typed. */
  readonly chat: ChatRef;
  /** The answer to "join these chats?" there. */
  readonly consent: Consent;
  /** Until when the other chat may answer. */
  readonly answerBy: Date;
}

/** How a code stands: `asked` once it was typed, until the chat that gave it out has answered or the time is over. */
export type LinkCodeState = 'open' | 'asked' | 'used' | 'expired';

/** A code as found. */
export interface FoundLinkCode {
  readonly chat: ChatRef;
  readonly state: LinkCodeState;
  /** Where it was typed, once it was. */
  readonly askedIn?: ChatRef;
}

interface LinkCodeRow {
  readonly _id: string;
  readonly chatKey: string;
  readonly expiresAt: Date;
  readonly askedBy?: string;
  readonly consent?: Consent;
  readonly answerBy?: Date;
  readonly deniedAt?: Date;
  readonly personId?: string;
  readonly intoId?: string;
  readonly usedAt?: Date;
}

const linkCodeSchema = new Schema<LinkCodeRow>(
  {
    _id: String,
    chatKey: String,
    expiresAt: Date,
    askedBy: String,
    consent: { type: consentSchema, default: undefined },
    answerBy: Date,
    deniedAt: Date,
    personId: String,
    intoId: String,
    usedAt: Date,
  },
  ROW_OPTIONS,
);

/** One-time codes that join two chats of one person, once the chat that gave the code out agrees. */
export class LinkCodes {
  readonly #rows: Model<LinkCodeRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<LinkCodeRow>('link-codes', linkCodeSchema, 'link-codes');
  }

  /** Keeps a new code; former ones of the chat that nobody used work no more. */
  async create({ codeHash, chat, expiresAt }: LinkCode): Promise<void> {
    const key = chatKey(chat);
    await this.#rows.deleteMany({ chatKey: key, usedAt: null, deniedAt: null });
    await this.#rows.insertOne({ _id: codeHash, chatKey: key, expiresAt });
  }

  /** Where a code was given out and how it stands; `undefined` for an unknown one. */
  async find(codeHash: string, now: Date): Promise<FoundLinkCode | undefined> {
    const row = await this.#row(codeHash);
    if (row === undefined) return undefined;
    const askedIn = row.askedBy === undefined ? {} : { askedIn: chatOfKey(row.askedBy) };
    return { chat: chatOfKey(row.chatKey), state: stateOf(row, now), ...askedIn };
  }

  /**
   * Takes a code in the chat where it was typed; from then on no other chat can. Nothing is joined by it. A repeat is
   * told the same.
   *
   * @returns What is asked now, or why nothing is.
   */
  async ask(
    codeHash: string,
    { chat, consent, answerBy }: LinkRequest,
    now: Date,
  ): Promise<LinkRequest | 'unknown' | 'used' | 'expired'> {
    const askedBy = chatKey(chat);
    await this.#rows.updateOne(
      { _id: codeHash, askedBy: null, expiresAt: trusted({ $gt: now }) },
      { $set: { askedBy, consent, answerBy } },
    );
    const row = await this.#row(codeHash);
    if (row === undefined) return 'unknown';
    if (row.askedBy === undefined) return 'expired';
    return row.askedBy === askedBy ? (requestOf(row) ?? 'used') : 'used';
  }

  /**
   * Lets the chat that gave a code out agree to the joining, once and in time; a repeat is told the same joining, so it
   * goes on where it broke off.
   *
   * @returns `lapsed` when there is nothing to agree to any more.
   */
  async agree(
    codeHash: string,
    giver: ChatRef,
    { personId, intoId, at }: Joining,
  ): Promise<(Joining & LinkRequest) | 'lapsed'> {
    await this.#rows.updateOne(
      { ...openRequest(codeHash, giver), answerBy: trusted({ $gt: at }) },
      { $set: { personId, intoId, usedAt: at } },
    );
    const row = await this.#row(codeHash, giver);
    const request = row && requestOf(row);
    if (!request || !row.personId || !row.intoId || !row.usedAt) return 'lapsed';
    return { ...request, personId: row.personId, intoId: row.intoId, at: row.usedAt };
  }

  /** Lets the chat that gave a code out refuse; the code works no more. Repeatable. `lapsed` as in {@link agree}. */
  async deny(codeHash: string, giver: ChatRef, at: Date): Promise<LinkRequest | 'lapsed'> {
    await this.#rows.updateOne(openRequest(codeHash, giver), { $set: { deniedAt: at } });
    const row = await this.#row(codeHash, giver);
    const request = row && requestOf(row);
    return request === undefined || row?.deniedAt === undefined ? 'lapsed' : request;
  }

  async #row(codeHash: string, giver?: ChatRef): Promise<LinkCodeRow | undefined> {
    const from = giver === undefined ? {} : { chatKey: chatKey(giver) };
    return (await this.#rows.findOne({ _id: codeHash, ...from }).lean<LinkCodeRow>()) ?? undefined;
  }
}

const openRequest = (codeHash: string, giver: ChatRef) => ({
  _id: codeHash,
  chatKey: chatKey(giver),
  askedBy: trusted({ $ne: null }),
  usedAt: null,
  deniedAt: null,
});

function requestOf({ askedBy, consent, answerBy }: LinkCodeRow): LinkRequest | undefined {
  if (askedBy === undefined || consent === undefined || answerBy === undefined) return undefined;
  return { chat: chatOfKey(askedBy), consent, answerBy };
}

function stateOf(row: LinkCodeRow, now: Date): LinkCodeState {
  const { usedAt, deniedAt, answerBy, expiresAt } = row;
  if (usedAt !== undefined || deniedAt !== undefined) return 'used';
  if (answerBy !== undefined) return answerBy > now ? 'asked' : 'expired';
  return expiresAt > now ? 'open' : 'expired';
}
