import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ChatRef } from '../domain/person.ts';
import type { HttpConfig } from './deps.ts';

/** A citizen keeps the chat on a phone for as long as browsers allow, in seconds. */
export const CITIZEN_SESSION_SECONDS = 400 * 24 * 3600;
/** A cadre may sit at a shared computer, so a signed-in session ends after 30 days, in seconds. */
export const STAFF_SESSION_SECONDS = 30 * 24 * 3600;

const NAME = 'caunoi';
/** 24 random bytes in base64url. */
const SHAPE = /^[\w-]{32}$/;

type SessionConfig = Pick<HttpConfig, 'sessionSecret' | 'secureCookies'>;

/** The chat of the caller's session, or `undefined` when there is no well-formed cookie. */
export function findSession(context: Context, config: SessionConfig): ChatRef | undefined {
  const value = getCookie(context, cookieName(config));
  return value !== undefined && SHAPE.test(value) ? chatOf(value, config.sessionSecret) : undefined;
}

/** Begins a new session in place of any other; nobody can have known its cookie before. */
export function startSession(
  context: Context,
  config: SessionConfig,
  maxAgeSeconds: number,
): ChatRef {
  const value = randomBytes(24).toString('base64url');
  setCookie(context, cookieName(config), value, { ...traits(config), maxAge: maxAgeSeconds });
  return chatOf(value, config.sessionSecret);
}

/** Takes the session's cookie away from this device. */
export function forgetSession(context: Context, config: SessionConfig): void {
  deleteCookie(context, cookieName(config), traits(config));
}

/** The store sees a keyed hash, so a copy of it opens nobody's chat. */
const chatOf = (cookie: string, secret: string): ChatRef => ({
  channel: 'web',
  chatId: createHmac('sha256', secret).update(cookie).digest('base64url'),
});

const cookieName = ({ secureCookies }: SessionConfig): string =>
  secureCookies ? `__Host-${NAME}` : NAME;

const traits = ({ secureCookies }: SessionConfig) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: secureCookies }) as const;
