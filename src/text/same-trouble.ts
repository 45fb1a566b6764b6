import type { Wording } from '../domain/duplicates.ts';
import { type Reading, readMessage } from './normalise.ts';
import { createPhraseIndex } from './phrases.ts';
import { similarities, wordsShared } from './similarity.ts';
import { SPOT_PHRASES, TROUBLE_PHRASES } from './trouble-words.ts';

const troubles = createPhraseIndex(TROUBLE_PHRASES);
const spots = createPhraseIndex(SPOT_PHRASES);

const troublesIn = (reading: Reading): ReadonlySet<string> =>
  new Set(troubles.find(reading).map(({ tag }) => tag));

/** What is told of the spot, by what it is told. */
type Spots = ReadonlyMap<string, ReadonlySet<string>>;

const spotsIn = (reading: Reading): Spots => {
  const found = new Map<string, Set<string>>();
  for (const { tag, end } of spots.find(reading)) {
    const which = tag.which ?? reading.tokens[end - 1]?.written ?? '';
    found.set(tag.by, (found.get(tag.by) ?? new Set()).add(which));
  }
  return found;
};

type Comparison = 'same' | 'other' | 'unknown';

const compared = (left: ReadonlySet<string>, right: ReadonlySet<string>): Comparison => {
  if (left.size === 0 || right.size === 0) return 'unknown';
  return [...left].some((one) => right.has(one)) ? 'same' : 'other';
};

const NONE: ReadonlySet<string> = new Set();

/** One thing that differs is enough for another spot, one that agrees for the same. */
const spotsCompared = (left: Spots, right: Spots): Comparison => {
  const each = [...left].map(([by, which]) => compared(which, right.get(by) ?? NONE));
  if (each.includes('other')) return 'other';
  return each.includes('same') ? 'same' : 'unknown';
};

/**
 * How a message compares to each of some others: in its characters and words, in what is wrong, and in where. Few words
 * tell the same in many ways, so that what is wrong and where count for themselves.
 *
 * @param ignored - Names that all of them may hold, such as the village's.
 */
export const compareWords = (
  message: string,
  others: readonly string[],
  ignored: readonly string[] = [],
): readonly Wording[] => {
  const alike = similarities(message, others, ignored);
  const reading = readMessage(message);
  // Where it is counts for itself, and must not make two things by the same market alike.
  const spotWords = spots.find(reading).map(({ phrase }) => phrase);
  const shared = wordsShared(message, others, [...ignored, ...spotWords]);
  const [wrong, where] = [troublesIn(reading), spotsIn(reading)];
  return others.map((text, index) => {
    const other = readMessage(text);
    return {
      likeness: Math.max(alike[index] ?? 0, shared[index] ?? 0),
      trouble: compared(wrong, troublesIn(other)),
      spot: spotsCompared(where, spotsIn(other)),
    };
  });
};
