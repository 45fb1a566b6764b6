import { trusted } from 'mongoose';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import type { ClosedWhy } from '../domain/reach.ts';
import { toEntry, type ConversationRow } from './conversation-row.ts';
import { isUndelivered, trimmed } from './outbox.ts';
import { OutboxWriter } from './outbox-writer.ts';

/** A message that did not reach its person, or of which nobody knows, with where it should have gone. */
export interface Undelivered {
  readonly chat: ChatRef;
  readonly entry: OutboxEntry;
  /** `rejected`: the message itself is wrong. `unknown`: it may have arrived. */
  readonly why: ClosedWhy | 'unknown' | 'rejected';
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
  /**
   * Chats in which something is to be sent by now, longest waiting first; bulk is apart.
   *
   * @param channels - Only chats of these: a channel that was switched off must not fill the list. Default all.
   */
  due(now: Date, limit: number, channels?: readonly string[]): Promise<WaitingChat[]> {
    return this.#waiting('nextSendAt', now, limit, channels);
  }

  /** Chats of one channel in which bulk may be sent by now, longest waiting first. */
  bulkDue(channel: string, now: Date, limit: number): Promise<WaitingChat[]> {
    return this.#waiting('nextBulkAt', now, limit, [channel]);
  }

  /** Messages that were not delivered and with which nothing happens by itself, oldest chat first. */
  async undeliverable(limit: number): Promise<Undelivered[]> {
    const rows = await this.rows
      .find({ undeliveredSince: trusted({ $gte: new Date(0) }) })
      .sort({ undeliveredSince: 1 })
      .limit(limit)
      .select({ chat: 1, outbox: 1 })
      .lean<Pick<ConversationRow, 'chat' | 'outbox'>[]>();
    const found = rows.flatMap(({ chat, outbox }) =>
      outbox.filter(isUndelivered).map((row) => undelivered(chat, toEntry(row))),
    );
    return found.slice(0, limit);
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
    now: Date,
    limit: number,
    channels: readonly string[] | undefined,
  ): Promise<WaitingChat[]> {
    const served =
      channels === undefined ? {} : { 'chat.channel': trusted({ $in: [...channels] }) };
    const rows = await this.rows
      .find({ [field]: trusted({ $lte: now }), ...served })
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

const undelivered = (chat: ChatRef, entry: OutboxEntry): Undelivered => ({
  chat,
  entry,
  why:
    entry.state === 'held'
      ? (entry.heldFor ?? 'window')
      : entry.state === 'unknown'
        ? 'unknown'
        : 'rejected',
  since: entry.since ?? entry.at,
  ...(entry.caseId === undefined ? {} : { caseId: entry.caseId }),
});
