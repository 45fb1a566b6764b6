import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type { ChatRef, Consent, Person } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import { chatKey, chatOfKey } from './chat-key.ts';
import { PART_OPTIONS, ROW_OPTIONS } from './connection.ts';
import { isDuplicateKey } from './errors.ts';

interface PersonRow extends Omit<Person, 'id' | 'chats'> {
  readonly _id: string;
  readonly chatKeys: readonly string[];
}

const consentSchema = new Schema<Consent>(
  { purpose: String, granted: Boolean, at: Date, channel: String, textVersion: String },
  PART_OPTIONS,
);

const personSchema = new Schema<PersonRow>(
  {
    _id: String,
    chatKeys: [String],
    locale: String,
    homeUnitId: String,
    consents: [consentSchema],
    createdAt: Date,
  },
  ROW_OPTIONS,
);

const toPerson = ({ _id, chatKeys, ...rest }: PersonRow): Person => ({
  id: _id,
  chats: chatKeys.map(chatOfKey),
  ...rest,
});

/** Citizens, known by their chats alone. Kept apart: nothing here is ever joined with cases. */
export class People {
  readonly #rows: Model<PersonRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<PersonRow>('people', personSchema, 'people');
  }

  /** The person of a chat, made with `newId` at its first word; two first words at once make one person. */
  async ensure(chat: ChatRef, locale: Locale, newId: string, now: Date): Promise<Person> {
    const known = await this.byChat(chat);
    if (known !== undefined) return known;
    const row: PersonRow = {
      _id: newId,
      chatKeys: [chatKey(chat)],
      locale,
      consents: [],
      createdAt: now,
    };
    try {
      await this.#rows.insertOne(row);
      return toPerson(row);
    } catch (error) {
      const quicker = isDuplicateKey(error) ? await this.byChat(chat) : undefined;
      if (quicker === undefined) throw error;
      return quicker;
    }
  }

  /** The person with this id, if there is one. */
  async load(personId: string): Promise<Person | undefined> {
    const row = await this.#rows.findOne({ _id: personId }).lean<PersonRow>();
    return row === null ? undefined : toPerson(row);
  }

  /** The person who writes in this chat, if anybody did. */
  async byChat(chat: ChatRef): Promise<Person | undefined> {
    const row = await this.#rows.findOne({ chatKeys: chatKey(chat) }).lean<PersonRow>();
    return row === null ? undefined : toPerson(row);
  }

  /** Keeps the proof of an answer; the same purpose at the same instant is kept once. */
  async recordConsent(personId: string, consent: Consent): Promise<void> {
    const { purpose, at } = consent;
    await this.#rows.updateOne(
      { _id: personId, consents: trusted({ $not: { $elemMatch: { purpose, at } } }) },
      { $push: { consents: consent } },
    );
  }

  /** Remembers the village, or forgets it with `null`. */
  async rememberHome(personId: string, unitId: string | null): Promise<void> {
    const change =
      unitId === null ? { $unset: { homeUnitId: 1 } } : { $set: { homeUnitId: unitId } };
    await this.#rows.updateOne({ _id: personId }, change);
  }

  /** Sets the language the person is written to in. */
  async setLocale(personId: string, locale: Locale): Promise<void> {
    await this.#rows.updateOne({ _id: personId }, { $set: { locale } });
  }
}
