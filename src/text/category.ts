import { CATEGORIES, type CategoryId } from '../domain/category.ts';
import { CATEGORY_PHRASES } from './category-words.ts';
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

/** Confidence from which a category is taken without asking. */
export const AUTOMATIC_CONFIDENCE = 0.8;
/** Confidence below which no category is proposed and the whole menu is shown. */
export const PROPOSAL_CONFIDENCE = 0.25;
const MOST_CHOICES = 3;
const LEAST_CHOICE = 0.08;

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

/** Points of each category in the order of {@link CATEGORIES}, by the lexicon alone. */
export const scoreCategories = (reading: Reading): readonly number[] => {
  const scores = new Map<CategoryId, number>();
  const seen = new Set<string>();
  const hits = index.find(reading);
  for (const hit of hits) {
    const { tag, phrase, start } = hit;
    const key = `${tag.categoryId} ${phrase}`;
    if (seen.has(key) || isWithinAnother(hits, hit)) continue;
    seen.add(key);
    const weight = isWhere(reading, start) ? tag.weight * WHERE_SHARE : tag.weight;
    scores.set(tag.categoryId, (scores.get(tag.categoryId) ?? 0) + weight);
  }
  return CATEGORIES.map((id) => scores.get(id) ?? 0);
};

const NOTHING_KNOWN = 1;
/** How much a point counts, set on the development messages so that a confidence comes true about as often as it says. */
const SHARPNESS = 0.8;

const shares = (scores: readonly number[]): readonly number[] => {
  const powers = scores.map((score) => (score > 0 ? Math.exp(Math.min(score, 30) * SHARPNESS) : 0));
  const total = powers.reduce((sum, power) => sum + power, NOTHING_KNOWN);
  return powers.map((power) => power / total);
};

/** The category of messages that concern nobody: spam, greetings. */
export const NO_CONCERN: CategoryReading = {
  id: 'khac',
  confidence: 0.9,
  decision: 'auto',
  choices: ['khac'],
};

/** What a danger's own category is worth beside the words. */
const HINT_WEIGHT = 4;

/** Reads the category; `hint` is the category of a danger that was read; below {@link PROPOSAL_CONFIDENCE} none is proposed. */
export const readCategory = (reading: Reading, hint?: CategoryId): CategoryReading => {
  const scores = scoreCategories(reading).map((score, at) =>
    CATEGORIES[at] === hint ? score + HINT_WEIGHT : score,
  );
  const ranked = shares(scores)
    .map((confidence, at) => ({ id: CATEGORIES[at] ?? 'khac', confidence }))
    .toSorted((left, right) => right.confidence - left.confidence);
  const best = ranked[0];
  if (!best || best.confidence < PROPOSAL_CONFIDENCE) {
    return { confidence: best?.confidence ?? 0, decision: 'ask', choices: [] };
  }
  const choices = ranked
    .slice(0, MOST_CHOICES)
    .filter(({ confidence }) => confidence >= LEAST_CHOICE)
    .map(({ id }) => id);
  const decision = best.confidence >= AUTOMATIC_CONFIDENCE ? 'auto' : 'ask';
  return { id: best.id, confidence: best.confidence, decision, choices };
};
