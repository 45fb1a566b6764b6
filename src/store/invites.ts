import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type { ChatRef } from '../domain/person.ts';
import { chatKey } from './chat-key.ts';
import { ROW_OPTIONS } from './connection.ts';

/** An invite as it is made; only the hash of its code is ever stored. */
export interface Invite {
  readonly codeHash: string;
  readonly cadreId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What became of an attempt to join. */
export type Redemption =
  | { readonly outcome: 'joined'; readonly cadreId: string }
  | { readonly outcome: 'unknown' | 'used' | 'expired' };

interface InviteRow extends Omit<Invite, 'codeHash'> {
  readonly _id: string;
  readonly usedBy?: string;
  readonly usedAt?: Date;
}

const inviteSchema = new Schema<InviteRow>(
  { _id: String, cadreId: String, createdAt: Date, expiresAt: Date, usedBy: String, usedAt: Date },
  ROW_OPTIONS,
);

/** One-time codes by which a cadre's chat joins the network. */
export class Invites {
  readonly #rows: Model<InviteRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<InviteRow>('invites', inviteSchema, 'invites');
  }

  /** Keeps a new invite. */
  async create({ codeHash, cadreId, createdAt, expiresAt }: Invite): Promise<void> {
    await this.#rows.insertOne({ _id: codeHash, cadreId, createdAt, expiresAt });
  }

  /** Whom a code invites, used and expired or not; `undefined` for an unknown one. */
  async invited(codeHash: string): Promise<string | undefined> {
    const row = await this.#rows.findOne({ _id: codeHash }).lean<InviteRow>();
    return row?.cadreId;
  }

  /** Uses an invite once; the chat that used it is answered `joined` again, so a repeated turn does no harm. */
  async redeem(codeHash: string, chat: ChatRef, now: Date): Promise<Redemption> {
    const usedBy = chatKey(chat);
    await this.#rows.updateOne(
      { _id: codeHash, usedBy: null, expiresAt: trusted({ $gt: now }) },
      { $set: { usedBy, usedAt: now } },
    );
    const row = await this.#rows.findOne({ _id: codeHash }).lean<InviteRow>();
    if (row === null) return { outcome: 'unknown' };
    if (row.usedBy === usedBy) return { outcome: 'joined', cadreId: row.cadreId };
    return { outcome: row.usedBy === undefined ? 'expired' : 'used' };
  }
}
