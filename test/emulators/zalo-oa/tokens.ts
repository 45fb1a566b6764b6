import { createHash, createHmac, randomBytes } from 'node:crypto';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../wire/moving-clock.ts';
import { ZaloRefusal } from './refusal.ts';
import type { ZaloOaSettings } from './settings.ts';

const ACCESS_MS = 25 * HOUR_MS;
const REFRESH_MS = 90 * DAY_MS;
const CODE_MS = 10 * MINUTE_MS;

/** Zalo documents no codes for these; the numbers are made up. */
export const FICTIONAL = { refresh: -14_014, code: -14_015, verifier: -14_016, secret: -14_017 };

/** What the token address answers, without an envelope. */
export interface TokenPair {
  readonly access_token: string;
  readonly refresh_token: string;
  /** Seconds, as text. */
  readonly expires_in: string;
}

interface Kept {
  readonly pair: TokenPair;
  readonly issuedAt: Date;
  isRefreshSpent: boolean;
}

interface Code {
  readonly challenge: string;
  readonly issuedAt: Date;
}

/** The grants of one app for one OA. A new access token kills the one before; a refresh token works once. */
export class Tokens {
  readonly #settings: ZaloOaSettings;
  readonly #now: () => Date;
  #issued: Kept[] = [];
  readonly #codes = new Map<string, Code>();
  #isRevoked = false;

  constructor(settings: ZaloOaSettings, now: () => Date) {
    this.#settings = settings;
    this.#now = now;
  }

  /** A pair as the API Explorer hands it out, without a consent. */
  issue(): TokenPair {
    this.#isRevoked = false;
    const pair: TokenPair = {
      access_token: `A${randomBytes(48).toString('base64url')}`,
      refresh_token: `R${randomBytes(48).toString('base64url')}`,
      expires_in: String(ACCESS_MS / 1_000),
    };
    this.#issued.push({ pair, issuedAt: this.#now(), isRefreshSpent: false });
    return pair;
  }

  /** How many pairs there were so far. */
  get count(): number {
    return this.#issued.length;
  }

  /** The grant is void, as after a change of permissions: no token of it works any more. */
  revoke(): void {
    this.#isRevoked = true;
  }

  /** The access token of now dies before its time. */
  expireAccess(): void {
    const newest = this.#issued.at(-1);
    if (newest === undefined) return;
    const issuedAt = new Date(this.#now().getTime() - ACCESS_MS - 1);
    this.#issued[this.#issued.length - 1] = { ...newest, issuedAt };
  }

  /** A code for a consent with this challenge. */
  consent(challenge: string): string {
    const code = randomBytes(24).toString('base64url');
    const wanted = this.#settings.consoleChallenge ?? challenge;
    this.#codes.set(code, { challenge: wanted, issuedAt: this.#now() });
    return code;
  }

  /** @throws {ZaloRefusal} for a code that is unknown, late or spent, and for a verifier that does not fit. */
  exchange(code: string, verifier: string): TokenPair {
    const kept = this.#codes.get(code);
    this.#codes.delete(code);
    if (kept === undefined || this.#ageMs(kept) > CODE_MS)
      throw new ZaloRefusal(FICTIONAL.code, 'Invalid authorization code');
    if (challengeOf(verifier) !== kept.challenge)
      throw new ZaloRefusal(FICTIONAL.verifier, 'Invalid code verifier');
    return this.issue();
  }

  /** @throws {ZaloRefusal} for a refresh token that is unknown, late or spent. */
  refresh(refreshToken: string): TokenPair {
    const kept = this.#issued.find(({ pair }) => pair.refresh_token === refreshToken);
    const isGood = kept !== undefined && !kept.isRefreshSpent && this.#ageMs(kept) <= REFRESH_MS;
    if (!isGood || this.#isRevoked)
      throw new ZaloRefusal(FICTIONAL.refresh, 'Invalid refresh token');
    kept.isRefreshSpent = true;
    return this.issue();
  }

  /**
   * @param proof - Header `appsecret_proof`.
   * @throws {ZaloRefusal} -216 for what is no token, -220 for one that died, -242 without the proof.
   */
  check(accessToken: string | undefined, proof: string | undefined): void {
    const kept = this.#issued.find(({ pair }) => pair.access_token === accessToken);
    if (kept === undefined || this.#isRevoked)
      throw new ZaloRefusal(-216, 'Access token is invalid');
    if (kept !== this.#issued.at(-1) || this.#ageMs(kept) > ACCESS_MS)
      throw new ZaloRefusal(-220, 'access_token is expired or removed');
    if (this.#settings.demandsProof && proof !== this.#proofOf(kept.pair.access_token))
      throw new ZaloRefusal(-242, 'appsecret_proof is invalid');
  }

  #ageMs({ issuedAt }: { readonly issuedAt: Date }): number {
    return this.#now().getTime() - issuedAt.getTime();
  }

  #proofOf = (token: string): string =>
    createHmac('sha256', this.#settings.appSecret).update(token).digest('hex');
}

/** S256 without its name: base64url of the digest of the verifier. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');
