import { trusted, type UpdateQuery } from 'mongoose';
import type {
  Conversation,
  Dialogue,
  HeardLine,
  OutboxEntry,
  SeenEvent,
} from '../chat/conversation.ts';
import type { TurnEffect } from '../chat/effect.ts';
import type { Spending } from '../domain/limits.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import { chatKey } from './chat-key.ts';
import { toConversation, type ConversationRow } from './conversation-row.ts';
import { ChatStandings } from './chat-standings.ts';
import { isDuplicateKey } from './errors.ts';
import { nextSends } from './outbox.ts';

/** What one turn changes; everything is written at once or not at all. */
export interface ConversationPatch {
  readonly dialogue: Dialogue | null;
  readonly offered: readonly string[];
  readonly misunderstood: number;
  readonly locale: Locale;
  readonly seen?: SeenEvent;
  /** When the person did this, by the provider's clock; it opens the chat. */
  readonly interactedAt?: Date;
  /** The person was told how to reach the bot while somebody answers by hand. */
  readonly byHandToldAt?: Date;
  readonly heard?: HeardLine;
  readonly openings?: readonly Spending[];
  readonly wrongCodes?: readonly Spending[];
  readonly outbox: readonly OutboxEntry[];
  readonly pending: readonly TurnEffect[];
}

/** As many event ids and heard lines are kept. */
const MOST_KEPT = 200;
/** More new cases than a limit counts. */
const MOST_OPENINGS = 50;
const MOST_WRONG_CODES = 10;
/** An effect of unknown age counts as old: the sweep may carry it out at once, it is repeatable. */
const UNKNOWN_AGE = new Date(0);

/** Chats with all that belongs to them, one row each; a turn is one compare-and-set. */
export class Conversations extends ChatStandings {
  /** The conversation of a chat, once there is one. */
  async load(chat: ChatRef): Promise<Conversation | undefined> {
    const row = await this.rows.findOne({ _id: chatKey(chat) }).lean<ConversationRow>();
    return row === null ? undefined : toConversation(row);
  }

  /** A new conversation, or the one that somebody made at the same moment. */
  async create(chat: ChatRef, personId: string, locale: Locale, now: Date): Promise<Conversation> {
    const row = emptyRow(chat, personId, locale, now);
    try {
      await this.rows.insertOne(row);
      return toConversation(row);
    } catch (error) {
      const quicker = isDuplicateKey(error) ? await this.load(chat) : undefined;
      if (quicker === undefined) throw error;
      return quicker;
    }
  }

  /** The chat of a channel in which a person did something last. Looks through all chats: for an operator, not for a turn. */
  async lastHeard(channel: string): Promise<{ chatId: string; at: Date } | undefined> {
    const row = await this.rows
      .findOne({ 'chat.channel': channel, interactedAt: trusted({ $exists: true }) })
      .sort({ interactedAt: -1 })
      .select({ chat: 1, interactedAt: 1 })
      .lean<Pick<ConversationRow, 'chat' | 'interactedAt'>>();
    const at = row?.interactedAt;
    return row === null || at === undefined ? undefined : { chatId: row.chat.chatId, at };
  }

  /** Writes a turn, unless the conversation is no longer what it was `before`: then nothing, and `false`. */
  async commit(before: Conversation, patch: ConversationPatch): Promise<boolean> {
    const written = await this.rows.updateOne(
      { _id: chatKey(before.chat), version: before.version },
      turnUpdate(before, patch),
    );
    return written.matchedCount === 1;
  }

  /** Blanks what was heard from an instant on, unless the conversation is no longer what it was `before`. */
  async forgetHeard(before: Conversation, since: Date): Promise<void> {
    const blanks = before.heard.flatMap(({ at, body }, index) =>
      at >= since && body !== null ? [[`heard.${index}.body`, null] as const] : [],
    );
    if (blanks.length === 0) return;
    await this.rows.updateOne(
      { _id: chatKey(before.chat), version: before.version },
      { $set: Object.fromEntries(blanks) },
    );
  }

  /** Notes that an effect was carried out. */
  async clearPending(chat: ChatRef, key: string): Promise<void> {
    const id = chatKey(chat);
    const row = await this.rows
      .findOneAndUpdate({ _id: id }, { $pull: { pending: { key } } }, { returnDocument: 'after' })
      .select({ pending: 1 })
      .lean<Pick<ConversationRow, 'pending'>>();
    if (row === null || row.pending.length > 0) return;
    await this.rows.updateOne(
      { _id: id, pending: trusted({ $size: 0 }) },
      { $unset: { pendingSince: 1 } },
    );
  }

  /** Changes the language of a chat that exists; a turn under way is taken again. */
  async setLocale(chat: ChatRef, locale: Locale): Promise<void> {
    await this.rows.updateOne({ _id: chatKey(chat) }, { $set: { locale }, $inc: { version: 1 } });
  }

  /** Gives a chat to another person; a turn under way is taken again. Repeatable. */
  async setPerson(chat: ChatRef, personId: string): Promise<void> {
    await this.rows.updateOne(
      { _id: chatKey(chat), personId: trusted({ $ne: personId }) },
      { $set: { personId }, $inc: { version: 1 } },
    );
  }

  /** Puts a chat with something pending at the end of the line of those to be settled. */
  async postpone(chat: ChatRef, now: Date): Promise<void> {
    await this.rows.updateOne(
      { _id: chatKey(chat), 'pending.0': trusted({ $exists: true }) },
      { $set: { pendingSince: now } },
    );
  }

  /** Chats with effects that were decided before an instant and are not yet carried out, oldest first. */
  async unsettled(olderThan: Date, limit: number): Promise<ChatRef[]> {
    const rows = await this.rows
      .find({ pendingSince: trusted({ $lt: olderThan }), 'pending.0': trusted({ $exists: true }) })
      .sort({ pendingSince: 1 })
      .limit(limit)
      .select({ chat: 1 })
      .lean<Pick<ConversationRow, 'chat'>[]>();
    return rows.map(({ chat }) => chat);
  }
}

function emptyRow(chat: ChatRef, personId: string, locale: Locale, now: Date): ConversationRow {
  return {
    _id: chatKey(chat),
    chat,
    personId,
    locale,
    dialogue: null,
    offered: [],
    misunderstood: 0,
    seen: [],
    heard: [],
    outbox: [],
    outboxRevision: 0,
    lineCount: 0,
    pending: [],
    version: 0,
    createdAt: now,
  };
}

function turnUpdate(before: Conversation, patch: ConversationPatch): UpdateQuery<ConversationRow> {
  const { dialogue, offered, misunderstood, locale, seen, heard, outbox, pending } = patch;
  const { openings = [], wrongCodes = [], interactedAt, byHandToldAt } = patch;
  const earliest = {
    ...soonest(before, patch),
    ...(pending.length === 0 ? {} : { pendingSince: seen?.at ?? UNKNOWN_AGE }),
  };
  return {
    $set: {
      dialogue,
      offered,
      misunderstood,
      locale,
      ...(byHandToldAt === undefined ? {} : { 'byHand.toldAt': byHandToldAt }),
    },
    $push: {
      ...(seen === undefined ? {} : { seen: { $each: [seen], $slice: -MOST_KEPT } }),
      ...(heard === undefined ? {} : { heard: { $each: [heard], $slice: -MOST_KEPT } }),
      ...(openings.length === 0 ? {} : { openings: { $each: openings, $slice: -MOST_OPENINGS } }),
      ...(wrongCodes.length === 0
        ? {}
        : { wrongCodes: { $each: wrongCodes, $slice: -MOST_WRONG_CODES } }),
      outbox: { $each: outbox },
      pending: { $each: pending },
    },
    ...(Object.keys(earliest).length === 0 ? {} : { $min: earliest }),
    ...(interactedAt === undefined
      ? {}
      : {
          $max: { interactedAt, wokenAt: seen?.at ?? interactedAt },
          $unset: { closed: 1 },
        }),
    $inc: { version: 1, outboxRevision: 1, lineCount: outbox.length },
  };
}

/** What was held may go as soon as the person has done something. */
function soonest(
  { outbox: lines }: Conversation,
  { outbox, interactedAt, seen }: ConversationPatch,
): { readonly nextSendAt?: Date } {
  const wokenAt = interactedAt === undefined ? undefined : (seen?.at ?? interactedAt);
  const held = wokenAt === undefined ? [] : lines.filter(({ state }) => state === 'held');
  const { nextSendAt } = nextSends([...held, ...outbox], wokenAt === undefined ? {} : { wokenAt });
  return nextSendAt === undefined ? {} : { nextSendAt };
}
