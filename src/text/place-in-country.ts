import type { Country } from './country.ts';
import type { NameForm } from './name-forms.ts';
import type { Reading } from './normalise.ts';
import type { AreaMention } from './place-choice.ts';
import { figureAt, type NameFinder, rated, ratedFigures, wallAfter } from './place-names.ts';
import { outsideHits } from './place-outside.ts';
import { isWitnessed, scopeOf } from './place-scope.ts';
import type { NameHit } from './place-score.ts';
import { LOCATIVES } from './place-words.ts';
import {
  createSyllableTrie,
  createVocabulary,
  LARGEST_COST,
  type Openings,
  openingsOf,
  type SyllableTrie,
} from './syllable-trie.ts';
import type { WordsAround } from './words-around.ts';

/** Communes whose names are kept ready. */
const COMMUNES_KEPT = 500;
/** Words of a long message at which names are looked for. */
const READ_AT_START = 80;
const READ_AT_END = 40;

const NONE: Openings = new Map();

const pathOf = (form: NameForm): readonly string[] => form.syllables.map((one) => one.folded);

const vocabularyOf = (country: Country, areaForms: readonly NameForm[]) => {
  const vocabulary = createVocabulary();
  for (const syllable of country.syllables) vocabulary.idOf(syllable);
  for (const form of areaForms) for (const syllable of pathOf(form)) vocabulary.idOf(syllable);
  return vocabulary;
};

/** Where a name is to be expected, so that it is recognised though it is misspelt. */
const isAnnounced = ({ reading, prefixes }: WordsAround, start: number): boolean => {
  const [before, token] = [reading.tokens[start - 1], reading.tokens[start]];
  if (token === undefined) return false;
  if (token.wall > 0 || prefixes.has(start) || (token.isCapital && !reading.isShouted)) return true;
  return before !== undefined && LOCATIVES.has(before);
};

const villageHits = (
  around: WordsAround,
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
const swallowsPrefix = ({ prefixes }: WordsAround, start: number, end: number): boolean => {
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

const within = (message: WordsAround, spans: readonly NameSpan[]): WordsAround => {
  const starts = new Set(spans.map(({ start }) => start));
  return { ...message, prefixes: new Map([...message.prefixes].filter(([at]) => starts.has(at))) };
};

const areaHitsAt = (
  around: WordsAround,
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
export const createCountryFinder = (
  country: Country,
  areaForms: readonly NameForm[],
  mentionsIn: (around: WordsAround, hits: readonly NameHit[]) => readonly AreaMention[],
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
