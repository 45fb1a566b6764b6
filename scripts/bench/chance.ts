import { createRandom } from '../../src/text/model/random.ts';

/** Chance that comes out the same in every run. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number;
  /** @throws {Error} for an empty list. */
  pick<Item>(items: readonly Item[]): Item;
}

/** Chance from a seed. */
export const seededChance = (seed: number): Chance => {
  const next = createRandom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
};
