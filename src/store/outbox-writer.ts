import { type Connection, type Model, type UpdateQuery } from 'mongoose';
import type { ChatRef } from '../domain/person.ts';
import { assigned } from './assigned.ts';
import { chatKey } from './chat-key.ts';
import { conversationModel, type ConversationRow, type OutboxRow } from './conversation-row.ts';
import { StoreContended } from './errors.ts';
import * as outboxes from './outbox.ts';
import { undeliveredCaseIds, undeliveredSince } from './outbox-undelivered.ts';

/** All that delivery reads of a chat. */
export type ChatLines = Pick<
  ConversationRow,
  | '_id'
  | 'personId'
  | 'locale'
  | 'outbox'
  | 'outboxRevision'
  | 'nextSendAt'
  | 'nextBulkAt'
  | 'nextCallAt'
  | 'interactedAt'
  | 'wokenAt'
  | 'closed'
>;

const FIELDS = {
  personId: 1,
  locale: 1,
  outbox: 1,
  outboxRevision: 1,
  nextSendAt: 1,
  nextBulkAt: 1,
  nextCallAt: 1,
  interactedAt: 1,
  wokenAt: 1,
  closed: 1,
} as const;

/** Each lost round means that somebody else got on; this many in a row mean a fault. */
const MOST_ATTEMPTS = 50;

/** What a rewriting leaves: the lines, and when the next call may be made if that changes. */
export interface Rewritten {
  readonly outbox: outboxes.Outbox;
  readonly nextCallAt?: Date | undefined;
  /** When the provider took something, if it did. */
  readonly takenAt?: Date | undefined;
}

/** Writes outboxes by pure functions; `version` belongs to turns and is never touched, so the two do not collide. */
export class OutboxWriter {
  protected readonly rows: Model<ConversationRow>;

  constructor(connection: Connection) {
    this.rows = conversationModel(connection);
  }

  /**
   * Changes an outbox: what differs is written at once with what follows from it, or all is tried again.
   *
   * @returns When delivery must look again; nothing for a chat that nobody has begun.
   */
  protected async rewrite(
    key: string,
    rewriting: (row: ChatLines) => Rewritten,
  ): Promise<outboxes.NextSends> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const row = await this.rows.findOne({ _id: key }).select(FIELDS).lean<ChatLines>();
      if (row === null) return {};
      const { change, next } = changeOf(row, rewriting(row));
      if (change === undefined) return next;
      const written = await this.rows.updateOne(
        { _id: key, outboxRevision: row.outboxRevision },
        change,
      );
      if (written.matchedCount === 1) return next;
    }
    throw new StoreContended('the outbox of a chat');
  }

  /** Changes the entry of a key. */
  protected change(
    chat: ChatRef,
    key: string,
    change: (entry: OutboxRow, row: ChatLines) => OutboxRow,
    { nextCallAt, takenAt }: Omit<Rewritten, 'outbox'> = {},
  ): Promise<outboxes.NextSends> {
    return this.rewrite(chatKey(chat), (row) => ({
      outbox: outboxes.changeEntry(row.outbox, key, (entry) => change(entry, row)),
      nextCallAt,
      takenAt,
    }));
  }
}

/** What must be written to make a row's outbox this one; no change when it is. */
function changeOf(
  row: ChatLines,
  { outbox, nextCallAt = row.nextCallAt, takenAt }: Rewritten,
): { change?: UpdateQuery<ConversationRow>; next: outboxes.NextSends } {
  const next = outboxes.nextSends(outbox, {
    ...(nextCallAt === undefined ? {} : { nextCallAt }),
    ...(row.wokenAt === undefined ? {} : { wokenAt: row.wokenAt }),
  });
  const entries = changedEntries(row.outbox, outbox);
  const isOnTime =
    isSame(next.nextSendAt, row.nextSendAt) &&
    isSame(next.nextBulkAt, row.nextBulkAt) &&
    isSame(nextCallAt, row.nextCallAt);
  if (Object.keys(entries).length === 0 && isOnTime) return { next };
  const listedFrom = undeliveredSince(outbox);
  const fields = {
    ...entries,
    lineCount: outbox.length,
    nextSendAt: next.nextSendAt,
    nextBulkAt: next.nextBulkAt,
    nextCallAt,
    undeliveredSince: listedFrom,
    undeliveredCaseIds: listedFrom === undefined ? undefined : undeliveredCaseIds(outbox),
    ...(takenAt === undefined ? {} : { takenAt }),
  };
  return { change: { ...assigned(fields), $inc: { outboxRevision: 1 } }, next };
}

const isSame = (one: Date | undefined, other: Date | undefined): boolean =>
  one?.getTime() === other?.getTime();

/** The whole outbox when lines were dropped, else only those that differ, by their place. */
function changedEntries(
  before: readonly OutboxRow[],
  after: readonly OutboxRow[],
): Readonly<Record<string, unknown>> {
  if (after.length !== before.length) return { outbox: after };
  const places = after.map((entry, index) => [`outbox.${index}`, entry] as const);
  return Object.fromEntries(places.filter(([, entry], index) => entry !== before[index]));
}
