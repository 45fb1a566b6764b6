import type { OutboxRow } from './conversation-row.ts';

/** The lines of a chat in their order; the functions here are pure and give back the same entry where nothing changed. */
type Outbox = readonly OutboxRow[];

const isHeldByWorker = ({ state, leasedUntil }: OutboxRow, now: Date): boolean =>
  state === 'sending' && leasedUntil !== undefined && leasedUntil > now;

/** Still to be sent: it waits, or a worker died over it. Nobody else holds anything of the chat when this is asked. */
const isUnsent = ({ state }: OutboxRow): boolean => state === 'waiting' || state === 'sending';

const isDue = ({ state, notBefore }: OutboxRow, now: Date): boolean =>
  state === 'sending' || notBefore <= now;

/** Of each group only the last that waits is sent; those before it give way. */
function supersede(outbox: Outbox): Outbox {
  const last = new Map<string, number>();
  for (const [index, { groupId, state }] of outbox.entries())
    if (groupId !== undefined && state === 'waiting') last.set(groupId, index);
  return outbox.map((entry, index) => {
    const givesWay =
      isUnsent(entry) && entry.groupId !== undefined && index < (last.get(entry.groupId) ?? -1);
    return givesWay ? asSuperseded(entry) : entry;
  });
}

/** Who sends what next: the outbox with one more entry `sending`, if there is one to be sent now. */
export interface Claim {
  readonly outbox: Outbox;
  readonly claimed?: OutboxRow;
}

/**
 * Takes the first entry that may be sent now. While a worker holds one, nothing else is taken, so that the order holds.
 *
 * @param leaseMs - After this many milliseconds the entry may be taken again.
 */
export function claimNext(outbox: Outbox, now: Date, leaseMs: number): Claim {
  if (outbox.some((entry) => isHeldByWorker(entry, now))) return { outbox };
  const thinned = supersede(outbox);
  const next = thinned.find((entry) => isUnsent(entry) && isDue(entry, now));
  if (next === undefined) return { outbox: thinned };
  const leasedUntil = new Date(now.getTime() + leaseMs);
  const claimed: OutboxRow = {
    ...next,
    state: 'sending',
    attempts: next.attempts + 1,
    leasedUntil,
  };
  return { outbox: thinned.map((entry) => (entry === next ? claimed : entry)), claimed };
}

/** The outbox with the entry of a key changed. */
export const changeEntry = (
  outbox: Outbox,
  key: string,
  change: (entry: OutboxRow) => OutboxRow,
): Outbox => outbox.map((entry) => (entry.key === key ? change(entry) : entry));

function released({ leasedUntil: _lease, ...entry }: OutboxRow): OutboxRow {
  return entry;
}

/** That a message was sent is a fact, whatever was thought of it; the first report of it stays. */
export function asSent(entry: OutboxRow, sentAt: Date, receipt: string | undefined): OutboxRow {
  if (entry.state === 'sent') return entry;
  const { failure: _failure, ...rest } = released(entry);
  return { ...rest, state: 'sent', sentAt, ...(receipt === undefined ? {} : { receipt }) };
}

/** To be sent, or sent again after it failed; what was sent or has given way stays so. */
export function asWaiting(entry: OutboxRow, notBefore: Date): OutboxRow {
  if (entry.state === 'sent' || entry.state === 'superseded') return entry;
  const { failure: _failure, ...rest } = released(entry);
  return { ...rest, state: 'waiting', notBefore };
}

/** Given up; what was sent or has given way stays so. */
export function asFailed(entry: OutboxRow, failure: string): OutboxRow {
  if (entry.state === 'sent' || entry.state === 'superseded') return entry;
  return { ...released(entry), state: 'failed', failure };
}

/** Not to be sent any more; what was sent stays so. */
export const asSuperseded = (entry: OutboxRow): OutboxRow =>
  entry.state === 'sent' ? entry : { ...released(entry), state: 'superseded' };

/** The messages of a group as if nothing had ever been said in them, also those that were sent. */
export const withoutWords = (outbox: Outbox, groupId: string): Outbox =>
  outbox.map((entry) =>
    entry.groupId === groupId && entry.message.lines.length > 0
      ? { ...released(entry), message: { lines: [] }, state: 'superseded' }
      : entry,
  );

/** Lines that were settled before an instant, beyond the last `keep`, are dropped. Failed ones stay until they are sent. */
export function trimmed(outbox: Outbox, keep: number, olderThan: Date): Outbox {
  const isOld = ({ state, sentAt, at }: OutboxRow): boolean =>
    (state === 'sent' || state === 'superseded') && (sentAt ?? at) < olderThan;
  const firstKept = outbox.length - keep;
  const left = outbox.filter((entry, index) => index >= firstKept || !isOld(entry));
  return left.length === outbox.length ? outbox : left;
}

const soonest = (instants: readonly Date[]): Date | undefined =>
  instants.length === 0
    ? undefined
    : new Date(Math.min(...instants.map((instant) => instant.getTime())));

/** When delivery must look at the chat again: the first waiting entry, or the end of a lease if its worker dies. */
export function nextSendAt(outbox: Outbox): Date | undefined {
  const leases = outbox.flatMap(({ state, leasedUntil }) =>
    state === 'sending' && leasedUntil ? [leasedUntil] : [],
  );
  const waiting = outbox
    .filter(({ state }) => state === 'waiting')
    .map(({ notBefore }) => notBefore);
  return soonest(leases) ?? soonest(waiting);
}

/** When the oldest entry that failed for good was written. */
export const failedSince = (outbox: Outbox): Date | undefined =>
  soonest(outbox.filter(({ state }) => state === 'failed').map(({ at }) => at));
