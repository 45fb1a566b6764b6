import type { NameForm } from './name-forms.ts';
import type { Reading } from './normalise.ts';
import { isReadable, type NameHit, rateHit } from './place-score.ts';
import { NUMBER_WORDS } from './place-words.ts';
import { createSyllableTrie, type TrieHit } from './syllable-trie.ts';
import type { WordsAround } from './words-around.ts';

/** Finds all that may be the name of a place in a message. */
export interface NameFinder {
  /** @param homeUnitId - Where the sender lives. */
  hitsIn(around: WordsAround, homeUnitId?: string): readonly NameHit[];
}

/** A name as the words that spell it: apart, and run together. */
const pathsOf = (form: NameForm): readonly (readonly string[])[] => {
  const path = form.syllables.map((one) => one.folded);
  const joined = path.join('');
  return path.length > 1 && joined.length > 4 && !form.isNumber ? [path, [joined]] : [path];
};

/** Words in the longest name that is looked for. */
const LONGEST_NAME = 9;

/** One past the last word that may belong to a name which begins at a word. */
export const wallAfter = (reading: Reading, start: number): number => {
  let at = start + 1;
  while (at < start + LONGEST_NAME && reading.tokens[at]?.wall === 0) at += 1;
  return at;
};

/** Rates the hits that begin at a word, those left out that may not be read there. */
export const rated = (
  around: WordsAround,
  start: number,
  hits: readonly TrieHit<NameForm>[],
): readonly NameHit[] =>
  hits.filter((hit) => isReadable(around, start, hit)).map((hit) => rateHit(around, start, hit));

/** The figure that a word stands for right after "thôn", "tổ" or the like. */
export const figureAt = ({ reading, prefixes }: WordsAround, start: number): string | undefined =>
  prefixes.has(start) ? NUMBER_WORDS.get(reading.tokens[start]?.written ?? '') : undefined;

/** Rates names that are figures written as a word. */
export const ratedFigures = (
  around: WordsAround,
  start: number,
  hits: readonly TrieHit<NameForm>[],
): readonly NameHit[] => hits.map((hit) => rateHit(around, start, { ...hit, end: start + 1 }));

/** Looks for all names in every message: right for a hundred villages, and for a thousand. */
export const createNameFinder = (forms: readonly NameForm[]): NameFinder => {
  const trie = createSyllableTrie(
    forms.flatMap((form) => pathsOf(form).map((path) => [path, form] as const)),
  );
  return {
    hitsIn: (around) => {
      const { tokens } = around.reading;
      const words = tokens.map((token) => token.folded);
      return tokens.flatMap((_, start) => {
        const found = trie.hitsFrom(words, start, wallAfter(around.reading, start));
        const figure = figureAt(around, start);
        const figures = figure === undefined ? [] : trie.hitsFrom([figure], 0, 1);
        return [...rated(around, start, found), ...ratedFigures(around, start, figures)];
      });
    },
  };
};
