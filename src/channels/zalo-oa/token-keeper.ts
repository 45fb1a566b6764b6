import { setTimeout as pause } from 'node:timers/promises';
import type { Credential, CredentialStore, TokenPair } from '../../domain/credential.ts';
import { ZaloError } from './zalo-error.ts';

/** An access token, and the version of the pair it is of. */
export interface Access {
  readonly token: string;
  readonly version: number;
}

/** Nothing can be sent until a person consents again: `scripts/admin zalo login`. */
export class ConsentNeeded extends Error {
  override readonly name = 'ConsentNeeded';

  constructor(cause?: unknown) {
    super('the account needs consent', cause === undefined ? undefined : { cause });
  }
}

/** What a keeper works with. */
export interface TokenKeeping {
  readonly account: string;
  readonly store: CredentialStore;
  /**
   * Exchanges a refresh token for the next pair; it is spent from then on.
   *
   * @throws {ZaloError} of kind `retry` when Zalo itself has not answered; any other is final.
   */
  readonly exchange: (refreshToken: string) => Promise<TokenPair>;
  readonly now: () => Date;
  /** A name of this process that no other has. */
  readonly holder: string;
  readonly onRenewed?: ((version: number) => void) | undefined;
  /** Zalo refused the pair; told once, by whoever found it out. */
  readonly onConsentNeeded?: ((error: unknown) => void) | undefined;
  /** Something failed that is tried again. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A pair is renewed at this age, in milliseconds, five hours before its end. */
export const RENEW_AT_MS = 20 * 3_600_000;
/** One exchange and the storing of what it brought take less, in milliseconds. */
const LEASE_MS = 60_000;
/** How long the storing of a new pair is tried again while the store is away, in milliseconds. */
const COMMIT_MS = 30_000;
/** How long one waits for another who renews, in milliseconds. */
const WAIT_MS = 15_000;
const LOOK_AGAIN_MS = 100;
/** After a failure Zalo is not asked again for so long, in milliseconds. */
const REST_MS = 10_000;

/** A pair that was exchanged and could not be stored yet. */
interface Unstored {
  readonly after: number;
  readonly tokens: TokenPair;
}

/**
 * Keeps the rotating tokens of one account. Zalo's refresh token works once, so: one refresher at a time, who reads
 * the pair again under the lease; the new pair is stored before it is used; no token but the newest stored one is
 * ever exchanged. Each call reads the pair from the store, so processes never work with different ones.
 */
export class TokenKeeper {
  readonly #keeping: TokenKeeping;
  #renewal: Promise<Access> | undefined;
  #unstored: Unstored | undefined;
  #failed: { readonly error: unknown; readonly at: number } | undefined;

  constructor(keeping: TokenKeeping) {
    this.#keeping = keeping;
  }

  /**
   * The token to call with.
   *
   * @throws {ConsentNeeded} when only a person can help; nothing is asked of Zalo then.
   * @throws {ZaloError} when the pair has expired and Zalo does not answer.
   */
  async access(): Promise<Access> {
    await this.#storeLeftover();
    const credential = await this.#load();
    const known = active(credential);
    return known.tokens.expiresAt <= this.#keeping.now()
      ? this.renew(known.version)
      : accessOf(known);
  }

  /**
   * The token that follows one that Zalo refused; whoever comes while it is renewed gets the same.
   *
   * @param seen - The version that was refused.
   * @throws as {@link access}.
   */
  async renew(seen: number): Promise<Access> {
    this.#renewal ??= this.#renewInTurn(seen).finally(() => {
      this.#renewal = undefined;
    });
    const access = await this.#renewal;
    // It was under way before this token was refused.
    return access.version > seen ? access : this.renew(seen);
  }

  /** Renews the pair ahead of time. */
  async renewIfOld(): Promise<void> {
    await this.#storeLeftover();
    const credential = await this.#load();
    const { version, tokens } = active(credential);
    const ageMs = this.#keeping.now().getTime() - tokens.issuedAt.getTime();
    if (ageMs >= RENEW_AT_MS) await this.renew(version);
  }

  /** What is stored, for those who tell people of it. */
  async credential(): Promise<Credential | undefined> {
    return this.#load();
  }

  #load(): Promise<Credential | undefined> {
    return this.#keeping.store.load(this.#keeping.account);
  }

  /** Renews under the lease, or waits for whoever holds it. */
  async #renewInTurn(seen: number): Promise<Access> {
    const { store, account, holder, now } = this.#keeping;
    const giveUpAt = performance.now() + WAIT_MS;
    for (;;) {
      const held = await store.lease(account, holder, now(), LEASE_MS);
      if (held !== undefined) {
        try {
          return await this.#renewHeld(held, seen);
        } finally {
          await store.release(account, holder).catch((error: unknown) => this.#tell(error));
        }
      }
      const known = active(await this.#load());
      if (known.version > seen) return accessOf(known);
      if (performance.now() > giveUpAt) throw new ZaloError(0, 'retry');
      await pause(LOOK_AGAIN_MS);
    }
  }

  async #renewHeld(held: Credential, seen: number): Promise<Access> {
    const { version, tokens } = active(held);
    if (version > seen) return accessOf({ version, tokens });
    this.#rest();
    const { store, account, now, exchange } = this.#keeping;
    await store.begin(account, version, now());
    try {
      const next = await exchange(tokens.refreshToken);
      // From here to the end of the commit a crash loses the pair: nothing else may stand in between.
      const isStored = await this.#commit({ after: version, tokens: next });
      this.#failed = undefined;
      if (!isStored) return accessOf(active(await this.#load()));
      this.#keeping.onRenewed?.(version + 1);
      return { token: next.accessToken, version: version + 1 };
    } catch (error) {
      throw await this.#failure(error, version);
    }
  }

  /** Zalo did not answer a moment ago; asking at every message would be no help to it. */
  #rest(): void {
    if (this.#failed !== undefined && performance.now() - this.#failed.at < REST_MS)
      throw this.#failed.error;
  }

  /** Without an answer of Zalo's the pair may still be good; a refusal is final. */
  async #failure(error: unknown, version: number): Promise<unknown> {
    if (!(error instanceof ZaloError)) return error;
    if (error.kind === 'retry') {
      // The exchange is no message: that it may have been carried out says nothing of a message.
      const unanswered = new ZaloError(error.code, 'retry', { cause: error });
      this.#failed = { error: unanswered, at: performance.now() };
      return unanswered;
    }
    const { store, account, now, onConsentNeeded } = this.#keeping;
    if (await store.refuse(account, version, error.code, now())) onConsentNeeded?.(error);
    return new ConsentNeeded(error);
  }

  /** Tries again for a while: with the store away for a moment the pair would be lost, and with it the account. */
  async #commit(unstored: Unstored): Promise<boolean> {
    this.#unstored = unstored;
    const giveUpAt = performance.now() + COMMIT_MS;
    for (;;) {
      try {
        return await this.#storeLeftover();
      } catch (error) {
        this.#tell(error);
        if (performance.now() > giveUpAt) throw error;
        await pause(LOOK_AGAIN_MS);
      }
    }
  }

  /**
   * Stores a pair that could not be stored when it came; until then it is not used.
   *
   * @returns `false` when a person consented meanwhile, whose pair is newer.
   */
  async #storeLeftover(): Promise<boolean> {
    if (this.#unstored === undefined) return true;
    const { after, tokens } = this.#unstored;
    const { store, account, now } = this.#keeping;
    const isStored = await store.commit(account, after, tokens, 'refresh', now());
    this.#unstored = undefined;
    return isStored;
  }

  #tell(error: unknown): void {
    this.#keeping.onError?.(error);
  }
}

const accessOf = ({ version, tokens }: Pick<Active, 'version' | 'tokens'>): Access => ({
  token: tokens.accessToken,
  version,
});

/** A credential to call with. */
type Active = Credential & { readonly tokens: TokenPair };

function active(credential: Credential | undefined): Active {
  if (credential?.state !== 'active' || credential.tokens === undefined) throw new ConsentNeeded();
  return { ...credential, tokens: credential.tokens };
}
