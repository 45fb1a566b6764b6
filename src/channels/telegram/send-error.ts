import { GrammyError, HttpError } from 'grammy';
import { SendError, type SendErrorCode } from '../errors.ts';
import { mayHaveArrived } from '../wire/may-have-arrived.ts';

/** What a failed call means for the message; anything that is not grammY's stays as it is. */
export function toSendError(error: unknown): unknown {
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError)
    return new SendError(mayHaveArrived(error.error) ? 'unknown' : 'unreachable', { cause: error });
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
