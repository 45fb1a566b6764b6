import { Schema, type Connection, type Model } from 'mongoose';
import type { Conversation, HeardLine, OutboxEntry } from '../chat/conversation.ts';
import type { ByHand } from '../domain/by-hand.ts';
import type { Spending } from '../domain/limits.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Closed } from '../domain/reach.ts';
import { PART_OPTIONS, ROW_OPTIONS } from './connection.ts';

/** An outbox entry with what only delivery needs. */
export interface OutboxRow extends OutboxEntry {
  /** A worker has it; another may claim it after this instant. */
  readonly leasedUntil?: Date;
  /** While `held`: when it was last put by; only what the person does after that lets it go. */
  readonly heldAt?: Date;
  /** While `unknown`: when the provider is asked for it next. Absent: not any more. */
  readonly lookAt?: Date;
  /** While `sending`: the id under which the account was heard to say it, before the call had ended. */
  readonly echoedAs?: string;
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
  /** From when something stands on the list of the undelivered: the oldest; may lie ahead. */
  readonly undeliveredSince?: Date;
  /** While there is such: the cases of all that is not delivered, '' for what is about none. */
  readonly undeliveredCaseIds?: readonly string[];
  /** When the provider last took something here. */
  readonly takenAt?: Date;
  /** No call in this chat before this: its pace, or a wait after a failure. */
  readonly nextCallAt?: Date;
  /** When we last learnt, by our own clock, that the person did something there. */
  readonly wokenAt?: Date;
  readonly createdAt: Date;
}

const { Mixed } = Schema.Types;

const chatSchema = new Schema<ChatRef>({ channel: String, chatId: String }, PART_OPTIONS);

const closedSchema = new Schema<Closed>({ at: Date, why: String }, PART_OPTIONS);

const byHandSchema = new Schema<ByHand>({ since: Date, lastAt: Date, toldAt: Date }, PART_OPTIONS);

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
    urgency: String,
    caseId: String,
    onlyIn: Mixed,
    to: Mixed,
    lapse: Mixed,
    state: String,
    attempts: Number,
    partsTaken: Number,
    calledAt: Date,
    worded: Mixed,
    isTemplate: Boolean,
    sentAt: Date,
    receipts: { type: [String], default: undefined },
    arrivedAt: Date,
    seenAt: Date,
    since: Date,
    heldFor: String,
    failure: String,
    movesTo: { type: chatSchema, default: undefined },
    hasMoved: Boolean,
    heldAt: Date,
    leasedUntil: Date,
    lookAt: Date,
    echoedAs: String,
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
    undeliveredSince: Date,
    undeliveredCaseIds: { type: [String], default: undefined },
    takenAt: Date,
    nextSendAt: Date,
    nextBulkAt: Date,
    nextCallAt: Date,
    interactedAt: Date,
    wokenAt: Date,
    closed: { type: closedSchema, default: undefined },
    byHand: { type: byHandSchema, default: undefined },
    version: Number,
    createdAt: Date,
  },
  ROW_OPTIONS,
);

/** The model of the collection. */
export const conversationModel = (connection: Connection): Model<ConversationRow> =>
  connection.model<ConversationRow>('conversations', conversationSchema, 'conversations');

/** An entry as the chat sees it. */
export function toEntry(row: OutboxRow): OutboxEntry {
  const { leasedUntil: _lease, lookAt: _lookAt, echoedAs: _echoedAs, ...rest } = row;
  const { heldAt: _heldAt, ...entry } = rest;
  return entry;
}

/** A row as the chat sees it. */
export function toConversation(row: ConversationRow): Conversation {
  const { _id, outboxRevision: _revision, lineCount: _lines, pendingSince: _since, ...rest } = row;
  const { undeliveredSince: _listed, undeliveredCaseIds: _cases, takenAt: _taken, ...kept } = rest;
  const { createdAt: _created, ...others } = kept;
  const { nextCallAt: _nextCall, wokenAt: _woken, outbox, ...conversation } = others;
  return { ...conversation, outbox: outbox.map(toEntry) };
}
