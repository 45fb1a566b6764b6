import { CATEGORIES } from '../../src/domain/category.ts';
import type { Understanding } from '../../src/text/understand.ts';
import type { Labelled } from './labelled.ts';

/** A labelled message beside what was understood of it. */
export interface Judged {
  readonly labelled: Labelled;
  readonly understood: Understanding;
  readonly microseconds: number;
}

/** How a place came out; `asked` offers a right village among its choices. */
export type PlaceOutcome =
  | 'right'
  | 'asked'
  | 'asked-needlessly'
  | 'asked-wrong'
  | 'wrong'
  | 'missed'
  | 'none-right'
  | 'none-asked';

const ASSIGNED = new Set<PlaceOutcome>(['right']);
const GOOD = new Set<PlaceOutcome>(['right', 'asked', 'asked-needlessly', 'none-right']);

/** Judges a place reading against its label. */
export const placeOutcome = ({ labelled, understood }: Judged): PlaceOutcome => {
  const { place } = understood;
  if (labelled.decision === 'none') {
    if (place.decision === 'assign') return 'wrong';
    return place.decision === 'none' ? 'none-right' : 'none-asked';
  }
  if (place.decision === 'none') return 'missed';
  if (place.decision === 'assign') return place.unitId === labelled.place ? 'right' : 'wrong';
  const holds = labelled.accept.every((unitId) => place.choices.includes(unitId));
  if (!holds) return 'asked-wrong';
  return labelled.decision === 'ask' ? 'asked' : 'asked-needlessly';
};

const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);

/** Right, wrong and asked places as shares of the messages. */
export const placeFigures = (judged: readonly Judged[]): Readonly<Record<string, number>> => {
  const outcomes = judged.map(placeOutcome);
  const of = (wanted: (outcome: PlaceOutcome) => boolean): number =>
    share(outcomes.filter(wanted).length, outcomes.length);
  const clear = judged.filter(({ labelled }) => labelled.decision === 'assign');
  return {
    'right without a question': of((outcome) => ASSIGNED.has(outcome)),
    'wrong without a question': of((outcome) => outcome === 'wrong'),
    'asked, the right one offered': of(
      (outcome) => outcome === 'asked' || outcome === 'asked-needlessly',
    ),
    'asked, the right one missing': of((outcome) => outcome === 'asked-wrong'),
    'nothing found though named': of((outcome) => outcome === 'missed'),
    'asked though none is named': of((outcome) => outcome === 'none-asked'),
    'right, asked rightly, or rightly none': of((outcome) => GOOD.has(outcome)),
    'asked though one was clear (of clear)': share(
      clear.filter((one) => placeOutcome(one).startsWith('asked')).length,
      clear.length,
    ),
  };
};

/** How one label is found: recall, precision, and the harmonic mean. */
export interface Found {
  readonly recall: number;
  readonly precision: number;
  readonly f1: number;
  readonly count: number;
}

/** Recall and precision of one label. */
export const found = (
  judged: readonly Judged[],
  isLabelled: (one: Labelled) => boolean,
  isRead: (one: Understanding) => boolean,
): Found => {
  const labelled = judged.filter((one) => isLabelled(one.labelled));
  const read = judged.filter((one) => isRead(one.understood));
  const both = labelled.filter((one) => isRead(one.understood)).length;
  const recall = share(both, labelled.length);
  const precision = share(both, read.length);
  const f1 = both === 0 ? 0 : (2 * recall * precision) / (recall + precision);
  return { recall, precision, f1, count: labelled.length };
};

const categoryOf = (understood: Understanding): string => understood.category.id ?? 'khac';

/** Macro-F1 over the categories that occur among the labels. */
export const macroF1 = (judged: readonly Judged[]): number => {
  const figures = CATEGORIES.map((id) =>
    found(
      judged,
      (one) => one.category === id,
      (one) => categoryOf(one) === id,
    ),
  ).filter(({ count }) => count > 0);
  return share(
    figures.reduce((sum, { f1 }) => sum + f1, 0),
    figures.length,
  );
};

/** Whether the category is the labelled one. */
export const isCategoryRight = ({ labelled, understood }: Judged): boolean =>
  categoryOf(understood) === labelled.category;

/** Category accuracy and coverage in one band of confidence. */
export interface Band {
  readonly from: number;
  readonly coverage: number;
  readonly accuracy: number;
}

/** Accuracy of what is at least so confident, and how much that is. */
export const bands = (judged: readonly Judged[], limits: readonly number[]): readonly Band[] =>
  limits.map((from) => {
    const kept = judged.filter(({ understood }) => understood.category.confidence >= from);
    return {
      from,
      coverage: share(kept.length, judged.length),
      accuracy: share(kept.filter(isCategoryRight).length, kept.length),
    };
  });

const BINS = 10;

/** Expected calibration error of the category's confidence, in ten bins. */
export const calibrationError = (judged: readonly Judged[]): number => {
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = judged.filter(
      ({ understood }) =>
        Math.min(BINS - 1, Math.floor(understood.category.confidence * BINS)) === bin,
    );
    if (inside.length === 0) continue;
    const confidence = inside.reduce((sum, one) => sum + one.understood.category.confidence, 0);
    error += Math.abs(confidence - inside.filter(isCategoryRight).length) / judged.length;
  }
  return error;
};

/** The value below which a share of the values lies. */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};
