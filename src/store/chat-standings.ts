import { trusted } from 'mongoose';
import { BY_HAND_MS } from '../domain/by-hand.ts';
import type { ChatRef } from '../domain/person.ts';
import type { ClosedWhy, Standing } from '../domain/reach.ts';
import { chatKey } from './chat-key.ts';
import { type ConversationRow } from './conversation-row.ts';
import { Deliveries } from './deliveries.ts';
import { changeEntry } from './outbox.ts';
import * as entries from './outbox-entry.ts';

/** How chats stand to us: when the person last did something, whether we may write, who speaks there. */
export class ChatStandings extends Deliveries {
  /**
   * Notes that the person did something, which opens the chat.
   *
   * @param at - By the provider's clock.
   * @returns Whether something that was held may go now.
   */
  async interacted(chat: ChatRef, at: Date, now: Date): Promise<boolean> {
    const id = chatKey(chat);
    const known = await this.rows.findOneAndUpdate(
      { _id: id },
      {
        $max: { interactedAt: at, wokenAt: now },
        $unset: { closed: 1 },
        $inc: { outboxRevision: 1 },
      },
      { projection: { _id: 1 } },
    );
    if (known === null) return false;
    const { nextSendAt } = await this.rewrite(id, ({ outbox }) => ({ outbox }));
    return nextSendAt !== undefined && nextSendAt <= now;
  }

  /**
   * Notes that nothing can be written in a chat, unless the person has done something since.
   *
   * @param at - By the provider's clock.
   */
  async close(chat: ChatRef, why: ClosedWhy, at: Date): Promise<void> {
    await this.rows.updateOne(
      { _id: chatKey(chat), ...notSince('interactedAt', at) },
      { $set: { closed: { at, why } } },
    );
  }

  /**
   * The same, told by a call of ours.
   *
   * @param calledAt - When it began, by our own clock: a word that we learnt of since opens the chat all the same.
   */
  async closeAfterCall(chat: ChatRef, why: ClosedWhy, calledAt: Date): Promise<void> {
    await this.rows.updateOne(
      { _id: chatKey(chat), ...notSince('wokenAt', calledAt) },
      { $set: { closed: { at: calledAt, why } } },
    );
  }

  /** How these chats stand, those that were begun. */
  async standings(
    chats: readonly ChatRef[],
  ): Promise<readonly { readonly chat: ChatRef; readonly standing: Standing }[]> {
    const rows = await this.rows
      .find({ _id: trusted({ $in: chats.map(chatKey) }) })
      .select({ chat: 1, interactedAt: 1, closed: 1 })
      .lean<Pick<ConversationRow, 'chat' | 'interactedAt' | 'closed'>[]>();
    return rows.map(({ chat, interactedAt, closed }) => ({
      chat,
      standing: {
        ...(interactedAt === undefined ? {} : { interactedAt }),
        ...(closed === undefined ? {} : { closed }),
      },
    }));
  }

  /** The one of these chats that has a message of this key, wherever it stands now. */
  async whoHas(chats: readonly ChatRef[], key: string): Promise<ChatRef | undefined> {
    const row = await this.rows
      .findOne({ _id: trusted({ $in: chats.map(chatKey) }), 'outbox.key': key })
      .select({ chat: 1 })
      .lean<Pick<ConversationRow, 'chat'>>();
    return row?.chat;
  }

  /** Lets whatever is held in a chat look for its way again; the person it belongs to, if there is something. */
  async release(chat: ChatRef, now: Date): Promise<string | undefined> {
    let personId: string | undefined;
    await this.rewrite(chatKey(chat), (row) => {
      personId = row.outbox.some(({ state }) => state === 'held') ? row.personId : undefined;
      return {
        outbox: row.outbox.map((entry) =>
          entry.state === 'held' ? entries.asRetried(entry, now) : entry,
        ),
      };
    });
    return personId;
  }

  /** Notes on whichever messages of a chat have these ids that they arrived, or were looked at. */
  async markReceived(
    chat: ChatRef,
    providerIds: readonly string[],
    state: 'delivered' | 'seen',
    at: Date,
  ): Promise<void> {
    await this.rewrite(chatKey(chat), ({ outbox }) => ({
      outbox: outbox.map((entry) => entries.asReceived(entry, providerIds, state, at)),
    }));
  }

  /** Notes that the account was heard to say the next part of a message. */
  async markEchoed(chat: ChatRef, key: string, providerId: string, at: Date): Promise<void> {
    await this.rewrite(chatKey(chat), ({ outbox }) => ({
      outbox: changeEntry(outbox, key, (entry) => entries.asEchoed(entry, providerId, at)),
    }));
  }

  /** Notes that a person answered by hand at the provider's desk. */
  async markByHand(chat: ChatRef, at: Date): Promise<void> {
    const id = chatKey(chat);
    const spanStart = new Date(at.getTime() - BY_HAND_MS);
    const further = await this.rows.updateOne(
      { _id: id, 'byHand.lastAt': trusted({ $gte: spanStart }) },
      { $max: { 'byHand.lastAt': at }, $inc: { version: 1 } },
    );
    if (further.matchedCount > 0) return;
    await this.rows.updateOne(
      { _id: id },
      { $set: { byHand: { since: at, lastAt: at } }, $inc: { version: 1 } },
    );
  }
}

const notSince = (field: 'interactedAt' | 'wokenAt', at: Date) => ({
  $or: [{ [field]: trusted({ $exists: false }) }, { [field]: trusted({ $lte: at }) }],
});
