import { trusted } from 'mongoose';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import type { ClosedWhy } from '../domain/reach.ts';
import { chatKey } from './chat-key.ts';
import { toEntry, type ConversationRow } from './conversation-row.ts';
import { trimmed } from './outbox.ts';
import { isUndelivered, LISTED_AFTER_MS, NO_CASE } from './outbox-undelivered.ts';
import { OutboxWriter } from './outbox-writer.ts';

/**
 * Why something was not delivered: its chat is closed; `rejected` the message itself is wrong; `unknown` it may have
 * arrived; `unreachable` and `misconfigured` what has waited for hours, and a channel that takes nothing may be why.
 */
export type UndeliveredWhy = ClosedWhy | 'unknown' | 'rejected' | 'unreachable' | 'misconfigured';

/** A message that did not reach its person, or of which nobody knows, with where it should have gone. */
export interface Undelivered {
  readonly chat: ChatRef;
  readonly entry: OutboxEntry;
  readonly why: UndeliveredWhy;
  /** For what waits: the first try in vain, or when it was to be sent. */
  readonly since: Date;
  /** The case that it is about. */
  readonly caseId?: string;
}

/** A chat in which something is to be sent, and whose it is. */
export interface WaitingChat extends ChatRef {
  readonly personId: string;
}

/** Providers repeat for up to 48 h, and people look back about as far. */
const TRIM_AFTER_MS = 48 * 3_600_000;
const LINES_KEPT = 100;
const LINES_KEPT_AS_HISTORY = 200;

/** Which chats want something of delivery. */
export class DeliveryLists extends OutboxWriter {
  /** Chats of one channel in which something is to be sent by now, longest waiting first; bulk is apart. */
  due(channel: string, now: Date, limit: number): Promise<WaitingChat[]> {
    return this.#waiting('nextSendAt', channel, now, limit);
  }

  /** Chats of one channel in which bulk may be sent by now, longest waiting first. */
  bulkDue(channel: string, now: Date, limit: number): Promise<WaitingChat[]> {
    return this.#waiting('nextBulkAt', channel, now, limit);
  }

  /** Whether there is a chat of a channel in which something was taken last between two instants. */
  async hasTakenBetween(channel: string, from: Date, to: Date): Promise<boolean> {
    const taken = { 'chat.channel': channel, takenAt: trusted({ $gt: from, $lt: to }) };
    return (await this.rows.exists(taken)) !== null;
  }

  /**
   * Messages that were not delivered, oldest chat first.
   *
   * @param caseIds - Only what is about one of these: the limit is not spent on others. Default all.
   */
  async undeliverable(
    now: Date,
    limit: number,
    caseIds?: readonly string[],
  ): Promise<Undelivered[]> {
    const wanted = caseIds === undefined ? undefined : new Set(caseIds);
    const rows = [
      ...(await this.#listed(now, limit, wanted)),
      ...(await this.#stuck(now, limit, wanted)),
    ];
    const byKey = new Map(rows.map((row) => [chatKey(row.chat), row]));
    const found = [...byKey.values()].flatMap(({ chat, outbox }) =>
      outbox
        .filter((entry) => isUndelivered(entry, now) && isAbout(entry, wanted))
        .map((row) => undelivered(chat, toEntry(row))),
    );
    return found.slice(0, limit);
  }

  /** In how many chats something is not delivered that is about no case, such as an answer. */
  undeliverableWithoutCase(now: Date): Promise<number> {
    return this.rows.countDocuments({
      undeliveredCaseIds: NO_CASE,
      undeliveredSince: trusted({ $lte: now }),
    });
  }

  /** Chats in which delivery met with something. */
  #listed(now: Date, limit: number, wanted: ReadonlySet<string> | undefined): Promise<Listed[]> {
    const about = wanted === undefined ? {} : { undeliveredCaseIds: trusted({ $in: [...wanted] }) };
    return this.rows
      .find({ undeliveredSince: trusted({ $lte: now }), ...about })
      .sort({ undeliveredSince: 1 })
      .limit(limit)
      .select(LISTED)
      .lean<Listed[]>();
  }

  /** Chats to which delivery has not come for hours: their channel takes nothing, or was switched off. */
  #stuck(now: Date, limit: number, wanted: ReadonlySet<string> | undefined): Promise<Listed[]> {
    const about = wanted === undefined ? {} : { 'outbox.caseId': trusted({ $in: [...wanted] }) };
    const until = new Date(now.getTime() - LISTED_AFTER_MS);
    return this.rows
      .find({ nextSendAt: trusted({ $lte: until }), ...about })
      .sort({ nextSendAt: 1 })
      .limit(limit)
      .select(LISTED)
      .lean<Listed[]>();
  }

  /**
   * Drops lines that were sent more than 48 hours ago, beyond the last 100 of a chat.
   *
   * @param historyChannels - Channels whose history we keep for people: the last 200 stay there.
   * @returns How many lines were dropped.
   */
  async trim(now: Date, historyChannels: readonly string[] = []): Promise<number> {
    const olderThan = new Date(now.getTime() - TRIM_AFTER_MS);
    const long = this.rows
      .find({ lineCount: trusted({ $gt: LINES_KEPT }) })
      .select({ chat: 1, lineCount: 1 })
      .lean<Pick<ConversationRow, '_id' | 'chat' | 'lineCount'>[]>()
      .cursor();
    let dropped = 0;
    for await (const { _id, chat, lineCount } of long) {
      const keep = historyChannels.includes(chat.channel) ? LINES_KEPT_AS_HISTORY : LINES_KEPT;
      if (lineCount > keep) dropped += await this.#trimOne(_id, keep, olderThan);
    }
    return dropped;
  }

  async #waiting(
    field: 'nextSendAt' | 'nextBulkAt',
    channel: string,
    now: Date,
    limit: number,
  ): Promise<WaitingChat[]> {
    const rows = await this.rows
      .find({ 'chat.channel': channel, [field]: trusted({ $lte: now }) })
      .sort({ [field]: 1 })
      .limit(limit)
      .select({ chat: 1, personId: 1 })
      .lean<Pick<ConversationRow, 'chat' | 'personId'>[]>();
    return rows.map(({ chat, personId }) => ({ ...chat, personId }));
  }

  async #trimOne(key: string, keep: number, olderThan: Date): Promise<number> {
    let dropped = 0;
    await this.rewrite(key, ({ outbox }) => {
      const left = trimmed(outbox, keep, olderThan);
      dropped = outbox.length - left.length;
      return { outbox: left };
    });
    return dropped;
  }
}

type Listed = Pick<ConversationRow, 'chat' | 'outbox'>;

const LISTED = { chat: 1, outbox: 1 } as const;

const isAbout = ({ caseId }: OutboxEntry, wanted: ReadonlySet<string> | undefined): boolean =>
  wanted === undefined || (caseId !== undefined && wanted.has(caseId));

function whyOf({ state, heldFor, failure }: OutboxEntry): UndeliveredWhy {
  if (state === 'held') return heldFor ?? 'window';
  if (state === 'unknown') return 'unknown';
  if (state === 'failed') return 'rejected';
  return failure === 'misconfigured' ? 'misconfigured' : 'unreachable';
}

const undelivered = (chat: ChatRef, entry: OutboxEntry): Undelivered => ({
  chat,
  entry,
  why: whyOf(entry),
  since: entry.since ?? (entry.state === 'waiting' ? entry.notBefore : entry.at),
  ...(entry.caseId === undefined ? {} : { caseId: entry.caseId }),
});
