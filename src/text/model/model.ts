import type { Reading } from '../normalise.ts';
import { type Sign, type Span, takeSigns, takeText } from './features.ts';
import { HEAD_LIST, OUTPUT_COUNT, softmax } from './outputs.ts';
import { type CommonPairs, createCommonPairs } from './common-pairs.ts';
import { createHashTable } from './hash-table.ts';
import type { Thresholds, Weights } from './weights.ts';

/** Shares of 1 that each head gives to its codes, in their order. */
export interface Opinion {
  readonly category: Float64Array;
  readonly kind: Float64Array;
  readonly urgency: Float64Array;
}

/** A trained model, ready to be asked. Pure: the same message gives the same opinion. */
export interface Model {
  readonly version: string;
  readonly weights: Weights;
  readonly thresholds: Thresholds;
  readonly commonPairs: CommonPairs;
  /** @param names - Words that name a place. @param signs - What rules and lexicons have seen. */
  classify(reading: Reading, names: readonly Span[], signs: readonly Sign[]): Opinion;
}

/** How much signs count beside words, whose features have length 1 together. */
export const SIGN_SCALE = 0.5;

/** The value of a word feature that was seen so often, before the message's length is made 1. */
export const dampened = (count: number): number => (count === 1 ? 1 : 1 + Math.log(count));

/** Makes weights answer. */
export const createModel = (weights: Weights): Model => {
  const { hashes, rows, scales, biases, temperatures } = weights;
  const table = createHashTable(hashes);
  // Reused from message to message; every entry is put back to 0 before the answer is given.
  const counts = new Uint16Array(hashes.length);
  const add = (scores: Float64Array, index: number, value: number): void => {
    const from = index * OUTPUT_COUNT;
    for (let output = 0; output < OUTPUT_COUNT; output += 1)
      scores[output] = (scores[output] ?? 0) + (rows[from + output] ?? 0) * value;
  };
  const addText = (scores: Float64Array, reading: Reading, names: readonly Span[]): void => {
    const touched: number[] = [];
    let unknown = 0;
    takeText(reading, names, (hash) => {
      const index = table.find(hash);
      if (index < 0) unknown += 1;
      else {
        if (counts[index] === 0) touched.push(index);
        counts[index] = (counts[index] ?? 0) + 1;
      }
    });
    let square = unknown;
    for (const index of touched) square += dampened(counts[index] ?? 1) ** 2;
    const length = Math.sqrt(square) || 1;
    for (const index of touched) {
      add(scores, index, dampened(counts[index] ?? 1) / length);
      counts[index] = 0;
    }
  };
  const classify: Model['classify'] = (reading, names, signs) => {
    const scores = new Float64Array(OUTPUT_COUNT);
    addText(scores, reading, names);
    takeSigns(signs, (hash, amount) => {
      const index = table.find(hash);
      if (index >= 0) add(scores, index, amount * SIGN_SCALE);
    });
    for (const [at, head] of HEAD_LIST.entries()) {
      for (let output = head.offset; output < head.offset + head.codes.length; output += 1) {
        const score = (scores[output] ?? 0) * (scales[output] ?? 0) + (biases[output] ?? 0);
        scores[output] = score / (temperatures[at] ?? 1);
      }
    }
    const [category, kind, urgency] = HEAD_LIST.map((head) => softmax(scores, head));
    return {
      category: category ?? new Float64Array(),
      kind: kind ?? new Float64Array(),
      urgency: urgency ?? new Float64Array(),
    };
  };
  return {
    version: weights.version,
    weights,
    thresholds: weights.thresholds,
    commonPairs: createCommonPairs(weights.commonPairs),
    classify,
  };
};
