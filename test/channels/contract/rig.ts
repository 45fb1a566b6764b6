import type { Hands } from '../../../scripts/providers/hands.ts';
import type { RunningApp } from '../../../scripts/providers/provider.ts';

/** How a provider fails a sending call. `cut-before` was not carried out, `cut-after` was; neither is answered. */
export type SendingFault =
  | 'gateway'
  | 'empty'
  | 'throttled'
  | 'cut-before'
  | 'cut-after'
  | 'silent';

/** How a provider's end is made to fail and to deliver badly. */
export interface ProviderControl {
  /** Whether it delivers what a person says in order even while we are away; others go on with what comes next. */
  readonly insistsOnOrder: boolean;
  /** The next sending calls go wrong, so many of them. */
  fails(fault: SendingFault, times: number): void;
  /** Nothing goes wrong any more. */
  recovers(): void;
  /** So many deliveries that are taken come once more. */
  repeats(count: number): void;
  /** Deliveries wait, and go out at once when they are let go. */
  holds(): void;
  releases(): void;
  /** The next deliveries of several people come in another order, where the provider knows no order. */
  reorders?(count: number): void;
  /** Every delivery was taken or given up. */
  idle(): Promise<void>;
}

/** One letter to a webhook. */
export interface Letter {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How letters to the webhook of a channel are written. */
export interface WebhookDesk {
  readonly path: string;
  /** The longest id that the provider may give a chat. */
  readonly longestId: string;
  /** A person says something; ids may be of any length. */
  letter(said: {
    readonly chatId: string;
    readonly messageId: string;
    readonly text: string;
  }): Letter;
  /** Proves any bytes as the provider does. */
  prove(body: string): Letter;
  /** An event that nobody has told us of. */
  strange(): Letter;
}

/** Troubles that only some providers have. */
export interface Troubles {
  /** Nothing can be sent until somebody lets the app speak again. */
  readonly revoke?: () => void;
  readonly consentAgain?: (app: RunningApp) => Promise<void>;
  /** So long after a person's last word nothing can be written, in minutes. */
  readonly windowMinutes?: number;
}

/** A channel under the contract suite: one file and one line in `rigs/index.ts` for each. */
export interface Rig {
  readonly channel: string;
  /** Variables that lead the app to its provider. */
  readonly environment: Readonly<Record<string, string>>;
  connect(app: RunningApp): Promise<void>;
  /** Somebody on this channel, the same each time by name. */
  person(name: string): Hands;
  /** Absent where there is no provider between the person and us. */
  readonly provider?: ProviderControl;
  readonly webhook?: WebhookDesk;
  readonly troubles: Troubles;
  /** Words that must stand in no log, queue or error: tokens and secrets. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** Starts a rig whose time is `now`. */
export type StartRig = (now: () => Date) => Promise<Rig>;
