import type { Faults } from '../wire/faults.ts';
import type { MediaShelf } from '../wire/media-shelf.ts';
import type { MovingClock } from '../wire/moving-clock.ts';
import type { BotChats } from './chats.ts';
import type { Feed } from './feed.ts';
import type { PlannedRefusal } from './refusal.ts';

/** What the emulator plays where Zalo's documents leave it open. */
export interface BotSettings {
  readonly token: string;
  /** Whether events come inside `{ok, result}` at the webhook. */
  readonly wrapped: boolean;
  /** Whether a refusal has its code as the status too; by the documents only the envelope counts. */
  readonly statusFollowsCode: boolean;
  /** What the address of a picture is called in an event. */
  readonly pictureField: 'photo_url' | 'photo';
  /** Whether a delivery that failed is repeated. Nobody says that it is. */
  readonly repeatsDeliveries: boolean;
}

/** One call of the bot that was understood. */
export interface BotCall {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Everything that Zalo knows of one bot. */
export interface BotAccount {
  readonly settings: BotSettings;
  readonly clock: MovingClock;
  readonly chats: BotChats;
  readonly feed: Feed;
  readonly media: MediaShelf;
  readonly faults: Faults<PlannedRefusal>;
  readonly calls: BotCall[];
}

/** One method: what it answers as `result`. */
export type Method = (account: BotAccount, fields: BotCall['fields']) => unknown;
