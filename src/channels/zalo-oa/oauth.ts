import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { TokenPair } from '../../domain/credential.ts';
import { callJson, NoAnswer, type JsonAnswer } from '../wire/call-json.ts';
import type { ZaloOaAccount } from './options.ts';
import { errorNumber } from './shapes.ts';
import { kindOf, ZaloError } from './zalo-error.ts';

const TIMEOUT_MS = 10_000;

/** Zalo writes seconds as a string; 25 hours where it says nothing. */
const GRANT = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().int().positive().default(90_000),
});

const REFUSAL = z.looseObject({ error: errorNumber });

/** Secret of one consent and what may be shown of it. */
export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

/** A fresh pair for one consent, or the challenge of a verifier that the console knows; S256. */
export function pkce(verifier: string = randomBytes(32).toString('base64url')): Pkce {
  return {
    verifier,
    challenge: createHash('sha256').update(verifier, 'ascii').digest('base64url'),
  };
}

/** Where an administrator of the Official Account gives consent. */
export function consentUrl(
  { oauthBase, appId }: Pick<ZaloOaAccount, 'oauthBase' | 'appId'>,
  asked: { readonly redirectUri: string; readonly challenge: string; readonly state: string },
): string {
  const query = new URLSearchParams({
    app_id: appId,
    redirect_uri: asked.redirectUri,
    code_challenge: asked.challenge,
    state: asked.state,
  });
  return `${oauthBase}/v4/oa/permission?${query.toString()}`;
}

type App = Pick<ZaloOaAccount, 'oauthBase' | 'appId' | 'appSecret' | 'fetch'>;

/**
 * Exchanges the code of a consent, which lives 10 minutes and works once.
 *
 * @throws {ZaloError}
 */
export const exchangeCode = (
  app: App,
  code: string,
  verifier: string,
  now: Date,
): Promise<TokenPair> =>
  grant(app, { code, grant_type: 'authorization_code', code_verifier: verifier }, now);

/**
 * Exchanges a refresh token, which works once, for the next pair.
 *
 * @throws {ZaloError} of kind `retry` when Zalo itself did not answer or is over its limit; any other is final, for
 * Zalo documents no code for a spent token.
 */
export const refreshTokens = (app: App, refreshToken: string, now: Date): Promise<TokenPair> =>
  grant(app, { refresh_token: refreshToken, grant_type: 'refresh_token' }, now);

async function grant(
  app: App,
  fields: Readonly<Record<string, string>>,
  now: Date,
): Promise<TokenPair> {
  const { status, body } = await call(app, { ...fields, app_id: app.appId });
  const granted = GRANT.safeParse(body);
  if (granted.success) {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in } = granted.data;
    const expiresAt = new Date(now.getTime() + expires_in * 1_000);
    return { accessToken, refreshToken, issuedAt: now, expiresAt };
  }
  const refused = REFUSAL.safeParse(body);
  // A gateway's page or half an answer is none of Zalo's: whether the token is spent the next try tells.
  if (!refused.success || status >= 500) throw new ZaloError(status, 'retry', { mayBeDone: true });
  const { error } = refused.data;
  throw new ZaloError(error, error === -32 ? 'retry' : final(error));
}

/** Whatever it says, it is not tried again. */
function final(code: number): 'ours' | 'operator' {
  return kindOf(code) === 'operator' ? 'operator' : 'ours';
}

async function call(app: App, fields: Readonly<Record<string, string>>): Promise<JsonAnswer> {
  try {
    return await callJson({
      url: `${app.oauthBase}/v4/oa/access_token`,
      method: 'POST',
      headers: { secret_key: app.appSecret },
      body: new URLSearchParams(fields),
      timeoutMs: TIMEOUT_MS,
      fetch: app.fetch,
    });
  } catch (cause) {
    const mayBeDone = !(cause instanceof NoAnswer) || cause.mayHaveArrived;
    throw new ZaloError(0, 'retry', { mayBeDone, cause });
  }
}
