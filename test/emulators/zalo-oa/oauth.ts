import { Hono, type Context } from 'hono';
import { readText } from '../wire/form.ts';
import { answer, type Bound } from '../wire/server.ts';
import type { Account } from './account.ts';
import { ZaloRefusal, type PlannedRefusal } from './refusal.ts';
import { FICTIONAL, type TokenPair } from './tokens.ts';

const TOKEN_PATH = '/v4/oa/access_token';
const CONSENT_PATH = '/v4/oa/permission';
const FORM = 'application/x-www-form-urlencoded';

type Request = Context<Bound>;

/** The host where an admin consents and tokens are handed out. */
export function createOauth(account: Account): Hono<Bound> {
  const app = new Hono<Bound>();
  app.get(CONSENT_PATH, (context) => consent(context, account));
  app.post(TOKEN_PATH, (context) =>
    answer<PlannedRefusal>(context, account.faults.take(TOKEN_PATH), {
      carryOut: () => handOut(context, account),
      refuse: ({ error, message = `planned ${error}` }) => refuse(context, error, message),
    }),
  );
  return app;
}

/** An admin opens the link and agrees at once. */
function consent(context: Request, { settings, tokens }: Account): Response {
  const {
    app_id: appId,
    redirect_uri: back = '',
    code_challenge: challenge = '',
  } = context.req.query();
  if (appId !== settings.appId) return context.html('<h1>-14002 Invalid appId</h1>', 200);
  if (!URL.canParse(back) || settings.redirectUris?.includes(back) === false)
    return context.html('<h1>-14003 Invalid redirect uri</h1>', 200);
  const to = new URL(back);
  to.searchParams.set('code', tokens.consent(challenge));
  to.searchParams.set('oa_id', settings.oaId);
  const state = context.req.query('state');
  if (state !== undefined) to.searchParams.set('state', state);
  return context.redirect(to.href, 302);
}

async function handOut(context: Request, account: Account): Promise<Response> {
  try {
    return context.json(grant(context, account, await readText(context.env.incoming)));
  } catch (error) {
    if (!(error instanceof ZaloRefusal)) throw error;
    return refuse(context, error.code, error.message);
  }
}

/** @throws {ZaloRefusal} when what was shown is worth nothing. */
function grant(context: Request, account: Account, body: string): TokenPair {
  const { settings, tokens } = account;
  const isForm = context.req.header('content-type')?.startsWith(FORM) === true;
  const shown = new URLSearchParams(isForm ? body : '');
  const asked = { grant_type: shown.get('grant_type') };
  account.calls.push({ path: TOKEN_PATH, fields: asked, at: account.clock.now() });
  if (context.req.header('secret_key') !== settings.appSecret)
    throw new ZaloRefusal(FICTIONAL.secret, 'Invalid secret key');
  if (shown.get('app_id') !== settings.appId) throw new ZaloRefusal(-14_002, 'Invalid appId');
  switch (asked.grant_type ?? 'none') {
    case 'authorization_code':
      return tokens.exchange(shown.get('code') ?? '', shown.get('code_verifier') ?? '');
    case 'refresh_token':
      return tokens.refresh(shown.get('refresh_token') ?? '');
    default:
      throw new ZaloRefusal(FICTIONAL.code, 'Invalid grant type');
  }
}

/** No envelope here, and other names for the words. */
const refuse = (context: Request, error: number, words: string): Response =>
  context.json({
    error_name: words,
    error_reason: words,
    ref_doc: 'https://developers.zalo.me/docs/official-account',
    error,
  });
