import type { Channel, InboundSink, ReceivedEvent } from '../channels/channel.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Ability } from '../domain/cadre.ts';
import type { FileRef } from '../domain/case.ts';
import type { Clock } from '../domain/clock.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale, LocalText, Text } from '../domain/text.ts';
import type { Events } from '../telemetry/events.ts';

/** Settings of the pages, read from the environment by `config.ts` alone. */
export interface HttpConfig {
  /** Absolute address under which people reach us, such as `https://caunoi.example`; absent, the bound one serves. */
  readonly publicUrl: string | undefined;
  /** Demo mode: opens `/demo` and lets anybody speak as a persona. Never on where real people write. */
  readonly isDemo: boolean;
  /** Key from which a chat's id is derived out of its session cookie; at least 32 characters. */
  readonly sessionSecret: string;
  /** Cookies get `Secure` and the `__Host-` prefix. Off only where pages are served without TLS. */
  readonly secureCookies: boolean;
  /** Bearer token for `/metrics`; without one only a direct caller on the loopback address is answered. */
  readonly metricsToken: string | undefined;
  /** Pause between signs of life on an open event stream, in milliseconds. Default 20 000. */
  readonly heartbeatMs?: number;
}

/** A fictional person of the demo, who speaks in a chat of their own. */
export interface DemoPersona {
  /** Part of the address: `/demo/<id>/chat`; lower-case letters, digits and dashes. */
  readonly id: string;
  /** Name and place, as shown above the phone. */
  readonly label: LocalText;
  /** Decides which of the three phones shows it first. */
  readonly role: 'citizen' | 'team' | 'coordinator' | 'leader';
  readonly chat: ChatRef;
}

/** What the pages tell the telemetry; never words, names, phone numbers or chat ids. */
export type HttpEvents = Pick<
  Events,
  'webhookRefused' | 'webhookFailed' | 'requestRefused' | 'requestFailed' | 'cadreSignedIn'
>;

/** Tells open pages that their chat has something new; Redis pub/sub behind it. */
export interface ChatHub {
  /** Calls the listener after every publication for this chat; returns what ends that. */
  subscribe(chat: ChatRef, listener: () => void): () => void;
}

/** A stored file with its bytes. */
export interface OpenedFile {
  readonly ref: FileRef;
  readonly bytes: Uint8Array;
}

/** What the HTTP side needs from the house; composed in `app.ts`. */
export interface HttpDeps {
  readonly config: HttpConfig;
  readonly clock: Clock;
  /** Languages offered in the switch, the default first. */
  readonly locales: readonly Locale[];
  translate(text: Text, locale: Locale, now: Date): string;

  /** Runs a turn inline; rejects when nothing was stored, and the page offers to send again. */
  readonly sink: InboundSink;
  /** Stores what a provider delivered; it is read after that. Rejects when nothing was stored. */
  takeIn(channelId: string, events: readonly ReceivedEvent[]): Promise<void>;
  loadConversation(chat: ChatRef): Promise<Conversation | undefined>;
  /** Makes the person and the conversation unless they exist; the locale counts only for new ones. */
  ensureConversation(chat: ChatRef, locale: Locale): Promise<Conversation>;
  /** Changes the language of an existing conversation; without one nothing happens. */
  setLocale(chat: ChatRef, locale: Locale): Promise<void>;
  /**
   * What the posts of the cadre behind a chat allow today; empty for citizens. It only chooses the
   * words that the page offers, for rights are decided in each turn. Without it everybody is offered
   * what citizens are.
   */
  abilitiesOf?(chat: ChatRef): Promise<readonly Ability[]>;
  /** The name of a village or an area, as it is spoken; `undefined` when there is none of this id. */
  placeName?(unitId: string): Promise<string | undefined>;
  /** Asked only for files that the pages have found in the transcript of this chat. */
  openFile(fileId: string, chat: ChatRef): Promise<OpenedFile | undefined>;
  /** The file that a passing public address opens; `undefined` when it is none of ours, or its time is over. */
  openHandedOut(token: string): Promise<OpenedFile | undefined>;
  readonly hub: ChatHub;

  /** Their webhooks are mounted, each under its own body limit. */
  readonly channels: readonly Channel[];

  /** Redeems a one-time sign-in token; `undefined` when it is unknown, used or expired. */
  redeemSignIn(token: string): Promise<{ readonly cadreId: string } | undefined>;
  /** Makes a session's chat a chat of this cadre. */
  linkSession(cadreId: string, chat: ChatRef): Promise<void>;
  /** The person leaves on this device: a chat that belongs to a cadre no longer does. */
  endSession(chat: ChatRef): Promise<void>;

  readiness(): Promise<{
    readonly mongo: boolean;
    readonly redis: boolean;
    /** Whether an organisation was imported; until then no turn can be taken. */
    readonly organisation: boolean;
  }>;
  /** All metrics in the Prometheus text format. */
  metrics(): Promise<string>;
  readonly events: HttpEvents;
  /** Demo mode only; empty otherwise. */
  readonly personas: readonly DemoPersona[];
  /** Aborted when the process closes: open event streams end, so that the server can. */
  readonly closing: AbortSignal;
}
