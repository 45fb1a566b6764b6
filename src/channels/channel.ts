import type { FileRef } from '../domain/case.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { InboundMessage, OutboundMessage } from '../chat/message.ts';
import type { WritingWindow } from '../domain/window.ts';

/** What a channel can do; renderers and delivery decide from it, flows never do. */
export interface Capabilities {
  readonly hasButtons: boolean;
  /** The provider keeps no history for the person, so we keep what was said. */
  readonly keepsNoHistory: boolean;
  /** Replies of a turn return in its own response; only later ones are delivered. */
  readonly answersInResponse: boolean;
  /** It reaches people who are not looking: a phone rings. A page that must be open does not. */
  readonly reachesAway: boolean;
  /** At most this many calls a second over all chats of the channel. */
  readonly messagesPerSecond: number;
  /** Shortest wait between two calls in one chat, in milliseconds. Default 0. */
  readonly chatPaceMs?: number;
  /** How long after a person's last word we may write, and at whose cost. Absent: always and free. */
  readonly window?: WritingWindow;
  /** The operator lets messages go that the window prices. Default no. */
  readonly allowsBilled?: boolean;
}

/** Proof that the provider took one part of a message. */
export interface SendReceipt {
  /** The provider's id of what was taken. */
  readonly providerId?: string;
  /** Further parts of the same message are still to be sent. Default false. */
  readonly hasMore?: boolean;
}

/** Where a channel puts what it read; times as the provider tells them, believable or not. Each resolves once it is stored; rejects when nothing was. */
export interface InboundSink {
  receive(message: InboundMessage): Promise<void>;
  /**
   * Runs one download. A first one is cut off early, for a slow provider must not keep others waiting.
   *
   * @param download - Is told how long it may take, in milliseconds.
   * @throws {DownloadLater} in a reading that is not to wait for any; the event is read again where it may.
   */
  downloading<Result>(download: (mostMs: number) => Promise<Result>): Promise<Result>;
  /** Stores a file before its message is received; the same file of the same event again changes nothing. */
  storeFile(file: IncomingFile): Promise<FileRef>;
  /** The person did something that lets us write again, without saying anything: followed, came back. */
  interacted(chat: ChatRef, at: Date): Promise<void>;
  /** The person closed the chat to us: blocked, unfollowed. It opens with their next word. */
  closed(chat: ChatRef, at: Date): Promise<void>;
  /** Messages of ours arrived on the person's phone, or were seen there. */
  receipt(
    chat: ChatRef,
    providerIds: readonly string[],
    state: 'delivered' | 'seen',
    at: Date,
  ): Promise<void>;
  /** The account said something in this chat: we did, or a person at the provider's own desk. */
  echoed(chat: ChatRef, echo: Echo): Promise<void>;
}

/** What the account said, as the provider tells it back. */
export interface Echo {
  readonly providerId: string;
  readonly at: Date;
  /** A person wrote it by hand; then the bot keeps out of the way for a while. */
  readonly isByHand: boolean;
  readonly text?: string;
}

/** One event as a provider delivered it, to be stored before it is read. */
export interface ReceivedEvent {
  /** Unique within the channel; a repeat has the same. */
  readonly key: string;
  /** The provider's id of the chat, `''` for an event of no chat. Events of one chat are read one after the other. */
  readonly chatId: string;
  /** Within a chat the smaller is read first: the provider's time in milliseconds or running number. */
  readonly order: number;
  /**
   * When it happened, where the provider's signature is over that time: then a delivery of long ago that somebody
   * repeats is told by it. Absent where there is no such time.
   */
  readonly signedAt?: Date;
  /** All that {@link Channel.read} needs; sealed while stored, and forgotten once read. */
  readonly body: string;
}

/** What a webhook answers, and what must be stored before it does. */
export interface Acceptance {
  readonly status: number;
  readonly events: readonly ReceivedEvent[];
}

/** As much as is kept of one file, in bytes: a phone's photo is 3–8 MB, Telegram hands out at most 20. */
export const MOST_FILE_BYTES = 20 * 1024 * 1024;

/** A file is asked for so often, over some 14 seconds and the waiting for each answer; then its words go on without it. */
export const PATIENT_ATTEMPTS = 4;

/** Bytes fetched from a provider. */
export interface IncomingFile {
  readonly name: string;
  /** As the provider claims; the store decides by content. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** An address that a provider delivers to. Web-standard, so no channel imports a web framework. */
export interface WebhookRoute {
  readonly method: 'GET' | 'POST';
  /** Such as `/webhooks/telegram`. */
  readonly path: string;
  readonly maxBodyBytes: number;
  /** Proves the sender and names the events. Pure: no call goes out before the provider is answered. */
  accept(request: Request): Promise<Acceptance>;
}

/** Stores events; resolves once they are safe, and they are read after that. */
export type TakeIn = (events: readonly ReceivedEvent[]) => Promise<void>;

/** What is known of a part whose outcome was unknown. */
export type SendOutcome =
  | { readonly state: 'sent'; readonly providerId?: string }
  | { readonly state: 'not-sent' | 'unknown' };

/** Whom a template message goes to. */
export type TemplateAddress =
  | { readonly by: 'chat'; readonly chat: ChatRef }
  | { readonly by: 'phone'; readonly phone: string };

/** What a channel needs from the house to render a message. */
export interface Rendering {
  readonly locale: Locale;
  /** Translates one line. */
  translate(line: OutboundMessage['lines'][number]): string;
  /** Bytes of a stored file. */
  openFile(file: FileRef): Promise<Uint8Array>;
  /** Absolute address of one of our pages. */
  absolute(path: string): string;
  /**
   * Awaited right before each sending call, after everything that may take long, such as uploads: from then on the
   * provider may have the part.
   *
   * @throws when another worker has taken the message over meanwhile; then nothing may be called.
   */
  aboutToSend(): Promise<void>;
}

/** A {@link Rendering} without a call: what a message says. */
export type Wording = Omit<Rendering, 'aboutToSend' | 'openFile'>;

/** Commands that a provider shows in a menu of its own, such as Telegram's button beside the text field. */
export interface CommandMenu {
  /** `everyone`: any chat without a menu of its own; `staff`: the chats named here. */
  readonly audience: 'everyone' | 'staff';
  /** Only for `staff`; chats of other channels are passed over. */
  readonly chats?: readonly ChatRef[];
  readonly locale: Locale;
  /** Names as after a slash, without it; descriptions in the menu's language. */
  readonly commands: readonly { readonly name: string; readonly description: string }[];
}

/** Something that only a person can mend; until then a channel sends nothing. */
export interface ChannelNeed {
  /** `consent` somebody must let us speak for the account again; `set-up` nobody has let us yet. */
  readonly what: 'consent' | 'set-up';
  readonly since: Date;
}

/** One provider of chats. A new one is a folder and a line in `channels/index.ts`. */
export interface Channel {
  readonly id: string;
  readonly capabilities: Capabilities;
  readonly webhooks: readonly WebhookRoute[];
  /**
   * Reads one event that was taken in, and tells the sink what it says. Repeatable: the sink takes each thing once.
   *
   * @param body - Of a {@link ReceivedEvent}.
   * @param attempt - How often it is read now, from 1 on. The later ones of a chat wait for it, so from the
   * {@link PATIENT_ATTEMPTS}th on a channel goes on without a file that cannot be had; after the 8th it is given up.
   * @throws when it cannot be read now, such as a file that cannot be had; it is tried again, in order.
   */
  read(body: string, sink: InboundSink, attempt: number): Promise<void>;
  /**
   * Hands one part of a message to the provider, in exactly one sending call.
   *
   * @param part - So many parts were taken already; a message has the same parts each time it is rendered. Beyond the
   *   last one nothing is called, and the receipt is empty: whoever only knows that a part arrived asks for the next.
   * @throws {SendError} when the provider did not take it; its code decides what happens next.
   */
  send(
    chat: ChatRef,
    message: OutboundMessage,
    rendering: Rendering,
    part: number,
  ): Promise<SendReceipt>;
  /**
   * Looks whether a part whose outcome is unknown arrived; absent where the provider cannot tell.
   *
   * @param rendering - As it was when the call went out: its language, and what "today" was.
   * @param since - When the call went out.
   * @param knownIds - The provider's ids of what is known to be something else.
   */
  findSent?(
    chat: ChatRef,
    message: OutboundMessage,
    rendering: Wording,
    part: number,
    since: Date,
    knownIds: ReadonlySet<string>,
  ): Promise<SendOutcome>;
  /** The words of a part, as an {@link Echo} tells them; `undefined` for one without. Absent where nothing is echoed. */
  wordsOf?(message: OutboundMessage, rendering: Wording, part: number): string | undefined;
  /**
   * Sends what a message has to say as a template that the provider approved, outside the window.
   *
   * @returns `undefined` when there is no template for it or for this address.
   * @throws {SendError} when the provider did not take it.
   */
  sendTemplate?(
    to: TemplateAddress,
    message: OutboundMessage,
    rendering: Rendering,
  ): Promise<SendReceipt | undefined>;
  /** Long polling or other background work of a web process; returns a function that stops it. */
  start?(takeIn: TakeIn): Promise<() => Promise<void>>;
  /**
   * Called every few minutes by one worker: renews what would run out.
   *
   * @returns what only a person can mend, as long as it lasts.
   */
  maintain?(): Promise<readonly ChannelNeed[]>;
  /**
   * Shows these menus from now on; repeatable. Chats that are gone are passed over.
   *
   * @throws {SendError} when the provider did not take a menu.
   */
  announce?(menus: readonly CommandMenu[]): Promise<void>;
}
