import type { Plan } from '../chat/engine.ts';
import type { Outcome } from '../chat/flow.ts';
import { isByHand, isTold } from '../domain/by-hand.ts';
import { say } from '../domain/text.ts';
import { isUrgent } from './limits.ts';

/** What the bot does with words that are meant for the person at the desk: nothing, but that it says once where it is. */
export interface LeftToDesk {
  readonly outcome: Outcome;
  /** Whether the way to the bot is told with it. */
  readonly tells: boolean;
}

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
  const tells = !isTold(byHand);
  const replies = tells ? [{ message: { lines: [say('desk.howToReach')] } }] : [];
  return { tells, outcome: { dialogue: null, replies, withholds: true } };
};
