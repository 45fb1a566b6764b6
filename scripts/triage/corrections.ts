import { createHash } from 'node:crypto';
import type { TaughtWords } from '../../src/store/lessons.ts';
import { HEADS } from '../../src/text/model/outputs.ts';
import type { Model } from '../../src/text/model/model.ts';
import type { Lesson } from '../../src/text/model/train.ts';
import { fold } from '../../src/text/syllable.ts';
import { lessonOf, lessonsOf } from './phrases.ts';

/** One correction in so many only measures. */
const HELD_OUT_ONE_IN = 5;
/** A real message says more than a written phrase. */
const WEIGHT = 2;
/** Who contradicts a reading that is as sure as this is more often mistaken than right. */
const SURE = 0.9;

/** Corrections to learn from, and those that only measure; which is which never changes. */
export interface Corrections {
  readonly taught: readonly TaughtWords[];
  readonly heldOut: readonly TaughtWords[];
  /** Share of all that contradicts what the phrases surely say. */
  readonly disputed: number;
}

/** The category that a model gives to nameless words, with its confidence. */
export const categoryOf = (model: Model, words: string): readonly [id: string, share: number] => {
  const { reading, names, signs } = lessonOf({ text: words }).perception;
  const { category } = model.classify(reading, names, signs);
  const share = Math.max(...category);
  return [HEADS.category.codes[category.indexOf(share)] ?? '', share];
};

/** The same words sent a hundred times are one lesson. */
const distinct = (all: readonly TaughtWords[]): readonly TaughtWords[] => [
  ...new Map(all.map((one) => [`${one.categoryId} ${fold(one.words)}`, one])).values(),
];

const isHeldOut = ({ id }: TaughtWords): boolean =>
  createHash('sha256').update(id).digest().readUInt32BE(0) % HELD_OUT_ONE_IN === 0;

/**
 * Parts corrections by their ids alone. Citizens who contradict what is surely read are not learnt from; cadres are,
 * for it is their task to know better.
 *
 * @param written - A model that no correction has taught, so that no flood of them has changed what it is sure of.
 */
export const siftCorrections = (all: readonly TaughtWords[], written: Model): Corrections => {
  const single = distinct(all);
  const disputed = new Set(
    single.filter(({ words, categoryId }) => {
      const [id, share] = categoryOf(written, words);
      return id !== categoryId && share >= SURE;
    }),
  );
  const believed = single.filter((one) => one.by === 'cadre' || !disputed.has(one));
  return {
    taught: believed.filter((one) => !isHeldOut(one)),
    heldOut: believed.filter(isHeldOut),
    disputed: single.length === 0 ? 0 : disputed.size / single.length,
  };
};

/** The lessons of a correction, as written and without marks; they teach the category alone. */
export const correctionLessons = ({ words, categoryId }: TaughtWords): readonly Lesson[] =>
  lessonsOf({ text: words, category: categoryId }).map((lesson) => ({ ...lesson, weight: WEIGHT }));
