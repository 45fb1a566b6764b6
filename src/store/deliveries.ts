import { trusted } from 'mongoose';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import type { ClosedWhy, Standing } from '../domain/reach.ts';
import type { Locale } from '../domain/text.ts';
import { chatKey } from './chat-key.ts';
import { toEntry, type OutboxRow } from './conversation-row.ts';
import * as entries from './outbox-entry.ts';
import { DeliveryLists } from './delivery-lists.ts';
import { claimNext, withoutWords, type Claiming, type NextSends } from './outbox.ts';
import type { ChatLines } from './outbox-writer.ts';

/** What a worker is to do in a chat, with what is known of it. */
export interface ClaimedEntry {
  /** `sending`: to be sent; `unknown`: the provider is to be asked for it. */
  readonly entry: OutboxEntry;
  readonly personId: string;
  readonly locale: Locale;
  readonly standing: Standing;
}

/** What a claim gave: something to do, or, while the chat's pace keeps it back, when to come again. */
export interface Claimed {
  readonly claimed?: ClaimedEntry;
  readonly againAt?: Date;
}

/** Where a message stands after an attempt that sent nothing. */
export interface Retry {
  /** The message itself waits; the others of its chat do not. */
  readonly notBefore?: Date;
  /** The whole chat waits, so that the order holds. */
  readonly nextCallAt?: Date;
  /** What stood in its way. Absent: it may go another way at once. */
  readonly hindrance?: entries.Hindrance;
}

const standingOf = ({ interactedAt, closed }: ChatLines): Standing => ({
  ...(interactedAt === undefined ? {} : { interactedAt }),
  ...(closed === undefined ? {} : { closed }),
});

const paceOf = ({ nextCallAt, wokenAt }: ChatLines) => ({
  ...(nextCallAt === undefined ? {} : { nextCallAt }),
  ...(wokenAt === undefined ? {} : { wokenAt }),
});

const isNewer = (one: Date | undefined, other: Date | undefined): boolean =>
  one !== undefined && (other === undefined || one > other);

/** The outboxes of chats, as the workers change them. */
export class Deliveries extends DeliveryLists {
  /** Appends messages whose key the chat does not have yet, and says how many; a chat without conversation gets none. */
  async push(chat: ChatRef, added: readonly OutboxEntry[]): Promise<number> {
    let count = 0;
    for (const entry of added) {
      const due = { [entry.urgency === 'bulk' ? 'nextBulkAt' : 'nextSendAt']: entry.notBefore };
      const written = await this.rows.updateOne(
        { _id: chatKey(chat), 'outbox.key': trusted({ $ne: entry.key }) },
        {
          $push: { outbox: entry },
          $inc: { outboxRevision: 1, lineCount: 1 },
          ...(entry.state === 'waiting' ? { $min: due } : {}),
        },
      );
      count += written.modifiedCount;
    }
    return count;
  }

  /**
   * Hands the next thing to be done in a chat to one worker. Earlier messages of a group give way; one that waits for
   * its time does not block others; while another worker has one of the chat, there is none.
   */
  async claim(chat: ChatRef, now: Date, claiming: Claiming): Promise<Claimed> {
    let found: Claimed = {};
    await this.rewrite(chatKey(chat), (row) => {
      const claim = claimNext(row.outbox, now, paceOf(row), claiming);
      found = claimedOf(row, claim.claimed, claim.isPaced === true);
      return { outbox: claim.outbox };
    });
    return found;
  }

  /** Notes that the call for the next part begins; `false` when another worker has taken it over meanwhile. */
  async markCalled(
    chat: ChatRef,
    claimed: OutboxEntry,
    calling: entries.Calling,
  ): Promise<boolean> {
    let isOurs = false;
    await this.change(chat, claimed.key, (entry) => {
      isOurs = entry.state === 'sending' && entries.isSameTry(entry, claimed);
      return isOurs ? entries.asCalled(entry, calling) : entry;
    });
    return isOurs;
  }

  /** Records that a part was taken; the first record of it stays. */
  markTaken(
    chat: ChatRef,
    key: string,
    taken: entries.TakenPart,
    nextCallAt?: Date,
  ): Promise<NextSends> {
    const pace = { nextCallAt, takenAt: taken.at };
    return this.change(chat, key, (entry) => entries.asTaken(entry, taken), pace);
  }

  /** Puts a message back after an attempt that sent nothing. */
  markWaiting(chat: ChatRef, claimed: OutboxEntry, retry: Retry): Promise<NextSends> {
    const notBefore = retry.notBefore ?? claimed.notBefore;
    return this.#conclude(
      chat,
      claimed,
      (entry) => entries.asRetried(entry, notBefore, retry.hindrance),
      retry.nextCallAt,
    );
  }

  /** Records that nobody knows whether the part was taken. */
  markUnknown(
    chat: ChatRef,
    claimed: OutboxEntry,
    since: Date,
    mayLook: boolean,
    nextCallAt?: Date,
  ): Promise<NextSends> {
    return this.#conclude(
      chat,
      claimed,
      (entry) => entries.asDoubted(entry, since, mayLook),
      nextCallAt,
    );
  }

  /** Records what the provider says of a part that nobody knew of. */
  markLookedFor(
    chat: ChatRef,
    claimed: OutboxEntry,
    found: Parameters<typeof entries.asLookedFor>[1],
    at: Date,
  ): Promise<NextSends> {
    return this.#conclude(chat, claimed, (entry) => entries.asLookedFor(entry, found, at));
  }

  /** Gives a message up and says why; it stays on the list of the undelivered. */
  markFailed(
    chat: ChatRef,
    claimed: OutboxEntry,
    failure: string,
    since: Date,
  ): Promise<NextSends> {
    return this.#conclude(chat, claimed, (entry) => entries.asFailed(entry, failure, since));
  }

  /**
   * Keeps a message until the person does something.
   *
   * @param knew - When the person had last done something, as far as the decision knew; who has done more since is
   *   written to after all.
   */
  markHeld(
    chat: ChatRef,
    claimed: OutboxEntry,
    why: ClosedWhy,
    since: Date,
    knew: Date | undefined,
  ): Promise<NextSends> {
    return this.#conclude(chat, claimed, (entry, row) =>
      isNewer(row.interactedAt, knew)
        ? entries.asRetried(entry, entry.notBefore)
        : entries.asHeld(entry, why, since),
    );
  }

  /** Notes where a message is being moved to, before it is put there; `false` when another worker has it meanwhile. */
  async markMoving(chat: ChatRef, claimed: OutboxEntry, to: ChatRef): Promise<boolean> {
    let isOurs = false;
    await this.change(chat, claimed.key, (entry) => {
      isOurs = entry.state === 'sending' && entries.isSameTry(entry, claimed);
      return isOurs ? entries.asMoving(entry, to) : entry;
    });
    return isOurs;
  }

  /** Lets a message go that stands in another chat now. */
  async markMoved(chat: ChatRef, claimed: OutboxEntry): Promise<void> {
    await this.#conclude(chat, claimed, entries.asMoved);
  }

  /**
   * Notes of all unsettled messages of a chat that their person is elsewhere now: what a worker has in hand goes there
   * too unless it arrives here after all.
   *
   * @param stays - Messages that are for whoever is in the chat.
   * @returns Those that nobody has in hand, as they stand now.
   */
  async markLeaving(
    chat: ChatRef,
    to: ChatRef,
    stays: (key: string) => boolean,
  ): Promise<readonly OutboxEntry[]> {
    let leaving: readonly OutboxRow[] = [];
    await this.rewrite(chatKey(chat), (row) => {
      const outbox = row.outbox.map((entry) =>
        stays(entry.key) ? entry : entries.asLeaving(entry, to),
      );
      leaving = outbox.filter((entry) => entries.isUnsaid(entry) && entry.movesTo !== undefined);
      return { outbox };
    });
    return leaving.map(toEntry);
  }

  /** Lets a message of {@link markLeaving} go that stands in the other chat now. */
  async markLeft(chat: ChatRef, key: string): Promise<void> {
    await this.change(chat, key, entries.asLeft);
  }

  /** Takes a message over from another chat, all of it: what was said there stands there. One that came from here and went there is sent from here after all. */
  async takeOver(chat: ChatRef, entry: OutboxEntry, now: Date): Promise<void> {
    const moved = entries.asArriving(entry, now);
    if ((await this.push(chat, [moved])) > 0) return;
    await this.change(chat, entry.key, (one) => entries.asReturned(one, now));
  }

  /** Lets a message go that has nothing to say any more. */
  async markSuperseded(chat: ChatRef, key: string): Promise<void> {
    await this.change(chat, key, entries.asSuperseded);
  }

  /** Takes the words out of all messages of a group; those that wait are not sent any more. */
  async forgetGroup(chat: ChatRef, groupId: string): Promise<void> {
    await this.rewrite(chatKey(chat), ({ outbox }) => ({ outbox: withoutWords(outbox, groupId) }));
  }

  /**
   * Sends again, from the part on that was not taken, what failed, is held, was tried in vain, or nobody knows of;
   * `false` when the message is none of these.
   */
  async resend(chat: ChatRef, key: string, now: Date): Promise<boolean> {
    let isResent = false;
    await this.change(chat, key, (entry) => {
      const isHindered = entry.state === 'waiting' && entry.since !== undefined;
      isResent = isHindered || ['failed', 'held', 'unknown'].includes(entry.state);
      if (!isResent) return entry;
      return isHindered ? entries.asRetried(entry, now) : entries.asWaiting(entry, now);
    });
    return isResent;
  }

  /** A person says that it arrived: it is not sent any more. */
  async markArrived(chat: ChatRef, key: string, at: Date): Promise<void> {
    await this.change(chat, key, (entry) => entries.asArrived(entry, at));
  }

  /** What a worker found out counts only while the entry stands as it was when the worker took it. */
  #conclude(
    chat: ChatRef,
    claimed: OutboxEntry,
    change: (entry: OutboxRow, row: ChatLines) => OutboxRow,
    nextCallAt?: Date,
  ): Promise<NextSends> {
    return this.change(
      chat,
      claimed.key,
      (entry, row) => (entries.isSameTry(entry, claimed) ? change(entry, row) : entry),
      { nextCallAt },
    );
  }
}

function claimedOf(row: ChatLines, claimed: OutboxRow | undefined, isPaced: boolean): Claimed {
  if (claimed === undefined)
    return isPaced && row.nextCallAt !== undefined ? { againAt: row.nextCallAt } : {};
  const { personId, locale } = row;
  return {
    claimed: { entry: toEntry(claimed), personId, locale, standing: standingOf(row) },
  };
}
