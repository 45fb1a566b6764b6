import { leaseEnd } from '../chat/lease.ts';
import type { OutboxRow } from './conversation-row.ts';
import { asDoubted, asRetried, asSuperseded, asTrueAt } from './outbox-entry.ts';

/** The lines of a chat in their order; the functions here are pure and give back the same entry where nothing changed. */
export type Outbox = readonly OutboxRow[];

/** What delivery reads and writes of a chat, besides its lines. */
export interface ChatPace {
  /** No call in this chat before this: its pace, or a wait after a failure. */
  readonly nextCallAt?: Date;
  /** When we last learnt, by our own clock, that the person did something there. */
  readonly wokenAt?: Date;
}

/** How a worker takes the next message of a chat. */
export interface Claiming {
  /** After this many milliseconds another worker may have it, when this one died. */
  readonly leaseMs: number;
  /** The same for a message with files, whose uploads take longer. Default `leaseMs`. */
  readonly fileLeaseMs?: number;
  /** Bulk is sent apart from all else, and only when nothing else is due. Default no. */
  readonly isBulk?: boolean;
  /**
   * What becomes of a message over which a worker died in its call: `repeat` where a repeat does no harm, `look` where
   * the provider can be asked, else it stays unknown.
   */
  readonly afterCrash: 'repeat' | 'look' | 'leave';
}

const isHeldByWorker = ({ leasedUntil }: OutboxRow, now: Date): boolean =>
  leasedUntil !== undefined && leasedUntil > now;

const isBulk = ({ urgency }: OutboxRow): boolean => urgency === 'bulk';

const isBegun = ({ partsTaken = 0 }: OutboxRow): boolean => partsTaken > 0;

/** From when an entry may be sent: at its time, or, when it was held, once the person has done something since. */
function readyAt(entry: OutboxRow, { wokenAt }: ChatPace): Date | undefined {
  if (entry.state === 'waiting') return entry.notBefore;
  if (entry.state !== 'held' || wokenAt === undefined) return undefined;
  const heldAt = entry.heldAt ?? entry.since;
  return heldAt === undefined || wokenAt > heldAt ? wokenAt : undefined;
}

/** Whoever died before the call has sent nothing; in the call, nobody knows. */
function recovered(entry: OutboxRow, now: Date, { afterCrash }: Claiming): OutboxRow {
  if (entry.state !== 'sending' || isHeldByWorker(entry, now)) return entry;
  const { calledAt } = entry;
  if (calledAt === undefined || afterCrash === 'repeat') return asRetried(entry, entry.notBefore);
  return asDoubted(entry, calledAt, afterCrash === 'look');
}

const isUnsent = ({ state }: OutboxRow): boolean => state === 'waiting' || state === 'held';

/** The place of the last entry of each subject. */
function lastOf(
  outbox: Outbox,
  subjectOf: (entry: OutboxRow) => string | undefined,
): ReadonlyMap<string, number> {
  const places = outbox.flatMap((entry, index) => {
    const subject = subjectOf(entry);
    return subject === undefined ? [] : [[subject, index] as const];
  });
  return new Map(places);
}

/** The case of which staff are told. */
const staffCase = ({ to, caseId }: OutboxRow): string | undefined =>
  to === undefined ? undefined : caseId;

const isToldOrToBe = (entry: OutboxRow): boolean =>
  isUnsent(entry) || entry.state === 'sent' || entry.state === 'moved';

/**
 * Of each group only the last that is still to be sent is sent; those before it give way, unless half of them was said
 * already. Of one case staff are told once when they come back: what was held gives way to any later word on it.
 */
function supersede(outbox: Outbox): Outbox {
  const ofGroup = lastOf(outbox, (entry) => (isUnsent(entry) ? entry.groupId : undefined));
  const ofCase = lastOf(outbox, (entry) => (isToldOrToBe(entry) ? staffCase(entry) : undefined));
  return outbox.map((entry, index) => {
    if (!isUnsent(entry) || isBegun(entry)) return entry;
    const isRegrouped = index < (ofGroup.get(entry.groupId ?? '') ?? -1);
    const isRetold = entry.state === 'held' && index < (ofCase.get(staffCase(entry) ?? '') ?? -1);
    return isRegrouped || isRetold ? asSuperseded(entry) : entry;
  });
}

/** Who does what next: the outbox with one more entry leased, if there is something to be done now. */
export interface Claim {
  readonly outbox: Outbox;
  /** `sending`: to be sent; `unknown`: the provider is to be asked for it. */
  readonly claimed?: OutboxRow;
  /** Something is due and only the chat's pace keeps it back. */
  readonly isPaced?: boolean;
}

/**
 * Takes the next thing to be done in a chat. While a worker holds an entry, or the provider is still to be asked for
 * one, nothing else is taken, so that the order holds.
 */
export function claimNext(outbox: Outbox, now: Date, pace: ChatPace, claiming: Claiming): Claim {
  if (outbox.some((entry) => isHeldByWorker(entry, now))) return { outbox };
  const thinned = supersede(outbox.map((entry) => recovered(entry, now, claiming)));
  const doubted = thinned.find(({ state, lookAt }) => state === 'unknown' && lookAt !== undefined);
  if (doubted?.lookAt !== undefined)
    return doubted.lookAt > now
      ? { outbox: thinned }
      : taken(thinned, doubted, {
          ...doubted,
          leasedUntil: leaseEnd(doubted, now, claiming),
        });
  const next = nextReady(thinned, now, pace, claiming.isBulk === true);
  if (next === undefined) return { outbox: thinned };
  if (pace.nextCallAt !== undefined && pace.nextCallAt > now)
    return { outbox: thinned, isPaced: true };
  const { calledAt: _calledAt, isTemplate: _isTemplate, worded: _worded, ...rest } = next;
  const leasedUntil = leaseEnd(next, now, claiming);
  const attempts = next.attempts + 1;
  const claimed = asTrueAt({ ...rest, state: 'sending', attempts, leasedUntil }, now);
  return taken(thinned, next, claimed);
}

const taken = (outbox: Outbox, entry: OutboxRow, claimed: OutboxRow): Claim => ({
  outbox: outbox.map((one) => (one === entry ? claimed : one)),
  claimed,
});

/** Bulk gives way to whatever else is due. */
function nextReady(
  outbox: Outbox,
  now: Date,
  pace: ChatPace,
  wantsBulk: boolean,
): OutboxRow | undefined {
  const ready = outbox.filter((entry) => {
    const at = readyAt(entry, pace);
    return at !== undefined && at <= now;
  });
  const first = ready.find((entry) => !isBulk(entry));
  return wantsBulk ? (first === undefined ? ready[0] : undefined) : first;
}

/** The outbox with the entry of a key changed. */
export const changeEntry = (
  outbox: Outbox,
  key: string,
  change: (entry: OutboxRow) => OutboxRow,
): Outbox => outbox.map((entry) => (entry.key === key ? change(entry) : entry));

/** The messages of a group as if nothing had ever been said in them, also those that were sent. */
export const withoutWords = (outbox: Outbox, groupId: string): Outbox =>
  outbox.map((entry) =>
    entry.groupId === groupId && entry.message.lines.length > 0
      ? { ...asSuperseded(entry), message: { lines: [] }, state: 'superseded' }
      : entry,
  );

/** Lines that were settled before an instant, beyond the last `keep`, are dropped. What was not delivered stays. */
export function trimmed(outbox: Outbox, keep: number, olderThan: Date): Outbox {
  const isOld = ({ state, sentAt, at }: OutboxRow): boolean =>
    (state === 'sent' || state === 'superseded' || state === 'moved') && (sentAt ?? at) < olderThan;
  const firstKept = outbox.length - keep;
  const left = outbox.filter((entry, index) => index >= firstKept || !isOld(entry));
  return left.length === outbox.length ? outbox : left;
}

const soonest = (instants: readonly Date[]): Date | undefined =>
  instants.length === 0
    ? undefined
    : new Date(Math.min(...instants.map((instant) => instant.getTime())));

const later = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one === undefined || other === undefined || one >= other ? one : other;

/** The instants at which delivery must look at a chat again. */
export interface NextSends {
  /** For a lease that ends, a question to the provider, or the first entry that may go. */
  readonly nextSendAt?: Date;
  readonly nextBulkAt?: Date;
}

/** When delivery must look at the chat again. */
export function nextSends(outbox: Outbox, pace: ChatPace): NextSends {
  const ready = (wantsBulk: boolean): Date | undefined =>
    later(
      soonest(
        outbox
          .filter((entry) => isBulk(entry) === wantsBulk)
          .flatMap((entry) => readyAt(entry, pace) ?? []),
      ),
      pace.nextCallAt,
    );
  const leases = soonest(outbox.flatMap(({ leasedUntil }) => leasedUntil ?? []));
  const looks = soonest(outbox.flatMap(({ lookAt }) => lookAt ?? []));
  const nextSendAt = leases ?? looks ?? ready(false);
  const nextBulkAt = ready(true);
  return {
    ...(nextSendAt === undefined ? {} : { nextSendAt }),
    ...(nextBulkAt === undefined ? {} : { nextBulkAt }),
  };
}
