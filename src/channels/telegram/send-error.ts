import { GrammyError, HttpError } from 'grammy';
import { SendError, type SendErrorCode } from '../errors.ts';

/** Failures of a connection that never carried a request, so nothing can have been taken. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a failed call means for the message; anything that is not grammY's stays as it is. */
export function toSendError(error: unknown): unknown {
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError)
    return new SendError(wasSent(error.error) ? 'unknown' : 'unreachable', { cause: error });
  return error;
}

/** Whether a call was refused because nothing would change by it, which is as good as done. */
export const isUnchanged = (error: unknown): boolean =>
  error instanceof GrammyError &&
  error.error_code === 400 &&
  error.description.includes('message is not modified');

function refusal(error: GrammyError): SendError {
  const seconds = error.parameters.retry_after;
  return new SendError(codeOf(error.error_code), {
    cause: error,
    ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1_000 }),
  });
}

function codeOf(status: number): SendErrorCode {
  if (status >= 500) return 'unreachable';
  switch (status) {
    case 429:
      return 'throttled';
    case 403:
      return 'blocked';
    // A wrong token is 401, one that is no token at all is 404.
    case 401:
    case 404:
      return 'misconfigured';
    default:
      return 'rejected';
  }
}

function wasSent(cause: unknown): boolean {
  for (let error = cause; error instanceof Error; error = error.cause) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string') return !BEFORE_SENDING.has(code);
    // Several addresses of one host were tried, all in vain.
    if (error instanceof AggregateError) return error.errors.some(wasSent);
  }
  return true;
}
