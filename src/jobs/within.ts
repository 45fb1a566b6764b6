/** A hint may take this long, in milliseconds; then whoever gave it goes on without it. */
export const HINT_LIMIT_MS = 300;

/** It took too long; the sweep, or the page itself, will do without the hint. */
class HintTimedOut extends Error {
  override readonly name = 'HintTimedOut';
}

/**
 * Waits for work, but no longer than so many milliseconds; the work itself goes on.
 *
 * @throws {HintTimedOut} when the time is over.
 */
export async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HintTimedOut(`no answer in ${limitMs} ms`)), limitMs);
  });
  work.catch(() => undefined);
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
