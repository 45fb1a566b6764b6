import { foldMarks, foldPhrase } from '../domain/fold.ts';
import type { Choice } from './message.ts';

/** More choices than this nobody counts off. */
const MOST_NUMBER = 99;

/** The choices that get a number where there are no buttons: all but those that words do as well. */
export const numberable = (choices: readonly Choice[] = []): readonly Choice[] =>
  choices.filter(({ isShortcut }) => isShortcut !== true);

// Alone between spaces or signs: the 5 of "5 sao" and "Thôn 5, Đạo Trù", not that of "LL-4827" or "(5)".
const SAID = /(?<![\p{L}\p{N}(-])\d{1,2}(?![\p{L}\p{N})-])/gu;

/** The one number that a label says; `undefined` when there is none, or more than one. */
const saidIn = (label: string): number | undefined => {
  const [only, second] = [...label.normalize('NFC').matchAll(SAID)].map(([digits]) =>
    Number(digits),
  );
  return second === undefined && only !== 0 ? only : undefined;
};

/**
 * The number of each choice, from 1. A label that says a number has that one, and no other label ever gets it: whoever
 * types 5 under stars means five stars, and nobody gets "Thôn 5" by typing 2.
 */
export const numbersOf = (labels: readonly string[]): readonly number[] => {
  const said = labels.map(saidIn);
  const taken = new Set(said);
  let last = 0;
  const nextFree = (): number => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  return said.map((number) => {
    const isAlone = number !== undefined && said.filter((one) => one === number).length === 1;
    return isAlone ? number : nextFree();
  });
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

const inRange = (number: number | undefined): number | undefined =>
  number !== undefined && number >= 1 && number <= MOST_NUMBER ? number : undefined;
