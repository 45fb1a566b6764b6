import type { CategoryId, Urgency } from '../domain/category.ts';
import { CERTAIN, DANGER_CATEGORY } from './danger-words.ts';
import type { Sign, Span } from './model/features.ts';
import type { Reading } from './normalise.ts';
import { createPhraseIndex, type PhraseHit } from './phrases.ts';
import { DANGER_PHRASES, type DangerTag } from './urgency-words.ts';

/** How soon a message must be looked at, with the words that say so. */
export interface UrgencyReading {
  readonly urgency: Urgency;
  /** A dangerous word without the rest: worth asking whether somebody is in danger. */
  readonly isSuspected: boolean;
  readonly evidence: readonly string[];
  /** The danger was read from a phrase, or by a sign, that means nothing else. */
  readonly isCertain: boolean;
  /** Words say that it was long ago or is over. */
  readonly isPast: boolean;
  /** The category that the danger itself speaks for. */
  readonly categoryId?: CategoryId;
  /** The same and more, as the model is told it. */
  readonly signs: readonly Sign[];
}

type Hit = PhraseHit<DangerTag>;

/** Finds of one phrase that are weighed: a danger feared three times may be there the fourth. */
const MOST_FINDS = 12;

const index = createPhraseIndex(DANGER_PHRASES, MOST_FINDS);
const SUPPOSED_REACH = 2;
const HOTLINES = new Set(['111', '112', '113', '114', '115']);
const HOTLINES_IN_LIST = 3;

const sentenceOf = (reading: Reading, hit: Hit): number => reading.tokens[hit.start]?.sentence ?? 0;

const covers = (outer: Hit, inner: Hit): boolean =>
  outer.start < inner.end &&
  inner.start < outer.end &&
  outer.end - outer.start >= inner.end - inner.start;

// "sợ cháy nhà", "nguy cơ sạt lở": what is feared has not happened.
const isSupposed = (reading: Reading, hit: Hit, hits: readonly Hit[]): boolean =>
  hits.some((other) => {
    const gap = hit.start - other.end;
    if (other.tag !== 'supposed' || gap < 0 || gap > SUPPOSED_REACH) return false;
    for (let at = other.end; at <= hit.start; at += 1) {
      if ((reading.tokens[at]?.wall ?? 0) > 0) return false;
    }
    return true;
  });

const FORESEEN_REACH = 16;

// "kẻo các cháu đi học về lại ngã gãy chân", "hẹn tối mai kéo sang đánh nhau": not yet.
const isForeseen = (reading: Reading, hit: Hit, hits: readonly Hit[]): boolean =>
  hits.some(
    (other) =>
      other.tag === 'foreseen' &&
      hit.start >= other.end &&
      hit.start - other.end <= FORESEEN_REACH &&
      sentenceOf(reading, other) === sentenceOf(reading, hit),
  );

const liesBehind = (reading: Reading, hit: Hit, hits: readonly Hit[]): boolean => {
  const sentence = sentenceOf(reading, hit);
  return hits.some((other) => {
    const distance = sentenceOf(reading, other) - sentence;
    if (other.tag === 'old') return distance === 0;
    if (other.tag !== 'over' || distance < 0 || distance > 1) return false;
    return hit.tag !== 'risk' || other.start > hit.start;
  });
};

const isHotlineList = (reading: Reading): boolean =>
  new Set(reading.tokens.map((token) => token.folded).filter((word) => HOTLINES.has(word))).size >=
  HOTLINES_IN_LIST;

const near = (reading: Reading, left: Hit, right: Hit): boolean =>
  Math.abs(sentenceOf(reading, left) - sentenceOf(reading, right)) <= 1;

const live = (reading: Reading, hits: readonly Hit[], tag: DangerTag): readonly Hit[] =>
  hits.filter(
    (hit) =>
      hit.tag === tag &&
      !hits.some((other) => other.tag === 'harmless' && covers(other, hit)) &&
      !isSupposed(reading, hit, hits) &&
      !isForeseen(reading, hit, hits) &&
      !liesBehind(reading, hit, hits),
  );

const sameSentence = (reading: Reading, left: Hit, right: Hit): boolean =>
  sentenceOf(reading, left) === sentenceOf(reading, right);

// Who cannot breathe is dying, unless it is a stench that is spoken of.
const ailing = (reading: Reading, hits: readonly Hit[]): readonly Hit[] => {
  const fumes = hits.filter((hit) => hit.tag === 'fumes');
  const patients = hits.filter((hit) => hit.tag === 'patient');
  const befalls = (hit: Hit): boolean =>
    patients.some((patient) => sameSentence(reading, patient, hit));
  const failing = [
    ...live(reading, hits, 'breath'),
    ...live(reading, hits, 'failing').filter(befalls),
  ].filter((hit) => !fumes.some((other) => near(reading, other, hit)));
  return [...failing, ...live(reading, hits, 'astray').filter(befalls)];
};

const emergencyEvidence = (reading: Reading, hits: readonly Hit[]): readonly string[] => {
  const decisive = live(reading, hits, 'decisive');
  if (decisive.length > 0) return decisive.map((hit) => hit.phrase);
  const calls = live(reading, hits, 'call');
  if (calls.length > 0) return calls.map((hit) => hit.phrase);
  const ill = ailing(reading, hits);
  if (ill.length > 0) return ill.map((hit) => hit.phrase);
  const victims = live(reading, hits, 'victim');
  const struck = live(reading, hits, 'mishap').filter((mishap) =>
    victims.some((victim) => sameSentence(reading, victim, mishap)),
  );
  if (struck.length > 0) return struck.map((hit) => hit.phrase);
  const hazards = live(reading, hits, 'hazard');
  const perils = live(reading, hits, 'peril');
  return hazards.flatMap((hazard) =>
    perils
      .filter((peril) => near(reading, hazard, peril) && !covers(peril, hazard))
      .map((peril) => `${hazard.phrase} + ${peril.phrase}`),
  );
};

const soonEvidence = (reading: Reading, hits: readonly Hit[]): readonly string[] => {
  const harmless = hits.filter((hit) => hit.tag === 'harmless');
  const risks = hits.filter(
    (hit) =>
      hit.tag === 'risk' &&
      !liesBehind(reading, hit, hits) &&
      !harmless.some((other) => covers(other, hit)),
  );
  return risks.map((hit) => hit.phrase);
};

const decided = (name: string, holds: boolean): readonly Sign[] =>
  holds ? [{ name: `danger!${name}`, weight: 2 }] : [];

const signsOf = (
  hits: readonly Hit[],
  read: Omit<UrgencyReading, 'signs' | 'isPast' | 'isCertain'>,
): readonly Sign[] => {
  const counts = new Map<string, number>();
  for (const { tag } of hits) counts.set(`danger:${tag}`, (counts.get(`danger:${tag}`) ?? 0) + 1);
  return [
    ...[...counts].map(([name, weight]) => ({ name, weight })),
    ...decided(read.urgency, read.urgency !== 'normal'),
    ...decided('suspected', read.isSuspected),
    ...decided(`category:${read.categoryId ?? ''}`, read.categoryId !== undefined),
  ];
};

const rate = (
  reading: Reading,
  hits: readonly Hit[],
): Omit<UrgencyReading, 'signs' | 'isPast' | 'isCertain'> => {
  if (isHotlineList(reading)) return { urgency: 'normal', isSuspected: false, evidence: [] };
  const emergency = reading.text.includes('🆘') ? ['🆘'] : emergencyEvidence(reading, hits);
  if (emergency.length > 0) {
    const categoryId = DANGER_CATEGORY.get(emergency[0] ?? '');
    const danger = { urgency: 'emergency', isSuspected: true, evidence: emergency } as const;
    return categoryId === undefined ? danger : { ...danger, categoryId };
  }
  const isSuspected = live(reading, hits, 'suspicion').length > 0;
  const soon = soonEvidence(reading, hits);
  return { urgency: soon.length > 0 ? 'soon' : 'normal', isSuspected, evidence: soon };
};

/**
 * Rates how soon a message must be looked at, by rules alone; a model may only raise the answer.
 *
 * @param names - Words that are names of places, and so no danger: Đồng Cháy.
 */
export const readUrgency = (reading: Reading, names: readonly Span[] = []): UrgencyReading => {
  // With marks, a word of a name is no danger even where the next word would make it one: "Đồng Cháy nhà dột".
  const isName = (hit: Hit): boolean =>
    names.some(
      (name) =>
        name.start <= hit.start && hit.start < name.end && (reading.isToned || hit.end <= name.end),
    );
  const hits = index.find(reading).filter((hit) => !isName(hit));
  const read = rate(reading, hits);
  const isPast = hits.some(({ tag }) => tag === 'old' || tag === 'over') || isHotlineList(reading);
  const isCertain =
    read.urgency === 'emergency' && read.evidence.some((one) => one === '🆘' || CERTAIN.has(one));
  return { ...read, isCertain, isPast, signs: signsOf(hits, read) };
};
