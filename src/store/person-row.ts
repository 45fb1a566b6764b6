import { Schema, type Connection, type Model } from 'mongoose';
import type { Consent, Person } from '../domain/person.ts';
import { PART_OPTIONS, ROW_OPTIONS } from './connection.ts';

/** A person as stored. */
export interface PersonRow extends Omit<Person, 'id' | 'chats'> {
  readonly _id: string;
  /** The chats; in place of none a key of the person's own, for empty arrays would collide in the unique index. */
  readonly chatKeys: readonly string[];
  /** Sealed. */
  readonly phone?: string;
  /** The chat in which the number was given: it goes with that. */
  readonly phoneChatKey?: string;
  /** Who this person is now: this row only leads there. */
  readonly mergedIntoId?: string;
  /** The chats at the moment of the merging. */
  readonly movedChatKeys?: readonly string[];
  /** Persons whose answers were taken over. */
  readonly absorbedIds?: readonly string[];
}

/** The key of somebody without a chat; no channel's id begins with it. */
export const noChatKey = (personId: string): string => `${OWN}${personId}`;
const OWN = '=';

/** Whether a key is one of a chat. */
export const isChatKey = (key: string): boolean => !key.startsWith(OWN);

/** Proof of an answer, as stored. */
export const consentSchema = new Schema<Consent>(
  {
    purpose: String,
    granted: Boolean,
    at: Date,
    channel: String,
    textVersion: String,
    isLapsed: Boolean,
  },
  PART_OPTIONS,
);

const personSchema = new Schema<PersonRow>(
  {
    _id: String,
    chatKeys: [String],
    locale: String,
    homeUnitId: String,
    phone: String,
    phoneChatKey: String,
    consents: [consentSchema],
    mergedIntoId: String,
    movedChatKeys: { type: [String], default: undefined },
    absorbedIds: { type: [String], default: undefined },
    createdAt: Date,
  },
  ROW_OPTIONS,
);

/** The model of the collection. */
export const personModel = (connection: Connection): Model<PersonRow> =>
  connection.model<PersonRow>('people', personSchema, 'people');
