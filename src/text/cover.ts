import { withFewMarks } from './marks.ts';

/** A stretch of a text; offsets in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in place of words that a reader must not see. */
export const COVER = '•••';

/** Characters of a text that are covered and kept; what is longer is cut, so that nothing passes uncovered. */
export const COVERED_LENGTH = 4_400;

// Zero-width characters, variation selectors and the keycap around a digit: they part a number or a word unseen.
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u20E3/gu;
// Small and circled ones too, but for the ² of m².
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}|(?<!\p{L})[⁰¹²³⁴-⁹₀-₉]|[⓪①-⑨⓿⓵-⓽❶-❾➀-➈➊-➒]/gu;
/** The ones of those rows of circled digits that compose to no plain digit. */
const CIRCLED_ONES = [0x24f5, 0x2776, 0x2780, 0x278a];

const isDigit = (codePoint: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(codePoint));

/** The value of a digit of any script; every script has its ten in a row. */
const valueOf = (digit: string): string => {
  const composed = digit.normalize('NFKC');
  if (/^[0-9]$/u.test(composed)) return composed;
  const codePoint = digit.codePointAt(0) ?? 0;
  const ones = CIRCLED_ONES.find((one) => codePoint >= one && codePoint < one + 9);
  if (ones !== undefined) return String(codePoint - ones + 1);
  let value = 0;
  while (value < 9 && isDigit(codePoint - value - 1)) value += 1;
  return String(value);
};

// There are some hundreds in all, so the memory of them needs no bound.
const values = new Map<string, string>();

const plainDigit = (digit: string): string => {
  const value = values.get(digit) ?? valueOf(digit);
  values.set(digit, value);
  return value;
};

const seenOf = (text: string): string =>
  withFewMarks(text.slice(0, COVERED_LENGTH))
    .toWellFormed()
    .normalize('NFC')
    .slice(0, COVERED_LENGTH)
    .replace(INVISIBLE, '')
    .replace(FOREIGN_DIGIT, plainDigit);

// Insults and personal data are looked for in the same text one after the other.
let last = { text: '', seen: '' };

/** The text as it is seen: composed, digits as 0 to 9, and without invisible characters. */
export const visibleText = (text: string): string => {
  if (last.text !== text) last = { text, seen: seenOf(text) };
  return last.seen;
};

/**
 * The text with these stretches covered.
 *
 * @param spans - In order, not overlapping.
 */
export const withCovers = (text: string, spans: readonly Span[]): string => {
  let covered = '';
  let end = 0;
  for (const span of spans) {
    covered += text.slice(end, span.start) + COVER;
    end = span.end;
  }
  return covered + text.slice(end);
};
