import type { Spending } from '../domain/limits.ts';
import type { ChatRef } from '../domain/person.ts';
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

/** `waiting` → `sending` → `sent`; or `superseded` by a later one of its group or by what became of its case, or `failed` for good. */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'superseded' | 'failed';

/** One message to be delivered, or that was. */
export interface OutboxEntry {
  /** Idempotency key within the chat. */
  readonly key: string;
  readonly groupId?: string;
  readonly message: OutboundMessage;
  readonly at: Date;
  readonly notBefore: Date;
  /** The case that it is about. */
  readonly caseId?: string;
  /** It is about a case as it stood: once that has moved to another round, the message is not sent any more. */
  readonly onlyIn?: { readonly caseId: string; readonly round: number };
  readonly state: OutboxState;
  readonly attempts: number;
  readonly sentAt?: Date;
  /** The provider's id of the message. */
  readonly receipt?: string;
  /** The provider's ids of all its parts, where it came in several. */
  readonly receipts?: readonly string[];
  /** Why it failed: a {@link SendError} code. */
  readonly failure?: string;
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
  /** The soonest instant at which something waits to be sent; the sweep looks for it. */
  readonly nextSendAt?: Date;
  readonly version: number;
}
