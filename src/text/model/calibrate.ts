import { type Head, HEADS, HEAD_LIST } from './outputs.ts';
import type { Opinion } from './model.ts';
import type { Labels } from './train.ts';

/** What an untempered model thinks of a message that it was not taught, with its labels. */
export interface Trial extends Labels {
  readonly opinion: Opinion;
}

const tempered = (shares: Float64Array, temperature: number): Float64Array => {
  const powers = shares.map((share) => Math.max(share, 1e-12) ** (1 / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
};

/** How surprised the model is by the labels, on average: lower is better. */
const surprise = (trials: readonly Trial[], { name, codes }: Head, temperature: number): number => {
  let sum = 0;
  for (const trial of trials) {
    const at = codes.indexOf(trial[name] ?? '');
    if (at >= 0) sum -= Math.log(tempered(trial.opinion[name], temperature)[at] ?? 1e-12);
  }
  return sum;
};

const LOWEST = 0.3;
const HIGHEST = 3;
const STEP = 0.02;

/** The temperature of each head under which its confidences come true most nearly as often as they say. */
export const temperaturesOf = (trials: readonly Trial[]): Float64Array =>
  Float64Array.from(HEAD_LIST, (head) => {
    let best = { temperature: 1, surprise: Number.POSITIVE_INFINITY };
    for (let temperature = LOWEST; temperature <= HIGHEST; temperature += STEP) {
      const found = surprise(trials, head, temperature);
      if (found < best.surprise) best = { temperature, surprise: found };
    }
    return Number(best.temperature.toFixed(2));
  });

/** Confidences of the likeliest category, with whether it was right, surest first. */
const ranked = (
  trials: readonly Trial[],
  temperature: number,
): readonly { readonly confidence: number; readonly isRight: boolean }[] =>
  trials
    .filter(({ category }) => category !== undefined)
    .map(({ opinion, category }) => {
      const shares = tempered(opinion.category, temperature);
      const confidence = Math.max(...shares);
      return { confidence, isRight: HEADS.category.codes[shares.indexOf(confidence)] === category };
    })
    .toSorted((left, right) => right.confidence - left.confidence);

/** The lowest confidence above which so large a share of the categories is right. */
export const automaticFrom = (
  trials: readonly Trial[],
  temperature: number,
  wanted: number,
): number => {
  const answers = ranked(trials, temperature);
  let right = 0;
  let lowest = 1;
  for (const [at, { confidence, isRight }] of answers.entries()) {
    if (isRight) right += 1;
    // A threshold cannot part equal confidences.
    const isLast = answers[at + 1]?.confidence !== confidence;
    if (isLast && right / (at + 1) >= wanted) lowest = confidence;
  }
  return Math.ceil(lowest * 100 - 1e-9) / 100;
};
