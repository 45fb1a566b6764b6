import type { Phone } from '../story/phone.ts';

/** One message of ours as it lies on a phone. */
export interface Received {
  /** The provider's id. */
  readonly id: string;
  readonly words: string;
  readonly files: number;
}

/** A file to send. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** All that a person can do on a provider's phone, beyond what the story needs. */
export interface Hands extends Phone {
  /** The provider's id of the chat. */
  readonly chatId: string;
  /** Takes one of the choices that were offered last, counted from 1; `false` when there is none of this number. */
  pressesNumber(number: number): Promise<boolean>;
  /** Presses a choice by our id, as from a message that is long gone, or was somebody else's. */
  pressesById(choiceId: string): Promise<void>;
  sendsSticker(): Promise<void>;
  /** A file that is no picture; a provider that takes none shows something unsupported. */
  sendsFile(file: SentFile): Promise<void>;
  /** Stops the account, and lets it write again. */
  blocks(): void;
  unblocks(): void;
  /** What arrived, the oldest first. */
  readonly received: readonly Received[];
  /** Prints what is new by the narrator. */
  looks(): Promise<void>;
}
