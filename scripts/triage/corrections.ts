import { createHash } from 'node:crypto';
import type { TaughtWords } from '../../src/store/lessons.ts';
import type { Lesson } from '../../src/text/model/train.ts';
import { lessonsOf } from './phrases.ts';

/** One correction in so many only measures. */
const HELD_OUT_ONE_IN = 5;
/** A real message says more than a written phrase. */
const WEIGHT = 2;

/** Corrections to learn from, and those that only measure; which is which never changes. */
export interface Corrections {
  readonly taught: readonly TaughtWords[];
  readonly heldOut: readonly TaughtWords[];
}

const isHeldOut = ({ id }: TaughtWords): boolean =>
  createHash('sha256').update(id).digest().readUInt32BE(0) % HELD_OUT_ONE_IN === 0;

/** Parts corrections by their ids alone. */
export const splitCorrections = (all: readonly TaughtWords[]): Corrections => ({
  taught: all.filter((one) => !isHeldOut(one)),
  heldOut: all.filter(isHeldOut),
});

/** The lessons of a correction, as written and without marks; they teach the category alone. */
export const correctionLessons = ({ words, categoryId }: TaughtWords): readonly Lesson[] =>
  lessonsOf({ text: words, category: categoryId }).map((lesson) => ({ ...lesson, weight: WEIGHT }));
