import { createHash } from 'node:crypto';
import type { Channel, InboundSink } from '../channels/channel.ts';
import { plausibleTime } from '../domain/told-time.ts';
import { DownloadLater } from '../channels/errors.ts';
import type { HeldEvent, Lane } from '../store/events.ts';
import type { Deps, Pace } from './deps.ts';
import { isStoreAway } from './each-alone.ts';
import { keepFile } from './keep-file.ts';
import { createSink, DOWNLOAD_MS, withTimes } from './sink.ts';

/** After so long another reader may take the event of one that died, in milliseconds; renewed before each download, of which each is shorter. */
const LEASE_MS = 60_000;
/** Waits between readings of one event: 2 s, doubling up to 5 min. */
const BACKOFF_MS = { first: 2_000, most: 300_000 } as const;
/** Then an event is given up, and what came after it is read. */
export const MOST_ATTEMPTS = 8;
/** A chat that never stops writing gives way to the others after so many events. */
const MOST_IN_A_ROW = { quick: 50, slow: 5 } as const;
/** The first download of an event may take this long, in milliseconds; when it is not enough the others get a turn. */
const FIRST_DOWNLOAD_MS = 8_000;

/** Each time it was begun the reader ended with it. */
class ReaderLost extends Error {
  override readonly name = 'ReaderLost';
}

/** Another reader has the event by now. */
class HoldLost extends Error {
  override readonly name = 'HoldLost';
}

/** How a reading of a lane ended. */
export type LaneRead =
  | { readonly outcome: 'empty' }
  /** A file is to be fetched for the first one, which a quick reading does not do. */
  | { readonly outcome: 'slow' }
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
export async function readLane(
  deps: Deps,
  { channel: id, lane }: Lane,
  pace: Pace = 'quick',
): Promise<LaneRead> {
  const channel = deps.channels.get(id);
  if (channel === undefined) return { outcome: 'empty' };
  for (let count = 0; count < MOST_IN_A_ROW[pace]; count += 1) {
    const event = await deps.store.inbox.claim(lane, deps.clock.now(), LEASE_MS);
    if (event === undefined) return { outcome: 'empty' };
    const ended = await readEvent(deps, channel, event, pace);
    if (ended !== undefined) return ended;
  }
  return { outcome: 'more' };
}

/** How the reading of its lane ends with it, when it does. */
async function readEvent(
  deps: Deps,
  channel: Channel,
  event: HeldEvent,
  pace: Pace,
): Promise<LaneRead | undefined> {
  const { inbox } = deps.store;
  const { attempt } = event;
  try {
    if (attempt > MOST_ATTEMPTS) throw new ReaderLost('begun too often');
    await channel.read(inbox.open(event), sinkFor(deps, channel, event, pace), attempt);
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
function sinkFor(deps: Deps, channel: Channel, event: HeldEvent, pace: Pace): InboundSink {
  const { inbox } = deps.store;
  const hasWindow = channel.capabilities.window !== undefined;
  const sink = withTimes(createSink(deps), (told) =>
    plausibleTime(told, event.receivedAt, hasWindow),
  );
  const same = new Map<string, number>();
  return {
    ...sink,
    downloading: async (download) => {
      if (pace === 'quick') throw new DownloadLater('a quick reading');
      if (!(await inbox.renew(event, deps.clock.now(), LEASE_MS)))
        throw new HoldLost('read by another');
      return download(event.attempt === 1 ? FIRST_DOWNLOAD_MS : DOWNLOAD_MS);
    },
    // Named by what it is: read again, the event keeps the same files, whichever could be had the last time.
    storeFile: (file) => {
      const digest = createHash('sha256').update(file.bytes).digest('hex');
      const count = (same.get(digest) ?? 0) + 1;
      same.set(digest, count);
      return keepFile(deps, file, inbox.nameFile(event, `${digest} ${count}`));
    },
  };
}

async function notRead(
  deps: Deps,
  channel: Channel,
  event: HeldEvent,
  error: unknown,
): Promise<LaneRead | undefined> {
  const { inbox } = deps.store;
  const { id, attempt } = event;
  if (error instanceof HoldLost) return { outcome: 'empty' };
  if (error instanceof DownloadLater) {
    await inbox.giveBack(event);
    return { outcome: 'slow' };
  }
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
  return { outcome: 'postponed', againMs };
}

/** What would befall any other event as well. */
const isOurs = (error: unknown): boolean =>
  isStoreAway(error) || (error instanceof Error && error.name === 'NoOrganisation');
