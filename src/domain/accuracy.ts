import type { CategoryId } from './category.ts';
import type { ReadingOutcome } from './lesson.ts';

/** So many concerns of one month, commune and category whose readings came out alike. */
export interface ReadingCount {
  /** `YYYY-MM` */
  readonly month: string;
  readonly communeId: string;
  /** The right one; absent as long as nobody has settled it. */
  readonly categoryId?: CategoryId;
  readonly place?: ReadingOutcome;
  readonly category?: ReadingOutcome;
  readonly count: number;
}

/** How often a reading was right, among those that were settled. */
export interface Share {
  readonly right: number;
  /** Read without a question and settled since. */
  readonly of: number;
  /** Left to a question. */
  readonly asked: number;
}

/** Shares of place and category over some concerns. */
export interface Accuracy {
  readonly place: Share;
  readonly category: Share;
}

/** Fewer settled readings than this say nothing, and could point at one concern. */
export const FEWEST_SHOWN = 5;

const shareOf = (counts: readonly ReadingCount[], question: 'place' | 'category'): Share => {
  const of = (outcome: ReadingOutcome): number =>
    counts.reduce((sum, one) => sum + (one[question] === outcome ? one.count : 0), 0);
  const right = of('right');
  return { right, of: right + of('wrong'), asked: of('asked') };
};

/** Adds counts up. */
export const accuracyOf = (counts: readonly ReadingCount[]): Accuracy => ({
  place: shareOf(counts, 'place'),
  category: shareOf(counts, 'category'),
});

/** Whole percent of what was read rightly; `undefined` where too little was settled to be shown. */
export const percentOf = ({ right, of }: Share): number | undefined =>
  of < FEWEST_SHOWN ? undefined : Math.round((right / of) * 100);

/** The month before, `YYYY-MM`. */
export const monthBefore = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const before = number === 1 ? [year - 1, 12] : [year, number - 1];
  return before.map((part) => String(part).padStart(2, '0')).join('-');
};
