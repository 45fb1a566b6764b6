import type { ReceivedEvent } from '../channels/channel.ts';
import { KEY_KEPT_MS, type Lane } from '../store/events.ts';
import type { Deps } from './deps.ts';
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
const OWN_READERS = 4;
/** What more there is stays stored, and is read when hints work again. */
const MOST_OWN_LANES = 10_000;

/** Takes events in; while hints cannot be put, reads them in this process, so that Redis may be away. */
export function createIntake(deps: Deps): Intake {
  const own = new OwnReading(deps);
  const underWay = new Set<Promise<void>>();
  const wake = async (lane: Lane): Promise<void> => {
    if (!(await deps.wake.intake(lane))) own.add(lane);
  };
  return {
    takeIn: async (channel, received) => {
      const now = deps.clock.now();
      const events = received.filter((event) => !isOutdated(event, now));
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
      await own.close();
    },
  };
}

/** A provider's clock may be so far ahead of ours. */
const SKEW_MS = 3_600_000;

/**
 * Whether its key may be forgotten by now, so that a repeat would be taken for new. No provider delivers so late: it
 * is somebody who once saw a signed delivery.
 */
const isOutdated = ({ signedAt }: ReceivedEvent, now: Date): boolean =>
  signedAt !== undefined && now.getTime() - signedAt.getTime() > KEY_KEPT_MS - SKEW_MS;

/** Lanes that this process reads, a few at a time. */
class OwnReading {
  readonly #deps: Deps;
  readonly #waiting = new Map<string, Lane>();
  readonly #readers = new Set<Promise<void>>();
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  add(lane: Lane): void {
    if (this.#isClosed) return;
    if (this.#waiting.size < MOST_OWN_LANES) this.#waiting.set(lane.lane, lane);
    if (this.#readers.size >= OWN_READERS) return;
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
      const { outcome } = await readLane(this.#deps, lane);
      if (outcome === 'more' && !this.#isClosed) this.#waiting.set(lane.lane, lane);
    } catch (error) {
      this.#deps.events.intakeHindered({ channel: lane.channel, error });
    }
  }
}
