import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ZaloOaClient } from '../../../src/channels/zalo-oa/client.ts';
import { consentUrl, exchangeCode, pkce } from '../../../src/channels/zalo-oa/oauth.ts';
import { credentialAccount } from '../../../src/channels/zalo-oa/zalo-oa-channel.ts';
import type { TokenOrigin, TokenPair } from '../../../src/domain/credential.ts';
import { UsageError } from '../command.ts';
import { atDesk, type OaDesk } from './account.ts';
import { readCallback, type Callback } from './callback.ts';
import { meaningOf } from './meaning.ts';

export const LOGIN_USAGE = `usage: scripts/admin zalo login [--redirect URL] [--code CODE-OR-ADDRESS] | --tokens
  Prints a link. An administrator of the Official Account opens it and consents; Zalo then leads to an
  address with a code, on a page that says so. Paste that whole address here.
  The code lives 10 minutes and works once.
    --redirect URL   where Zalo leads back to, as in the developer console; default CB_PUBLIC_URL/zalo
    --code ...       brings the code of a link printed before, without asking
    --tokens         takes a pair from the API Explorer of the console instead: paste its JSON, or the
                     access token and the refresh token on two lines (never as arguments: others on this
                     machine could read them)`;

/** An open consent page is remembered for so long, in milliseconds. */
const CONSENT_MS = 3_600_000;
/** An access token works so long from its issue, in milliseconds, where it is not said. */
const ACCESS_MS = 25 * 3_600_000;

/** Brings a first or a new pair of tokens into the store. */
export async function login(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      redirect: { type: 'string' },
      code: { type: 'string' },
      tokens: { type: 'boolean' },
    },
  });
  if (values.tokens === true && values.code !== undefined)
    throw new UsageError('only one of --code and --tokens');
  await atDesk(async (desk) => {
    if (values.tokens === true) return takeTokens(desk);
    if (values.code === undefined) await showLink(desk, values.redirect);
    const pasted = values.code ?? (await ask('Paste the address: '));
    await takeCode(desk, readCallback(pasted));
  });
}

async function showLink(desk: OaDesk, redirect: string | undefined): Promise<void> {
  const { options, config, store } = desk;
  const redirectUri =
    redirect ?? (config.publicUrl === undefined ? undefined : `${config.publicUrl}/zalo`);
  if (redirectUri === undefined || !URL.canParse(redirectUri))
    throw new UsageError(
      'say where Zalo leads back to: --redirect https://…, or set CB_PUBLIC_URL',
    );
  const { verifier, challenge } = pkce(options.codeVerifier);
  const state = randomBytes(12).toString('base64url');
  const account = credentialAccount(options);
  await store.credentials.openConsent(account, { state, verifier }, new Date(), CONSENT_MS);
  console.log(`An administrator of the Official Account opens this link and consents:

${consentUrl(options, { redirectUri, challenge, state })}

In the console (Official Account, general settings) the address to return to must be ${redirectUri}
and, where it asks for a code challenge, ${challenge}
`);
}

/** @throws {UsageError} for a code of another page, another account, or too late. */
async function takeCode(desk: OaDesk, callback: Callback): Promise<void> {
  const { options, store } = desk;
  const account = credentialAccount(options);
  const open = await store.credentials.findConsent(account, new Date());
  if (callback.oaId !== undefined && callback.oaId !== options.oaId)
    throw new UsageError(
      `this consent is for the account ${callback.oaId}, but ZALO_OA_ID is another`,
    );
  if (callback.state !== undefined && callback.state !== open?.state)
    throw new UsageError('this address answers another link; open the one that was printed last');
  const verifier = options.codeVerifier ?? open?.verifier;
  if (verifier === undefined)
    throw new UsageError('no link was printed in the last hour; run scripts/admin zalo login');
  const pair = await exchangeCode(options, callback.code, verifier, new Date()).catch(
    (error: unknown) => {
      throw new UsageError(
        `Zalo did not take the code; it works once, for 10 minutes. Begin again: scripts/admin zalo login\n${meaningOf(error)}`,
      );
    },
  );
  await keep(desk, pair, 'consent');
  await store.credentials.closeConsent(account);
}

/** What a consent gave is kept aside under this name until it is known whose it is. */
const asideOf = (account: string): string => `${account}:candidate`;

/**
 * Stores first, then asks whose it is, then lets it speak: a pair that is used before it is stored could be lost, and
 * one of another account must not replace what works.
 *
 * @throws {UsageError} for tokens of another account; what spoke before speaks on.
 */
async function keep(desk: OaDesk, pair: TokenPair, how: TokenOrigin): Promise<void> {
  const account = credentialAccount(desk.options);
  await put(desk, asideOf(account), pair, how);
  await checkAccount(desk, pair);
  await put(desk, account, pair, how);
  console.log('The tokens are stored, sealed.');
  console.log(await desk.client.getOa().then(({ name }) => `They speak for: ${name}`, meaningOf));
  console.log('Next: scripts/admin zalo status, then scripts/admin zalo send-test');
}

async function put(
  { store }: OaDesk,
  account: string,
  pair: TokenPair,
  how: TokenOrigin,
): Promise<void> {
  const after = (await store.credentials.load(account))?.version ?? 0;
  if (!(await store.credentials.commit(account, after, pair, how, new Date())))
    throw new UsageError('the tokens were renewed at this very moment; begin again');
}

/**
 * A bare code, or what was handed over, says nothing of whose it is, and must not replace what works.
 *
 * @throws {UsageError} for tokens of another account.
 */
async function checkAccount({ options }: OaDesk, { accessToken }: TokenPair): Promise<void> {
  const access = { token: accessToken, version: 0 };
  const tokens = { access: async () => access, renew: async () => access };
  const oa = await new ZaloOaClient(options, tokens).getOa().catch((error: unknown) => {
    throw new UsageError(
      `Nothing was changed: whose tokens these are is not known. ${meaningOf(error)}\nBegin again: scripts/admin zalo login`,
    );
  });
  const found = oa.oaid ?? oa.oa_id ?? options.oaId;
  if (found !== options.oaId)
    throw new UsageError(
      `Nothing was changed: these tokens are of the account ${found} (${oa.name}), but ZALO_OA_ID is another`,
    );
}

const HANDED_OVER = z.object({
  access_token: z.string().min(8),
  refresh_token: z.string().min(8),
  expires_in: z.coerce.number().int().positive().optional(),
});

async function takeTokens(desk: OaDesk): Promise<void> {
  console.log('Paste the tokens of the API Explorer (OA Access Token), then an empty line:');
  const pair = HANDED_OVER.safeParse(readPair(await readInput()));
  if (!pair.success)
    throw new UsageError('these are no two tokens; paste the JSON, or one token on each line');
  const { access_token: accessToken, refresh_token: refreshToken, expires_in } = pair.data;
  const issuedAt = new Date();
  const livesMs = expires_in === undefined ? ACCESS_MS : expires_in * 1_000;
  const expiresAt = new Date(issuedAt.getTime() + livesMs);
  const handedOver = { accessToken, refreshToken, issuedAt, expiresAt };
  await keep(desk, handedOver, 'handed-over');
}

function readPair(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const [access_token, refresh_token] = text.split(/\s+/).filter((line) => line !== '');
    return { access_token, refresh_token };
  }
}

/** One line of what is typed or piped in. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    return await Promise.race([lines.question(question), closed]);
  } finally {
    lines.close();
  }
}

/** All that is typed or piped in, up to an empty line or the end. */
async function readInput(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  const read: string[] = [];
  for await (const line of lines) {
    if (line.trim() === '' && read.length > 0) break;
    read.push(line);
  }
  lines.close();
  return read.join('\n').trim();
}
