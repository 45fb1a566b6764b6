import type { Directory } from '../domain/directory.ts';
import { isTelling, isTooLong, type Landmark, LONGEST_NAME } from '../domain/landmark.ts';
import { standingUnits } from '../domain/succession.ts';
import { type NameForm, syllablesOf } from './name-forms.ts';
import type { Reading } from './normalise.ts';
import { isReadable, type NameHit, rateHit } from './place-score.ts';
import { createSyllableTrie } from './syllable-trie.ts';
import type { WordsAround } from './words-around.ts';

/** Landmarks by their names. */
export interface LandmarkIndex {
  /** What of them a message may name. */
  hitsIn(around: WordsAround): readonly NameHit[];
}

const isVillage = (unitId: string, directory: Directory): boolean =>
  directory.level(directory.unit(unitId)).receives;

// One that does not say which is left out.
const formsOf = (
  landmarks: readonly Landmark[],
  directory: Directory,
  on: string,
): readonly NameForm[] => {
  const forms = new Map<string, NameForm>();
  for (const { name, unitId } of landmarks) {
    const syllables = syllablesOf(name);
    const standing = standingUnits(unitId, directory, on).filter((id) => isVillage(id, directory));
    if (!isTelling(name) || isTooLong(name) || standing.length === 0) continue;
    const key = syllables.map((one) => one.key).join(' ');
    const known = forms.get(key)?.unitIds ?? [];
    const unitIds = [...new Set([...known, ...standing])];
    forms.set(key, { kind: 'landmark', syllables, unitIds, needsPrefix: false, isNumber: false });
  }
  return [...forms.values()];
};

const wallAfter = ({ tokens }: Reading, start: number): number => {
  let at = start + 1;
  while (at < start + LONGEST_NAME && tokens[at]?.wall === 0) at += 1;
  return at;
};

/** Indexes landmarks by their names, with the villages that each stands in on a local date `YYYY-MM-DD`. */
export const createLandmarkIndex = (
  landmarks: readonly Landmark[],
  directory: Directory,
  on: string,
): LandmarkIndex => {
  const forms = formsOf(landmarks, directory, on);
  const paths = forms.map((form) => form.syllables.map((one) => one.folded));
  const trie = createSyllableTrie(forms.map((form, at) => [paths[at] ?? [], form] as const));
  // The first word must be as it is written, so that few places in a message are looked at.
  const firstWords = new Set(paths.map(([first]) => first));
  return {
    hitsIn: (around) => {
      const { tokens } = around.reading;
      const words = tokens.map((token) => token.folded);
      return tokens.flatMap((token, start) =>
        firstWords.has(token.folded)
          ? trie
              .hitsFrom(words, start, wallAfter(around.reading, start))
              .filter((hit) => isReadable(around, start, hit))
              .map((hit) => rateHit(around, start, hit))
          : [],
      );
    },
  };
};
