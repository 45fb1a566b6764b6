import type { Reading, Token } from '../normalise.ts';
import type { Span } from './features.ts';
import { createHashTable } from './hash-table.ts';
import { BASIS, extend } from './hash.ts';

/**
 * Knows which two words often stand beside each other in messages where they name no place: "chợ mới", "đồng hồ".
 * A village of that name is then named less surely, and a misspelt one is not looked for in them.
 */
export interface CommonPairs {
  /** By their marks when either has any, else by their letters. */
  has(first: Token, second: Token): boolean;
}

const FOLDED = extend(BASIS, 'cf:');
const TONED = extend(BASIS, 'ct:');
const GAP = ' ';

const pairHash = (family: number, first: string, second: string): number =>
  extend(extend(extend(family, first), GAP), second) >>> 0;

const folded = (first: Token, second: Token): number =>
  pairHash(FOLDED, first.folded, second.folded);

const toned = (first: Token, second: Token): number => pairHash(TONED, first.key, second.key);

/** Names the hashes of all pairs of neighbouring words of a message that are not part of a name. */
export const takePairs = (
  { tokens }: Reading,
  names: readonly Span[],
  take: (hash: number) => void,
): void => {
  const isNamed = (at: number): boolean => names.some(({ start, end }) => start <= at && at < end);
  for (const [at, second] of tokens.entries()) {
    const first = tokens[at - 1];
    if (first === undefined || second.wall > 1 || isNamed(at) || isNamed(at - 1)) continue;
    take(folded(first, second));
    if (!first.isBare || !second.isBare) take(toned(first, second));
  }
};

/** Makes hashes of {@link takePairs} answer. */
export const createCommonPairs = (hashes: Uint32Array): CommonPairs => {
  const table = createHashTable(hashes);
  return {
    has: (first, second) => {
      const isBare = first.isBare && second.isBare;
      return table.find(isBare ? folded(first, second) : toned(first, second)) >= 0;
    },
  };
};

/** No pair is common: where no messages are known. */
export const NO_COMMON_PAIRS: CommonPairs = { has: () => false };
