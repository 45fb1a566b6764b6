import type { ByHand } from '../domain/by-hand.ts';
import type { Spending } from '../domain/limits.ts';
import type { StaffRecipient } from '../domain/notice.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Closed, ClosedWhy } from '../domain/reach.ts';
import type { Locale } from '../domain/text.ts';
import type { TurnEffect } from './effect.ts';
import type { InboundBody, OutboundMessage } from './message.ts';

/** Where a person is in a flow. `slots` belong to the flow alone and are plain values. */
export interface Dialogue {
  readonly flow: string;
  readonly step: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly since: Date;
}

/**
 * `waiting` → `sending` → `sent`, or back to `waiting` for the next part and after what may pass.
 * `unknown`: the provider may have taken it; never repeated but on proof that it did not, or when somebody says so.
 * `held`: nothing can be written there; it goes first as soon as the person does something.
 * `moved` to another chat of the person; `superseded` by a later one of its group or by what became of its case;
 * `failed` for good.
 */
export type OutboxState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'unknown'
  | 'held'
  | 'moved'
  | 'superseded'
  | 'failed';

/** `reply`: within a talk, stays where that is. `notice`: goes where its person is. `bulk`: to many at once, keeps nothing else waiting. */
export type SendUrgency = 'reply' | 'notice' | 'bulk';

/** One message to be delivered, or that was. */
export interface OutboxEntry {
  /** Idempotency key within the chat. */
  readonly key: string;
  readonly groupId?: string;
  readonly message: OutboundMessage;
  readonly at: Date;
  readonly notBefore: Date;
  /** Default `reply`. */
  readonly urgency?: SendUrgency;
  /** The case that it is about. */
  readonly caseId?: string;
  /** It is about a case as it stood: once that has moved to another round, the message is not sent any more. */
  readonly onlyIn?: { readonly caseId: string; readonly round: number };
  /** Whom of the staff a notice is for. Absent: it is for somebody else. */
  readonly to?: StaffRecipient;
  /** From an instant on it would not be true any more: then this is said in its place. */
  readonly lapse?: { readonly at: Date; readonly message: OutboundMessage };
  readonly state: OutboxState;
  /** Tries of the part that is next. */
  readonly attempts: number;
  /** So many parts were taken by the provider. Default 0. */
  readonly partsTaken?: number;
  /** While `sending`: when the call began; from then on the provider may have it. */
  readonly calledAt?: Date;
  /** How its part was worded when the last call began: in this language, with the words for days as of this instant. */
  readonly worded?: { readonly at: Date; readonly locale: Locale };
  /** It goes, or went, as a template. Absent: as itself. */
  readonly isTemplate?: boolean;
  readonly sentAt?: Date;
  /** The provider's ids of the parts that were taken. */
  readonly receipts?: readonly string[];
  /** When it arrived on the person's phone, and when it was looked at, as far as the provider tells. */
  readonly arrivedAt?: Date;
  readonly seenAt?: Date;
  /** Since when it is `unknown` or `failed`, or since when it is held or tried in vain. */
  readonly since?: Date;
  /** Why it is `held`. */
  readonly heldFor?: ClosedWhy;
  /** Why it failed, or why the last try did: a {@link SendError} code. */
  readonly failure?: string;
  /** Where it is being moved to, or was. */
  readonly movesTo?: ChatRef;
  /** It came from another chat. */
  readonly hasMoved?: boolean;
}

/** What the person said, kept only where the channel has no history of its own (the web page). */
export interface HeardLine {
  readonly eventId: string;
  readonly at: Date;
  /** `null`: the words were withheld (a possible denunciation) and are stored nowhere. */
  readonly body: InboundBody | null;
}

/** An event that was taken, or refused because there were too many. */
export interface SeenEvent {
  readonly eventId: string;
  readonly at: Date;
  /** Nothing of it was kept. Absent: no. */
  readonly isRefused?: boolean;
  /** Shared by the parts of an album, which come as one turn each. */
  readonly groupId?: string;
}

/** Everything about one chat, in one document: a turn is one compare-and-set. */
export interface Conversation {
  readonly chat: ChatRef;
  readonly personId: string;
  readonly locale: Locale;
  readonly dialogue: Dialogue | null;
  /** Ids of the choices with a number that the last turn offered. */
  readonly offered: readonly string[];
  /** Inputs in a row that were not understood; the second offers help. */
  readonly misunderstood: number;
  /** Event ids of the last 48 h, at most 200. */
  readonly seen: readonly SeenEvent[];
  /** The latest new cases, for their limit. Absent: none. */
  readonly openings?: readonly Spending[];
  /** The latest wrong codes for joining chats, for their limit. Absent: none. */
  readonly wrongCodes?: readonly Spending[];
  readonly heard: readonly HeardLine[];
  readonly outbox: readonly OutboxEntry[];
  readonly pending: readonly TurnEffect[];
  /** The soonest instant at which something waits to be sent; the sweep looks for it. Bulk is apart. */
  readonly nextSendAt?: Date;
  readonly nextBulkAt?: Date;
  /** When the person last did something here. Absent: nothing is known. */
  readonly interactedAt?: Date;
  /** Nothing can be written here until the person does something. */
  readonly closed?: Closed;
  /** A person has answered here at the provider's desk. */
  readonly byHand?: ByHand;
  readonly version: number;
}
