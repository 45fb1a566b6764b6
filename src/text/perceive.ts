import { categorySigns } from './category.ts';
import { type AccusationReading, readAccusation } from './denunciation.ts';
import { countKinds, isGibberish, type KindCounts, kindSigns } from './kind.ts';
import type { Sign, Span } from './model/features.ts';
import type { Reading } from './normalise.ts';
import { readUrgency, type UrgencyReading } from './urgency.ts';

/** A message with everything that rules and lexicons see in it: what the model is taught and asked with. */
export interface Perception {
  readonly reading: Reading;
  /** Words that name a place. */
  readonly names: readonly Span[];
  readonly danger: UrgencyReading;
  readonly accusation: AccusationReading;
  readonly kinds: KindCounts;
  readonly signs: readonly Sign[];
  /** Rules saw more of it than the model will. */
  readonly isShortened: boolean;
}

const LONG_TOKENS = 30;
const SHORT_TOKENS = 7;

const has = (name: string, holds: boolean): readonly Sign[] =>
  holds ? [{ name: `shape:${name}`, weight: 1 }] : [];

const shapeSigns = (reading: Reading): readonly Sign[] => {
  const { tokens, text, isShouted } = reading;
  return [
    ...has('question', text.includes('?')),
    ...has('exclamation', text.includes('!')),
    ...has('link', /https?:|www\.|\.(?:com|vn|net)\b/iu.test(text)),
    ...has('shouted', isShouted),
    ...has('gibberish', isGibberish(reading)),
    ...has('long', tokens.length > LONG_TOKENS),
    ...has('short', tokens.length <= SHORT_TOKENS),
  ];
};

/** Where the names of a shortened message stand in the whole one. */
const namesInWhole = (
  names: readonly Span[],
  reading: Reading,
  whole: Reading,
): readonly Span[] => {
  const cut = whole.tokens.length - reading.tokens.length;
  const kept = reading.tokens.findIndex((token, at) => token !== whole.tokens[at]);
  if (cut === 0 || kept < 0) return names;
  return names.map(({ start, end }) =>
    start < kept ? { start, end } : { start: start + cut, end: end + cut },
  );
};

/**
 * Looks at a message with all rules and lexicons.
 *
 * @param whole - The message with all its words, where `reading` is a shortened one: danger and accusations are looked
 *   for in every word.
 */
export const perceive = (
  reading: Reading,
  names: readonly Span[],
  whole: Reading = reading,
): Perception => {
  const danger = readUrgency(whole, namesInWhole(names, reading, whole));
  const accusation = readAccusation(whole);
  const kinds = countKinds(reading);
  const signs = [
    ...categorySigns(reading, names),
    ...kindSigns(kinds),
    ...danger.signs,
    ...accusation.signs,
    ...shapeSigns(reading),
  ];
  return { reading, names, danger, accusation, kinds, signs, isShortened: whole !== reading };
};
