import type { CategoryId, Kind, Urgency } from '../../domain/category.ts';
import type { Perception } from '../perceive.ts';
import { takePairs } from './common-pairs.ts';
import { takeSigns, takeText } from './features.ts';
import { dampened, SIGN_SCALE } from './model.ts';
import { HEAD_LIST, OUTPUT_COUNT, softmax } from './outputs.ts';
import { createRandom } from './random.ts';
import type { Weights } from './weights.ts';

/** What people say that a message is; a label that is missing teaches nothing about that question. */
export interface Labels {
  readonly category?: CategoryId;
  readonly kind?: Kind;
  readonly urgency?: Urgency;
}

/** A message as the reader perceives it, with its labels. */
export interface Lesson extends Labels {
  readonly perception: Perception;
  /** How much it counts beside others. Default 1. */
  readonly weight?: number;
}

/** How training goes; the defaults were set on messages of other writers, see the model card. */
export interface TrainingOptions {
  readonly epochs?: number;
  readonly learningRate?: number;
  /** Pull towards 0 at each step. */
  readonly decay?: number;
  /** A feature must occur in so many lessons. */
  readonly leastLessons?: number;
  readonly mostFeatures?: number;
  readonly seed?: number;
}

const DEFAULTS: Required<TrainingOptions> = {
  epochs: 14,
  learningRate: 0.5,
  decay: 3e-4,
  leastLessons: 2,
  mostFeatures: 52_000,
  seed: 1,
};

/** How far training has come. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** One lesson as numbers. */
interface Row {
  readonly indexes: Int32Array;
  readonly values: Float32Array;
  /** The right output of each head, -1 where none is known. */
  readonly targets: Int32Array;
  readonly weight: number;
}

type Counts = ReadonlyMap<number, number>;

interface Raw {
  readonly words: Counts;
  readonly signs: Counts;
}

const collect = ({ perception: { reading, names, signs } }: Lesson): Raw => {
  const words = new Map<number, number>();
  takeText(reading, names, (hash) => words.set(hash, (words.get(hash) ?? 0) + 1));
  const seen = new Map<number, number>();
  takeSigns(signs, (hash, amount) => seen.set(hash, (seen.get(hash) ?? 0) + amount));
  return { words, signs: seen };
};

/** The features worth a row of weights: seen often enough, the commonest first, for what is used together lies together. */
const chooseFeatures = (
  raws: readonly Raw[],
  { leastLessons, mostFeatures }: Required<TrainingOptions>,
): Uint32Array => {
  const lessons = new Map<number, number>();
  for (const { words, signs } of raws)
    for (const counts of [words, signs])
      for (const hash of counts.keys()) lessons.set(hash, (lessons.get(hash) ?? 0) + 1);
  const kept = [...lessons]
    .filter(([, count]) => count >= leastLessons)
    .toSorted(([one, fewer], [other, more]) => more - fewer || one - other)
    .slice(0, mostFeatures)
    .map(([hash]) => hash);
  return Uint32Array.from(kept);
};

const targetsOf = (lesson: Lesson): Int32Array =>
  Int32Array.from(HEAD_LIST, ({ name, codes, offset }) => {
    const at = codes.indexOf(lesson[name] ?? '');
    return at < 0 ? -1 : offset + at;
  });

const rowOf = (lesson: Lesson, raw: Raw, index: ReadonlyMap<number, number>): Row => {
  const indexes: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [hash, count] of raw.words) {
    const at = index.get(hash);
    square += at === undefined ? count : dampened(count) ** 2;
    if (at === undefined) continue;
    indexes.push(at);
    values.push(dampened(count));
  }
  const length = Math.sqrt(square) || 1;
  const scaled = values.map((value) => value / length);
  for (const [hash, amount] of raw.signs) {
    const at = index.get(hash);
    if (at === undefined) continue;
    indexes.push(at);
    scaled.push(amount * SIGN_SCALE);
  }
  return {
    indexes: Int32Array.from(indexes),
    values: Float32Array.from(scaled),
    targets: targetsOf(lesson),
    weight: lesson.weight ?? 1,
  };
};

/** Weights while they are learnt. */
interface Learner {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly biases: Float64Array;
  readonly biasSquares: Float64Array;
}

const scoresOf = ({ weights, biases }: Learner, { indexes, values }: Row): Float64Array => {
  const scores = Float64Array.from(biases);
  for (let at = 0; at < indexes.length; at += 1) {
    const from = (indexes[at] ?? 0) * OUTPUT_COUNT;
    const value = values[at] ?? 0;
    for (let output = 0; output < OUTPUT_COUNT; output += 1)
      scores[output] = (scores[output] ?? 0) + (weights[from + output] ?? 0) * value;
  }
  return scores;
};

/** How far each output is from what it should be; 0 for heads without a label. */
const errorsOf = (scores: Float64Array, { targets, weight }: Row): Float64Array => {
  const errors = new Float64Array(OUTPUT_COUNT);
  for (const [at, head] of HEAD_LIST.entries()) {
    const target = targets[at] ?? -1;
    if (target < 0) continue;
    for (const [code, share] of softmax(scores, head).entries()) {
      const output = head.offset + code;
      errors[output] = (share - (output === target ? 1 : 0)) * weight;
    }
  }
  return errors;
};

/** Errors smaller than this are not learnt from: most outputs are sure of most lessons after a few rounds. */
const LEAST_ERROR = 0.002;

// AdaGrad: rare words take large steps, common ones small steps.
const learn = (learner: Learner, row: Row, rate: number, decay: number): void => {
  const errors = errorsOf(scoresOf(learner, row), row);
  const outputs = [...errors.keys()].filter(
    (output) => Math.abs(errors[output] ?? 0) > LEAST_ERROR,
  );
  const { weights, squares, biases, biasSquares } = learner;
  for (let at = 0; at < row.indexes.length; at += 1) {
    const from = (row.indexes[at] ?? 0) * OUTPUT_COUNT;
    const value = row.values[at] ?? 0;
    for (const output of outputs) {
      const cell = from + output;
      const weight = weights[cell] ?? 0;
      const slope = (errors[output] ?? 0) * value + decay * weight;
      const square = (squares[cell] ?? 0) + slope * slope;
      squares[cell] = square;
      weights[cell] = weight - (rate * slope) / (Math.sqrt(square) + 1e-6);
    }
  }
  for (const output of outputs) {
    const slope = errors[output] ?? 0;
    biasSquares[output] = (biasSquares[output] ?? 0) + slope * slope;
    biases[output] =
      (biases[output] ?? 0) - (0.1 * rate * slope) / (Math.sqrt(biasSquares[output] ?? 0) + 1e-6);
  }
};

const shuffled = (rows: readonly Row[], random: () => number): readonly Row[] => {
  const order = [...rows];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [one, two] = [order[at], order[other]];
    if (one !== undefined && two !== undefined) [order[at], order[other]] = [two, one];
  }
  return order;
};

const MOST_INT8 = 127;

/** Whole numbers of one byte, with a scale an output. */
const quantised = (weights: Float32Array): Pick<Weights, 'rows' | 'scales'> => {
  const scales = new Float64Array(OUTPUT_COUNT);
  for (const [cell, weight] of weights.entries()) {
    const output = cell % OUTPUT_COUNT;
    scales[output] = Math.max(scales[output] ?? 0, Math.abs(weight) / MOST_INT8);
  }
  const rows = Int8Array.from(weights, (weight, cell) =>
    Math.round(weight / (scales[cell % OUTPUT_COUNT] || 1)),
  );
  return { rows, scales };
};

/** What training alone gives; temperatures and thresholds come from messages that were not trained on. */
export type RawWeights = Pick<Weights, 'hashes' | 'rows' | 'commonPairs' | 'scales' | 'biases'>;

/** A pair must occur in so many lessons; each marked phrase makes two of them. */
const COMMON_LESSONS = 3;

const commonPairsOf = (lessons: readonly Lesson[]): Uint32Array => {
  const counts = new Map<number, number>();
  for (const { perception } of lessons) {
    const pairs = new Set<number>();
    takePairs(perception.reading, perception.names, (hash) => pairs.add(hash));
    for (const hash of pairs) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const common = [...counts].filter(([, count]) => count >= COMMON_LESSONS);
  return Uint32Array.from(common, ([hash]) => hash).toSorted();
};

/**
 * Learns weights from lessons by logistic regression. The same lessons and options give the same bytes.
 * A generator, so that whoever runs it can show how far it has come.
 */
export function* train(
  lessons: readonly Lesson[],
  options: TrainingOptions = {},
): Generator<Progress, RawWeights> {
  const chosen = { ...DEFAULTS, ...options };
  const raws = lessons.map(collect);
  const hashes = chooseFeatures(raws, chosen);
  const index = new Map([...hashes].map((hash, at) => [hash, at]));
  const rows = lessons.flatMap((lesson, at) => {
    const raw = raws[at];
    return raw === undefined ? [] : [rowOf(lesson, raw, index)];
  });
  const learner: Learner = {
    weights: new Float32Array(hashes.length * OUTPUT_COUNT),
    squares: new Float32Array(hashes.length * OUTPUT_COUNT),
    biases: new Float64Array(OUTPUT_COUNT),
    biasSquares: new Float64Array(OUTPUT_COUNT),
  };
  const random = createRandom(chosen.seed);
  for (let epoch = 0; epoch < chosen.epochs; epoch += 1) {
    for (const row of shuffled(rows, random))
      learn(learner, row, chosen.learningRate, chosen.decay);
    yield { done: epoch + 1, of: chosen.epochs };
  }
  return {
    hashes,
    ...quantised(learner.weights),
    commonPairs: commonPairsOf(lessons),
    biases: learner.biases,
  };
}
