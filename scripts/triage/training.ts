import { fileURLToPath } from 'node:url';
import { automaticFrom, temperaturesOf, type Trial } from '../../src/text/model/calibrate.ts';
import { createModel } from '../../src/text/model/model.ts';
import {
  type Lesson,
  type Progress,
  type RawWeights,
  train,
  type TrainingOptions,
} from '../../src/text/model/train.ts';
import {
  decodeWeights,
  encodeWeights,
  type Thresholds,
  type Weights,
} from '../../src/text/model/weights.ts';
import { readMessage } from '../../src/text/normalise.ts';
import { perceive } from '../../src/text/perceive.ts';
import { fold } from '../../src/text/syllable.ts';
import type { PlaceReader } from '../../src/text/place.ts';
import type { Labelled } from './labelled.ts';

const beside = (name: string): string =>
  fileURLToPath(new URL(`../../data/triage/${name}`, import.meta.url));

/** Labelled messages on which temperatures and thresholds are set; never trained on. */
export const CALIBRATION = beside('calibration.jsonl');
/** Labelled messages that only measure. */
export const HELD_OUT = beside('held-out.jsonl');
/** Dangers and accusations, and what only sounds like them, made to be hard. */
export const HARD = beside('hard.jsonl');
/** The weights that the service loads. */
export const WEIGHTS = beside('weights.bin');
/** What the weights can do, for people. */
export const MODEL_CARD = beside('model-card.md');

/** Of what is taken without asking, so much should be right: a little more than is promised. */
const AUTOMATIC_RIGHT = 0.96;
/** Never lower, however well the calibration messages went. */
const LEAST_AUTOMATIC = 0.5;

/**
 * A miss of these costs more than a false alarm, which costs one question or one call; so they act on far less than
 * the likeliest answer would need.
 */
const WATCHFUL: Omit<Thresholds, 'automatic'> = {
  proposal: 0.25,
  denunciation: 0.3,
  complaint: 0.4,
  emergency: 0.33,
};

const UNTEMPERED: Pick<Weights, 'temperatures' | 'thresholds'> = {
  temperatures: Float64Array.from([1, 1, 1]),
  thresholds: { ...WATCHFUL, automatic: 1 },
};

const trialsOf = (
  raw: RawWeights,
  messages: readonly Labelled[],
  places: PlaceReader,
): readonly Trial[] => {
  const model = createModel({ ...raw, ...UNTEMPERED, version: '' });
  // Half of the people write without marks, so half of what confidences are set on is without marks.
  const written = [...messages, ...messages.map((one) => ({ ...one, text: fold(one.text) }))];
  return written.map(({ text, commune, category, kind, urgency }) => {
    const reading = readMessage(text);
    const { names } = places.find(reading, commune);
    const opinion = model.classify(reading, names, perceive(reading, names).signs);
    return { category, kind, urgency, opinion };
  });
};

/** Lessons to learn from, and messages to be tempered on. */
export interface Course {
  readonly lessons: readonly Lesson[];
  readonly calibration: readonly Labelled[];
  readonly places: PlaceReader;
}

/** Trains, then sets temperatures and the automatic threshold on the calibration messages. */
export function* trainCourse(
  { lessons, calibration, places }: Course,
  options: TrainingOptions = {},
): Generator<Progress, Weights> {
  const raw = yield* train(lessons, options);
  const trials = trialsOf(raw, calibration, places);
  const temperatures = temperaturesOf(trials);
  const automatic = Math.max(
    LEAST_AUTOMATIC,
    automaticFrom(trials, temperatures[0] ?? 1, AUTOMATIC_RIGHT),
  );
  return decodeWeights(
    encodeWeights({ ...raw, temperatures, thresholds: { ...WATCHFUL, automatic } }),
  );
}
