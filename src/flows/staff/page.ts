/** A part of a list that fits on a small screen. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Number of the following page, when there is one. */
  readonly next?: number;
  /** How many stand on the following pages. */
  readonly rest: number;
}

/** The page that a button asks for; whatever is no page number is the first one. */
export const pageOf = <T>(all: readonly T[], typed: string | undefined, size: number): Page<T> => {
  const asked = /^\d{1,4}$/.test(typed ?? '') ? Number(typed) : 0;
  const start = asked * size < all.length ? asked * size : 0;
  const items = all.slice(start, start + size);
  const rest = all.length - start - items.length;
  return rest === 0 ? { items, rest } : { items, rest, next: start / size + 1 };
};
