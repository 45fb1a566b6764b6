import { Schema, type Connection, type Model } from 'mongoose';
import type { Conversation, HeardLine, OutboxEntry } from '../chat/conversation.ts';
import type { Spending } from '../domain/limits.ts';
import type { ChatRef } from '../domain/person.ts';
import { PART_OPTIONS, ROW_OPTIONS } from './connection.ts';

/** An outbox entry with what only delivery needs. */
export interface OutboxRow extends OutboxEntry {
  /** While `sending`: another worker may claim it after this instant. */
  readonly leasedUntil?: Date;
}

/** A conversation as stored. */
export interface ConversationRow extends Omit<Conversation, 'outbox'> {
  readonly _id: string;
  readonly outbox: readonly OutboxRow[];
  /** Grows with every change of the outbox; delivery compares it, so that it never collides with a turn's `version`. */
  readonly outboxRevision: number;
  /** How many outbox entries there are, for finding those to trim. */
  readonly lineCount: number;
  /** Since when something is pending. */
  readonly pendingSince?: Date;
  /** When the oldest entry that failed for good was written. */
  readonly failedSince?: Date;
  readonly createdAt: Date;
}

const { Mixed } = Schema.Types;

const chatSchema = new Schema<ChatRef>({ channel: String, chatId: String }, PART_OPTIONS);

const seenSchema = new Schema<Conversation['seen'][number]>(
  { eventId: String, at: Date, isRefused: Boolean, groupId: String },
  PART_OPTIONS,
);

const openingSchema = new Schema<Spending>({ at: Date, cost: Number }, PART_OPTIONS);

const heardSchema = new Schema<HeardLine>({ eventId: String, at: Date, body: Mixed }, PART_OPTIONS);

const outboxSchema = new Schema<OutboxRow>(
  {
    key: String,
    groupId: String,
    message: Mixed,
    at: Date,
    notBefore: Date,
    caseId: String,
    onlyIn: Mixed,
    state: String,
    attempts: Number,
    sentAt: Date,
    receipt: String,
    failure: String,
    leasedUntil: Date,
  },
  PART_OPTIONS,
);

const conversationSchema = new Schema<ConversationRow>(
  {
    _id: String,
    chat: chatSchema,
    personId: String,
    locale: String,
    dialogue: Mixed,
    offered: [String],
    misunderstood: Number,
    seen: [seenSchema],
    openings: { type: [openingSchema], default: undefined },
    wrongCodes: { type: [openingSchema], default: undefined },
    heard: [heardSchema],
    outbox: [outboxSchema],
    outboxRevision: Number,
    lineCount: Number,
    pending: [Mixed],
    pendingSince: Date,
    failedSince: Date,
    nextSendAt: Date,
    version: Number,
    createdAt: Date,
  },
  ROW_OPTIONS,
);

/** The model of the collection. */
export const conversationModel = (connection: Connection): Model<ConversationRow> =>
  connection.model<ConversationRow>('conversations', conversationSchema, 'conversations');

/** An entry as the chat sees it. */
export const toEntry = ({ leasedUntil: _lease, ...entry }: OutboxRow): OutboxEntry => entry;

/** A row as the chat sees it. */
export function toConversation(row: ConversationRow): Conversation {
  const { _id, outboxRevision: _revision, lineCount: _lines, pendingSince: _since, ...rest } = row;
  const { failedSince: _failed, createdAt: _created, outbox, ...conversation } = rest;
  return { ...conversation, outbox: outbox.map(toEntry) };
}
