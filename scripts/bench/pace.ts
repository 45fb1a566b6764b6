/** One call of the bot, as far as its pace goes. */
export interface Arrival {
  readonly chat: string;
  readonly atMs: number;
}

/** Most calls within any second, wherever it begins. */
export function mostInASecond(arrivals: readonly Arrival[]): number {
  const times = arrivals.map(({ atMs }) => atMs).toSorted((one, other) => one - other);
  let most = 0;
  let first = 0;
  for (const [last, atMs] of times.entries()) {
    while ((times[first] ?? atMs) <= atMs - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Shortest wait between two calls in one chat, in milliseconds; `Infinity` when no chat had two. */
export function shortestGapMs(arrivals: readonly Arrival[]): number {
  const last = new Map<string, number>();
  let shortest = Infinity;
  for (const { chat, atMs } of arrivals.toSorted((one, other) => one.atMs - other.atMs)) {
    shortest = Math.min(shortest, atMs - (last.get(chat) ?? -Infinity));
    last.set(chat, atMs);
  }
  return shortest;
}
