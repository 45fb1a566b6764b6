import type { FileRef } from '../../domain/case.ts';
import type { Locale, Text } from '../../domain/text.ts';

/** One bot of the Zalo Bot Platform. */
export interface ZaloBotAccount {
  /** Address of the API without a trailing slash; an emulator's in tests. */
  readonly apiBase: string;
  /** Part of every address that is called, so no address is ever logged. */
  readonly botToken: string;
  /** What Zalo repeats in a header of every delivery: 8 to 256 characters. */
  readonly webhookSecret: string;
  /** Default: Node's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** What the channel needs beside its account. */
export interface ZaloBotOptions extends ZaloBotAccount {
  /** `webhook` where Zalo can reach us; `polling` for development. */
  readonly mode: 'webhook' | 'polling';
  /** Hosts, or parents of hosts, from which pictures and sound are fetched. */
  readonly mediaHosts: readonly string[];
  /** A passing public address of a stored file, which Zalo fetches; `undefined` while we have no address ourselves. */
  readonly addressOf: (file: FileRef) => string | undefined;
  /** Words for a group. */
  readonly translate: (text: Text, locale: Locale) => string;
  /** Learns of failures that nobody waits for: a poll, the words for a group. */
  readonly onError?: ((error: unknown) => void) | undefined;
}
