import { SendError, type SendErrorCode } from '../errors.ts';
import { untilMorning, untilTomorrow } from './local-time.ts';

/**
 * What an error of Zalo asks for: `reauth` refresh the token and call again once; `retry` again with growing waits;
 * `later` at another time of day; `asset` upload the file again; `closed` this person cannot be reached here;
 * `ours` the call is wrong, never repeat it; `operator` a person must mend the account.
 */
export type ZaloErrorKind = 'reauth' | 'retry' | 'later' | 'asset' | 'closed' | 'ours' | 'operator';

/** Which host answered: some codes mean another thing on the host of templates by phone. */
export type ZaloHost = 'openapi' | 'business';

const KINDS: Readonly<Record<Exclude<ZaloErrorKind, 'ours'>, readonly number[]>> = {
  reauth: [-216, -220],
  retry: [-32, -200],
  later: [-144, -147, -133, -234],
  asset: [-100],
  closed: [-230, -232, -213, -217, -218, -227, -244, -114, -118, -119, -139, -140, -141],
  operator: [
    -204, -205, -209, -211, -212, -219, -221, -223, -224, -235, -240, -242, -248, -320, -321, -101,
    -102, -103, -104, -105, -115, -135, -1351, -136, -137,
  ],
};

const BUSINESS_KINDS: ReadonlyMap<number, ZaloErrorKind> = new Map([
  [-124, 'reauth'],
  [-100, 'retry'],
]);

const KIND_OF: ReadonlyMap<number, ZaloErrorKind> = new Map(
  (Object.entries(KINDS) as [ZaloErrorKind, readonly number[]][]).flatMap(([kind, codes]) =>
    codes.map((code) => [code, kind] as const),
  ),
);

/** The kind of a code; one that nobody has told us of is `ours`: no repeat, and somebody looks at it. */
export const kindOf = (code: number, host: ZaloHost = 'openapi'): ZaloErrorKind =>
  (host === 'business' ? BUSINESS_KINDS.get(code) : undefined) ?? KIND_OF.get(code) ?? 'ours';

/** The person shut the account out, or is gone from Zalo; the others that are `closed` may write again. */
const BLOCKED: ReadonlySet<number> = new Set([-217, -227, -244]);
/** Over the limit of the app or of the account. */
const OVER_LIMIT = -32;
/** "Sending failed", with no word of why: this message may be what is wrong. */
const SENDING_FAILED = -200;
const SENDING_FAILED_TRIES = 3;
/** The limit is counted by the minute; several waits of this length go into one, in milliseconds. */
const LIMIT_WAIT_MS = 10_000;
/** Night, by Zalo's clock; any other `later` is a limit of the day. */
const NIGHT: ReadonlySet<number> = new Set([-133, -234]);
/** Two meanings each, told apart by the words alone. */
const AMBIGUOUS: ReadonlySet<number> = new Set([-32, -223]);

/** A call to Zalo failed. Its message never holds what Zalo or a person wrote. */
export class ZaloError extends Error {
  override readonly name = 'ZaloError';
  /** Zalo's own number, negative; an HTTP status where Zalo did not answer itself; 0 without any answer. */
  readonly code: number;
  readonly kind: ZaloErrorKind;
  /** When to come again, in milliseconds; absent: as the caller likes. */
  readonly retryAfterMs: number | undefined;
  /** The call may have been carried out although it failed. */
  readonly mayBeDone: boolean;
  /** Zalo's words for a code of two meanings, as letters and dashes. */
  readonly reason: string | undefined;

  constructor(
    code: number,
    kind: ZaloErrorKind,
    options: { retryAfterMs?: number; mayBeDone?: boolean; words?: string; cause?: unknown } = {},
  ) {
    super(
      `zalo: ${kind} ${code}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.mayBeDone = options.mayBeDone ?? false;
    this.reason = AMBIGUOUS.has(code) ? slug(options.words ?? '') : undefined;
  }
}

/** Only letters and dashes are left of it, so no number and no id. */
const slug = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

/** What a failed call means for the message; anything that is not Zalo's stays as it is. */
export function toSendError(error: unknown, now: Date): unknown {
  if (!(error instanceof ZaloError)) return error;
  const retryAfterMs = waitOf(error, now);
  return new SendError(sendCodeOf(error), {
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(error.code === SENDING_FAILED ? { mostTries: SENDING_FAILED_TRIES } : {}),
  });
}

function sendCodeOf({ kind, code, mayBeDone }: ZaloError): SendErrorCode {
  switch (kind) {
    case 'retry':
      if (mayBeDone) return 'unknown';
      return code === OVER_LIMIT || code === 429 ? 'throttled' : 'unreachable';
    case 'later':
      return 'later';
    case 'closed':
      return BLOCKED.has(code) ? 'blocked' : 'closed';
    case 'reauth':
    case 'operator':
      return 'misconfigured';
    case 'asset':
    case 'ours':
      return 'rejected';
  }
}

function waitOf({ kind, code, retryAfterMs }: ZaloError, now: Date): number | undefined {
  if (retryAfterMs !== undefined) return retryAfterMs;
  if (kind === 'later') return NIGHT.has(code) ? untilMorning(now) : untilTomorrow(now);
  // Some chance in it: otherwise all that waits would come at the same moment.
  return code === OVER_LIMIT ? LIMIT_WAIT_MS + Math.floor(Math.random() * 5_000) : undefined;
}
