import { URGENCIES, type Urgency } from '../domain/category.ts';
import type { Directory } from '../domain/directory.ts';
import type { Landmark } from '../domain/landmark.ts';
import { isAbusive } from './abuse.ts';
import { type CategoryReading, decideCategory, NO_CONCERN } from './category.ts';
import { decideKind, withOpinion } from './kind.ts';
import type { Model, Opinion } from './model/model.ts';
import { readMessage } from './normalise.ts';
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
}

/** Below it a category is too faint to tell a concern from a greeting. */
const TOPIC_CONFIDENCE = 0.5;

const isTopic = ({ id, confidence }: CategoryReading): boolean =>
  id !== undefined && id !== 'khac' && confidence >= TOPIC_CONFIDENCE;

const higher = (one: Urgency, other: Urgency): Urgency =>
  URGENCIES.indexOf(one) > URGENCIES.indexOf(other) ? one : other;

/** Of what is past or over the model must be this sure before it alarms. */
const SURE_THOUGH_PAST = 0.95;
/** A name and a word more say too little for the model to alarm anybody. */
const LEAST_WORDS = 2;

/** What the model thinks of the urgency; it needs a confidence of its own to call something an emergency. */
const opined = (
  { reading, names, danger }: Perception,
  { urgency }: Opinion,
  emergencyFrom: number,
): Urgency => {
  const named = names.reduce((sum, { start, end }) => sum + end - start, 0);
  if (reading.tokens.length - named < LEAST_WORDS) return 'normal';
  const [normal = 0, soon = 0, emergency = 0] = urgency;
  const from = danger.isPast ? Math.max(emergencyFrom, SURE_THOUGH_PAST) : emergencyFrom;
  if (emergency >= from) return 'emergency';
  return soon + emergency > normal ? 'soon' : 'normal';
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
  return {
    understand: (text, homeUnitId) => {
      const reading = readMessage(text);
      const { place, names } = places.find(reading, homeUnitId);
      const perception = perceive(reading, names);
      const opinion = model.classify(reading, names, perception.signs);
      const urgency = higher(
        perception.danger.urgency,
        opined(perception, opinion, thresholds.emergency),
      );
      const accusation = withOpinion(perception.accusation, opinion.kind, thresholds);
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
    },
  };
};
