import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type {
  Credential,
  CredentialStore,
  Rotation,
  TokenOrigin,
  TokenPair,
} from '../domain/credential.ts';
import { ROW_OPTIONS } from './connection.ts';
import { isDuplicateKey } from './errors.ts';
import { SealBroken, type Sealer } from './seal.ts';

/** What a person is about to consent to, until the answer comes back. */
export interface OpenConsent {
  /** Comes back with the answer and proves that we asked. */
  readonly state: string;
  /** Proves at the exchange that it was we who asked. */
  readonly verifier: string;
}

interface CredentialRow {
  readonly _id: string;
  readonly version: number;
  readonly state: 'active' | 'needs-consent';
  readonly since: Date;
  /** The pair, sealed for this account and version. */
  readonly sealed?: string;
  readonly leasedBy?: string;
  readonly leasedUntil: Date;
  readonly rotations: readonly Rotation[];
  /** An {@link OpenConsent}, sealed. */
  readonly consent?: string;
  readonly consentUntil?: Date;
}

const UNLEASED = new Date(0);
/** About seven weeks of daily rotations, two lines each. */
const ROTATIONS_KEPT = 100;

const credentialSchema = new Schema<CredentialRow>(
  {
    _id: String,
    version: Number,
    state: String,
    since: Date,
    sealed: String,
    leasedBy: String,
    leasedUntil: Date,
    rotations: [Schema.Types.Mixed],
    consent: String,
    consentUntil: Date,
  },
  ROW_OPTIONS,
);

const placeOf = (account: string, version: number): string => `credentials/${account}/${version}`;
const consentPlace = (account: string): string => `credentials/${account}/consent`;
const logged = (line: Rotation) => ({
  rotations: { $each: [line], $slice: -ROTATIONS_KEPT },
});

/** Tokens of the accounts that speak for us, one row each, sealed; every change of a pair is one compare-and-set. */
export class Credentials implements CredentialStore {
  readonly #rows: Model<CredentialRow>;
  readonly #sealer: Sealer;

  constructor(connection: Connection, sealer: Sealer) {
    this.#rows = connection.model<CredentialRow>('credentials', credentialSchema, 'credentials');
    this.#sealer = sealer;
  }

  async load(account: string): Promise<Credential | undefined> {
    const row = await this.#rows.findOne({ _id: account }).lean<CredentialRow>();
    return row === null || row.version === 0 ? undefined : this.#open(row);
  }

  async lease(
    account: string,
    holder: string,
    now: Date,
    leaseMs: number,
  ): Promise<Credential | undefined> {
    const row = await this.#rows
      .findOneAndUpdate(
        { _id: account, version: trusted({ $gt: 0 }), leasedUntil: trusted({ $lte: now }) },
        { $set: { leasedBy: holder, leasedUntil: new Date(now.getTime() + leaseMs) } },
        { returnDocument: 'after' },
      )
      .lean<CredentialRow>();
    return row === null ? undefined : this.#open(row);
  }

  async release(account: string, holder: string): Promise<void> {
    await this.#rows.updateOne(
      { _id: account, leasedBy: holder },
      { $set: { leasedUntil: UNLEASED }, $unset: { leasedBy: 1 } },
    );
  }

  async begin(account: string, version: number, now: Date): Promise<void> {
    await this.#rows.updateOne(
      { _id: account },
      { $push: logged({ at: now, how: 'refresh', outcome: 'begun', version }) },
    );
  }

  async commit(
    account: string,
    after: number,
    tokens: TokenPair,
    how: TokenOrigin,
    now: Date,
  ): Promise<boolean> {
    if (after === 0) await this.#ensure(account, now);
    const version = after + 1;
    const kept = await this.#rows.updateOne(
      { _id: account, version: after },
      {
        $set: {
          version,
          state: 'active',
          since: now,
          sealed: this.#sealer.seal(JSON.stringify(tokens), placeOf(account, version)),
        },
        $push: logged({ at: now, how, outcome: 'kept', version }),
      },
    );
    return kept.matchedCount === 1 || this.#holds(account, version, tokens);
  }

  async refuse(account: string, version: number, code: number, now: Date): Promise<boolean> {
    const refused = await this.#rows.updateOne(
      { _id: account, version, state: 'active' },
      {
        $set: { state: 'needs-consent', since: now },
        $push: logged({ at: now, how: 'refresh', outcome: 'refused', version, code }),
      },
    );
    return refused.matchedCount === 1;
  }

  /**
   * Keeps what an answer to a consent page will be checked against; a later one replaces it.
   *
   * @param keepMs - It is forgotten after so many milliseconds.
   */
  async openConsent(
    account: string,
    consent: OpenConsent,
    now: Date,
    keepMs: number,
  ): Promise<void> {
    await this.#ensure(account, now);
    await this.#rows.updateOne(
      { _id: account },
      {
        $set: {
          consent: this.#sealer.seal(JSON.stringify(consent), consentPlace(account)),
          consentUntil: new Date(now.getTime() + keepMs),
        },
      },
    );
  }

  /** What was kept of the consent page that is open, if one is. */
  async findConsent(account: string, now: Date): Promise<OpenConsent | undefined> {
    const row = await this.#rows
      .findOne({ _id: account, consentUntil: trusted({ $gt: now }) })
      .lean<CredentialRow>();
    if (row?.consent === undefined) return undefined;
    return JSON.parse(this.#sealer.open(row.consent, consentPlace(account))) as OpenConsent;
  }

  /** Forgets the open consent: its code works once. */
  async closeConsent(account: string): Promise<void> {
    await this.#rows.updateOne({ _id: account }, { $unset: { consent: 1, consentUntil: 1 } });
  }

  /** A row without a pair, so that the first pair is a compare-and-set as every other. */
  async #ensure(account: string, now: Date): Promise<void> {
    const empty = {
      version: 0,
      state: 'needs-consent',
      since: now,
      leasedUntil: UNLEASED,
    } as const;
    try {
      await this.#rows.updateOne(
        { _id: account },
        { $setOnInsert: { ...empty, rotations: [] } },
        { upsert: true },
      );
    } catch (error) {
      // Somebody made it at the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Whether this very pair is stored already: the answer to an earlier commit was lost. */
  async #holds(account: string, version: number, { refreshToken }: TokenPair): Promise<boolean> {
    const stored = await this.load(account);
    return stored?.version === version && stored.tokens?.refreshToken === refreshToken;
  }

  #open({ _id: account, version, state, since, sealed, rotations }: CredentialRow): Credential {
    const tokens = sealed === undefined ? undefined : this.#unseal(sealed, account, version);
    const known = { account, version, since, rotations };
    return tokens === undefined ? { ...known, state: 'unreadable' } : { ...known, state, tokens };
  }

  #unseal(sealed: string, account: string, version: number): TokenPair | undefined {
    try {
      const stored = JSON.parse(this.#sealer.open(sealed, placeOf(account, version))) as {
        readonly [Name in keyof TokenPair]: string;
      };
      return {
        ...stored,
        issuedAt: new Date(stored.issuedAt),
        expiresAt: new Date(stored.expiresAt),
      };
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }
}
