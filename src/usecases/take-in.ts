import type { ReceivedEvent } from '../channels/channel.ts';
import type { Lane } from '../store/events.ts';
import type { Deps, Pace } from './deps.ts';
import { readLane } from './read-events.ts';

/** Takes what providers deliver. */
export interface Intake {
  /**
   * Stores events and sees that somebody reads them. Resolves once they are stored; the reading comes after. What was
   * signed so long ago that its key may be forgotten is not stored.
   *
   * @throws {StoreUnavailable} when nothing is known to be stored; the provider delivers again.
   */
  takeIn(channelId: string, events: readonly ReceivedEvent[]): Promise<void>;
  /** Begins no further reading in this process, and lets what is under way end. */
  close(): Promise<void>;
}

/** So many lanes are read at once in a process that has to read by itself. */
const OWN_READERS = { quick: 4, slow: 2 } as const;
/** What more there is stays stored, and is read when hints work again. */
const MOST_OWN_LANES = 10_000;

/** Takes events in; while hints cannot be put, reads them in this process, so that Redis may be away. */
export function createIntake(deps: Deps): Intake {
  const slow = new OwnReading(deps, 'slow', OWN_READERS.slow);
  const own = new OwnReading(deps, 'quick', OWN_READERS.quick, (lane) => slow.add(lane));
  const underWay = new Set<Promise<void>>();
  const wake = async (lane: Lane): Promise<void> => {
    if (!(await deps.wake.intake(lane))) own.add(lane);
  };
  return {
    takeIn: async (channel, received) => {
      const now = deps.clock.now();
      const events = received.filter(({ signedAt }) =>
        deps.store.inbox.knowsRepeats(signedAt, now),
      );
      if (events.length < received.length) deps.events.eventOutdated({ channel });
      if (events.length === 0) return;
      const lanes = await deps.store.inbox.add(channel, events, now);
      if (lanes.length === 0) deps.events.eventRepeated({ channel });
      for (const lane of lanes) {
        // Nobody waits for the hint: with Redis slow, the provider would.
        const waking = wake({ channel, lane }).finally(() => underWay.delete(waking));
        underWay.add(waking);
      }
    },
    close: async () => {
      await Promise.all(underWay);
      await Promise.all([own.close(), slow.close()]);
    },
  };
}

/** Lanes that this process reads, a few at a time. */
class OwnReading {
  readonly #deps: Deps;
  readonly #pace: Pace;
  readonly #mostReaders: number;
  readonly #onSlow: (lane: Lane) => void;
  readonly #waiting = new Map<string, Lane>();
  readonly #readers = new Set<Promise<void>>();
  #isClosed = false;

  constructor(
    deps: Deps,
    pace: Pace,
    mostReaders: number,
    onSlow: (lane: Lane) => void = () => undefined,
  ) {
    this.#deps = deps;
    this.#pace = pace;
    this.#mostReaders = mostReaders;
    this.#onSlow = onSlow;
  }

  add(lane: Lane): void {
    if (this.#isClosed) return;
    if (this.#waiting.size < MOST_OWN_LANES) this.#waiting.set(lane.lane, lane);
    if (this.#readers.size >= this.#mostReaders) return;
    const reader = this.#read().finally(() => this.#readers.delete(reader));
    this.#readers.add(reader);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.clear();
    await Promise.all(this.#readers);
  }

  async #read(): Promise<void> {
    for (let next = this.#take(); next !== undefined; next = this.#take())
      await this.#readOne(next);
  }

  #take(): Lane | undefined {
    const [next] = this.#waiting.values();
    if (next !== undefined) this.#waiting.delete(next.lane);
    return next;
  }

  async #readOne(lane: Lane): Promise<void> {
    try {
      const { outcome } = await readLane(this.#deps, lane, this.#pace);
      if (outcome === 'slow') this.#onSlow(lane);
      if (outcome === 'more' && !this.#isClosed) this.#waiting.set(lane.lane, lane);
    } catch (error) {
      this.#deps.events.intakeHindered({ channel: lane.channel, error });
    }
  }
}
