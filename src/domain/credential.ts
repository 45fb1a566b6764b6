/** Tokens with which we speak for an account. */
export interface TokenPair {
  readonly accessToken: string;
  /** Works once; each use brings the next one. */
  readonly refreshToken: string;
  readonly issuedAt: Date;
  /** Of the access token. */
  readonly expiresAt: Date;
}

/** How a pair came to us: a person consented, a person handed it over, or the former one was exchanged for it. */
export type TokenOrigin = 'consent' | 'handed-over' | 'refresh';

/**
 * One line of the log of rotations, never with a token. `begun` is written before the provider is asked, so that a
 * pair lost in a crash can be seen as such.
 */
export interface Rotation {
  readonly at: Date;
  readonly how: TokenOrigin;
  readonly outcome: 'begun' | 'kept' | 'refused';
  /** The pair that is exchanged (`begun`, `refused`) or that was kept. */
  readonly version: number;
  /** The provider's error, when it refused. */
  readonly code?: number;
}

/** What is stored of an account's tokens. */
export interface Credential {
  /** Such as `zalo-oa:1234`. */
  readonly account: string;
  /** Grows with every pair; a pair is replaced only by the next version. */
  readonly version: number;
  /**
   * `active` has a pair; `needs-consent` nothing but a person's consent brings a new one; `unreadable` was sealed
   * under another key.
   */
  readonly state: 'active' | 'needs-consent' | 'unreadable';
  /** The pair, unless `unreadable`. */
  readonly tokens?: TokenPair;
  /** Since when the state lasts. */
  readonly since: Date;
  /** The latest, oldest first. */
  readonly rotations: readonly Rotation[];
}

/** Where the tokens of accounts lie. Whoever exchanges a pair holds the account's lease meanwhile. */
export interface CredentialStore {
  load(account: string): Promise<Credential | undefined>;
  /**
   * Takes the account for one holder.
   *
   * @param leaseMs - After so many milliseconds another may have it, when this one died.
   * @returns the credential as it stands under the lease; `undefined` while another holds it, or when there is none.
   */
  lease(
    account: string,
    holder: string,
    now: Date,
    leaseMs: number,
  ): Promise<Credential | undefined>;
  release(account: string, holder: string): Promise<void>;
  /** Notes that the pair of this version is about to be exchanged. */
  begin(account: string, version: number, now: Date): Promise<void>;
  /**
   * Stores the pair that follows a version; the account is active with it. Repeatable with the same pair.
   *
   * @param after - The version that it replaces; 0 for the first.
   * @returns `false` when another pair has replaced that version meanwhile.
   */
  commit(
    account: string,
    after: number,
    tokens: TokenPair,
    how: TokenOrigin,
    now: Date,
  ): Promise<boolean>;
  /** Notes that the pair of this version is of no use any more, unless another has replaced it. */
  refuse(account: string, version: number, code: number, now: Date): Promise<boolean>;
}
