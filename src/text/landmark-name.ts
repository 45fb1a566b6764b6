import { LONGEST_NAME } from '../domain/landmark.ts';
import { isTitle } from './lesson-words.ts';
import { readMessage, type Token } from './normalise.ts';
import { findPersonalData } from './personal-data.ts';
import { wordSet } from './word-set.ts';

const MOST_CHARACTERS = 60;
/** One word alone, "chợ", is in every village. */
const FEWEST_WORDS = 2;

// "nhà ông Tuấn" is where a person lives; "cầu Ông Đội" and "đền Bà Chúa" are everybody's.
const HOUSES = wordSet('nhà, quán, tiệm, ngõ, xưởng, trại, lò, hàng, vườn, ao');

const isHouse = (token: Token | undefined): boolean => token !== undefined && HOUSES.has(token);

/** Whether a name may stand for a place that everybody knows: no person's house, no number, no telephone. */
export const isLandmarkName = (name: string): boolean => {
  const reading = readMessage(name);
  const { tokens } = reading;
  const isLong = name.length > MOST_CHARACTERS || tokens.length > LONGEST_NAME;
  if (isLong || tokens.length < FEWEST_WORDS || findPersonalData(name).length > 0) return false;
  const isPerson = tokens.some(
    (token, at) => isTitle(reading, token) && (at === 0 || isHouse(tokens[at - 1])),
  );
  return /\p{L}/u.test(name) && !isPerson;
};
