import {
  trusted,
  type Connection,
  type Model,
  type PipelineStage,
  type QueryFilter,
} from 'mongoose';
import { isDuplicateKey } from './errors.ts';
import { eventSchema, type EventRow } from './event-row.ts';
import type { Sealer } from './seal.ts';

/** One event as a channel named it: its key, its chat, its place in the chat's order, and what was delivered. */
export interface NewEvent {
  readonly key: string;
  /** `''` for an event of no chat; such events wait for nobody. */
  readonly chatId: string;
  readonly order: number;
  readonly body: string;
}

/** An event that one reader holds; until it lets go, nobody else reads one of its lane. */
export interface HeldEvent {
  /** The channel, and a fingerprint of the provider's key, which may name the chat. */
  readonly id: string;
  readonly lane: string;
  /** How often it was begun, this time included. */
  readonly attempt: number;
  readonly sealed: string;
  readonly receivedAt: Date;
}

/** Where events of one chat wait, one after the other; names the chat by a fingerprint. */
export interface Lane {
  readonly channel: string;
  readonly lane: string;
}

const HOUR_MS = 3_600_000;
/** Telegram repeats for a day, Zalo for two hours; by then a repeat is none. */
const KEY_KEPT_MS = 72 * HOUR_MS;
/** A provider's clock may be so far ahead of ours. */
const SKEW_MS = HOUR_MS;
/** As long a person may still look why an event could not be read; it lies sealed, for it holds what somebody wrote. */
const FAILED_KEPT_MS = 30 * 24 * HOUR_MS;

/** What providers delivered, from before it is acknowledged until it was read. Nothing in it can be read without the key. */
export class Inbox {
  readonly #rows: Model<EventRow>;
  readonly #sealer: Sealer;

  constructor(connection: Connection, sealer: Sealer) {
    this.#rows = connection.model<EventRow>('events', eventSchema, 'events');
    this.#sealer = sealer;
  }

  /**
   * Whether a repeat of what was signed then is still known for one. No provider delivers later: it is somebody who
   * once saw a signed delivery. What has no such time is taken.
   */
  knowsRepeats(signedAt: Date | undefined, now: Date): boolean {
    return signedAt === undefined || now.getTime() - signedAt.getTime() <= KEY_KEPT_MS - SKEW_MS;
  }

  /** Stores events; one whose key is known, read or not, changes nothing. Returns the lanes that have something new. */
  async add(channel: string, events: readonly NewEvent[], now: Date): Promise<readonly string[]> {
    const lanes = new Set<string>();
    for (const event of events) {
      const row = this.#rowOf(channel, event, now);
      if (await this.#insert(row)) lanes.add(row.lane);
    }
    return [...lanes];
  }

  /**
   * Hands the first unread event of a lane to one reader; none while another holds one of the lane.
   *
   * @param leaseMs - After this many milliseconds another reader may have it, when this one died.
   */
  async claim(lane: string, now: Date, leaseMs: number): Promise<HeldEvent | undefined> {
    const leasedUntil = new Date(now.getTime() + leaseMs);
    const row =
      (await this.#hold({ lane, state: 'waiting' }, lane, leasedUntil)) ??
      (await this.#hold({ holds: lane, leasedUntil: trusted({ $lte: now }) }, lane, leasedUntil));
    if (row === undefined) return undefined;
    const { _id: id, attempts: attempt, body: sealed = '', receivedAt } = row;
    return { id, lane, attempt, sealed, receivedAt };
  }

  /**
   * What was delivered.
   *
   * @throws {SealBroken} when it was sealed under another key.
   */
  open({ id, sealed }: HeldEvent): string {
    return this.#sealer.open(sealed, placeOf(id));
  }

  /** Forgets what an event said, and lets go of its lane; the key stays for three days. */
  async markRead({ id, attempt }: HeldEvent, now: Date): Promise<void> {
    await this.#rows.updateOne(
      { _id: id, state: 'held', attempts: attempt },
      {
        $set: { state: 'read', forgetAt: new Date(now.getTime() + KEY_KEPT_MS) },
        $unset: { body: 1, holds: 1, leasedUntil: 1 },
      },
    );
  }

  /** Holds an event for longer; `false` when another reader has it by now. */
  async renew({ id, attempt }: HeldEvent, now: Date, leaseMs: number): Promise<boolean> {
    const { matchedCount } = await this.#rows.updateOne(
      { _id: id, state: 'held', attempts: attempt },
      { $set: { leasedUntil: new Date(now.getTime() + leaseMs) } },
    );
    return matchedCount > 0;
  }

  /** A name for a file of an event, the same each time that it is read. */
  nameFile({ id }: HeldEvent, digest: string): string {
    return this.#sealer.mark(`file ${id} ${digest}`);
  }

  /** Keeps the event, and with it its lane, from being read until an instant. */
  async postpone({ id, attempt }: HeldEvent, until: Date): Promise<void> {
    await this.#rows.updateOne(
      { _id: id, state: 'held', attempts: attempt },
      { $set: { leasedUntil: until } },
    );
  }

  /** Gives an event back at once, as if it had not been begun: the failure was none of its own. */
  async giveBack({ id, attempt }: HeldEvent): Promise<void> {
    await this.#rows.updateOne(
      { _id: id, state: 'held', attempts: attempt },
      { $set: { state: 'waiting' }, $inc: { attempts: -1 }, $unset: { holds: 1, leasedUntil: 1 } },
    );
  }

  /** Gives an event up and lets its lane go on; what it said stays, sealed, for thirty days. */
  async markFailed({ id, attempt }: HeldEvent, now: Date): Promise<void> {
    await this.#rows.updateOne(
      { _id: id, state: 'held', attempts: attempt },
      {
        $set: { state: 'failed', forgetAt: new Date(now.getTime() + FAILED_KEPT_MS) },
        $unset: { holds: 1, leasedUntil: 1 },
      },
    );
  }

  /**
   * Lanes in which something waits that nobody seems to read: received before an instant, or held by a reader who
   * died; longest waiting first.
   *
   * @param limit - As many lanes of either kind, however much waits in one.
   * @param channel - Only of this one: a channel whose events pile up must not hide another's.
   */
  async waitingLanes(
    now: Date,
    receivedBefore: Date,
    limit: number,
    channel: string,
  ): Promise<readonly Lane[]> {
    const abandoned = { leasedUntil: { $lte: now }, channel };
    const waiting = { state: 'waiting', receivedAt: { $lte: receivedBefore }, channel };
    const lanes = await Promise.all([
      this.#lanesOf(abandoned, 'leasedUntil', limit),
      this.#lanesOf(waiting, 'receivedAt', limit),
    ]);
    return [...new Set(lanes.flat())].map((lane) => ({ channel, lane }));
  }

  /** How many events are still to be read, and how many were given up. */
  async count(): Promise<{ readonly unread: number; readonly failed: number }> {
    const [unread, failed] = await Promise.all([
      this.#rows.countDocuments({ state: trusted({ $in: ['waiting', 'held'] }) }),
      this.#rows.countDocuments({ state: 'failed' }),
    ]);
    return { unread, failed };
  }

  /** When the newest event of a channel came in, as far back as keys are kept. */
  async lastArrival(channel: string): Promise<Date | undefined> {
    const row = await this.#rows
      .findOne({ channel })
      .sort({ receivedAt: -1 })
      .select({ receivedAt: 1 })
      .lean<Pick<EventRow, 'receivedAt'>>();
    return row?.receivedAt;
  }

  #rowOf(channel: string, { key, chatId, order, body }: NewEvent, now: Date): EventRow {
    const id = `${channel}/${this.#sealer.mark(key)}`;
    const lane = this.#sealer.mark(chatId === '' ? id : `${channel} ${chatId}`);
    const sealed = this.#sealer.seal(body, placeOf(id));
    const fresh = { state: 'waiting', attempts: 0 } as const;
    return { _id: id, channel, lane, order, receivedAt: now, body: sealed, ...fresh };
  }

  async #insert(row: EventRow): Promise<boolean> {
    try {
      await this.#rows.insertOne(row);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** `undefined` when there is none, or when another reader holds one of the lane. */
  async #hold(
    filter: QueryFilter<EventRow>,
    lane: string,
    leasedUntil: Date,
  ): Promise<EventRow | undefined> {
    try {
      const row = await this.#rows
        .findOneAndUpdate(
          filter,
          { $set: { state: 'held', holds: lane, leasedUntil }, $inc: { attempts: 1 } },
          { sort: { order: 1, receivedAt: 1 }, returnDocument: 'after' },
        )
        .lean<EventRow>();
      return row ?? undefined;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  /** All that waits is looked at only when the oldest of it does not name enough lanes. */
  async #lanesOf(
    filter: PipelineStage.Match['$match'],
    since: 'leasedUntil' | 'receivedAt',
    limit: number,
  ): Promise<readonly string[]> {
    const oldest = await this.#rows.aggregate<Pick<EventRow, 'lane'>>([
      { $match: filter },
      { $sort: { [since]: 1 } },
      { $limit: limit },
      { $project: { lane: 1 } },
    ]);
    const lanes = new Set(oldest.map(({ lane }) => lane));
    if (oldest.length < limit || lanes.size === limit) return [...lanes];
    const found = await this.#rows.aggregate<{ _id: string }>([
      { $match: filter },
      { $group: { _id: '$lane', oldest: { $min: `$${since}` } } },
      { $sort: { oldest: 1 } },
      { $limit: limit },
    ]);
    return found.map(({ _id: lane }) => lane);
  }
}

const placeOf = (id: string): string => `events/${id}`;
