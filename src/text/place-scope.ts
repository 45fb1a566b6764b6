import type { Country } from './country.ts';
import { foldedName, type NamedUnit, type NameForm } from './gazetteer.ts';
import type { Reading } from './normalise.ts';
import type { AreaMention } from './place-choice.ts';
import { figureAt, type NameFinder, rated, ratedFigures, wallAfter } from './place-names.ts';
import { type NameHit, rateHit, type Surroundings } from './place-score.ts';
import { LOCATIVES } from './place-words.ts';
import {
  createSyllableTrie,
  createVocabulary,
  LARGEST_COST,
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
/** Words of a long message at which names are looked for. */
const READ_AT_START = 80;
const READ_AT_END = 40;
/** Villages in other places that one message can name. */
const MOST_OUTSIDE = 8;
/** Words in the longest name of a village that is looked for everywhere. */
const LONGEST_NAME = 6;

const NONE: Openings = new Map();

const pathOf = (form: NameForm): readonly string[] => form.syllables.map((one) => one.folded);

const vocabularyOf = (country: Country, areaForms: readonly NameForm[]) => {
  const vocabulary = createVocabulary();
  for (const syllable of country.syllables) vocabulary.idOf(syllable);
  for (const form of areaForms) for (const syllable of pathOf(form)) vocabulary.idOf(syllable);
  return vocabulary;
};

/** Where villages are looked for. */
interface Scope {
  /** With the mentions that lead to each; none leads to the home. */
  readonly communes: ReadonlyMap<string, readonly AreaMention[]>;
  /** The lowest of the areas that are named; none when no area is. */
  readonly lowest: readonly string[];
  /** Those of them that have more communes than were taken in. */
  readonly wide: ReadonlySet<string>;
}

/** Areas without those that only say where another one lies: the province of a commune. */
const lowestOf = ({ lineage }: Country, mentions: readonly AreaMention[]): readonly string[] => {
  const named = mentions.flatMap(({ areas }) => areas.map(({ unit }) => unit.id));
  const over = new Set(named.flatMap((id) => [...lineage.above(id)]));
  return named.filter((id) => !over.has(id));
};

const homeOf = (country: Country, homeUnitId: string): ReadonlySet<string> => {
  const communes = country.communesOf(homeUnitId);
  return communes.size > 0 ? communes : new Set([country.communeOf(homeUnitId)]);
};

/** The narrowest areas first, as many as fit; the home only when no other place is named. */
const scopeOf = (
  country: Country,
  mentions: readonly AreaMention[],
  homeUnitId: string | undefined,
): Scope => {
  const lowest = lowestOf(country, mentions);
  const named = lowest
    .map((id) => country.communesOf(id))
    .toSorted((one, other) => one.size - other.size);
  const home = homeUnitId === undefined ? new Set<string>() : homeOf(country, homeUnitId);
  const isHome =
    named.length === 0 || named.some((communes) => [...home].some((id) => communes.has(id)));
  const ids = new Set<string>();
  for (const more of isHome ? [home, ...named] : named) {
    if (ids.size + more.size > MOST_COMMUNES) continue;
    for (const id of more) ids.add(id);
  }
  const leadsTo = (id: string, { areas }: AreaMention): boolean =>
    areas.some(({ unit }) => country.communesOf(unit.id).has(id));
  const sources = (id: string): readonly AreaMention[] =>
    isHome && home.has(id) ? [] : mentions.filter((mention) => leadsTo(id, mention));
  const isWhole = (areaId: string): boolean =>
    [...country.communesOf(areaId)].every((id) => ids.has(id));
  return {
    communes: new Map([...ids].map((id) => [id, sources(id)])),
    lowest,
    wide: new Set(lowest.filter((id) => !isWhole(id))),
  };
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
  { communes, lowest, wide }: Scope,
): readonly NameHit[] => {
  if (lowest.length > 0 && wide.size === 0) return [];
  const isAsked = ({ unitId }: NamedUnit): boolean => {
    if (communes.has(country.communeOf(unitId))) return false;
    return lowest.length === 0 || [...country.lineage.above(unitId)].some((id) => wide.has(id));
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

/** Where a name is to be expected, so that it is recognised though it is misspelt. */
const isAnnounced = ({ reading, prefixes }: Surroundings, start: number): boolean => {
  const [before, token] = [reading.tokens[start - 1], reading.tokens[start]];
  if (token === undefined) return false;
  if (token.wall > 0 || prefixes.has(start) || (token.isCapital && !reading.isShouted)) return true;
  return before !== undefined && LOCATIVES.has(before);
};

/** A name is no witness of itself: "Hưng Hà" opens no commune in which to find a village Hưng Hạ at the same words. */
const isWitnessed = (hit: NameHit, sources: readonly AreaMention[]): boolean =>
  sources.length === 0 || sources.some(({ start, end }) => end <= hit.start || start >= hit.end);

const villageHits = (
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

// "bản Thạnh Trung" is no misspelt An Thạnh Trung: type words are not part of one.
const swallowsPrefix = ({ prefixes }: Surroundings, start: number, end: number): boolean => {
  for (let at = start + 1; at < end; at += 1) {
    if ((prefixes.get(at)?.start ?? -1) >= start) return true;
  }
  return false;
};

/** A name may begin at one word, and goes no further than another. */
interface NameSpan {
  readonly start: number;
  readonly stopAt: number;
}

/** Words at which names may begin: in a long message those of its beginning and end. */
const spansOf = (reading: Reading): readonly NameSpan[] =>
  reading.tokens.flatMap((_, start) =>
    start < READ_AT_START || start >= reading.tokens.length - READ_AT_END
      ? [{ start, stopAt: wallAfter(reading, start) }]
      : [],
  );

const within = (message: Surroundings, spans: readonly NameSpan[]): Surroundings => {
  const starts = new Set(spans.map(({ start }) => start));
  return { ...message, prefixes: new Map([...message.prefixes].filter(([at]) => starts.has(at))) };
};

const areaHitsAt = (
  around: Surroundings,
  words: readonly string[],
  { start, stopAt }: NameSpan,
  areas: SyllableTrie<NameForm>,
): readonly NameHit[] => {
  const mostCost = isAnnounced(around, start) ? LARGEST_COST : 0;
  const hits = areas.hitsFrom(words, start, stopAt, mostCost);
  return rated(around, start, hits).filter(
    ({ cost, end }) => cost === 0 || !swallowsPrefix(around, start, end),
  );
};

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
    hitsIn: (message, homeUnitId) => {
      const words = message.reading.tokens.map((token) => token.folded);
      const spans = spansOf(message.reading);
      const around = within(message, spans);
      const areaHits = spans.flatMap((span) => areaHitsAt(around, words, span, areas));
      const scope = scopeOf(country, mentionsIn(around, areaHits), homeUnitId);
      const openings = scope.communes.size === 0 ? NONE : openingsOf(vocabulary, words, spans);
      return [
        ...areaHits,
        ...[...scope.communes].flatMap(([id, sources]) =>
          villageHits(around, words, openings, villagesIn(id)).filter((hit) =>
            isWitnessed(hit, sources),
          ),
        ),
        ...outsideHits(country, around, scope),
      ];
    },
  };
};
