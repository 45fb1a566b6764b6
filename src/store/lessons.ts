import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type { ReadingCount } from '../domain/accuracy.ts';
import type { CategoryId } from '../domain/category.ts';
import type { Lesson, Teacher } from '../domain/lesson.ts';
import { ROW_OPTIONS } from './connection.ts';
import { isDuplicateKey } from './errors.ts';

/** A lesson under an id that leads to no case, with the nameless words where they may be kept. */
export interface KeptLesson extends Lesson {
  readonly id: string;
  readonly words?: string;
}

/** Nameless words with the category that people gave them. */
export interface TaughtWords {
  readonly id: string;
  readonly words: string;
  readonly categoryId: CategoryId;
  readonly by: Teacher;
}

interface LessonRow extends Lesson {
  readonly _id: string;
  readonly words?: string;
  /** The day as an instant, from which on the row is kept for two years. */
  readonly since: Date;
}

const { Mixed } = Schema.Types;

const lessonSchema = new Schema<LessonRow>(
  {
    _id: String,
    step: Number,
    day: String,
    unitId: String,
    communeId: String,
    model: String,
    place: Mixed,
    category: Mixed,
    words: String,
    since: Date,
  },
  ROW_OPTIONS,
);

/** More would not fit into memory beside training, and are older than a model should be. */
const MOST_TAUGHT = 50_000;

/** What concerns have taught of how well they were read; one row a concern, without anybody or any code in it. */
export class Lessons {
  readonly #rows: Model<LessonRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<LessonRow>('lessons', lessonSchema, 'lessons');
  }

  /** Keeps a lesson instead of an earlier one of the same concern; the same again, or an earlier one, changes nothing. */
  async put({ id, words, place, category, ...fields }: KeptLesson): Promise<void> {
    const given = { words, place, category };
    const absent = Object.entries(given).filter(([, value]) => value === undefined);
    const row = { ...fields, ...given, since: new Date(`${fields.day}T00:00:00Z`) };
    const replaced = await this.#rows.updateOne(
      { _id: id, step: trusted({ $lt: fields.step }) },
      { $set: row, $unset: Object.fromEntries(absent.map(([name]) => [name, 1])) },
    );
    if (replaced.matchedCount === 1) return;
    try {
      await this.#rows.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
    } catch (error) {
      // Two workers settled it at once; both wrote the same.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Forgets the words of these lessons; the counts stay, for they are nobody's. */
  async forgetWords(ids: readonly string[]): Promise<void> {
    await this.#rows.updateMany({ _id: trusted({ $in: [...ids] }) }, { $unset: { words: 1 } });
  }

  /** Words to learn from, in the order of their ids, at most 50 000, the newest days first to be kept. */
  async taught(): Promise<TaughtWords[]> {
    const rows = await this.#rows
      .find({ words: trusted({ $exists: true }) })
      .sort({ day: -1, _id: 1 })
      .limit(MOST_TAUGHT)
      .lean<LessonRow[]>();
    return rows
      .flatMap(({ _id: id, words, category }) =>
        words === undefined || category?.right === undefined
          ? []
          : [{ id, words, categoryId: category.right, by: category.by }],
      )
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  /**
   * Counts of how readings came out, by month, commune and category.
   *
   * @param unitIds - The whole scope, units below included; all units when absent.
   * @param since - First local month, `YYYY-MM`.
   */
  async counts(unitIds: readonly string[] | undefined, since: string): Promise<ReadingCount[]> {
    const scope = unitIds === undefined ? {} : { unitId: { $in: [...unitIds] } };
    const rows = await this.#rows.aggregate<{ _id: Omit<ReadingCount, 'count'>; count: number }>([
      { $match: { ...scope, day: { $gte: `${since}-01` } } },
      {
        $group: {
          _id: {
            month: { $substrBytes: ['$day', 0, 7] },
            communeId: '$communeId',
            categoryId: '$category.right',
            place: '$place.outcome',
            category: '$category.outcome',
          },
          count: { $sum: 1 },
        },
      },
    ]);
    return rows.map(({ _id, count }) => ({ ..._id, count }));
  }
}
