import { readMessage } from './normalise.ts';
import { findPersonalData } from './personal-data.ts';
import { FAMILY_NAMES, TITLES } from './place-words.ts';

const LONGEST_NAME = 60;
const MOST_WORDS = 8;
/** One word alone, "chợ", is in every village. */
const FEWEST_WORDS = 2;

/** Whether a name may stand for a place that everybody knows: no person's house, no number, no telephone. */
export const isLandmarkName = (name: string): boolean => {
  const { tokens } = readMessage(name);
  const isLong = name.length > LONGEST_NAME || tokens.length > MOST_WORDS;
  if (isLong || tokens.length < FEWEST_WORDS || findPersonalData(name).length > 0) return false;
  const [first, second] = tokens;
  const isHouse =
    first !== undefined &&
    second !== undefined &&
    ['nha', 'quan', 'ngo'].includes(first.folded) &&
    TITLES.has(second.key);
  const isPerson = TITLES.has(first?.key ?? '') && FAMILY_NAMES.has(second?.folded ?? '');
  return !isHouse && !isPerson && /\p{L}/u.test(name);
};
