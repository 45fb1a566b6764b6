import type { Channel } from '../channels/channel.ts';
import type { Engine } from '../chat/engine.ts';
import type { Clock, Ids } from '../domain/clock.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale, Text } from '../domain/text.ts';
import type { Lane } from '../store/events.ts';
import type { Store } from '../store/index.ts';
import type { Events } from '../telemetry/events.ts';
import type { Surroundings } from './surroundings.ts';

/** Whom something waits for on one channel; names the person by the random id, for hints lie in Redis in clear. */
export interface Addressee {
  readonly channel: string;
  readonly personId: string;
  /** Only what goes to many at once waits. Default no. */
  readonly isBulk?: boolean;
}

/** How a lane is read: `quick` readings leave whatever needs a download to the few `slow` ones. */
export type Pace = 'quick' | 'slow';

/** Hints that something waits. They may be lost: the sweep finds the same work in the store. */
export interface Wake {
  /**
   * Something waits to be read in this lane; `false` when the hint could not be put.
   *
   * @param pace - `slow` when a file must be fetched for it. Default `quick`.
   */
  intake(lane: Lane, pace?: Pace): Promise<boolean>;
  /** Something waits to be sent to this person. */
  delivery(to: Addressee): Promise<void>;
  /** A case was opened and wants a team. */
  triage(caseId: string): Promise<void>;
  /** An open page of this chat has something new to show. */
  page(chat: ChatRef): Promise<void>;
}

/** What use cases work with; built once by `app.ts`. */
export interface Deps {
  readonly store: Store;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly engine: Engine;
  readonly wake: Wake;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly events: Events;
  /** The directory, calendar and reader of the organisation as it stands now. */
  surroundings(): Promise<Surroundings>;
  /** @param now - "hôm nay" and "mai" are told from here. */
  readonly translate: (text: Text, locale: Locale, now: Date) => string;
  /** Makes one of our paths absolute for people outside the browser. */
  absolute(path: string): string;
}
