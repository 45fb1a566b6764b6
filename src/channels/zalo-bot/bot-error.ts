import { SendError, type SendErrorCode } from '../errors.ts';
import { refusedByStatus } from '../wire/refused-by-status.ts';

/** A call to the bot platform failed. Its message never holds what Zalo or a person wrote, nor the address. */
export class ZaloBotError extends Error {
  override readonly name = 'ZaloBotError';
  /** Zalo's `error_code`; the HTTP status where it did not answer itself; 0 without any answer. */
  readonly code: number;
  /** The call may have been carried out although it failed. */
  readonly mayBeDone: boolean;
  /** How long Zalo asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: number,
    options: { mayBeDone?: boolean; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(`zalo bot: ${code}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.mayBeDone = options.mayBeDone ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Zalo names no wait; the limits of the platform are not documented. */
const LIMIT_WAIT_MS = 10_000;

/** What a failed call means for the message; anything that is not of the platform stays as it is. */
export function toSendError(error: unknown): unknown {
  if (!(error instanceof ZaloBotError)) return error;
  const code = sendCodeOf(error);
  const retryAfterMs = code === 'throttled' ? (error.retryAfterMs ?? LIMIT_WAIT_MS) : undefined;
  return new SendError(code, {
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** Only 408 is documented, and that for polls; the others are read as at Telegram, after which the API is made. */
function sendCodeOf({ code, mayBeDone }: ZaloBotError): SendErrorCode {
  if (mayBeDone) return 'unknown';
  return code === 0 || code === 408 ? 'unreachable' : refusedByStatus(code);
}
