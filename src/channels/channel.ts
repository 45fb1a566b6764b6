import type { FileRef } from '../domain/case.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { InboundMessage, OutboundMessage } from '../chat/message.ts';

/** What a channel can do; renderers and delivery decide from it, flows never do. */
export interface Capabilities {
  readonly hasButtons: boolean;
  /** The provider keeps no history for the person, so we keep what was said. */
  readonly keepsNoHistory: boolean;
  /** Replies of a turn return in its own response; only later ones are delivered. */
  readonly answersInResponse: boolean;
  /** At most this many messages a second over all chats of the channel. */
  readonly messagesPerSecond: number;
}

/** Proof that the provider took a message. */
export interface SendReceipt {
  readonly providerId?: string;
}

/** Where a channel puts what it received. Resolves once the turn is committed; rejects when nothing was stored. */
export interface InboundSink {
  receive(message: InboundMessage): Promise<void>;
  /** Stores a file before its message is received. */
  storeFile(file: IncomingFile): Promise<FileRef>;
}

/** Bytes fetched from a provider. */
export interface IncomingFile {
  readonly name: string;
  /** As the provider claims; the store decides by content. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Web-standard, so no channel imports a web framework. */
export interface WebhookRoute {
  readonly method: 'GET' | 'POST';
  /** Such as `/webhooks/telegram`. */
  readonly path: string;
  readonly maxBodyBytes: number;
  handle(request: Request, sink: InboundSink): Promise<Response>;
}

/** What a channel needs from the house to render a message. */
export interface Rendering {
  readonly locale: Locale;
  /** Translates one line. */
  translate(line: OutboundMessage['lines'][number]): string;
  /** Bytes of a stored file. */
  openFile(file: FileRef): Promise<Uint8Array>;
  /** Absolute address of one of our pages. */
  absolute(path: string): string;
}

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

/** One provider of chats. A new one is a folder and a line in `channels/index.ts`. */
export interface Channel {
  readonly id: string;
  readonly capabilities: Capabilities;
  readonly webhooks: readonly WebhookRoute[];
  /**
   * Hands one message to the provider.
   *
   * @throws {SendError} when the provider did not take it; its code decides what happens next.
   */
  send(chat: ChatRef, message: OutboundMessage, rendering: Rendering): Promise<SendReceipt>;
  /** Long polling or other background work of a web process; returns a function that stops it. */
  start?(sink: InboundSink): Promise<() => Promise<void>>;
  /**
   * Shows these menus from now on; repeatable. Chats that are gone are passed over.
   *
   * @throws {SendError} when the provider did not take a menu.
   */
  announce?(menus: readonly CommandMenu[]): Promise<void>;
}
