import type { Directory } from '../domain/directory.ts';
import { isAbusive } from './abuse.ts';
import { NO_CONCERN, readCategory } from './category.ts';
import { readAccusation } from './denunciation.ts';
import { readKind } from './kind.ts';
import { readMessage } from './normalise.ts';
import { maskPersonalData } from './personal-data.ts';
import { createPlaceReader } from './place.ts';
import type { Understanding } from './understand.ts';
import { readUrgency } from './urgency.ts';

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

/**
 * Builds a reader; takes milliseconds for a hundred villages, so keep it for a directory's lifetime.
 *
 * @param on - Local date `YYYY-MM-DD` on which villages and their parents are looked at.
 */
export const createReader = (directory: Directory, on: string): Reader => {
  const places = createPlaceReader(directory, on);
  return {
    understand: (text, homeUnitId) => {
      const reading = readMessage(text);
      const { place, names } = places.find(reading, homeUnitId);
      const { urgency, isSuspected, categoryId } = readUrgency(reading, names);
      const accusation = readAccusation(reading);
      const isEmergency = urgency === 'emergency';
      const category = readCategory(reading, categoryId);
      const hasTopic = place.decision !== 'none' || category.confidence >= TOPIC_CONFIDENCE;
      const kind = readKind(reading, { accusation, isEmergency, hasTopic });
      return {
        place,
        category: kind.id === 'rac' ? NO_CONCERN : category,
        kind,
        urgency,
        isPossibleEmergency: isSuspected,
        isSuspectedDenunciation: accusation.isDenunciation,
        isSuspectedComplaint: accusation.isComplaint,
        isAbusive: isAbusive(text),
        masked: maskPersonalData(text),
      };
    },
  };
};
