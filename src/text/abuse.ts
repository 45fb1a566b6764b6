import {
  ABUSIVE_PHRASES,
  ABUSIVE_WORDS,
  DISGUISED_WORDS,
  HARMLESS,
  INSULTING_STARTS,
  INSULTS,
  MEASURED_AFTER,
  MEASURED_BEFORE,
  SHORT_FORMS,
  SPELLED_WORDS,
} from './abuse-words.ts';
import { visibleText, withCovers, type Span } from './cover.ts';
import { CONSIDERED_LENGTH } from './normalise.ts';
import { listPhrases } from './phrases.ts';

interface Word extends Span {
  readonly written: string;
  readonly lower: string;
}

interface Phrase {
  readonly words: readonly string[];
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

const wordsIn = (block: string): ReadonlySet<string> =>
  new Set(
    block
      .normalize('NFC')
      .split(/\s+/u)
      .filter((word) => word !== ''),
  );

const ALONE = wordsIn(ABUSIVE_WORDS);
const SHORT = wordsIn(SHORT_FORMS);
const AFTER_SHORT = wordsIn(MEASURED_AFTER);
const BEFORE_SHORT = wordsIn(MEASURED_BEFORE);
const DISGUISED = wordsIn(DISGUISED_WORDS);
const SPELLED = wordsIn(SPELLED_WORDS);

const insults = (): readonly string[] =>
  listPhrases(INSULTING_STARTS).flatMap((start) =>
    listPhrases(INSULTS.replaceAll('\n', '|')).map((insult) => `${start} ${insult}`),
  );

const phraseOf = (phrase: string): Phrase => {
  const { before = '', after = '' } = HARMLESS[phrase] ?? {};
  return { words: phrase.split(' '), before: wordsIn(before), after: wordsIn(after) };
};

const byFirstWord = (): ReadonlyMap<string, readonly Phrase[]> => {
  const index = new Map<string, Phrase[]>();
  for (const listed of [...listPhrases(ABUSIVE_PHRASES), ...insults()]) {
    const phrase = phraseOf(listed.normalize('NFC'));
    const [first = ''] = phrase.words;
    index.set(first, [...(index.get(first) ?? []), phrase]);
  }
  return index;
};

const PHRASES = byFirstWord();

const WORD = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}@$!*]*[\p{L}\p{M}\p{N}])?/gu;
/** Longer words are no words. */
const LONGEST_WORD = 16;

// "đéooo" and "vcllll" are said longer, not otherwise.
const unstretched = (word: string): string => {
  const isStretched = word.at(-1) === word.at(-2) && word.length <= LONGEST_WORD;
  return isStretched && !ALONE.has(word) ? word.replace(/(\p{L})\1+$/u, '$1') : word;
};

const wordsOf = (text: string): readonly Word[] =>
  Array.from(text.matchAll(WORD), ({ 0: written, index: start }) => ({
    written,
    lower: unstretched(written.toLowerCase()),
    start,
    end: start + written.length,
  }));

const SIGNS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const HAS_SIGN = /[\d@$!*]/u;

const fitsStars = (word: string, hidden: string): boolean =>
  word.length === hidden.length &&
  Array.from(word).every((letter, at) => letter === '*' || letter === hidden[at]);

/** Whether signs stand for letters of an obscenity; most of it must be letters, for "D30" is a pipe. */
const isDisguised = (word: string): boolean => {
  if (word.length > LONGEST_WORD || !HAS_SIGN.test(word)) return false;
  const signs = word.replaceAll(/[\p{L}\p{M}]/gu, '').length;
  if (signs === 0 || signs * 2 >= word.length) return false;
  const read = word.replaceAll(/[0134@$!]/gu, (sign) => SIGNS[sign] ?? sign);
  if (!read.includes('*')) return DISGUISED.has(read);
  return [...DISGUISED].some((hidden) => fitsStars(read, hidden));
};

const isNumber = (word: string | undefined): boolean => word !== undefined && /^\d/u.test(word);

// "VL" and "DM" in capitals are offices' short forms.
const isShortForm = ({ written, lower }: Word, before: string, after: string): boolean =>
  SHORT.has(lower) &&
  (lower === 'đm' || written === written.toLowerCase()) &&
  !isNumber(before) &&
  !BEFORE_SHORT.has(before) &&
  !AFTER_SHORT.has(after);

// A phrase is said in one breath.
const BREATH = /^(?:[ \u00A0]{1,3}|[-._])$/u;

const phraseAt = (text: string, words: readonly Word[], at: number): number => {
  const found = PHRASES.get(words[at]?.lower ?? '')?.find(({ words: wanted, before, after }) => {
    const isThere = wanted.every((word, index) => {
      const here = words[at + index];
      const last = words[at + index - 1];
      if (here?.lower !== word) return false;
      return index === 0 || last === undefined || BREATH.test(text.slice(last.end, here.start));
    });
    const next = words[at + wanted.length]?.lower ?? '';
    return isThere && !before.has(words[at - 1]?.lower ?? '') && !after.has(next);
  });
  return found?.words.length ?? 0;
};

const abusiveAt = (text: string, words: readonly Word[], at: number): number => {
  const word = words[at];
  if (word === undefined) return 0;
  const neighbours = [words[at - 1]?.lower ?? '', words[at + 1]?.lower ?? ''] as const;
  const isAlone =
    ALONE.has(word.lower) || isShortForm(word, ...neighbours) || isDisguised(word.lower);
  return phraseAt(text, words, at) || (isAlone ? 1 : 0);
};

const spoken = (text: string): readonly Span[] => {
  const words = wordsOf(text);
  const spans: Span[] = [];
  for (let at = 0; at < words.length; ) {
    const count = abusiveAt(text, words, at);
    const [first, last] = [words[at], words[at + count - 1]];
    if (count > 0 && first !== undefined && last !== undefined)
      spans.push({ start: first.start, end: last.end });
    at += Math.max(1, count);
  }
  return spans;
};

// Single letters with one and the same sign between them.
const LETTERS =
  /(?<![\p{L}\p{M}\p{N}])(?<!\p{N} )\p{L}([ .·_*~/|-]{1,3})\p{L}(?:\1\p{L}){0,9}(?![\p{L}\p{M}\p{N}])/gu;

// "Đ.M." may be somebody's initials.
const isInitials = (letters: string): boolean =>
  letters.length === 2 && letters !== letters.toLowerCase();

const isSpelled = (run: string): boolean => {
  const letters = run.replaceAll(/[^\p{L}]/gu, '');
  return SPELLED.has(letters.toLowerCase()) && !isInitials(letters);
};

/** A run, and where it holds nothing but spaces, also what follows its first letter: "à đ m". */
const spelled = (text: string): readonly Span[] =>
  Array.from(text.matchAll(LETTERS)).flatMap(({ 0: run, 1: sign, index: start }) => {
    const end = start + run.length;
    if (isSpelled(run)) return [{ start, end }];
    const rest = run.slice(2);
    return sign === ' ' && isSpelled(rest) ? [{ start: start + 2, end }] : [];
  });

/** Insults and obscenities of a text, in order, not overlapping. */
export const findAbuse = (text: string): readonly Span[] => {
  const spans = [...spoken(text), ...spelled(text)].toSorted((a, b) => a.start - b.start);
  return spans.filter(({ start }, index) => start >= (spans[index - 1]?.end ?? 0));
};

/** Whether a text insults somebody or is obscene, as far as it is read. That marks a concern and keeps it from nobody. */
export const isAbusive = (text: string): boolean =>
  findAbuse(visibleText(text.slice(0, CONSIDERED_LENGTH))).length > 0;

/** The text with its insults and obscenities covered, for those who need to know what the matter is. */
export const coverAbuse = (text: string): string => {
  const visible = visibleText(text);
  return withCovers(visible, findAbuse(visible));
};
