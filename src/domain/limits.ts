/** How much one person may take up within a sliding window. */
export interface Limit {
  readonly most: number;
  readonly windowMs: number;
}

/** Generous to people, narrow for machines. Cadres are known and have none; danger is never held up by any. */
export const LIMITS = {
  /** Messages and taps of one chat. */
  turns: { most: 30, windowMs: 60_000 },
  /** New cases. */
  cases: { most: 10, windowMs: 24 * 3_600_000 },
  /** Wrong codes for joining two chats. */
  codes: { most: 5, windowMs: 3_600_000 },
} as const satisfies Readonly<Record<string, Limit>>;

/** Parts of an album that are one turn together; whatever calls itself one and is longer is more. */
export const ALBUM_PARTS = 10;

/** A case that is marked takes the room of this many. */
export const MARKED_COST = 2;

/** Room that was taken up at an instant. */
export interface Spending {
  readonly at: Date;
  readonly cost: number;
}

/**
 * When there is room for as much again; `undefined` when there is room now.
 *
 * @param spent - Oldest first; what lies before the window does not count.
 */
export const roomAt = (
  { most, windowMs }: Limit,
  spent: readonly Spending[],
  cost: number,
  now: Date,
): Date | undefined => {
  const recent = spent.filter(({ at }) => now.getTime() - at.getTime() < windowMs);
  let taken = recent.reduce((sum, one) => sum + one.cost, 0);
  let free: Date | undefined;
  for (const one of recent) {
    if (taken + cost <= most) break;
    taken -= one.cost;
    free = new Date(one.at.getTime() + windowMs);
  }
  return free;
};
