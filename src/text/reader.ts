import { URGENCIES, type Urgency } from '../domain/category.ts';
import type { Directory } from '../domain/directory.ts';
import { decideCategory, NO_CONCERN } from './category.ts';
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

const higher = (one: Urgency, other: Urgency): Urgency =>
  URGENCIES.indexOf(one) > URGENCIES.indexOf(other) ? one : other;

/** What the model thinks of the urgency; it needs a confidence of its own to call something an emergency. */
const opined = ({ urgency }: Opinion, emergencyFrom: number): Urgency => {
  const [normal = 0, soon = 0, emergency = 0] = urgency;
  if (emergency >= emergencyFrom) return 'emergency';
  return soon + emergency > normal ? 'soon' : 'normal';
};

// Past dangers and lists of numbers are rules too: what they say is over, no model calls an emergency.
const urgencyOf = ({ danger }: Perception, opinion: Opinion, emergencyFrom: number): Urgency =>
  higher(danger.urgency, opined(opinion, emergencyFrom));

/**
 * Builds a reader; takes milliseconds for a hundred villages, so keep it for a directory's lifetime.
 *
 * @param on - Local date `YYYY-MM-DD` on which villages and their parents are looked at.
 */
export const createReader = (directory: Directory, on: string, model: Model): Reader => {
  const places = createPlaceReader(directory, on, model.commonPairs);
  const { thresholds } = model;
  return {
    understand: (text, homeUnitId) => {
      const reading = readMessage(text);
      const { place, names } = places.find(reading, homeUnitId);
      const perception = perceive(reading, names);
      const opinion = model.classify(reading, names, perception.signs);
      const urgency = urgencyOf(perception, opinion, thresholds.emergency);
      const accusation = withOpinion(perception.accusation, opinion.kind, thresholds);
      const category = decideCategory(opinion.category, thresholds);
      const hasTopic = place.decision !== 'none' || category.confidence >= TOPIC_CONFIDENCE;
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
        masked: maskPersonalData(text),
      };
    },
  };
};
