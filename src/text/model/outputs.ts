import { CATEGORIES, KINDS, URGENCIES } from '../../domain/category.ts';

/** One question that the model answers about a message, with the codes that it chooses between. */
export interface Head {
  readonly name: 'category' | 'kind' | 'urgency';
  readonly codes: readonly string[];
  /** Where its outputs begin in a row of weights. */
  readonly offset: number;
}

/** The heads, one after the other in each row of weights. */
export const HEADS = {
  category: { name: 'category', codes: CATEGORIES, offset: 0 },
  kind: { name: 'kind', codes: KINDS, offset: CATEGORIES.length },
  urgency: { name: 'urgency', codes: URGENCIES, offset: CATEGORIES.length + KINDS.length },
} as const satisfies Readonly<Record<Head['name'], Head>>;

/** The heads in the order of their outputs. */
export const HEAD_LIST: readonly Head[] = [HEADS.category, HEADS.kind, HEADS.urgency];

/** Weights that one feature has: one an output. */
export const OUTPUT_COUNT = CATEGORIES.length + KINDS.length + URGENCIES.length;

/** Turns the scores of one head into shares of 1. */
export const softmax = (scores: Float64Array, { codes, offset }: Head): Float64Array => {
  const shares = scores.slice(offset, offset + codes.length);
  const highest = Math.max(...shares);
  let total = 0;
  for (let at = 0; at < shares.length; at += 1) {
    const power = Math.exp((shares[at] ?? 0) - highest);
    shares[at] = power;
    total += power;
  }
  for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / total;
  return shares;
};
