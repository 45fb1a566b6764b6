import type { Channel, InboundSink } from '../channels/channel.ts';
import { plausibleTime } from '../domain/told-time.ts';
import type { HeldEvent, Lane } from '../store/events.ts';
import type { Deps } from './deps.ts';
import { isStoreAway } from './each-alone.ts';
import { createSink, withTimes } from './sink.ts';

/** After so long another reader may take the event of one that died, in milliseconds; longer than any file is fetched. */
const LEASE_MS = 60_000;
/** Waits between readings of one event: 2 s, doubling up to 5 min. */
const BACKOFF_MS = { first: 2_000, most: 300_000 } as const;
/** Then an event is given up, and what came after it is read. */
export const MOST_ATTEMPTS = 8;
/** A chat that never stops writing gives way to the others after so many events. */
const MOST_IN_A_ROW = 50;

/** Each time it was begun the reader ended with it. */
class ReaderLost extends Error {
  override readonly name = 'ReaderLost';
}

/** How a reading of a lane ended. */
export type LaneRead =
  | { readonly outcome: 'empty' }
  /** More waits; others come first. */
  | { readonly outcome: 'more' }
  /** The first event could not be read now; the lane waits for it, in milliseconds. */
  | { readonly outcome: 'postponed'; readonly againMs: number };

/**
 * Reads what waits in a lane, in order, one event at a time. Any number of readers may try: one has the lane.
 * A crash after reading and before noting it reads again; the sink takes each thing once.
 *
 * @throws {StoreUnavailable} when the store is away, {NoOrganisation} before one was imported; neither is the fault of
 * an event, and none is counted.
 */
export async function readLane(deps: Deps, { channel: id, lane }: Lane): Promise<LaneRead> {
  const channel = deps.channels.get(id);
  if (channel === undefined) return { outcome: 'empty' };
  for (let count = 0; count < MOST_IN_A_ROW; count += 1) {
    const event = await deps.store.inbox.claim(lane, deps.clock.now(), LEASE_MS);
    if (event === undefined) return { outcome: 'empty' };
    const againMs = await readEvent(deps, channel, event);
    if (againMs !== undefined) return { outcome: 'postponed', againMs };
  }
  return { outcome: 'more' };
}

/** How long its lane has to wait, in milliseconds, when it could not be read now. */
async function readEvent(
  deps: Deps,
  channel: Channel,
  event: HeldEvent,
): Promise<number | undefined> {
  const { inbox } = deps.store;
  const { attempt } = event;
  try {
    if (attempt > MOST_ATTEMPTS) throw new ReaderLost('begun too often');
    await channel.read(inbox.open(event), sinkFor(deps, channel, event), attempt);
  } catch (error) {
    return notRead(deps, channel, event, error);
  }
  const now = deps.clock.now();
  await inbox.markRead(event, now);
  const waitedMs = now.getTime() - event.receivedAt.getTime();
  deps.events.eventRead({ channel: channel.id, waitedMs, attempt });
  return undefined;
}

/** Where a reading of one event goes. */
const sinkFor = (deps: Deps, { capabilities }: Channel, { receivedAt }: HeldEvent): InboundSink =>
  withTimes(createSink(deps), (told) =>
    plausibleTime(told, receivedAt, capabilities.window !== undefined),
  );

async function notRead(
  deps: Deps,
  channel: Channel,
  event: HeldEvent,
  error: unknown,
): Promise<number | undefined> {
  const { inbox } = deps.store;
  const { id, attempt } = event;
  if (isOurs(error)) {
    // With the store away it stays held until the lease is over.
    await inbox.giveBack(event).catch(() => undefined);
    throw error;
  }
  const now = deps.clock.now();
  if (attempt >= MOST_ATTEMPTS) {
    await inbox.markFailed(event, now);
    deps.events.eventFailed({ channel: channel.id, event: id, attempt, error });
    return undefined;
  }
  const againMs = Math.min(BACKOFF_MS.first * 2 ** (attempt - 1), BACKOFF_MS.most);
  await inbox.postpone(event, new Date(now.getTime() + againMs));
  deps.events.eventPostponed({ channel: channel.id, event: id, attempt, error });
  return againMs;
}

/** What would befall any other event as well. */
const isOurs = (error: unknown): boolean =>
  isStoreAway(error) || (error instanceof Error && error.name === 'NoOrganisation');
