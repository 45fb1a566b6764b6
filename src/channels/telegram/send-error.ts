import { GrammyError, HttpError } from 'grammy';
import { SendError } from '../errors.ts';
import { mayHaveArrived } from '../wire/may-have-arrived.ts';
import { refusedByStatus } from '../wire/refused-by-status.ts';

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
  return new SendError(refusedByStatus(error.error_code), {
    cause: error,
    ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1_000 }),
  });
}
