import { trusted, type Connection, type Model, type UpdateQuery } from 'mongoose';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import { assigned } from './assigned.ts';
import { chatKey } from './chat-key.ts';
import {
  conversationModel,
  toEntry,
  type ConversationRow,
  type OutboxRow,
} from './conversation-row.ts';
import { StoreContended } from './errors.ts';
import * as outboxes from './outbox.ts';

/** A message that did not reach its person, or of which nobody knows, with where it should have gone. */
export interface Undelivered {
  readonly chat: ChatRef;
  readonly entry: OutboxEntry;
  /** `rejected`: the message itself is wrong. `unknown`: it may have arrived. */
  readonly why: 'blocked' | 'left' | 'window' | 'unknown' | 'rejected';
  readonly since: Date;
  /** The case that it is about. */
  readonly caseId?: string;
}

/** A chat in which something is to be sent, and whose it is. */
export interface WaitingChat extends ChatRef {
  readonly personId: string;
}

type OutboxState = Pick<
  ConversationRow,
  '_id' | 'outbox' | 'outboxRevision' | 'nextSendAt' | 'failedSince'
>;

const DELIVERY_FIELDS = { outbox: 1, outboxRevision: 1, nextSendAt: 1, failedSince: 1 } as const;
/** Each lost round means that somebody else got on; this many in a row mean a fault. */
const MOST_ATTEMPTS = 50;
/** Providers repeat for up to 48 h, and people look back about as far. */
const TRIM_AFTER_MS = 48 * 3_600_000;
const LINES_KEPT = 100;
const LINES_KEPT_AS_HISTORY = 200;

/** The outboxes of chats. Delivery never touches `version`, so turns and deliveries do not collide. */
export class Deliveries {
  protected readonly rows: Model<ConversationRow>;

  constructor(connection: Connection) {
    this.rows = conversationModel(connection);
  }

  /** Appends messages whose key the chat does not have yet, and says how many; a chat without conversation gets none. */
  async push(chat: ChatRef, entries: readonly OutboxEntry[]): Promise<number> {
    let added = 0;
    for (const entry of entries) {
      const written = await this.rows.updateOne(
        { _id: chatKey(chat), 'outbox.key': trusted({ $ne: entry.key }) },
        {
          $push: { outbox: entry },
          $inc: { outboxRevision: 1, lineCount: 1 },
          ...(entry.state === 'waiting' ? { $min: { nextSendAt: entry.notBefore } } : {}),
        },
      );
      added += written.modifiedCount;
    }
    return added;
  }

  /**
   * Hands the next message of a chat to one worker. Earlier ones of its group give way; one that is held does not
   * block others; while another worker holds one of the chat, there is none.
   *
   * @param leaseMs - After this many milliseconds another worker may have it, when this one died.
   */
  async claim(chat: ChatRef, now: Date, leaseMs: number): Promise<OutboxEntry | undefined> {
    let claimed: OutboxRow | undefined;
    await this.#rewrite(chatKey(chat), (outbox) => {
      const claim = outboxes.claimNext(outbox, now, leaseMs);
      claimed = claim.claimed;
      return claim.outbox;
    });
    return claimed && toEntry(claimed);
  }

  /** Records that a message was sent; the first record stays. */
  async markSent(chat: ChatRef, key: string, at: Date, receipt?: string): Promise<void> {
    await this.#change(chat, key, (entry) => outboxes.asSent(entry, at, receipt));
  }

  /** Puts a message back until an instant: after a failure that may pass, or to send it again. */
  async markWaiting(chat: ChatRef, key: string, notBefore: Date): Promise<void> {
    await this.#change(chat, key, (entry) => outboxes.asWaiting(entry, notBefore));
  }

  /** Sends again what failed; `false` when the message did not. */
  async resend(chat: ChatRef, key: string, now: Date): Promise<boolean> {
    let isResent = false;
    await this.#change(chat, key, (entry) => {
      isResent = entry.state === 'failed';
      return isResent ? outboxes.asWaiting(entry, now) : entry;
    });
    return isResent;
  }

  /** A person says that it arrived: it is not sent any more. */
  async markArrived(chat: ChatRef, key: string, at: Date): Promise<void> {
    await this.#change(chat, key, (entry) => outboxes.asSent(entry, at, undefined));
  }

  /** Gives a message up and says why; it stays on the list of the undeliverable. */
  async markFailed(chat: ChatRef, key: string, failure: string): Promise<void> {
    await this.#change(chat, key, (entry) => outboxes.asFailed(entry, failure));
  }

  /** Lets a message go that has nothing to say any more. */
  async markSuperseded(chat: ChatRef, key: string): Promise<void> {
    await this.#change(chat, key, outboxes.asSuperseded);
  }

  /** Takes the words out of all messages of a group; those that wait are not sent any more. */
  async forgetGroup(chat: ChatRef, groupId: string): Promise<void> {
    await this.#rewrite(chatKey(chat), (outbox) => outboxes.withoutWords(outbox, groupId));
  }

  /**
   * Chats in which something is to be sent by now, longest waiting first.
   *
   * @param channels - Only chats of these: a channel that was switched off must not fill the list. Default all.
   */
  async due(now: Date, limit: number, channels?: readonly string[]): Promise<WaitingChat[]> {
    const served =
      channels === undefined ? {} : { 'chat.channel': trusted({ $in: [...channels] }) };
    const rows = await this.rows
      .find({ nextSendAt: trusted({ $lte: now }), ...served })
      .sort({ nextSendAt: 1 })
      .limit(limit)
      .select({ chat: 1, personId: 1 })
      .lean<Pick<ConversationRow, 'chat' | 'personId'>[]>();
    return rows.map(({ chat, personId }) => ({ ...chat, personId }));
  }

  /** Messages that failed for good, oldest chat first. */
  async undeliverable(limit: number): Promise<Undelivered[]> {
    const rows = await this.rows
      .find({ failedSince: trusted({ $gte: new Date(0) }) })
      .sort({ failedSince: 1 })
      .limit(limit)
      .select({ chat: 1, outbox: 1 })
      .lean<Pick<ConversationRow, 'chat' | 'outbox'>[]>();
    const failed = rows.flatMap(({ chat, outbox }) =>
      outbox
        .filter(({ state }) => state === 'failed')
        .map((row) => undelivered(chat, toEntry(row))),
    );
    return failed.slice(0, limit);
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

  async #trimOne(key: string, keep: number, olderThan: Date): Promise<number> {
    let dropped = 0;
    await this.#rewrite(key, (outbox) => {
      const left = outboxes.trimmed(outbox, keep, olderThan);
      dropped = outbox.length - left.length;
      return left;
    });
    return dropped;
  }

  async #change(
    chat: ChatRef,
    key: string,
    change: (entry: OutboxRow) => OutboxRow,
  ): Promise<void> {
    await this.#rewrite(chatKey(chat), (outbox) => outboxes.changeEntry(outbox, key, change));
  }

  /** Changes an outbox by a pure function: what differs is written at once with what follows from it, or tried again. */
  async #rewrite(
    key: string,
    rewrite: (outbox: readonly OutboxRow[]) => readonly OutboxRow[],
  ): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const row = await this.rows.findOne({ _id: key }).select(DELIVERY_FIELDS).lean<OutboxState>();
      if (row === null) return;
      const change = changeOf(row, rewrite(row.outbox));
      if (change === undefined) return;
      const written = await this.rows.updateOne(
        { _id: key, outboxRevision: row.outboxRevision },
        change,
      );
      if (written.matchedCount === 1) return;
    }
    throw new StoreContended('the outbox of a chat');
  }
}

const undelivered = (chat: ChatRef, entry: OutboxEntry): Undelivered => {
  const caseId = entry.caseId ?? entry.onlyIn?.caseId;
  return {
    chat,
    entry,
    why: entry.failure === 'blocked' ? 'blocked' : 'rejected',
    since: entry.at,
    ...(caseId === undefined ? {} : { caseId }),
  };
};

/** What must be written to make a row's outbox this one; `undefined` when it is. */
function changeOf(
  row: OutboxState,
  outbox: readonly OutboxRow[],
): UpdateQuery<ConversationRow> | undefined {
  const nextSendAt = outboxes.nextSendAt(outbox);
  const entries = changedEntries(row.outbox, outbox);
  const isOnTime = nextSendAt?.getTime() === row.nextSendAt?.getTime();
  if (Object.keys(entries).length === 0 && isOnTime) return undefined;
  const failedSince = outboxes.failedSince(outbox);
  const fields = { ...entries, lineCount: outbox.length, nextSendAt, failedSince };
  return { ...assigned(fields), $inc: { outboxRevision: 1 } };
}

/** The whole outbox when lines were dropped, else only those that differ, by their place. */
function changedEntries(
  before: readonly OutboxRow[],
  after: readonly OutboxRow[],
): Readonly<Record<string, unknown>> {
  if (after.length !== before.length) return { outbox: after };
  const places = after.map((entry, index) => [`outbox.${index}`, entry] as const);
  return Object.fromEntries(places.filter(([, entry], index) => entry !== before[index]));
}
