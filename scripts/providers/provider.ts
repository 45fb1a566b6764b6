import type { Store } from '../../src/store/index.ts';
import type { Narrator } from '../story/phone.ts';
import type { Hands } from './hands.ts';

/** The running app, as a provider's console is told of it. */
export interface RunningApp {
  /** Where its pages and webhooks are, without a slash at the end. */
  readonly address: string;
  readonly store: Store;
  readonly now: () => Date;
}

/** A provider of chats on loopback, with the phones of the people on it. */
export interface Provider {
  /** The channel's id. */
  readonly channel: string;
  /** Variables that lead the app to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What an operator does once: says where to deliver, and lets the app speak for the account. */
  readonly connect: (app: RunningApp) => Promise<void>;
  /** The phone of a person of this name, the same person each time. */
  phone(name: string, narrate: Narrator): Hands;
  /** An answer typed at the provider's own desk; absent where there is no such desk. */
  answerByHand?(name: string, words: string): void;
  close(): Promise<void>;
}

/** Starts a provider whose time is `now`. */
export type StartProvider = (now: () => Date) => Promise<Provider>;
