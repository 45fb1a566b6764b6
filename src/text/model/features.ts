import type { Reading, Token } from '../normalise.ts';
import { BASIS, extend, extendUnit } from './hash.ts';

/** Something that a rule or a lexicon has seen, told to the model under a stable name. */
export interface Sign {
  readonly name: string;
  /** How strongly, above 0; 1 is one plain find. */
  readonly weight: number;
}

/** Words by their numbers, the last one not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Takes one feature of a message: a 32-bit hash and how much of it there is. */
export type TakeFeature = (hash: number, amount: number) => void;

const FAMILY = {
  toned: extend(BASIS, 't:'),
  folded: extend(BASIS, 'f:'),
  pair: extend(BASIS, 'p:'),
  letters: extend(BASIS, 'l:'),
  sign: extend(BASIS, 's:'),
} as const;

const PLACE = '§';
const NUMBER = '#';
const GAP = '_';
const SHORTEST_LETTERS = 3;
const LONGEST_LETTERS = 4;
/** Words that are looked at; who writes more has said what it is about by then. */
const MOST_WORDS = 160;
/** A sign counts no more than this, however often it was seen. */
const MOST_SIGN = 4;

const isNamed = (names: readonly Span[], at: number): boolean =>
  names.some((name) => name.start <= at && at < name.end);

// A village's name says where and never what; all names are one word, and so are all numbers.
const wordsOf = (tokens: readonly Token[], names: readonly Span[]): readonly string[] => {
  const words: string[] = [];
  for (const [at, token] of tokens.slice(0, MOST_WORDS).entries()) {
    if (isNamed(names, at)) {
      if (words.at(-1) !== PLACE) words.push(PLACE);
    } else words.push(token.isNumber ? NUMBER : token.folded);
  }
  return words;
};

const takeWords = (words: readonly string[], take: TakeFeature): void => {
  for (const [at, word] of words.entries()) {
    take(extend(FAMILY.folded, word) >>> 0, 1);
    const next = words[at + 1];
    if (next === undefined) continue;
    take(extend(extend(extend(FAMILY.pair, word), GAP), next) >>> 0, 1);
  }
};

const takeToned = (tokens: readonly Token[], names: readonly Span[], take: TakeFeature): void => {
  for (const [at, token] of tokens.slice(0, MOST_WORDS).entries()) {
    if (!token.isBare && !isNamed(names, at)) take(extend(FAMILY.toned, token.key) >>> 0, 1);
  }
};

// Letters in a row reach over the gaps between words: they know a misspelt word by its neighbours.
const takeLetters = (words: readonly string[], take: TakeFeature): void => {
  const text = GAP + words.join(GAP) + GAP;
  for (let start = 0; start + SHORTEST_LETTERS <= text.length; start += 1) {
    let hash = FAMILY.letters;
    const stop = Math.min(text.length, start + LONGEST_LETTERS);
    for (let at = start; at < stop; at += 1) {
      hash = extendUnit(hash, text.charCodeAt(at));
      if (at - start + 1 >= SHORTEST_LETTERS) take(hash >>> 0, 1);
    }
  }
};

/**
 * Names the features of a message's words: words with and without marks, pairs of words, and three or four letters in a
 * row.
 *
 * @param names - Words that name a place.
 */
export const takeText = (reading: Reading, names: readonly Span[], take: TakeFeature): void => {
  const words = wordsOf(reading.tokens, names);
  takeWords(words, take);
  takeToned(reading.tokens, names, take);
  takeLetters(words, take);
};

/** Names the features of what rules and lexicons have seen. */
export const takeSigns = (signs: readonly Sign[], take: TakeFeature): void => {
  for (const { name, weight } of signs)
    take(extend(FAMILY.sign, name) >>> 0, Math.min(weight, MOST_SIGN) / MOST_SIGN);
};
