import type { Country } from './country.ts';
import { foldedName, type NamedUnit, type NameForm } from './gazetteer.ts';
import type { AreaMention } from './place-choice.ts';
import { figureAt, type NameFinder, rated, ratedFigures, wallAfter } from './place-names.ts';
import { type NameHit, rateHit, type Surroundings } from './place-score.ts';
import {
  createSyllableTrie,
  createVocabulary,
  type Openings,
  openingsOf,
  type SyllableTrie,
} from './syllable-trie.ts';

/** Communes whose villages are looked for in one message. */
const MOST_COMMUNES = 25;
/** Communes whose names are kept ready. */
const COMMUNES_KEPT = 500;
/** Villages of one name that are worth a question. */
const MOST_NAMESAKES = 4;
/** Words in the longest name of a village that is looked for everywhere. */
const LONGEST_NAME = 6;

const pathOf = (form: NameForm): readonly string[] => form.syllables.map((one) => one.folded);

const vocabularyOf = (country: Country, areaForms: readonly NameForm[]) => {
  const vocabulary = createVocabulary();
  for (const syllable of country.syllables) vocabulary.idOf(syllable);
  for (const form of areaForms) for (const syllable of pathOf(form)) vocabulary.idOf(syllable);
  return vocabulary;
};

/** The narrowest areas first, as many as fit; the home only where no other place is named. */
const scopeOf = (
  country: Country,
  mentions: readonly AreaMention[],
  homeUnitId: string | undefined,
): ReadonlySet<string> => {
  const named = mentions.flatMap(({ areas }) => areas.map(({ unit }) => unit.id));
  const home = homeUnitId === undefined ? [] : [country.communesOf(homeUnitId)];
  const communes = named
    .map((id) => country.communesOf(id))
    .toSorted((one, other) => one.size - other.size);
  const isHome = (ids: ReadonlySet<string>): boolean =>
    communes.length === 0 || communes.some((others) => [...ids].some((id) => others.has(id)));
  const scope = new Set<string>();
  for (const ids of [...home.filter(isHome), ...communes]) {
    if (scope.size + ids.size > MOST_COMMUNES) continue;
    for (const id of ids) scope.add(id);
  }
  return scope;
};

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
const outsideHits = (
  country: Country,
  around: Surroundings,
  mentions: readonly AreaMention[],
  scope: ReadonlySet<string>,
): readonly NameHit[] => {
  const isAsked = ({ unitId }: NamedUnit): boolean =>
    (mentions.length === 0 || mentions.some((mention) => mention.villageIds.has(unitId))) &&
    ![...country.communesOf(unitId)].some((id) => scope.has(id));
  return [...around.prefixes.keys()].flatMap((start) => {
    const limit = Math.min(wallAfter(around.reading, start), start + LONGEST_NAME);
    const hits: NameHit[] = [];
    for (let end = start + 1; end <= limit; end += 1) {
      const name = foldedName(around.reading.tokens.slice(start, end));
      const asked = country.namesakes(name).filter(isAsked);
      if (asked.length > MOST_NAMESAKES) continue;
      for (const value of formsOf(asked))
        hits.push(rateHit(around, start, { value, end, cost: 0 }));
    }
    return hits;
  });
};

const scopedHits = (
  around: Surroundings,
  words: readonly string[],
  openings: Openings,
  trie: SyllableTrie<NameForm>,
): readonly NameHit[] => [
  ...trie.hitsAmong(words, openings).flatMap((hit) => rated(around, hit.start, [hit])),
  ...[...around.prefixes.keys()].flatMap((start) => {
    const figure = figureAt(around, start);
    return figure === undefined ? [] : ratedFigures(around, start, trie.hitsFrom([figure], 0, 1));
  }),
];

/**
 * Looks for areas first, and for villages within them: slips are forgiven only there, or where the sender lives.
 * So a message costs as much as in a district, however many villages there are.
 *
 * @param mentionsIn - The areas that some hits name.
 */
export const createScopedFinder = (
  country: Country,
  areaForms: readonly NameForm[],
  mentionsIn: (around: Surroundings, hits: readonly NameHit[]) => readonly AreaMention[],
): NameFinder => {
  const vocabulary = vocabularyOf(country, areaForms);
  const trieOf = (forms: readonly NameForm[]): SyllableTrie<NameForm> =>
    createSyllableTrie(
      forms.map((form) => [pathOf(form), form] as const),
      vocabulary,
    );
  const areas = trieOf(areaForms);
  const kept = new Map<string, SyllableTrie<NameForm>>();
  const villagesIn = (communeId: string): SyllableTrie<NameForm> => {
    const known = kept.get(communeId);
    if (known) return known;
    const trie = trieOf(country.formsIn(communeId));
    if (kept.size >= COMMUNES_KEPT) kept.clear();
    kept.set(communeId, trie);
    return trie;
  };
  return {
    hitsIn: (around, homeUnitId) => {
      const words = around.reading.tokens.map((token) => token.folded);
      const stopAt = (start: number): number => wallAfter(around.reading, start);
      const areaHits = words.flatMap((_, start) =>
        rated(around, start, areas.hitsFrom(words, start, stopAt(start))),
      );
      const mentions = mentionsIn(around, areaHits);
      const scope = scopeOf(country, mentions, homeUnitId);
      const openings = scope.size === 0 ? new Map() : openingsOf(vocabulary, words, stopAt);
      return [
        ...areaHits,
        ...[...scope].flatMap((id) => scopedHits(around, words, openings, villagesIn(id))),
        ...outsideHits(country, around, mentions, scope),
      ];
    },
  };
};
