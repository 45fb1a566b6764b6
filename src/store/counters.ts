import { Schema, trusted, type Connection, type Model } from 'mongoose';
import { ROW_OPTIONS } from './connection.ts';
import { isDuplicateKey } from './errors.ts';

/** How often something occurred on one local day. */
export interface DayCount {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly count: number;
}

interface CounterRow extends DayCount {
  readonly _id: string;
  readonly name: string;
  /** The last keys that were counted. */
  readonly keys: readonly string[];
}

const KEYS_KEPT = 500;
const DAYS_READ = 400;

const counterSchema = new Schema<CounterRow>(
  { _id: String, name: String, day: String, count: Number, keys: [String] },
  ROW_OPTIONS,
);

/** Plain counts by day, of things that leave no other trace, such as withheld accusations. */
export class Counters {
  readonly #rows: Model<CounterRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<CounterRow>('counters', counterSchema, 'counters');
  }

  /**
   * Counts one occurrence on a local day.
   *
   * @param key - Given a key, a repeat of the call counts once; each day remembers its last 500 keys.
   */
  async bump(name: string, day: string, key?: string): Promise<void> {
    const id = `${name}/${day}`;
    await this.#ensure(id, name, day);
    if (key === undefined) {
      await this.#rows.updateOne({ _id: id }, { $inc: { count: 1 } });
      return;
    }
    await this.#rows.updateOne(
      { _id: id, keys: trusted({ $ne: key }) },
      { $inc: { count: 1 }, $push: { keys: { $each: [key], $slice: -KEYS_KEPT } } },
    );
  }

  /** Counts by day, newest first, of the last 400 days on which it occurred. */
  async read(name: string): Promise<DayCount[]> {
    const rows = await this.#rows
      .find({ name })
      .sort({ day: -1 })
      .limit(DAYS_READ)
      .lean<CounterRow[]>();
    return rows.map(({ day, count }) => ({ day, count }));
  }

  async #ensure(id: string, name: string, day: string): Promise<void> {
    try {
      await this.#rows.updateOne(
        { _id: id },
        { $setOnInsert: { name, day, count: 0, keys: [] } },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
