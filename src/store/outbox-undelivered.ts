import type { OutboxRow } from './conversation-row.ts';
import type { Outbox } from './outbox.ts';

/** What waits in vain for so long is listed, in milliseconds: by then a person should look at what is wrong. */
export const LISTED_AFTER_MS = 6 * 3_600_000;
/** A refusal for the night or by a limit of the day is over sooner than this, in milliseconds. */
const LATER_LISTED_AFTER_MS = 36 * 3_600_000;

const after = (from: Date, { failure }: OutboxRow): Date =>
  new Date(from.getTime() + (failure === 'later' ? LATER_LISTED_AFTER_MS : LISTED_AFTER_MS));

/** What goes to many at once takes its time. */
const isUnderWay = ({ state, urgency }: OutboxRow): boolean =>
  (state === 'waiting' || state === 'sending') && urgency !== 'bulk';

/** Failed, held, or nobody knows: nothing more is done about it but by a person. */
const isLeft = ({ state, lookAt }: OutboxRow): boolean =>
  state === 'failed' || state === 'held' || (state === 'unknown' && lookAt === undefined);

/** From when a message stands on the list of the undelivered; `undefined`: something must stand in its way first. */
function listedFrom(entry: OutboxRow): Date | undefined {
  if (isLeft(entry)) return entry.since ?? entry.at;
  return isUnderWay(entry) && entry.since !== undefined ? after(entry.since, entry) : undefined;
}

/**
 * Not delivered, and a person should know: what only a person gets any further, and what has waited in vain for
 * hours, be it behind another message or in a channel that takes nothing.
 */
export function isUndelivered(entry: OutboxRow, now: Date): boolean {
  if (isLeft(entry)) return true;
  return isUnderWay(entry) && after(entry.since ?? entry.notBefore, entry) <= now;
}

/** From when something of an outbox stands on the list; may lie ahead. */
export function undeliveredSince(outbox: Outbox): Date | undefined {
  const instants = outbox.flatMap((entry) => listedFrom(entry)?.getTime() ?? []);
  return instants.length === 0 ? undefined : new Date(Math.min(...instants));
}

/** The cases of all in an outbox that is not delivered, '' for what is about none. */
export const undeliveredCaseIds = (outbox: Outbox): readonly string[] => [
  ...new Set(
    outbox
      .filter((entry) => isLeft(entry) || isUnderWay(entry))
      .map(({ caseId }) => caseId ?? NO_CASE),
  ),
];

/** Stands among the ids of cases for a message that is about none. */
export const NO_CASE = '';
