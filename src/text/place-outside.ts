import type { Country } from './country.ts';
import { foldedName, type NamedUnit, type NameForm } from './name-forms.ts';
import { wallAfter } from './place-names.ts';
import type { Scope } from './place-scope.ts';
import { type NameHit, rateHit } from './place-score.ts';
import type { WordsAround } from './words-around.ts';

/** Villages of one name that are worth a question. */
const MOST_NAMESAKES = 4;
/** Villages in other places that one message can name. */
const MOST_OUTSIDE = 8;
/** Words in the longest name of a village that is looked for everywhere. */
const LONGEST_NAME = 6;

const formsOf = (named: readonly NamedUnit[]): readonly NameForm[] => {
  const byKey = new Map<string, NamedUnit[]>();
  for (const one of named) {
    const key = one.syllables.map((syllable) => syllable.key).join(' ');
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const unitIds = [...new Set(same.map((one) => one.unitId))];
    const { syllables } = first;
    return [{ kind: 'village', syllables, unitIds, needsPrefix: true, isNumber: false } as const];
  });
};

/** Villages outside the scope: written without a slip, right after "thôn" or the like, and few of that name. */
export const outsideHits = (
  country: Country,
  around: WordsAround,
  { communes, isAnyNamed, others }: Scope,
): readonly NameHit[] => {
  if (isAnyNamed && others.size === 0) return [];
  const isAsked = ({ unitId }: NamedUnit): boolean => {
    const communeId = country.communeOf(unitId);
    return isAnyNamed ? others.has(communeId) : !communes.has(communeId);
  };
  const hitsAt = (start: number, end: number): readonly NameHit[] => {
    const name = foldedName(around.reading.tokens.slice(start, end));
    const asked = country.namesakes(name).filter(isAsked);
    if (asked.length > MOST_NAMESAKES) return [];
    return formsOf(asked).map((value) => rateHit(around, start, { value, end, cost: 0 }));
  };
  return [...around.prefixes.keys()].slice(0, MOST_OUTSIDE).flatMap((start) => {
    const limit = Math.min(wallAfter(around.reading, start), start + LONGEST_NAME);
    const hits: NameHit[] = [];
    for (let end = start + 1; end <= limit; end += 1) hits.push(...hitsAt(start, end));
    return hits;
  });
};
