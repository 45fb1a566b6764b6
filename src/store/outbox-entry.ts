import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import type { ClosedWhy } from '../domain/reach.ts';
import type { OutboxRow } from './conversation-row.ts';

/** How long after a call of unknown outcome the provider is asked for it, in milliseconds; later messages wait so long. */
const LOOKS_MS = [15_000, 60_000, 300_000] as const;

const isSettled = ({ state }: OutboxRow): boolean =>
  state === 'sent' || state === 'superseded' || state === 'moved';

/** Without anything that belongs to one try of one part. */
function released(entry: OutboxRow): OutboxRow {
  const { leasedUntil: _lease, lookAt: _lookAt, echoedAs: _echoedAs, ...rest } = entry;
  const { since: _since, heldFor: _heldFor, heldAt: _heldAt, failure: _failure, ...kept } = rest;
  return kept;
}

/** Without anything that belongs to a call either. */
function uncalled(entry: OutboxRow): OutboxRow {
  const {
    calledAt: _calledAt,
    isTemplate: _isTemplate,
    worded: _worded,
    ...rest
  } = released(entry);
  return rest;
}

const partOf = ({ partsTaken = 0 }: OutboxEntry): number => partsTaken;

/** Whether an entry still stands at this try of this part; a worker that was away for long may report of another. */
export const isSameTry = (entry: OutboxRow, claimed: OutboxEntry): boolean =>
  (entry.state === 'sending' || entry.state === 'unknown') &&
  partOf(entry) === partOf(claimed) &&
  entry.attempts === claimed.attempts;

/** A part that the provider took. */
export interface TakenPart {
  readonly part: number;
  readonly at: Date;
  readonly providerId?: string | undefined;
  readonly hasMore: boolean;
}

/** That a part was taken is a fact, whatever was thought of it; a report of one that is behind us changes nothing. */
export function asTaken(entry: OutboxRow, { part, at, providerId, hasMore }: TakenPart): OutboxRow {
  if (entry.state === 'sent' || partOf(entry) !== part) return entry;
  const receipts = [...(entry.receipts ?? []), ...(providerId === undefined ? [] : [providerId])];
  const { calledAt: _calledAt, worded: _worded, ...rest } = released(entry);
  const taken = { ...rest, partsTaken: part + 1, ...(receipts.length === 0 ? {} : { receipts }) };
  if (!hasMore) return { ...taken, state: 'sent', sentAt: at };
  return isSettled(entry) ? taken : { ...taken, state: 'waiting', attempts: 0, notBefore: at };
}

/** What would be a lie by now gives way to what is true, unless a part of it was said already. */
export function asTrueAt(entry: OutboxRow, now: Date): OutboxRow {
  const { lapse, ...rest } = entry;
  if (lapse === undefined || lapse.at > now || partOf(entry) > 0) return entry;
  return { ...rest, message: lapse.message };
}

/** A call that begins. */
export interface Calling {
  readonly at: Date;
  /** After this the worker counts as dead. */
  readonly leasedUntil: Date;
  /** Default: as itself. */
  readonly isTemplate?: boolean;
  readonly worded?: OutboxEntry['worded'];
}

/** The call for the next part begins: from now on the provider may have it, and the worker has its whole time again. */
export const asCalled = (
  entry: OutboxRow,
  { at, leasedUntil, isTemplate = false, worded }: Calling,
): OutboxRow =>
  entry.state === 'sending'
    ? {
        ...entry,
        calledAt: at,
        leasedUntil,
        ...(isTemplate ? { isTemplate } : {}),
        ...(worded === undefined ? {} : { worded }),
      }
    : entry;

/** To be sent, or sent again after it failed, was held or doubted; what is settled stays so. */
export function asWaiting(entry: OutboxRow, notBefore: Date): OutboxRow {
  return isSettled(entry) ? entry : { ...uncalled(entry), state: 'waiting', notBefore };
}

/** Why a try sent nothing, and when. */
export interface Hindrance {
  /** A code of a send error. */
  readonly failure: string;
  readonly at: Date;
}

/** To be tried again; the first instant at which something stood in its way stays, what is settled stays so. */
export function asRetried(entry: OutboxRow, notBefore: Date, hindrance?: Hindrance): OutboxRow {
  if (isSettled(entry)) return entry;
  const since = entry.since ?? hindrance?.at;
  const failure = hindrance?.failure ?? entry.failure;
  return {
    ...asWaiting(entry, notBefore),
    ...(since === undefined ? {} : { since }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Given up; what is settled stays so. */
export const asFailed = (entry: OutboxRow, failure: string, since: Date): OutboxRow =>
  isSettled(entry) ? entry : { ...uncalled(entry), state: 'failed', failure, since };

/** Somebody says that all of it arrived; what is settled stays so. */
export const asArrived = (entry: OutboxRow, at: Date): OutboxRow =>
  isSettled(entry) ? entry : { ...uncalled(entry), state: 'sent', sentAt: at };

/** Kept until the person does something; since when it cannot be said stays, and what is settled stays so. */
export function asHeld(entry: OutboxRow, heldFor: ClosedWhy, heldAt: Date): OutboxRow {
  if (isSettled(entry)) return entry;
  const { movesTo: _movesTo, ...rest } = uncalled(entry);
  return { ...rest, state: 'held', heldFor, heldAt, since: entry.since ?? heldAt };
}

/** Not to be sent any more; what was sent stays so. */
export const asSuperseded = (entry: OutboxRow): OutboxRow =>
  entry.state === 'sent' ? entry : { ...uncalled(entry), state: 'superseded' };

/**
 * Nobody knows whether the part was taken. An echo that came while the call was under way has told already.
 *
 * @param mayLook - Whether the provider can be asked; a template cannot be found again.
 */
export function asDoubted(entry: OutboxRow, since: Date, mayLook: boolean): OutboxRow {
  if (entry.state !== 'sending') return entry;
  const { echoedAs } = entry;
  if (echoedAs !== undefined)
    return asTaken(entry, { ...taking(entry), at: since, providerId: echoedAs });
  const lookAt = mayLook && entry.isTemplate !== true ? nextLook(since, since) : undefined;
  const { calledAt: _calledAt, ...rest } = released(entry);
  return { ...rest, state: 'unknown', since, ...(lookAt === undefined ? {} : { lookAt }) };
}

/** What is known of a part that was found: a template has no other, and beyond the last part nothing is called. */
const taking = (entry: OutboxRow): Pick<TakenPart, 'part' | 'hasMore'> => ({
  part: partOf(entry),
  hasMore: entry.isTemplate !== true,
});

const nextLook = (since: Date, after: Date): Date | undefined => {
  const sinceMs = since.getTime();
  const waitMs = LOOKS_MS.find((each) => sinceMs + each > after.getTime());
  return waitMs === undefined ? undefined : new Date(sinceMs + waitMs);
};

/** What the provider says of a part that nobody knew of; without an answer it is asked again, three times in all. */
export function asLookedFor(
  entry: OutboxRow,
  found: { readonly state: 'sent' | 'not-sent' | 'unknown'; readonly providerId?: string },
  at: Date,
): OutboxRow {
  if (entry.state !== 'unknown') return entry;
  if (found.state === 'sent')
    return asTaken(entry, { ...taking(entry), at, providerId: found.providerId });
  if (found.state === 'not-sent') return asWaiting(entry, at);
  const { leasedUntil: _lease, lookAt: _lookAt, ...rest } = entry;
  const lookAt = nextLook(entry.since ?? at, at);
  return lookAt === undefined ? rest : { ...rest, lookAt };
}

/** The account was heard to say a part: settles one that nobody knew of, and is remembered of one under way. */
export function asEchoed(entry: OutboxRow, providerId: string, at: Date): OutboxRow {
  if (entry.receipts?.includes(providerId) === true) return entry;
  if (entry.state === 'unknown') return asTaken(entry, { ...taking(entry), at, providerId });
  if (entry.state !== 'sending' || entry.calledAt === undefined) return entry;
  return { ...entry, echoedAs: providerId };
}

/** On its way to another chat; remembered before it is put there, so that a crash cannot send it to a third one. */
export const asMoving = (entry: OutboxRow, movesTo: ChatRef): OutboxRow =>
  entry.state === 'sending' ? { ...entry, movesTo } : entry;

/** Whoever was written to has left this chat: what is not settled goes to another, also when its turn comes later. */
export const asLeaving = (entry: OutboxRow, movesTo: ChatRef): OutboxRow =>
  isSettled(entry) || entry.movesTo !== undefined ? entry : { ...entry, movesTo };

/** It stands in the chat to which it was to leave; what a worker has in hand is settled by that worker. */
export const asLeft = (entry: OutboxRow): OutboxRow =>
  isUnsaid(entry) && entry.movesTo !== undefined ? { ...uncalled(entry), state: 'moved' } : entry;

/** Nobody is sending it, and it is to be sent some day. */
export const isUnsaid = ({ state }: OutboxRow): boolean => state === 'waiting' || state === 'held';

export const asMoved = (entry: OutboxRow): OutboxRow =>
  entry.state === 'sending' ? { ...uncalled(entry), state: 'moved' } : entry;

/** As it begins in another chat: whole, whatever the first one took of it. */
export function asArriving(entry: OutboxEntry, at: Date): OutboxEntry {
  const {
    partsTaken: _partsTaken,
    receipts: _receipts,
    movesTo: _movesTo,
    ...rest
  } = uncalled(entry);
  const notBefore = entry.notBefore > at ? entry.notBefore : at;
  return { ...rest, state: 'waiting', attempts: 0, notBefore, hasMoved: true };
}

/** Comes back to a chat that it had left. */
export function asReturned(entry: OutboxRow, at: Date): OutboxRow {
  if (entry.state !== 'moved') return entry;
  const { movesTo: _movesTo, ...rest } = entry;
  return { ...rest, state: 'waiting', attempts: 0, notBefore: at, hasMoved: true };
}

/** It arrived on the phone, or was looked at; the first instant of each stays. */
export function asReceived(
  entry: OutboxRow,
  providerIds: readonly string[],
  state: 'delivered' | 'seen',
  at: Date,
): OutboxRow {
  const isMeant = entry.receipts?.some((receipt) => providerIds.includes(receipt)) === true;
  if (!isMeant) return entry;
  const arrived = entry.arrivedAt === undefined ? { arrivedAt: at } : {};
  const seen = state === 'seen' && entry.seenAt === undefined ? { seenAt: at } : {};
  const hasNews = Object.keys(arrived).length + Object.keys(seen).length > 0;
  return hasNews ? { ...entry, ...arrived, ...seen } : entry;
}
