import { z } from 'zod';
import { mayHaveArrived } from './may-have-arrived.ts';
import { parseJson } from './parse-json.ts';
import { readAtMost } from './read-at-most.ts';

/** One call to a provider that answers in JSON. */
export interface JsonCall {
  /** May hold a token; it is never part of an error. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData | URLSearchParams;
  /** Longest wait for the whole answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Default: Node's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** What a provider answered; whether it is good news the caller decides. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Any JSON value; `undefined` where the body was empty, cut, or no JSON at all, as a gateway's page. */
  readonly body: unknown;
}

/** There was no answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** The request may have gone out and been carried out; false where it provably never left. */
  readonly mayHaveArrived: boolean;

  constructor(cause: unknown) {
    super('no answer', { cause });
    this.mayHaveArrived = mayHaveArrived(cause);
  }
}

/** Answers of providers are a few kilobytes; more is none of theirs. */
const MOST_ANSWER_BYTES = 1024 * 1024;

/**
 * Makes one call. Redirects are not followed: they would carry the token elsewhere.
 *
 * @throws {NoAnswer} when no answer came in time, or none at all.
 */
export async function callJson(call: JsonCall): Promise<JsonAnswer> {
  const { url, method, headers, body, timeoutMs, fetch = globalThis.fetch } = call;
  try {
    const written = body instanceof FormData ? await writeForm(body) : { body, headers: {} };
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { ...headers, ...written.headers },
      ...(written.body === undefined ? {} : { body: written.body }),
    });
    const bytes = await readAtMost(response, MOST_ANSWER_BYTES);
    const text = bytes === undefined ? '' : Buffer.from(bytes).toString('utf8');
    return { status: response.status, headers: response.headers, body: parseJson(text) };
  } catch (error) {
    throw new NoAnswer(error);
  }
}

/** A form as bytes: a `fetch` that is not Node's own, as through a proxy, does not know Node's forms. */
async function writeForm(form: FormData) {
  const written = new Response(form);
  const contentType = written.headers.get('content-type') ?? 'multipart/form-data';
  return { body: await written.arrayBuffer(), headers: { 'content-type': contentType } };
}

/** The seconds of a `Retry-After` header in milliseconds, at most an hour; `undefined` without one that can be read. */
export function retryAfterOf(headers: Headers): number | undefined {
  const seconds = z.coerce.number().int().min(1).max(3_600).safeParse(headers.get('retry-after'));
  return seconds.success ? seconds.data * 1_000 : undefined;
}
