import { trusted, type Connection } from 'mongoose';
import type { Consent, ChatRef, Person } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import { chatKey } from './chat-key.ts';
import { isDuplicateKey } from './errors.ts';
import { JoinedPeople } from './joined-people.ts';
import type { PersonRow } from './person-row.ts';
import type { Sealer } from './seal.ts';

/** Citizens, known by their chats alone. Kept apart: nothing here is ever joined with cases. */
export class People extends JoinedPeople {
  readonly #sealer: Sealer;

  constructor(connection: Connection, sealer: Sealer) {
    super(connection, sealer);
    this.#sealer = sealer;
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
      await this.rows.insertOne(row);
      return this.toPerson(row);
    } catch (error) {
      const quicker = isDuplicateKey(error) ? await this.byChat(chat) : undefined;
      if (quicker === undefined) throw error;
      return quicker;
    }
  }

  /** The person who writes in this chat, if anybody did. */
  async byChat(chat: ChatRef): Promise<Person | undefined> {
    const row = await this.rows.findOne({ chatKeys: chatKey(chat) }).lean<PersonRow>();
    return row === null ? undefined : this.toPerson(row);
  }

  /**
   * Keeps the proof of an answer; the same purpose at the same instant is kept once. Who takes back the leave to keep
   * the phone number has it forgotten in the same moment.
   */
  async recordConsent(personId: string, consent: Consent): Promise<void> {
    const { purpose, at, granted } = consent;
    const isPhoneGone = purpose === 'phone' && !granted;
    await this.rows.updateOne(
      {
        _id: await this.standing(personId),
        consents: trusted({ $not: { $elemMatch: { purpose, at } } }),
      },
      {
        $push: { consents: consent },
        ...(isPhoneGone ? { $unset: { phone: 1, phoneChatKey: 1 } } : {}),
      },
    );
  }

  /** Remembers the village, or forgets it with `null`. */
  async rememberHome(personId: string, unitId: string | null): Promise<void> {
    const change =
      unitId === null ? { $unset: { homeUnitId: 1 } } : { $set: { homeUnitId: unitId } };
    await this.rows.updateOne({ _id: await this.standing(personId) }, change);
  }

  /** Sets the language the person is written to in. */
  async setLocale(personId: string, locale: Locale): Promise<void> {
    await this.rows.updateOne({ _id: await this.standing(personId) }, { $set: { locale } });
  }

  /** Closes a phone number for {@link keepPhone}, so that it lies nowhere in clear on the way there. */
  async sealPhone(personId: string, phone: string): Promise<string> {
    return this.#sealer.seal(phone, phoneOnItsWay(personId));
  }

  /**
   * Keeps a phone number of {@link sealPhone} for the same person, as long as the chat in which it was given is that
   * person's.
   *
   * @throws {SealBroken} when it was sealed for somebody else, or changed.
   */
  async keepPhone(personId: string, sealed: string, chat: ChatRef): Promise<void> {
    const phone = this.#sealer.open(sealed, phoneOnItsWay(personId));
    const id = await this.standing(personId);
    await this.rows.updateOne(
      { _id: id },
      { $set: { phone: this.sealed(id, phone), phoneChatKey: chatKey(chat) } },
    );
  }
}

const phoneOnItsWay = (personId: string): string => `pending-phone/${personId}`;
