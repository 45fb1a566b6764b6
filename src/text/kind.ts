import { KINDS, type Kind } from '../domain/category.ts';
import type { AccusationReading } from './denunciation.ts';
import { KIND_PHRASES, type KindTag } from './kind-words.ts';
import type { Sign } from './model/features.ts';
import type { Thresholds } from './model/weights.ts';
import type { Reading } from './normalise.ts';
import { createPhraseIndex } from './phrases.ts';

/** What a message is, with how sure we are, from 0 to 1. */
export interface KindReading {
  readonly id: Kind;
  readonly confidence: number;
}

/** What else is known of a message before its kind is decided. */
export interface KindContext {
  readonly accusation: AccusationReading;
  readonly isEmergency: boolean;
  /** A village was named, or the model knows what it is about: so it is no mere greeting. */
  readonly hasTopic: boolean;
}

const index = createPhraseIndex(KIND_PHRASES);

/** How many different phrases of each tag a message has. */
export interface KindCounts {
  of(tag: KindTag): number;
}

/** Counts the phrases that speak for a kind. */
export const countKinds = (reading: Reading): KindCounts => {
  const phrases = new Map<KindTag, Set<string>>();
  for (const { tag, phrase } of index.find(reading)) {
    phrases.set(tag, (phrases.get(tag) ?? new Set()).add(phrase));
  }
  return { of: (tag) => phrases.get(tag)?.size ?? 0 };
};

const TAGS = [...new Set(KIND_PHRASES.map(([, tag]) => tag))];

/** The counts, as the model is told them. */
export const kindSigns = (counts: KindCounts): readonly Sign[] =>
  TAGS.flatMap((tag) => {
    const count = counts.of(tag);
    return count === 0 ? [] : [{ name: `kind:${tag}`, weight: Math.min(count, 4) }];
  });

const SHORT_TOKENS = 9;
const GIBBERISH_SHARE = 0.6;

/** Whether most of it are no Vietnamese syllables. */
export const isGibberish = (reading: Reading): boolean => {
  const words = reading.tokens.filter((token) => !token.isNumber);
  if (words.length === 0) return true;
  return words.filter((token) => !token.isPossible).length / words.length > GIBBERISH_SHARE;
};

const isJunk = (reading: Reading, counts: KindCounts, context: KindContext): boolean => {
  if (isGibberish(reading)) return true;
  const troubles = counts.of('problem') + counts.of('request');
  if (counts.of('advert') >= 2 && counts.of('advert') > troubles) return true;
  if (counts.of('chain') >= 2) return true;
  if (context.hasTopic || troubles > 0) return false;
  return counts.of('greeting') > 0 && reading.tokens.length <= SHORT_TOKENS;
};

/** Kinds that the model may choose freely; the others have thresholds of their own. */
const FREE: readonly Kind[] = ['phan-anh', 'hien-ke', 'hoi-dap', 'rac'];

const shareOf = (shares: Float64Array, kind: Kind): number => shares[KINDS.indexOf(kind)] ?? 0;

/**
 * Whether a message may accuse or complain: what the words say, or what the model thinks. Either alone suffices, for a
 * false alarm costs one question and a miss exposes a person.
 */
export const withOpinion = (
  accusation: AccusationReading,
  shares: Float64Array,
  { denunciation, complaint }: Thresholds,
): AccusationReading => ({
  ...accusation,
  isDenunciation: accusation.isDenunciation || shareOf(shares, 'to-cao') >= denunciation,
  isComplaint: accusation.isComplaint || shareOf(shares, 'khieu-nai') >= complaint,
});

const LEAST_CONFIDENCE = 0.5;

const freeChoice = (shares: Float64Array, hasTopic: boolean): KindReading => {
  const [best] = FREE.filter((kind) => kind !== 'rac' || !hasTopic)
    .map((id) => ({ id, confidence: shareOf(shares, id) }))
    .toSorted((left, right) => right.confidence - left.confidence);
  return best ?? { id: 'phan-anh', confidence: LEAST_CONFIDENCE };
};

/**
 * Decides what a message is. A suspected accusation or complaint stays one whatever else is said,
 * but danger to life comes before everything.
 *
 * @param shares - What the model gives each kind, in the order of {@link KINDS}.
 */
export const decideKind = (
  reading: Reading,
  counts: KindCounts,
  shares: Float64Array,
  context: KindContext,
): KindReading => {
  const sure = (id: Kind): KindReading => ({
    id,
    confidence: Math.max(LEAST_CONFIDENCE, shareOf(shares, id)),
  });
  if (context.isEmergency) return sure('phan-anh');
  if (context.accusation.isDenunciation) return sure('to-cao');
  if (context.accusation.isComplaint) return sure('khieu-nai');
  if (isJunk(reading, counts, context)) return sure('rac');
  return freeChoice(shares, context.hasTopic);
};
