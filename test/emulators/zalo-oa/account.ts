import type { Courier } from '../wire/courier.ts';
import type { Faults } from '../wire/faults.ts';
import type { MediaShelf } from '../wire/media-shelf.ts';
import type { MovingClock } from '../wire/moving-clock.ts';
import type { Chats } from './chats.ts';
import type { EventDesk } from './events.ts';
import type { PlannedRefusal } from './refusal.ts';
import type { ZaloOaSettings } from './settings.ts';
import type { Templates } from './templates.ts';
import type { Tokens } from './tokens.ts';
import type { Uploads } from './uploads.ts';

/** One call of the OA that was let through. */
export interface OaCall {
  /** Such as `/v3.0/oa/message/cs`. */
  readonly path: string;
  /** The body, or what stood in `data`, or the query. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Everything that Zalo knows of one OA and its app. */
export interface Account {
  readonly settings: ZaloOaSettings;
  readonly clock: MovingClock;
  readonly tokens: Tokens;
  readonly chats: Chats;
  readonly uploads: Uploads;
  readonly templates: Templates;
  readonly faults: Faults<PlannedRefusal>;
  readonly media: MediaShelf;
  readonly courier: Courier;
  readonly events: EventDesk;
  readonly calls: OaCall[];
  readonly used: Used;
}

/** What was used up. */
export interface Used {
  packageMessages: number;
  templates: number;
  readonly phoneMessages: Map<string, 0 | 1>;
}
