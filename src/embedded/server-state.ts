import type { Catalogue } from './catalogue.ts';
import type { Cursors } from './cursors.ts';
import type { ReadCounters } from './select.ts';

/** Where the server takes the time from; structurally the clock of the application. */
export interface ServerClock {
  now(): Date;
}

/** What the commands of one server share. */
export interface ServerState {
  readonly catalogue: Catalogue;
  readonly cursors: Cursors;
  readonly clock: ServerClock;
  readonly counters: ReadCounters;
}
