import type { Plan, TurnBase } from '../chat/engine.ts';
import type { Outcome, Turn } from '../chat/flow.ts';
import { isByHand, isTold } from '../domain/by-hand.ts';
import { foldPhrase } from '../domain/fold.ts';
import { say } from '../domain/text.ts';
import { isUrgent } from './limits.ts';
import { spokenWords } from './parts/accusation.ts';

/** What the bot does with words that are meant for the person at the desk: nothing, but that it says once where it is. */
export interface LeftToDesk {
  readonly outcome: Outcome;
  /** Whether the way to the bot is told with it. */
  readonly tells: boolean;
}

/** Words by which somebody whom a person answers by hand calls the bot; elsewhere they may mean something else. */
const CALLS = new Set(['gui', 'gui viec', 'bao nhe', 'bao a', 'send']);

/** The turn as it is meant: who calls the bot from under a person at the desk wants to report. */
export const calledFromDesk = (base: TurnBase): TurnBase => {
  const { conversation, inbound, now } = base;
  const { body } = inbound;
  const isCall = body.kind === 'text' && CALLS.has(foldPhrase(body.text));
  if (!isCall || conversation.dialogue !== null || !isByHand(conversation.byHand, now)) return base;
  return { ...base, inbound: { ...inbound, body: { kind: 'text', text: '/bao' } } };
};

/** Whether words read as a report, and not as a turn of the talk with the person at the desk. */
const readsAsReport = ({ inbound, world }: Turn): boolean => {
  const words = spokenWords(inbound.body);
  if (words === '') return false;
  const { kind, category } = world.understand(words);
  return kind.id !== 'rac' && category.decision === 'auto';
};

/**
 * Free words while somebody answers by hand at the provider's desk are left to that person, who reads them there; the
 * bot keeps nothing of them. Danger is heard all the same, and so is whatever asks for the bot: a command, a code, a
 * button, an open draft. `undefined`: the turn is the bot's.
 */
export const leftToDesk = ({ isFree, turn }: Plan): LeftToDesk | undefined => {
  const { conversation, now } = turn;
  const { byHand, dialogue } = conversation;
  if (byHand === undefined || !isByHand(byHand, now)) return undefined;
  if (isFree !== true || dialogue !== null || isUrgent(turn)) return undefined;
  const tells = !isTold(byHand) && readsAsReport(turn);
  const replies = tells ? [{ message: { lines: [say('desk.howToReach')] } }] : [];
  return { tells, outcome: { dialogue: null, replies, withholds: true } };
};
