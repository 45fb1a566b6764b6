import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Caller } from './caller.ts';
import { challengeOf, FICTIONAL } from './tokens.ts';
import {
  createZaloOaEmulator,
  type ZaloOaEmulator,
  type ZaloOaOptions,
} from './zalo-oa-emulator.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** RFC 7636, appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const BACK = 'http://127.0.0.1:9/callback';

describe('tokens of the Zalo OA emulator', () => {
  let zalo: ZaloOaEmulator;
  let caller: Caller;
  const open = async (options: ZaloOaOptions = {}): Promise<void> => {
    await zalo?.close();
    zalo = await createZaloOaEmulator(options);
    caller = new Caller(zalo);
  };
  beforeEach(() => open());
  afterEach(() => zalo.close());

  const getOa = async (): Promise<number> => (await caller.get('/v2.0/oa/getoa')).error;

  /** Opens the consent link as an admin does. */
  const consent = async (query: Readonly<Record<string, string>> = {}): Promise<URL | string> => {
    const asked = { app_id: zalo.appId, redirect_uri: BACK, code_challenge: CHALLENGE, ...query };
    const link = `${zalo.oauthBase}/v4/oa/permission?${new URLSearchParams(asked)}`;
    const response = await fetch(link, { redirect: 'manual' });
    const to = response.headers.get('location');
    return to === null ? response.text() : new URL(to);
  };
  const codeOf = async (query = {}): Promise<string> => {
    const back = await consent(query);
    return back instanceof URL ? (back.searchParams.get('code') ?? '') : '';
  };
  const exchange = (code: string, verifier = VERIFIER) =>
    caller.grant({ grant_type: 'authorization_code', code, code_verifier: verifier });

  it('makes the challenge of the standard from its verifier', () => {
    expect(challengeOf(VERIFIER)).toBe(CHALLENGE);
  });

  it('leads back with a code, the OA and the state, and exchanges the code once', async () => {
    const back = await consent({ state: 'abc' });
    expect(back).toBeInstanceOf(URL);
    const { searchParams } = back as URL;
    expect(searchParams.get('oa_id')).toBe(zalo.oaId);
    expect(searchParams.get('state')).toBe('abc');
    const code = searchParams.get('code') ?? '';
    const pair = await exchange(code);
    expect(Object.keys(pair)).toEqual(['access_token', 'refresh_token', 'expires_in']);
    expect(pair['expires_in']).toBe('90000');
    caller.token = String(pair['access_token']);
    expect(await getOa()).toBe(0);
    expect(await exchange(code)).toMatchObject({
      error: FICTIONAL.code,
      error_name: expect.any(String),
    });
  });

  it('refuses a code after ten minutes, a wrong verifier, a wrong secret and a wrong app', async () => {
    const late = await codeOf();
    zalo.advance(10 * 60_000 + 1);
    expect(await exchange(late)).toMatchObject({ error: FICTIONAL.code });
    expect(await exchange(await codeOf(), 'x'.repeat(43))).toMatchObject({
      error: FICTIONAL.verifier,
    });
    const good = { grant_type: 'authorization_code', code: await codeOf() };
    expect(await caller.grant(good, 'wrong')).toMatchObject({ error: FICTIONAL.secret });
    expect(await caller.grant({ ...good, app_id: '1' })).toMatchObject({ error: -14_002 });
  });

  it('shows on the consent page why it will not lead back', async () => {
    expect(await consent({ app_id: '1' })).toContain('-14002 Invalid appId');
    await open({ redirectUris: ['https://caunoi.example/back'] });
    expect(await consent()).toContain('-14003 Invalid redirect uri');
  });

  it('takes the challenge of the console where there is one', async () => {
    await open({ consoleChallenge: CHALLENGE });
    const code = await codeOf({ code_challenge: 'ignored' });
    expect(await exchange(code)).toHaveProperty('access_token');
  });

  it('lets an access token live for 25 hours', async () => {
    zalo.advance(25 * HOUR_MS - 60_000);
    expect(await getOa()).toBe(0);
    zalo.advance(60_000);
    expect(await getOa()).toBe(-220);
  });

  it('kills a token as soon as there is a newer one', async () => {
    zalo.tokens.issue();
    expect(await getOa()).toBe(-220);
  });

  it('gives a new pair for a refresh token once, within three months', async () => {
    const first = zalo.tokens.issue();
    const second = await caller.refresh(first.refresh_token);
    expect(second['refresh_token']).not.toBe(first.refresh_token);
    expect(await caller.refresh(first.refresh_token)).toMatchObject({ error: FICTIONAL.refresh });
    // The refusal did no harm to the pair that is in force.
    caller.token = String(second['access_token']);
    expect(await getOa()).toBe(0);
    zalo.advance(90 * DAY_MS + 60_000);
    expect(await caller.refresh(String(second['refresh_token']))).toMatchObject({
      error: FICTIONAL.refresh,
    });
  });

  it('takes nothing once the grant is void', async () => {
    const pair = zalo.tokens.issue();
    caller.token = pair.access_token;
    zalo.tokens.revoke();
    expect(await getOa()).toBe(-216);
    expect(await caller.refresh(pair.refresh_token)).toMatchObject({ error: FICTIONAL.refresh });
  });

  it('can let the access token of now die early', async () => {
    zalo.tokens.expireAccess();
    expect(await getOa()).toBe(-220);
  });

  it('knows no token but the one in its own header', async () => {
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const response = await fetch(`${zalo.apiBase}/v2.0/oa/getoa`, { headers });
      return [response.status, ((await response.json()) as { error: number }).error];
    };
    expect(await ask({})).toEqual([200, -216]);
    expect(await ask({ access_token: 'wrong' })).toEqual([200, -216]);
    expect(await ask({ authorization: `Bearer ${caller.token}` })).toEqual([200, -216]);
    expect(await ask({ access_token: caller.token })).toEqual([200, 0]);
  });

  it('calls a bad token -124 at the business host', async () => {
    caller.token = 'wrong';
    expect((await caller.business('/message/quota')).error).toBe(-124);
  });

  it('demands the proof of the app secret when it is switched on', async () => {
    await open({ demandsProof: true });
    expect(await getOa()).toBe(-242);
    const proof = createHmac('sha256', zalo.appSecret).update(caller.token).digest('hex');
    const response = await fetch(`${zalo.apiBase}/v2.0/oa/getoa`, {
      headers: { access_token: caller.token, appsecret_proof: proof },
    });
    expect(await response.json()).toMatchObject({ error: 0 });
  });
});
