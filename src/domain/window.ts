/** How long after a person's last word a provider lets us write. */
export interface WritingWindow {
  /** Free until so long after the last word, in milliseconds. */
  readonly freeMs: number;
  /** At a price until so long after it, in milliseconds; after that not at all. */
  readonly billedMs: number;
}

/** Whether we may write now: `free`, `billed` at a price, `closed` not at all. */
export type WindowState = 'free' | 'billed' | 'closed';

/**
 * The state of a window.
 *
 * @param lastWordAt - When the person last did something there; absent, nothing is known and nothing allowed.
 */
export function windowState(
  window: WritingWindow | undefined,
  lastWordAt: Date | undefined,
  now: Date,
): WindowState {
  if (window === undefined) return 'free';
  if (lastWordAt === undefined) return 'closed';
  const sinceMs = now.getTime() - lastWordAt.getTime();
  if (sinceMs <= window.freeMs) return 'free';
  return sinceMs <= window.billedMs ? 'billed' : 'closed';
}
