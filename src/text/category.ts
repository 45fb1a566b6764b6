import { CATEGORIES, type CategoryId } from '../domain/category.ts';
import { CATEGORY_PHRASES } from './category-words.ts';
import type { Sign, Span } from './model/features.ts';
import type { Thresholds } from './model/weights.ts';
import type { Reading } from './normalise.ts';
import { createPhraseIndex } from './phrases.ts';
import { type WordSet, wordSet } from './word-set.ts';

/** What a message is about, with a confidence from 0 to 1 and the likeliest categories. */
export interface CategoryReading {
  readonly id?: CategoryId;
  readonly confidence: number;
  readonly decision: 'auto' | 'ask';
  readonly choices: readonly CategoryId[];
}

const MOST_CHOICES = 3;
const LEAST_CHOICE = 0.06;

const index = createPhraseIndex(CATEGORY_PHRASES);

/** What is left of a word that only says where: "gần trường", "cạnh trạm y tế". */
const WHERE_SHARE = 0.3;
const BEFORE_PLACE: WordSet = wordSet(
  'gần, cạnh, cổng, trước, đoạn, sau, chỗ, phía, đối diện, giữa, điểm, ngõ, quanh, khu, đầu, cuối, sát, về, vào, qua, tại, trên, bên',
);

const isWhere = (reading: Reading, start: number): boolean => {
  const before = reading.tokens[start]?.wall === 0 ? reading.tokens[start - 1] : undefined;
  return before !== undefined && BEFORE_PLACE.has(before);
};

type Hits = ReturnType<typeof index.find>;

/** The longer phrase knows better: "gà" within "ổ gà" is no animal, "văn hóa" within "nhà văn hóa" says nothing more. */
const isWithinAnother = (hits: Hits, { start, end }: Hits[number]): boolean =>
  hits.some(
    (other) => other.start <= start && end <= other.end && other.end - other.start > end - start,
  );

/**
 * What the words of each category say, as the model is told it.
 *
 * @param names - Words that name a place: the bridge in Cầu Tre is no bridge.
 */
export const categorySigns = (reading: Reading, names: readonly Span[]): readonly Sign[] => {
  const scores = new Map<CategoryId, number>();
  const seen = new Set<string>();
  const isName = ({ start, end }: Hits[number]): boolean =>
    names.some((name) => name.start <= start && end <= name.end);
  const hits = index.find(reading).filter((hit) => !isName(hit));
  for (const hit of hits) {
    const { tag, phrase, start } = hit;
    const key = `${tag.categoryId} ${phrase}`;
    if (seen.has(key) || isWithinAnother(hits, hit)) continue;
    seen.add(key);
    const weight = isWhere(reading, start) ? tag.weight * WHERE_SHARE : tag.weight;
    scores.set(tag.categoryId, (scores.get(tag.categoryId) ?? 0) + weight);
  }
  return [...scores].map(([id, weight]) => ({ name: `category:${id}`, weight }));
};

/** The category of messages that concern nobody: spam, greetings. */
export const NO_CONCERN: CategoryReading = {
  id: 'khac',
  confidence: 0.9,
  decision: 'auto',
  choices: ['khac'],
};

/**
 * Decides what follows from the model's shares: taken, asked between two or three, or, below the least confidence, the
 * whole menu.
 */
export const decideCategory = (
  shares: Float64Array,
  { automatic, proposal }: Thresholds,
): CategoryReading => {
  const ranked = CATEGORIES.map((id, at) => ({ id, confidence: shares[at] ?? 0 })).toSorted(
    (left, right) => right.confidence - left.confidence,
  );
  const best = ranked[0];
  // An unsure "other" speaks for nothing.
  const isFaint = !best || best.confidence < proposal;
  if (isFaint || (best.id === 'khac' && best.confidence < automatic)) {
    return { confidence: best?.confidence ?? 0, decision: 'ask', choices: [] };
  }
  const choices = ranked
    .slice(0, MOST_CHOICES)
    .filter(({ confidence }) => confidence >= LEAST_CHOICE)
    .map(({ id }) => id);
  const decision = best.confidence >= automatic ? 'auto' : 'ask';
  return { id: best.id, confidence: best.confidence, decision, choices };
};
