import type { CategoryId } from '../../../src/domain/category.ts';
import { fold } from '../../../src/text/syllable.ts';

/** A text with its category, to learn from. */
export interface Example {
  readonly text: string;
  readonly category: CategoryId;
}

const wordsOf = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

interface Tally {
  readonly words: Map<string, number>;
  examples: number;
  total: number;
}

/** Learns which words go with which category (multinomial, one added to every count). */
export const trainNaiveBayes = (examples: readonly Example[]): ((text: string) => CategoryId) => {
  const tallies = new Map<CategoryId, Tally>();
  const vocabulary = new Set<string>();
  for (const { text, category } of examples) {
    const tally = tallies.get(category) ?? { words: new Map(), examples: 0, total: 0 };
    tallies.set(category, tally);
    tally.examples += 1;
    for (const word of wordsOf(text)) {
      vocabulary.add(word);
      tally.words.set(word, (tally.words.get(word) ?? 0) + 1);
      tally.total += 1;
    }
  }
  return (text) => {
    const known = wordsOf(text).filter((word) => vocabulary.has(word));
    let best: { category: CategoryId; score: number } | undefined;
    for (const [category, tally] of tallies) {
      let score = Math.log(tally.examples / examples.length);
      for (const word of known)
        score += Math.log(((tally.words.get(word) ?? 0) + 1) / (tally.total + vocabulary.size));
      if (best === undefined || score > best.score) best = { category, score };
    }
    return best?.category ?? 'khac';
  };
};
