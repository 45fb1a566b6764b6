import { URGENCIES, type Urgency } from '../domain/category.ts';
import type { Directory } from '../domain/directory.ts';
import type { Landmark } from '../domain/landmark.ts';
import { isAbusive } from './abuse.ts';
import { type CategoryReading, decideCategory, NO_CONCERN } from './category.ts';
import { decideKind, withOpinion } from './kind.ts';
import { lessonWords } from './lesson-words.ts';
import type { Model, Opinion } from './model/model.ts';
import { readMessage, withoutMiddle } from './normalise.ts';
import { perceive, type Perception } from './perceive.ts';
import { maskPersonalData } from './personal-data.ts';
import { createPlaceReader } from './place.ts';
import type { Understanding } from './understand.ts';

/** Understands messages against one edition of an organisation. Pure and synchronous. */
export interface Reader {
  /**
   * Never throws, whatever the text is.
   *
   * @param homeUnitId - The sender's village, or a commune: tells namesakes apart, overrides no village named outright.
   */
  understand(text: string, homeUnitId?: string): Understanding;
  /** The words as they may be kept to learn from, see {@link lessonWords}; `undefined` where they may not. */
  teachable(text: string): string | undefined;
}

/** Below it a category is too faint to tell a concern from a greeting. */
const TOPIC_CONFIDENCE = 0.5;

const isTopic = ({ id, confidence }: CategoryReading): boolean =>
  id !== undefined && id !== 'khac' && confidence >= TOPIC_CONFIDENCE;

const higher = (one: Urgency, other: Urgency): Urgency =>
  URGENCIES.indexOf(one) > URGENCIES.indexOf(other) ? one : other;

/** Of what is past or over the model must be this sure before it alarms. */
const SURE_THOUGH_PAST = 0.95;
/** Below it the model holds words of danger for idle; then they do not alarm but ask, unless they are certain. */
const IDLE = 0.05;
/** A name and a word more say too little for the model to alarm or suspect anybody; of a few words it must be sure. */
const LEAST_WORDS = 2;
const FEW_WORDS = 6;
const SURE_OF_FEW = 0.9;

/** An invite code, a meter's reading and keys hit at random have a stray syllable or two, which mean nothing. */
const STRANGE_SHARE = 0.6;

/** Words that can be Vietnamese and name no place; none where most of the text is something else. */
const wordCount = ({ reading: { tokens }, names }: Perception): number => {
  const isNamed = (at: number): boolean => names.some(({ start, end }) => start <= at && at < end);
  const strange = tokens.filter(({ isPossible, isNumber }) => !isPossible || isNumber).length;
  if (strange >= tokens.length * STRANGE_SHARE) return 0;
  const words = tokens.filter(
    ({ isPossible, isNumber }, at) => isPossible && !isNumber && !isNamed(at),
  );
  return words.length;
};

/**
 * What the model thinks of the urgency; it needs a confidence of its own to call something an emergency.
 *
 * @param words - See {@link wordCount}.
 */
const opined = (
  { danger }: Perception,
  words: number,
  { urgency }: Opinion,
  emergencyFrom: number,
): Urgency => {
  if (words < LEAST_WORDS) return 'normal';
  const [normal = 0, soon = 0, emergency = 0] = urgency;
  const from = Math.max(
    emergencyFrom,
    danger.isPast ? SURE_THOUGH_PAST : 0,
    words < FEW_WORDS ? SURE_OF_FEW : 0,
  );
  if (emergency >= from) return 'emergency';
  return soon + emergency > normal ? 'soon' : 'normal';
};

/**
 * What the rules think of the urgency: certain words alarm alone, others unless the model holds them for idle. Beside
 * an accusation they always alarm, for whoever accuses must hear the numbers before the words are let go of; so they do
 * in long messages, of which the model sees a part.
 */
const ruled = (
  { danger, accusation, isShortened }: Perception,
  { urgency: [, , emergency = 0] }: Opinion,
): Urgency => {
  const isSure = danger.isCertain || accusation.isDenunciation || isShortened;
  const isAsked = !isSure && emergency < IDLE;
  return danger.urgency === 'emergency' && isAsked ? 'normal' : danger.urgency;
};

/**
 * Builds a reader; takes milliseconds for a hundred villages, so keep it for a directory's lifetime.
 *
 * @param on - Local date `YYYY-MM-DD` on which villages and their parents are looked at.
 * @param landmarks - What people say places by: the organisation's, and those that officers confirmed.
 */
export const createReader = (
  directory: Directory,
  on: string,
  model: Model,
  landmarks: readonly Landmark[] = [],
): Reader => {
  const places = createPlaceReader(directory, on, model.commonPairs, landmarks);
  const { thresholds } = model;
  const understand: Reader['understand'] = (text, homeUnitId) => {
    const whole = readMessage(text);
    const reading = withoutMiddle(whole);
    const { place, names } = places.find(reading, homeUnitId);
    const perception = perceive(reading, names, whole);
    const words = wordCount(perception);
    const opinion = model.classify(reading, names, perception.signs);
    const urgency = higher(
      ruled(perception, opinion),
      opined(perception, words, opinion, thresholds.emergency),
    );
    const accusation =
      words < LEAST_WORDS
        ? perception.accusation
        : withOpinion(perception.accusation, opinion.kind, thresholds);
    const category = decideCategory(opinion.category, thresholds);
    const hasTopic = place.decision !== 'none' || isTopic(category);
    const isEmergency = urgency === 'emergency';
    const context = { accusation, isEmergency, hasTopic };
    const kind = decideKind(reading, perception.kinds, opinion.kind, context);
    return {
      place,
      category: kind.id === 'rac' ? NO_CONCERN : category,
      kind,
      urgency,
      isPossibleEmergency: isEmergency || perception.danger.isSuspected,
      isSuspectedDenunciation: accusation.isDenunciation,
      isSuspectedComplaint: accusation.isComplaint,
      isAbusive: isAbusive(text),
      masked: maskPersonalData(text),
    };
  };
  return {
    understand,
    teachable: (text) =>
      lessonWords(text, {
        understood: understand(text),
        placesIn: (reading) => places.find(reading).names,
        pairs: model.commonPairs,
      }),
  };
};
