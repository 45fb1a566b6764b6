/** Failures of a connection that never carried a request, so nothing can have been taken. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Whether a call that failed without an answer may have been carried out: false only where the request provably
 * never left, as when a name was not found or a connection refused.
 */
export function mayHaveArrived(failure: unknown): boolean {
  for (let error = failure; error instanceof Error; error = error.cause) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string') return !BEFORE_SENDING.has(code);
    // Several addresses of one host were tried, all in vain.
    if (error instanceof AggregateError) return error.errors.some(mayHaveArrived);
  }
  return true;
}
