import type { NameForm } from './name-forms.ts';
import type { Reading, Token } from './normalise.ts';
import {
  ABSTRACT,
  DOUBTFUL_LANDMARKS,
  DOUBTFUL_PREFIXES,
  FAMILY_NAMES,
  LANDMARKS,
  LOCATIVES,
  OWN_LANDMARKS,
  ORDINARY,
  PLACE_WORDS,
  ROADS,
  STUB_PREFIXES,
} from './place-words.ts';
import type { Syllable } from './syllable.ts';
import { LETTER_COST, type TrieHit } from './syllable-trie.ts';
import {
  before,
  goesOn,
  isCommon,
  isCultureHouse,
  isDoubtfulTitle,
  isTitle,
  type Prefix,
  standsAlone,
  type WordsAround,
} from './words-around.ts';

/** A name found at a place in the message. */
export interface NameHit {
  readonly form: NameForm;
  readonly start: number;
  /** One past the last word. */
  readonly end: number;
  readonly cost: number;
  readonly prefix: Prefix | undefined;
  /** One syllable, with a word after it that may belong to the name. */
  readonly isOpen: boolean;
  readonly score: number;
}

/** Whether a name was read only by changing a letter of a word that is real itself. */
export const isGuess = (hit: { readonly cost: number }): boolean => hit.cost >= LETTER_COST;

const NAME = 0.5;
const SYLLABLE = 0.12;
const COST = -0.3;
const RIGHT_PREFIX = 0.55;
const DOUBTFUL_PREFIX = 0;
const WRONG_PREFIX = -0.5;
const WRONG_TONE = -0.22;
const MISSING_TONE = -0.07;
const CAPITALS = 0.15;
const FIRST_CAPITAL = 0.05;
const LOCATIVE = 0.15;
const ALONE = 0.25;
const TITLE = -0.7;
const DOUBTFUL_TITLE = -0.2;
const CULTURE_HOUSE = 0.1;
const LANDMARK = -0.08;
const ROAD = 0.12;
const OWN_LANDMARK = -0.03;
const FUZZY_LANDMARK = -0.35;
const ONE_SYLLABLE = -0.6;
const ONE_CAPITAL_SYLLABLE = -0.2;
const ORDINARY_PLACE = -0.05;
const ORDINARY_WORDS = -0.12;
const ABSTRACT_WORDS = -0.22;
const UNCOMMON = 0.12;
const SLIP = 0.08;
const COMMON_GUESS = -0.4;
const COMMON_STUB = -0.5;
const WITHOUT_NEEDED_PREFIX = -1;
const STANDS_THERE = -0.1;

const toneScore = (reading: Reading, token: Token | undefined, key: string): number => {
  if (!token || token.key === key) return 0;
  if (token.isBare) return reading.isToned ? MISSING_TONE : 0;
  return WRONG_TONE;
};

// A mark that misspelling moved or a letter that went astray is paid for by the cost already.
const tones = ({ reading }: WordsAround, form: NameForm, start: number, end: number): number => {
  if (end - start !== form.syllables.length) return 0;
  let score = 0;
  for (const [at, syllable] of form.syllables.entries()) {
    const token = reading.tokens[start + at];
    if (token && token.folded !== syllable.folded && !token.isPossible) continue;
    score += toneScore(reading, token, syllable.key);
  }
  return score;
};

const capitals = ({ reading }: WordsAround, start: number, end: number): number => {
  const first = reading.tokens[start];
  if (reading.isShouted || !first?.isCapital) return 0;
  const isOpening = first.wall === 2;
  for (let at = start + 1; at < end; at += 1) {
    if (!reading.tokens[at]?.isCapital) return isOpening ? 0 : FIRST_CAPITAL;
  }
  return end - start === 1 && isOpening ? FIRST_CAPITAL : CAPITALS;
};

const nameOf = (form: NameForm): string => form.syllables.map((one) => one.folded).join(' ');

const isAbstract = (form: NameForm): boolean => ABSTRACT.has(nameOf(form));

const isOrdinary = (form: NameForm): boolean => ORDINARY.has(nameOf(form)) || isAbstract(form);

// Few village roads are named after anything but the village; "đường Trần Phú" and "anh Dương Lục …" are persons.
const isRoadOf = (around: WordsAround, hit: TrieHit<NameForm>, start: number): boolean => {
  const previous = before(around, start);
  const title = before(around, start - 1);
  const { kind, syllables, unitIds } = hit.value;
  return (
    previous !== undefined &&
    ROADS.has(previous) &&
    (title === undefined || !isTitle(title)) &&
    kind === 'village' &&
    hit.cost === 0 &&
    syllables.length > 1 &&
    unitIds.length === 1 &&
    !isOrdinary(hit.value) &&
    !FAMILY_NAMES.has(syllables[0]?.folded ?? '')
  );
};

const neighbours = (around: WordsAround, hit: TrieHit<NameForm>, start: number): number => {
  const previous = before(around, start);
  if (!previous) return standsAlone(around, start, hit.end) ? ALONE : 0;
  if (isTitle(previous)) return TITLE;
  if (isDoubtfulTitle(around, start)) return DOUBTFUL_TITLE;
  if (isCultureHouse(around, start)) return CULTURE_HOUSE;
  if (LOCATIVES.has(previous)) return LOCATIVE;
  if (!LANDMARKS.has(previous)) return 0;
  if (isRoadOf(around, hit, start)) return ROAD;
  if (capitals(around, start, hit.end) >= CAPITALS && !isGuess(hit)) return 0;
  if (isGuess(hit)) return FUZZY_LANDMARK;
  return OWN_LANDMARKS.has(previous) ? OWN_LANDMARK : LANDMARK;
};

const oneSyllable = (around: WordsAround, start: number): number => {
  const token = around.reading.tokens[start];
  const isName = token?.isCapital === true && token.wall === 0 && !around.reading.isShouted;
  return isName ? ONE_CAPITAL_SYLLABLE : ONE_SYLLABLE;
};

// A word that is none at all was surely meant to be another.
const slip = ({ reading }: WordsAround, hit: TrieHit<NameForm>, start: number): number =>
  reading.tokens.slice(start, hit.end).some((token) => !token.isPossible) ? SLIP : 0;

// Two words that nobody writes side by side but for the village are the village, prefix or not.
const everyday = (around: WordsAround, hit: TrieHit<NameForm>, start: number): number => {
  const { kind, syllables } = hit.value;
  if (kind !== 'village' || syllables.length < 2) return 0;
  const isEveryday = isCommon(around, start, hit.end);
  if (hit.cost > 0) return isEveryday ? COMMON_GUESS : slip(around, hit, start);
  if (capitals(around, start, hit.end) >= CAPITALS) return 0;
  if (!isEveryday && !isOrdinary(hit.value)) return UNCOMMON;
  const previous = before(around, start);
  if (previous && PLACE_WORDS.has(previous)) return ORDINARY_PLACE;
  return isAbstract(hit.value) ? ABSTRACT_WORDS : ORDINARY_WORDS;
};

const unprefixed = (around: WordsAround, hit: TrieHit<NameForm>, start: number): number => {
  const form = hit.value;
  let score = neighbours(around, hit, start) + everyday(around, hit, start);
  if (form.syllables.length === 1) score += oneSyllable(around, start);
  return form.needsPrefix ? score + WITHOUT_NEEDED_PREFIX : score;
};

const isRightPrefix = (form: NameForm, prefix: Prefix): boolean => {
  if (form.kind === 'area') return prefix.prefix !== 'village';
  if (form.kind === 'stub' && form.needsPrefix) return STUB_PREFIXES.has(prefix.words);
  return prefix.prefix === 'village';
};

const isDoubtful = (
  { reading }: WordsAround,
  form: NameForm,
  prefix: Prefix,
  start: number,
): boolean =>
  !form.isNumber &&
  ((DOUBTFUL_PREFIXES.has(prefix.words) && reading.tokens[start - 1]?.isBare === true) ||
    (prefix.words === 'khu' && isOrdinary(form) && reading.tokens[start]?.isCapital === false));

// A landmark says less than a village's own name, and "nhà mới" nothing at all.
const landmarkScore = (around: WordsAround, hit: TrieHit<NameForm>, start: number): number => {
  const named = capitals(around, start + 1, hit.end);
  const isEveryday = named === 0 && isCommon(around, start, hit.end);
  return STANDS_THERE + named + neighbours(around, hit, start) + (isEveryday ? COMMON_GUESS : 0);
};

const prefixScore = (around: WordsAround, hit: TrieHit<NameForm>, start: number): number => {
  if (hit.value.kind === 'landmark') return landmarkScore(around, hit, start);
  const prefix = around.reading.tokens[start]?.wall === 0 ? around.prefixes.get(start) : undefined;
  if (!prefix) return unprefixed(around, hit, start);
  if (!isRightPrefix(hit.value, prefix)) return WRONG_PREFIX;
  // "ban quản lý", "thôn báo xã": the type word and the stub are everyday words together.
  if (hit.value.kind === 'stub' && isCommon(around, start - 1, hit.end)) return COMMON_STUB;
  return isDoubtful(around, hit.value, prefix, start)
    ? DOUBTFUL_PREFIX + Math.max(0, everyday(around, hit, start))
    : RIGHT_PREFIX;
};

const isAsWritten = (reading: Reading, token: Token | undefined, one: Syllable): boolean =>
  token !== undefined && (token.key === one.key || (token.isBare && !reading.isToned));

// Without marks "cho bo ly" is as often "for Bồ Lý": then only what stands before it makes it a market.
const isLandmarkHere = (around: WordsAround, start: number, hit: TrieHit<NameForm>): boolean => {
  const { reading } = around;
  const [first] = hit.value.syllables;
  if (isGuess(hit) || !first || !isAsWritten(reading, reading.tokens[start], first)) return false;
  const previous = before(around, start);
  if (reading.isToned || previous === undefined || !DOUBTFUL_LANDMARKS.has(first.folded))
    return true;
  return LOCATIVES.has(previous);
};

/** Whether a name may be read here at all: short and shortened names only as they are written. */
export const isReadable = (around: WordsAround, start: number, hit: TrieHit<NameForm>): boolean => {
  const { reading, prefixes } = around;
  const { kind, syllables, needsPrefix } = hit.value;
  if (kind === 'landmark') return isLandmarkHere(around, start, hit);
  if (needsPrefix && !prefixes.has(start)) return false;
  // "chuyen" is no misspelt "cuuyen": names written as one word only as they are.
  if (hit.end - start === 1 && syllables.length > 1 && hit.cost > 0) return false;
  if (kind !== 'stub' && syllables.length > 1) return true;
  const isExact = syllables.every((one, at) =>
    isAsWritten(reading, reading.tokens[start + at], one),
  );
  return hit.cost === 0 && isExact;
};

/** Rates a name where it stands; about 0.7 and more is a place for sure, below 0.5 hardly one. */
export const rateHit = (around: WordsAround, start: number, hit: TrieHit<NameForm>): NameHit => {
  const form = hit.value;
  const length = Math.min(form.syllables.length - 1, 2);
  const score =
    NAME +
    SYLLABLE * length +
    COST * hit.cost +
    tones(around, form, start, hit.end) +
    capitals(around, start, hit.end) +
    prefixScore(around, hit, start);
  const prefix = around.reading.tokens[start]?.wall === 0 ? around.prefixes.get(start) : undefined;
  const isOpen = form.syllables.length === 1 && !form.isNumber && goesOn(around, hit.end);
  return { form, start, end: hit.end, cost: hit.cost, prefix, isOpen, score };
};
