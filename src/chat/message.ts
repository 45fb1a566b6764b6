import type { FileRef } from '../domain/case.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Text } from '../domain/text.ts';
import type { Pin } from '../domain/unit.ts';

/** What a person sent, once a channel has stored its files. */
export type InboundBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'file'; readonly file: FileRef; readonly caption?: string }
  | { readonly kind: 'location'; readonly pin: Pin }
  | { readonly kind: 'contact'; readonly phone: string }
  /** The chat was opened: by a start button, a follow, or a link that says where from. */
  | { readonly kind: 'start'; readonly payload?: string }
  | {
      readonly kind: 'unsupported';
      /** `unavailable`: the provider announced a file and did not hand it out. */
      readonly what: 'sticker' | 'too-big' | 'wrong-type' | 'empty' | 'unavailable' | 'other';
    };

/** One message from one chat, the same for all channels. */
export interface InboundMessage {
  /** Unique within the chat; a repeat of it changes nothing. */
  readonly eventId: string;
  readonly chat: ChatRef;
  readonly sentAt: Date;
  /** Shared by the parts of an album. */
  readonly groupId?: string;
  /** The provider's id of the message that is answered, where the person quoted one. */
  readonly quotes?: string;
  /** The event of an earlier message whose words were changed into these. */
  readonly edits?: string;
  readonly body: InboundBody;
}

/** A button, or a numbered line where a channel has none. */
export interface Choice {
  /** `<flow>:<verb>[:<argument>…]`, at most 64 bytes of ASCII. */
  readonly id: string;
  readonly label: Text;
  /** Only saves typing what words do as well: without buttons it is left out. Absent: no. */
  readonly isShortcut?: true;
  /** The number that its label says and that people type for it: of five stars 5, of "Thôn 3" 3. Absent: counted off. */
  readonly number?: number;
  /** It declines what the message offers, as "không" or "thôi" do outside a talk. Absent: no. */
  readonly isNo?: true;
}

/** What the bot says; channels render it within their limits. */
export interface OutboundMessage {
  /** Written one under the other; at most one of them is a question. */
  readonly lines: readonly Text[];
  readonly choices?: readonly Choice[];
  readonly files?: readonly FileRef[];
  /** Offer to send one's position where the channel can. */
  readonly asksLocation?: boolean;
  /** A path of our own pages, made absolute by the channel. */
  readonly link?: { readonly path: string; readonly label: Text };
  /** What it says in an approved template, where the window to the person is closed. Absent: it has none. */
  readonly template?: NoticeTemplate;
}

/** A notice in the few words that providers approve: about which case, where it stands, by whom and when. */
export interface NoticeTemplate {
  readonly purpose: 'received' | 'result' | 'reminder';
  readonly code: string;
  readonly status: Text;
  /** Who has it in hand, at most 30 characters. */
  readonly team: Text;
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
}

/** A message with what delivery must know. */
export interface Reply {
  readonly message: OutboundMessage;
  /** Of waiting messages with one group only the last is sent. */
  readonly groupId?: string;
  /** Wait this long before sending, in milliseconds. Default 0. */
  readonly holdMs?: number;
}
