import { foldMarks, foldPhrase } from '../domain/fold.ts';
import type { Choice } from './message.ts';

/** More choices than this nobody counts off. */
const MOST_NUMBER = 99;

/** The choices that get a number where there are no buttons: all but those that words do as well. */
export const numberable = (choices: readonly Choice[] = []): readonly Choice[] =>
  choices.filter(({ isShortcut }) => isShortcut !== true);

/** What the number of a choice depends on. */
type Numbered = Pick<Choice, 'number'>;

/** The numbers that exactly one choice carries; one that two of them say is nobody's. */
const ownNumbers = (choices: readonly Numbered[]): readonly (number | undefined)[] => {
  const said = choices.map(({ number }) => inRange(number));
  return said.map((number) =>
    said.filter((one) => one === number).length === 1 ? number : undefined,
  );
};

/**
 * The number of each choice, from 1. One that carries its own number has that, and no other choice ever gets it: whoever
 * types 5 under stars means five stars, and nobody gets "Thôn 5" by typing 2. The rest are counted off around these.
 */
export const numbersOf = (choices: readonly Numbered[]): readonly number[] => {
  const own = ownNumbers(choices);
  const taken = new Set(choices.map(({ number }) => number));
  let last = 0;
  const nextFree = (): number => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  return own.map((number) => number ?? nextFree());
};

const COUNTED = ['mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'];

// "1", "1.", "1)", "số 1 ạ", "chọn 1", "chọn số một". A bare "năm" is a year and a name, so words need one before them.
const BARE = /^[[(#]?(\d{1,2})[.)\]]?(?: (?:a|nhe|nha|di))?$/;
const CALLED =
  /^(?:(?:chon|lay|bam|pick|choose) )?(?:so |muc |number )?(\d{1,2}|[a-z]+)[.)]?(?: (?:a|nhe|nha|di))?$/;
const CALLING = /^(?:chon|lay|bam|so|muc|pick|choose|number) /;

/** The number that a whole message is, from 1 to 99; `undefined` when it says anything else. */
export const readNumber = (text: string): number | undefined => {
  // A digit may come in a box of its own (1️⃣), or as a wide one of an Asian keyboard.
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\u{fe0f}\u{20e3}]/gu, '')
    .trim();
  const bare = BARE.exec(foldMarks(plain).replace(/[!…]+$/, ''))?.[1];
  return inRange(bare === undefined ? calledIn(foldPhrase(plain)) : Number(bare));
};

const calledIn = (folded: string): number | undefined => {
  const name = CALLING.test(folded) ? CALLED.exec(folded)?.[1] : undefined;
  if (name === undefined) return undefined;
  return /^\d/.test(name) ? Number(name) : COUNTED.indexOf(name) + 1;
};

const NAMED = /một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười/.source.split('|');
const POLITE = /\s+(?:ạ|nhé|nha|a|nhe)$/u;

/**
 * The number that a bare number word is: "hai", "ba ạ". It may be a name or a year as well ("Năm", "Ba"), so it counts
 * only where that number stands on a list.
 */
export const readNumberWord = (text: string): number | undefined => {
  const word = text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .trim()
    .replace(/[.!,]+$/, '')
    .replace(POLITE, '');
  const index = NAMED.includes(word) ? NAMED.indexOf(word) : COUNTED.indexOf(word);
  return index < 0 ? undefined : index + 1;
};

/** A choice begun in words and told by its number: "mở 2". */
export const readVerbNumber = (text: string): { verb: string; number: number } | undefined => {
  const [, verb = '', digits] = /^(\p{L}+(?: \p{L}+)?) (\d{1,2})$/u.exec(foldPhrase(text)) ?? [];
  const number = inRange(Number(digits));
  return number === undefined ? undefined : { verb, number };
};

const inRange = (number: number | undefined): number | undefined =>
  number !== undefined && Number.isInteger(number) && number >= 1 && number <= MOST_NUMBER
    ? number
    : undefined;
