import { trusted, type Connection, type Model } from 'mongoose';
import { inherit } from '../domain/joined-person.ts';
import type { ChatRef, Consent, Person } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import { assigned } from './assigned.ts';
import { chatKey, chatOfKey } from './chat-key.ts';
import { isDuplicateKey, StoreContended } from './errors.ts';
import { isChatKey, noChatKey, personModel, type PersonRow } from './person-row.ts';
import { SealBroken, type Sealer } from './seal.ts';

/** Persons become one two at a time, always towards the older: so many in a row mean a fault. */
const MOST_MERGED = 32;
/** Each lost round means that another change of the same person got on. */
const MOST_ATTEMPTS = 50;

/**
 * Persons that are one. Of two, one row stays; the other only leads there from then on, so that whatever names it
 * finds the person. Each step may be repeated, and after each of them every chat and case has a reachable person.
 */
export class JoinedPeople {
  protected readonly rows: Model<PersonRow>;
  readonly #sealer: Sealer;

  constructor(connection: Connection, sealer: Sealer) {
    this.rows = personModel(connection);
    this.#sealer = sealer;
  }

  /** The person with this id, or who that became, if there is one. */
  async load(personId: string): Promise<Person | undefined> {
    const row = await this.#standingRow(personId);
    return row === undefined ? undefined : this.toPerson(row);
  }

  /** Lets one person be another from now on: whoever is named by the first id is the second. */
  async mergeInto(personId: string, intoId: string): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const row = await this.#row(personId);
      if (row === undefined || row.mergedIntoId !== undefined || personId === intoId) return;
      const chatKeys = row.chatKeys.filter(isChatKey);
      const written = await this.rows.updateOne(
        { _id: personId, chatKeys: sameKeys(row.chatKeys), mergedIntoId: null },
        {
          $set: {
            mergedIntoId: intoId,
            movedChatKeys: chatKeys,
            chatKeys: [noChatKey(personId)],
          },
        },
      );
      if (written.matchedCount === 1) return;
    }
    throw new StoreContended('a person');
  }

  /**
   * Takes over what a merged person had answered, and the home and number that may still be kept; once.
   *
   * @param linked - The answer to "join these chats?".
   */
  async absorb(personId: string, linked: Consent): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const theirs = await this.#row(personId);
      const ours = await this.#standingRow(personId);
      if (theirs?.mergedIntoId === undefined || ours === undefined) return;
      if (ours.absorbedIds?.includes(personId) === true) return;
      if (await this.#takeOver(ours, theirs, linked)) return;
    }
    throw new StoreContended('a person');
  }

  /** Gives the chats of a merged person to whom that became, and says which they are. */
  async takeChats(personId: string): Promise<{ personId: string; chats: readonly ChatRef[] }> {
    const merged = await this.#row(personId);
    const keys = merged?.movedChatKeys ?? [];
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const id = await this.standing(personId);
      const written = await this.rows.updateOne(
        { _id: id, mergedIntoId: null },
        { $addToSet: { chatKeys: { $each: [...keys] } } },
      );
      if (written.matchedCount === 1) return { personId: id, chats: keys.map(chatOfKey) };
    }
    throw new StoreContended('a person');
  }

  /**
   * Makes the person of one of several chats a new one; repeatable with the same new id.
   *
   * @returns `last` when it is the only chat: then nothing changes, for its cases would have nobody.
   */
  async part(chat: ChatRef, newId: string, locale: Locale, now: Date): Promise<'parted' | 'last'> {
    const key = chatKey(chat);
    await this.#insertStranger(newId, locale, now);
    await this.#dropPhone(key, now);
    const left = await this.rows.updateOne(
      { chatKeys: key, 'chatKeys.1': trusted({ $exists: true }) },
      { $pull: { chatKeys: key } },
    );
    const holder = await this.rows.findOne({ chatKeys: key }).lean<PersonRow>();
    if (left.matchedCount === 0 && holder !== null && idOf(holder) !== newId) {
      await this.rows.deleteOne({ _id: newId, chatKeys: noChatKey(newId) });
      return 'last';
    }
    await this.rows.updateOne(
      { _id: newId, chatKeys: noChatKey(newId) },
      { $set: { chatKeys: [key] } },
    );
    return 'parted';
  }

  /** The id under which a person is kept now. */
  protected async standing(personId: string): Promise<string> {
    const row = await this.#standingRow(personId);
    return row === undefined ? personId : idOf(row);
  }

  protected sealed(personId: string, phone: string): string {
    return this.#sealer.seal(phone, placeOf(personId));
  }

  protected toPerson(row: PersonRow): Person {
    const { _id, chatKeys, mergedIntoId: _into, movedChatKeys: _moved, ...rest } = row;
    const { absorbedIds: _absorbed, phoneChatKey: _from, phone: sealed, ...person } = rest;
    const phone = this.#opened(_id, sealed);
    return {
      id: _id,
      chats: chatKeys.filter(isChatKey).map(chatOfKey),
      ...person,
      ...(phone === undefined ? {} : { phone }),
    };
  }

  // With another key the number is lost, but the person must still be heard.
  #opened(personId: string, sealed: string | undefined): string | undefined {
    if (sealed === undefined) return undefined;
    try {
      return this.#sealer.open(sealed, placeOf(personId));
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }

  async #takeOver(ours: PersonRow, theirs: PersonRow, linked: Consent): Promise<boolean> {
    const heir = inherit(this.toPerson(ours), this.toPerson(theirs), linked);
    const { homeUnitId, phone, consents } = heir;
    const [ourId, theirId] = [idOf(ours), idOf(theirs)];
    const kept = {
      homeUnitId,
      phone: phone === undefined ? undefined : this.sealed(ourId, phone),
    };
    const written = await this.rows.updateOne(
      {
        _id: ourId,
        mergedIntoId: null,
        consents: trusted({ $size: ours.consents.length }),
        absorbedIds: trusted({ $ne: theirId }),
      },
      { ...assigned(kept), $push: { consents: { $each: consents }, absorbedIds: theirId } },
    );
    return written.matchedCount === 1;
  }

  /** A number goes with the chat in which it was given; one of unknown origin goes with any. */
  async #dropPhone(key: string, at: Date): Promise<void> {
    const lapse: Consent = {
      purpose: 'phone',
      granted: false,
      at,
      isLapsed: true,
      channel: chatOfKey(key).channel,
      textVersion: '',
    };
    await this.rows.updateOne(
      {
        chatKeys: key,
        'chatKeys.1': trusted({ $exists: true }),
        phone: trusted({ $exists: true }),
        phoneChatKey: trusted({ $in: [key, null] }),
      },
      { $unset: { phone: 1, phoneChatKey: 1 }, $push: { consents: lapse } },
    );
  }

  async #insertStranger(newId: string, locale: Locale, now: Date): Promise<void> {
    const row: PersonRow = {
      _id: newId,
      chatKeys: [noChatKey(newId)],
      locale,
      consents: [],
      createdAt: now,
    };
    try {
      await this.rows.insertOne(row);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async #row(personId: string): Promise<PersonRow | undefined> {
    return (await this.rows.findOne({ _id: personId }).lean<PersonRow>()) ?? undefined;
  }

  async #standingRow(personId: string): Promise<PersonRow | undefined> {
    let row = await this.#row(personId);
    for (let step = 0; step < MOST_MERGED && row?.mergedIntoId !== undefined; step += 1)
      row = await this.#row(row.mergedIntoId);
    return row;
  }
}

const idOf = ({ _id: id }: PersonRow): string => id;

const placeOf = (personId: string): string => `people/${personId}`;

const sameKeys = (keys: readonly string[]) => trusted({ $size: keys.length, $all: [...keys] });
