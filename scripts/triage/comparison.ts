import type { TaughtWords } from '../../src/store/lessons.ts';
import type { Model } from '../../src/text/model/model.ts';
import { createReader } from '../../src/text/reader.ts';
import { categoryOf } from './corrections.ts';
import type { Labelled } from './labelled.ts';
import { found, type Judged, macroF1 } from './measure.ts';
import type { DatedDirectory } from './sample-reader.ts';

/** What a new model is held against; shares from 0 to 1. */
export interface ModelFigures {
  /** Of the category, on the calibration messages. */
  readonly macroF1: number;
  readonly emergencyRecall: number;
  readonly denunciationRecall: number;
  /** Of the held-out corrections, those whose category is right; NaN when there are none. */
  readonly heldOutRight: number;
}

/** Messages that neither model was taught. */
export interface Examination {
  readonly place: DatedDirectory;
  readonly calibration: readonly Labelled[];
  readonly heldOut: readonly TaughtWords[];
}

const isRight = (model: Model, { words, categoryId }: TaughtWords): boolean =>
  categoryOf(model, words)[0] === categoryId;

/** Measures a model, together with the place reader and the rules. */
export const examine = (
  model: Model,
  { place: { directory, today }, calibration, heldOut }: Examination,
): ModelFigures => {
  const reader = createReader(directory, today, model);
  const judged: readonly Judged[] = calibration.map((labelled) => ({
    labelled,
    understood: reader.understand(labelled.text, labelled.commune),
    microseconds: 0,
  }));
  return {
    macroF1: macroF1(judged),
    emergencyRecall: found(
      judged,
      (one) => one.urgency === 'emergency',
      (one) => one.urgency === 'emergency',
    ).recall,
    denunciationRecall: found(
      judged,
      (one) => one.kind === 'to-cao',
      (one) => one.kind.id === 'to-cao' || one.isSuspectedDenunciation,
    ).recall,
    heldOutRight: heldOut.filter((one) => isRight(model, one)).length / heldOut.length,
  };
};

/**
 * How much a figure may fall and still count as no worse: a model that learns real speech may lose two or three
 * messages of three hundred that were written for the purpose, and of the few dangers and denunciations among them one
 * that was barely found. Corrections themselves must never be read worse.
 */
const MAY_FALL: ModelFigures = {
  macroF1: 0.01,
  emergencyRecall: 0.02,
  denunciationRecall: 0.03,
  heldOutRight: 0,
};

/** Names of the figures in which a model is worse than the one in force; empty when it may replace it. */
export const worseIn = (
  before: ModelFigures,
  after: ModelFigures,
): readonly (keyof ModelFigures)[] =>
  (Object.keys(MAY_FALL) as (keyof ModelFigures)[]).filter(
    (name) => after[name] < before[name] - MAY_FALL[name],
  );

const shown = (value: number): string =>
  Number.isNaN(value) ? '    –' : value.toFixed(3).padStart(5);

/** Both models' figures as lines of a table. */
export const figuresTable = (before: ModelFigures, after: ModelFigures): string =>
  [
    `${''.padEnd(44)} in force    new`,
    ...(
      [
        ['macroF1', 'category macro-F1, calibration messages'],
        ['heldOutRight', 'category right, held-out corrections'],
        ['emergencyRecall', 'emergencies found'],
        ['denunciationRecall', 'denunciations found'],
      ] as const
    ).map(
      ([name, label]) => `${label.padEnd(44)}    ${shown(before[name])}  ${shown(after[name])}`,
    ),
  ].join('\n');
