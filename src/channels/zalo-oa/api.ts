import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { callJson, NoAnswer, retryAfterOf, type JsonAnswer } from '../wire/call-json.ts';
import type { ZaloOaAccount } from './options.ts';
import { errorNumber } from './shapes.ts';
import type { Access } from './token-keeper.ts';
import { kindOf, ZaloError, type ZaloHost } from './zalo-error.ts';

/** Longest wait for an answer, in milliseconds; an upload from a slow line may take longer. */
const TIMEOUT_MS = 10_000;
const UPLOAD_TIMEOUT_MS = 60_000;

const ENVELOPE = z.looseObject({
  error: errorNumber,
  message: z.string().catch(''),
  data: z.unknown().optional(),
});

/** Where tokens come from. */
export interface Tokens {
  access(): Promise<Access>;
  /** After this version was refused. */
  renew(seen: number): Promise<Access>;
}

/** What Zalo said last of the limit by the minute; `undefined` where it said nothing. */
export interface RateLimit {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
}

/** One call, before it has a token. */
export interface ApiCall<Shape extends z.ZodType> {
  readonly host?: ZaloHost;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** For `GET`: the value of the one parameter `data`, or plain parameters on the business host. */
  readonly query?: object;
  readonly body?: object | FormData;
  /** Of `data` in the answer. */
  readonly shape: Shape;
}

/** The HTTP side of the account: envelope, errors, and a token that is renewed once when it is refused. */
export interface Api {
  /** @throws {ZaloError} or what {@link Tokens} throws. */
  call<Shape extends z.ZodType>(call: ApiCall<Shape>): Promise<z.infer<Shape>>;
  rateLimit(): RateLimit;
}

/** Calls Zalo for one account. */
export function createApi(account: ZaloOaAccount, tokens: Tokens): Api {
  let rate: RateLimit = { limit: undefined, remaining: undefined };
  const once = async <Shape extends z.ZodType>(
    call: ApiCall<Shape>,
    token: string,
  ): Promise<z.infer<Shape>> => {
    const answer = await ask(account, call, token);
    rate = rateOf(answer.headers) ?? rate;
    return read(call, answer);
  };
  return {
    rateLimit: () => rate,
    call: async (call) => {
      const { token, version } = await tokens.access();
      try {
        return await once(call, token);
      } catch (error) {
        if (!(error instanceof ZaloError) || error.kind !== 'reauth') throw error;
        return once(call, (await tokens.renew(version)).token);
      }
    },
  };
}

async function ask(
  account: ZaloOaAccount,
  { host = 'openapi', method, path, query, body }: ApiCall<z.ZodType>,
  token: string,
): Promise<JsonAnswer> {
  const base = host === 'business' ? account.businessBase : account.apiBase;
  const isForm = body instanceof FormData;
  try {
    return await callJson({
      url: `${base}${path}${queryOf(host, query)}`,
      method,
      headers: {
        access_token: token,
        ...(account.sendsAppSecretProof
          ? { appsecret_proof: proof(account.appSecret, token) }
          : {}),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      timeoutMs: isForm ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS,
      fetch: account.fetch,
    });
  } catch (cause) {
    const mayBeDone = !(cause instanceof NoAnswer) || cause.mayHaveArrived;
    throw new ZaloError(0, 'retry', { mayBeDone, cause });
  }
}

const proof = (secret: string, token: string): string =>
  createHmac('sha256', secret).update(token).digest('hex');

function queryOf(host: ZaloHost, query: object | undefined): string {
  if (query === undefined) return '';
  const parameters =
    host === 'business'
      ? Object.entries(query).map(([name, value]) => [name, String(value)])
      : [['data', JSON.stringify(query)]];
  return `?${new URLSearchParams(parameters).toString()}`;
}

/** Zalo answers 200 to everything; another status, or no JSON, comes from what stands before it. */
function read<Shape extends z.ZodType>(
  { host = 'openapi', shape }: ApiCall<Shape>,
  { status, headers, body }: JsonAnswer,
): z.infer<Shape> {
  const retryAfterMs = retryAfterOf(headers);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const envelope = ENVELOPE.safeParse(body);
  if (!envelope.success) {
    if (status === 429) throw new ZaloError(status, 'retry', wait);
    // A gateway that refused; it is the address or the path that is wrong.
    if (status >= 300 && status < 500) throw new ZaloError(status, 'operator');
    throw new ZaloError(status, 'retry', { mayBeDone: true });
  }
  const { error, message, data } = envelope.data;
  if (error !== 0) throw new ZaloError(error, kindOf(error, host), { ...wait, words: message });
  const parsed = shape.safeParse(data);
  if (!parsed.success) throw new ZaloError(0, 'ours', { mayBeDone: true, cause: parsed.error });
  return parsed.data;
}

function rateOf(headers: Headers): RateLimit | undefined {
  const [limit, remaining] = ['x-ratelimit-limit', 'x-ratelimit-remain'].map((name) => {
    const value = headers.get(name);
    return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  });
  return limit === undefined && remaining === undefined ? undefined : { limit, remaining };
}
