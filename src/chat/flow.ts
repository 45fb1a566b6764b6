import type { Ability, Cadre, Position } from '../domain/cadre.ts';
import type { ReadingCount } from '../domain/accuracy.ts';
import type { Case } from '../domain/case.ts';
import type { Directory } from '../domain/directory.ts';
import type { Offer, Probe } from '../domain/duplicates.ts';
import type { Figures } from '../domain/figures.ts';
import type { Landmark } from '../domain/landmark.ts';
import type { ChatRef, Person } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { Understanding } from '../text/understand.ts';
import type { Conversation, Dialogue } from './conversation.ts';
import type { TurnEffect } from './effect.ts';
import type { InboundMessage, Reply } from './message.ts';

/** Who speaks. A chat is always a person; it is a cadre's too once an invite was redeemed in it. */
export interface Asker {
  readonly person: Person;
  readonly cadre?: Cadre;
  /** Positions valid today with what their roles allow; empty for citizens. */
  readonly grants: readonly Grant[];
}

/** What one valid position allows. */
export interface Grant {
  readonly position: Position;
  readonly abilities: readonly Ability[];
}

/** What every turn may look at without asking the store. */
export interface World {
  readonly directory: Directory;
  /** Reads a message; `homeUnitId` is the citizen's own village, a prior and never an override. */
  understand(text: string, homeUnitId?: string): Understanding;
  /** What people say places by. Default: nothing is known. */
  readonly landmarks?: readonly Landmark[];
  /** Everybody in it is fictional; said wherever a person could take it for real. */
  readonly isDemo: boolean;
  /** Version of the model that reads; absent where none is named, and then nothing is learnt from what was read. */
  readonly modelVersion?: string;
  /** Languages that can be chosen. Default `vi` and `en`. */
  readonly locales?: readonly Locale[];
}

/** A question to the store; answered within the asker's rights before the pure step. */
export type Query =
  | { readonly ask: 'cases-of-person'; readonly personId: string }
  /** By id or by code as typed; answered only if the asker reported it or works in its scope. */
  | { readonly ask: 'case'; readonly idOrCode: string }
  /** Open cases owned by, or given to, these units, most urgent first; `of`: team work, or the coordinator's worries. */
  | { readonly ask: 'inbox'; readonly of: 'team' | 'block'; readonly unitIds: readonly string[] }
  | { readonly ask: 'overdue'; readonly unitIds: readonly string[] }
  | { readonly ask: 'figures'; readonly unitIds: readonly string[] }
  | { readonly ask: 'colleagues'; readonly unitId: string }
  /** A second case beside the one of the turn, under the same rights: where it is to be merged into. */
  | { readonly ask: 'merge-target'; readonly idOrCode: string }
  /** Whether others have reported the same; told without a word of theirs. */
  | { readonly ask: 'duplicate'; readonly probe: Probe }
  /** Whether a code that was typed joins this chat with another; nothing is told of whose that is. */
  | { readonly ask: 'link-code'; readonly code: string; readonly chat: ChatRef }
  /** What could not be delivered about cases owned by these units. */
  | { readonly ask: 'undelivered'; readonly unitIds: readonly string[] }
  /** How well messages from these units were read, by local month, from `since` (`YYYY-MM`) on. */
  | { readonly ask: 'accuracy'; readonly unitIds: readonly string[]; readonly since: string };

/** Answers to the queries of one turn; a kind that was not asked is absent. */
export interface Facts {
  readonly casesOfPerson?: readonly Case[];
  readonly found?: Case;
  readonly inbox?: readonly Case[];
  readonly overdue?: readonly Case[];
  readonly figures?: Figures;
  readonly colleagues?: readonly Cadre[];
  readonly target?: Case;
  readonly duplicate?: Offer;
  readonly accuracy?: readonly ReadingCount[];
  readonly linkCode?: LinkCode;
  readonly undelivered?: readonly UndeliveredNotice[];
  /** In how many chats something is not delivered that is about no case; only for people on duty. */
  readonly undeliveredElse?: number;
}

/** A message that did not reach its person, without a word of who that is. */
export interface UndeliveredNotice {
  /** Names it without telling where it should have gone. */
  readonly ref: string;
  /** Of the case that it is about. */
  readonly code: string;
  /** `unknown`: it may have arrived; `rejected`: the message itself was not taken; the last two: it has waited for hours. */
  readonly why:
    | 'blocked'
    | 'left'
    | 'window'
    | 'unknown'
    | 'rejected'
    | 'unreachable'
    | 'misconfigured';
  readonly since: Date;
  /** The unit whose staff it is for. Absent: it is for whoever reported the case. */
  readonly unitId?: string;
}

/** What is known of a typed code. */
export interface LinkCode {
  /**
   * `own`: given out in this very chat; `joined`: in one that is this person's already; `asked`: the chat that gave it
   * out is being asked.
   */
  readonly state: 'open' | 'own' | 'joined' | 'asked' | 'used' | 'expired' | 'unknown';
  /** Names the code without telling it. */
  readonly ref: string;
  /** The channel where it was given out, for one that is `open` or `asked`. */
  readonly channel?: string;
}

/** What a command or button asks of a flow, once the engine has read the message. */
export type Intent =
  | { readonly type: 'command'; readonly name: string; readonly argument: string }
  | { readonly type: 'choice'; readonly verb: string; readonly arguments: readonly string[] }
  | { readonly type: 'message' };

/** Everything a flow decides from. */
export interface Turn {
  readonly conversation: Conversation;
  readonly inbound: InboundMessage;
  readonly intent: Intent;
  readonly asker: Asker;
  readonly world: World;
  readonly locale: Locale;
  readonly now: Date;
  /** A new identifier for a draft or an effect; the same within a retried turn is not needed. */
  newId(): string;
}

/** What a flow decided. */
export interface Outcome {
  /** Where the conversation stands after it; `null` is idle. */
  readonly dialogue: Dialogue | null;
  readonly replies: readonly Reply[];
  readonly effects?: readonly TurnEffect[];
  readonly locale?: Locale;
  /** The person's words must not be kept anywhere (a possible denunciation). */
  readonly withholds?: boolean;
  /** A code was tried that does not join anything; counted, for there is a limit to it. */
  readonly isWrongCode?: boolean;
  /** The input was not understood; the engine counts it and offers help the second time. */
  readonly isMisunderstood?: boolean;
}

/** Words that start a flow at any time. */
export interface Command {
  /** As after a slash, ASCII: `tinhhinh`. */
  readonly name: string;
  /** Folded phrases that mean the same when they are the whole message: `viec cua toi`, `my cases`. */
  readonly phrases: readonly string[];
  /** Shown in menus under the key `command.<name>`. Default true. */
  readonly isListed?: boolean;
}

/** Who may use a flow; others are answered as if it did not exist. */
export type Audience = 'everyone' | Ability | readonly Ability[] | 'cadre';

/** One subject of talk: a file in `flows/` and a line in its list. */
export interface Flow {
  /** Also the prefix of its choice ids and of its locale keys. */
  readonly id: string;
  readonly audience: Audience;
  readonly commands: readonly Command[];
  /**
   * Takes a free message before the dialogue it would belong to, such as a bare case code or a possible
   * denunciation. Asked in the order of the list, and only where a flow for everyone would get the message.
   */
  claims?(turn: Turn): boolean;
  /** What it claims was asked for by nothing: a person who answers by hand goes before it. Default false. */
  readonly claimsFree?: boolean;
  /** A contact that is shared while this flow talks is taken; elsewhere none is. Default false. */
  readonly takesContacts?: boolean;
  /** A dialogue untouched for longer, in milliseconds, is over. Default 72 h. */
  readonly patienceMs?: number;
  /** What must be known before `advance`; pure. */
  needs?(turn: Turn): readonly Query[];
  /** One pure step; never throws on any input. */
  advance(turn: Turn, facts: Facts): Outcome;
}
