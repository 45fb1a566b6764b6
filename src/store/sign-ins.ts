import { Schema, trusted, type Connection, type Model } from 'mongoose';
import { ROW_OPTIONS } from './connection.ts';

/**
 * A one-time link to the staff pages, known here by the hash of its token. The link itself stands in the outbox of the
 * chat that asked for it until that is trimmed; by then it is long used or expired.
 */
export interface SignIn {
  readonly tokenHash: string;
  readonly cadreId: string;
  readonly expiresAt: Date;
}

interface SignInRow extends Omit<SignIn, 'tokenHash'> {
  readonly _id: string;
}

const signInSchema = new Schema<SignInRow>(
  { _id: String, cadreId: String, expiresAt: Date },
  ROW_OPTIONS,
);

/** One-time links; expired ones are removed by the server within minutes. */
export class SignIns {
  readonly #rows: Model<SignInRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<SignInRow>('sign-ins', signInSchema, 'sign-ins');
  }

  /** Keeps a new link. */
  async create({ tokenHash, cadreId, expiresAt }: SignIn): Promise<void> {
    await this.#rows.insertOne({ _id: tokenHash, cadreId, expiresAt });
  }

  /** The cadre of a link, the first time it is opened before it expires. */
  async redeem(tokenHash: string, now: Date): Promise<string | undefined> {
    const row = await this.#rows
      .findOneAndDelete({ _id: tokenHash, expiresAt: trusted({ $gt: now }) })
      .lean<SignInRow>();
    return row?.cadreId;
  }
}
