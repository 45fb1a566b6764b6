import { withFewMarks } from './marks.ts';
import { SHORTHAND } from './shorthand.ts';
import { isPossibleSyllable, readSyllable, type Syllable } from './syllable.ts';
import { decodeTelex } from './telex.ts';

/** What stands between a word and the one before it: nothing, a comma or bracket, the end of a sentence. */
export type Wall = 0 | 1 | 2;

/** One syllable of a message, as meant rather than as typed. */
export interface Token extends Syllable {
  readonly isCapital: boolean;
  readonly isNumber: boolean;
  /** Could be a Vietnamese syllable; false for most typing slips. */
  readonly isPossible: boolean;
  /** What stands before it. */
  readonly wall: Wall;
  /** Which sentence it belongs to, from 0. */
  readonly sentence: number;
}

/** A message read into syllables. */
export interface Reading {
  readonly tokens: readonly Token[];
  /** The writer used tone marks; without them every mark is unknown rather than absent. */
  readonly isToned: boolean;
  /** Everything in capital letters, so that capitals mean nothing. */
  readonly isShouted: boolean;
  /** The message in composed form, without invisible characters. */
  readonly text: string;
}

/** Characters of a message that are considered; the rest of a longer one is not read. */
export const CONSIDERED_LENGTH = 4_096;
/** More words than any real text of so many characters has: what goes on beyond is figures or single letters. */
const MOST_TOKENS = 1_300;
const READ_AT_START = 300;
const READ_AT_END = 150;
const LONGEST_WORD = 32;
const WORDS_KEPT = 20_000;

const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const WORD = /[\p{L}\p{M}]+|\p{N}+/gu;
// A dot after a short word is an abbreviation's ("P. 3", "tt. Tam Đảo"), not the end of a sentence.
const ABBREVIATION = /^(?:p|x|h|q|t|tt|tp|tx|tdp|kp|kdc|ng|ô|c|b)$/u;

interface Word {
  readonly syllables: readonly Syllable[];
  readonly isPossible: boolean;
}

const meant = (written: string): readonly string[] => {
  const long = SHORTHAND.get(written);
  if (long) return long;
  const decoded = decodeTelex(written);
  return decoded === undefined ? [written] : [decoded];
};

const readWord = (written: string): Word => {
  const syllables = meant(written).map(readSyllable);
  return { syllables, isPossible: syllables.every((one) => isPossibleSyllable(one.folded)) };
};

// The same few thousand words make up all messages; reading each once is most of the speed.
const words = new Map<string, Word>();

const wordOf = (written: string): Word => {
  const known = words.get(written);
  if (known) return known;
  const word = readWord(written.slice(0, LONGEST_WORD));
  if (written.length > LONGEST_WORD) return word;
  if (words.size >= WORDS_KEPT) words.clear();
  words.set(written, word);
  return word;
};

const readGap = (gap: string): Wall => {
  if (/[.!?;\n\r…]/u.test(gap)) return 2;
  return /[^\s'’_*~-]/u.test(gap) || /\s-+\s/u.test(gap) ? 1 : 0;
};

const gaps = new Map<string, Wall>();
const GAPS_KEPT = 1_000;

const wallIn = (gap: string, before: string): Wall => {
  if (gap === ' ' || gap === '') return 0;
  if (gap.startsWith('.') && ABBREVIATION.test(before) && gap.trim() === '.') return 0;
  const known = gaps.get(gap);
  if (known !== undefined) return known;
  const wall = readGap(gap);
  if (gaps.size < GAPS_KEPT) gaps.set(gap, wall);
  return wall;
};

const isUpper = (word: string): boolean => word !== word.toLowerCase();

const capitalOf = (word: string): boolean => {
  const first = word.charAt(0);
  return first !== first.toLowerCase();
};

const compose = (text: string): string =>
  withFewMarks(text.slice(0, CONSIDERED_LENGTH))
    .normalize('NFKC')
    .slice(0, CONSIDERED_LENGTH)
    .replace(INVISIBLE, '');

const isDigits = (word: string): boolean => /^\p{N}/u.test(word);

const readTokens = (text: string): Token[] => {
  const tokens: Token[] = [];
  let end = 0;
  let before = '';
  let sentence = 0;
  for (const match of text.matchAll(WORD)) {
    if (tokens.length >= MOST_TOKENS) break;
    const written = match[0].toLowerCase();
    const wall = tokens.length === 0 ? 2 : wallIn(text.slice(end, match.index), before);
    if (wall === 2 && tokens.length > 0) sentence += 1;
    const word = wordOf(written);
    const isCapital = capitalOf(match[0]);
    for (const [index, syllable] of word.syllables.entries()) {
      tokens.push({
        written: syllable.written,
        folded: syllable.folded,
        key: syllable.key,
        isBare: syllable.isBare,
        isCapital,
        isNumber: isDigits(written),
        isPossible: word.isPossible,
        wall: index === 0 ? wall : 0,
        sentence,
      });
    }
    end = match.index + match[0].length;
    before = written;
  }
  return tokens;
};

const TONED_SHARE = 0.25;
const SHOUTED_SHARE = 0.7;

const shareOf = (tokens: readonly Token[], holds: (token: Token) => boolean): number => {
  let asked = 0;
  let holding = 0;
  for (const token of tokens) {
    if (token.isNumber || token.folded.length < 2) continue;
    asked += 1;
    if (holds(token)) holding += 1;
  }
  return asked === 0 ? 0 : holding / asked;
};

/**
 * The same message without the middle of its many words: what must be quick reads only the beginning, which says what,
 * and the end, which often says where.
 */
export const withoutMiddle = (reading: Reading): Reading => {
  const { tokens } = reading;
  if (tokens.length <= READ_AT_START + READ_AT_END) return reading;
  return { ...reading, tokens: [...tokens.slice(0, READ_AT_START), ...tokens.slice(-READ_AT_END)] };
};

/** Reads a message of any kind into syllables; never throws. At most {@link CONSIDERED_LENGTH} characters count. */
export const readMessage = (message: string): Reading => {
  const text = compose(message);
  const tokens = readTokens(text);
  return {
    tokens,
    text,
    isToned: shareOf(tokens, (token) => !token.isBare) >= TONED_SHARE,
    isShouted: isUpper(text) && shareOf(tokens, (token) => token.isCapital) >= SHOUTED_SHARE,
  };
};
