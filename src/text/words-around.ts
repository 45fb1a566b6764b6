import { type CommonPairs, NO_COMMON_PAIRS } from './model/common-pairs.ts';
import type { Reading, Token } from './normalise.ts';
import { createPhraseIndex } from './phrases.ts';
import {
  BARE_FAMILY_NAMES,
  DOUBTFUL_TITLES,
  FAMILY_NAMES,
  FUNCTION_WORDS,
  PARTICLES,
  PREFIXES,
  type PrefixClass,
  TITLES,
} from './place-words.ts';

/** A type word right before a name. */
export interface Prefix {
  readonly words: string;
  readonly prefix: PrefixClass;
  readonly start: number;
}

/** A message, with what the words around a name in it are looked up in. */
export interface WordsAround {
  readonly reading: Reading;
  readonly prefixes: ReadonlyMap<number, Prefix>;
  readonly common: CommonPairs;
}

const prefixIndex = createPhraseIndex(
  PREFIXES.map(([words, prefix]) => [words, { words, prefix }] as const),
  Number.POSITIVE_INFINITY,
);

/**
 * Finds the type words of a message, by the index of the word after them.
 *
 * @param common - Pairs of words that are everyday language.
 */
export const wordsAround = (
  reading: Reading,
  common: CommonPairs = NO_COMMON_PAIRS,
): WordsAround => {
  const prefixes = new Map<number, Prefix>();
  for (const hit of prefixIndex.find(reading)) {
    const known = prefixes.get(hit.end);
    if (!known || hit.start < known.start) prefixes.set(hit.end, { ...hit.tag, start: hit.start });
  }
  // "tổ số 5"
  for (const [end, prefix] of prefixes) {
    if (reading.tokens[end]?.folded === 'so') prefixes.set(end + 1, prefix);
  }
  return { reading, prefixes, common };
};

/** The word before one, in the same breath. */
export const before = ({ reading }: WordsAround, start: number): Token | undefined => {
  const token = reading.tokens[start];
  return token && token.wall === 0 ? reading.tokens[start - 1] : undefined;
};

/** Whether a person's name follows. */
export const isTitle = (token: Token): boolean =>
  TITLES.has(token.written) ||
  BARE_FAMILY_NAMES.has(token.written) ||
  (token.isCapital && FAMILY_NAMES.has(token.folded));

const endsClause = ({ reading }: WordsAround, end: number): boolean => {
  const next = reading.tokens[end];
  if (next === undefined || next.wall > 0) return true;
  const after = reading.tokens[end + 1];
  return PARTICLES.has(next) && (after === undefined || after.wall > 0);
};

/** Whether a name may have a word more: "xóm Chanh bị đào", "thôn Kiên bên Tam Quan" end there; "thôn Ca Xi" goes on. */
export const goesOn = (around: WordsAround, end: number): boolean => {
  const next = around.reading.tokens[end];
  return next !== undefined && !endsClause(around, end) && !FUNCTION_WORDS.has(next);
};

/** Whether nothing else is said in the same breath. */
export const standsAlone = (around: WordsAround, start: number, end: number): boolean =>
  (around.reading.tokens[start]?.wall ?? 0) > 0 && endsClause(around, end);

/** "em ở Tân Phú" has a word between; "em Tân Phú" is a girl, unless the message opens with it. */
export const isDoubtfulTitle = (around: WordsAround, start: number): boolean => {
  const previous = before(around, start);
  const isOpening = before(around, start - 1) === undefined;
  return previous !== undefined && !isOpening && DOUBTFUL_TITLES.has(previous.folded);
};

/** Right after "nhà văn hóa": every village has one, and it is called after the village. */
export const isCultureHouse = (around: WordsAround, start: number): boolean =>
  before(around, start)?.folded === 'hoa' &&
  before(around, start - 1)?.folded === 'van' &&
  before(around, start - 2)?.folded === 'nha';

/** Whether every two neighbours of a stretch stand beside each other in everyday messages too. */
export const isCommon = ({ reading, common }: WordsAround, start: number, end: number): boolean => {
  for (let at = start + 1; at < end; at += 1) {
    const [first, second] = [reading.tokens[at - 1], reading.tokens[at]];
    if (first === undefined || second === undefined || !common.has(first, second)) return false;
  }
  return end - start > 1;
};
