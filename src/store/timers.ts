import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type { Timer } from '../domain/timer.ts';
import { ROW_OPTIONS } from './connection.ts';
import { isDuplicateKey } from './errors.ts';

interface TimerRow extends Omit<Timer, 'id'> {
  readonly _id: string;
  /** It fired at its `dueAt`; it stays so until it is moved. */
  readonly isDone: boolean;
  /** The worker that fires it has until then; {@link UNLEASED} when none does. */
  readonly leasedUntil: Date;
}

const UNLEASED = new Date(0);

const timerSchema = new Schema<TimerRow>(
  {
    _id: String,
    kind: String,
    caseId: String,
    round: Number,
    dueAt: Date,
    isDone: Boolean,
    leasedUntil: Date,
  },
  ROW_OPTIONS,
);

const toTimer = ({ _id, kind, caseId, round, dueAt }: TimerRow): Timer => ({
  id: _id,
  kind,
  caseId,
  round,
  dueAt,
});

/** Due rows: everything that must happen at a time and may not be lost with Redis. */
export class Timers {
  readonly #rows: Model<TimerRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<TimerRow>('timers', timerSchema, 'timers');
  }

  /** Puts a timer that fires once; the same id at another time moves it, at the same time changes nothing. */
  async put({ id, kind, caseId, round, dueAt }: Timer): Promise<void> {
    const waiting = { kind, caseId, round, dueAt, isDone: false, leasedUntil: UNLEASED };
    const moved = await this.#rows.updateOne(
      { _id: id, dueAt: trusted({ $ne: dueAt }) },
      { $set: waiting },
    );
    if (moved.matchedCount === 1) return;
    try {
      await this.#rows.updateOne({ _id: id }, { $setOnInsert: waiting }, { upsert: true });
    } catch (error) {
      // Two workers put it at once; whichever was first has stored it.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /**
   * Due timers, oldest first, each handed to one worker at a time.
   *
   * @param leaseMs - After this many milliseconds another worker may have it, when this one died.
   */
  async lease(now: Date, limit: number, leaseMs: number): Promise<Timer[]> {
    const due = await this.#rows
      .find({ isDone: false, dueAt: trusted({ $lte: now }), leasedUntil: trusted({ $lte: now }) })
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean<TimerRow[]>();
    const leased: Timer[] = [];
    for (const row of due) if (await this.#leaseOne(row, now, leaseMs)) leased.push(toTimer(row));
    return leased;
  }

  async #leaseOne(
    { _id, dueAt, leasedUntil }: TimerRow,
    now: Date,
    leaseMs: number,
  ): Promise<boolean> {
    const taken = await this.#rows.updateOne(
      { _id, dueAt, leasedUntil, isDone: false },
      { $set: { leasedUntil: new Date(now.getTime() + leaseMs) } },
    );
    return taken.modifiedCount === 1;
  }

  /** Notes that a leased timer has fired; one that was moved meanwhile stays due at its new time. */
  async done(id: string): Promise<void> {
    await this.#rows.updateOne(
      { _id: id, leasedUntil: trusted({ $gt: UNLEASED }) },
      { $set: { isDone: true, leasedUntil: UNLEASED } },
    );
  }

  /** Gives a leased timer back at once. */
  async release(id: string): Promise<void> {
    await this.#rows.updateOne({ _id: id, isDone: false }, { $set: { leasedUntil: UNLEASED } });
  }

  /** How many timers are due and have not fired. */
  async countDue(now: Date): Promise<number> {
    return this.#rows.countDocuments({ isDone: false, dueAt: trusted({ $lte: now }) });
  }

  /** Every timer of a case, fired or not, oldest first. */
  async ofCase(caseId: string): Promise<Timer[]> {
    const rows = await this.#rows
      .find({ caseId })
      .sort({ dueAt: 1 })
      .limit(MOST_OF_CASE)
      .lean<TimerRow[]>();
    return rows.map(toTimer);
  }
}

/** Ten kinds in each round; nobody reopens a case this often. */
const MOST_OF_CASE = 1_000;
