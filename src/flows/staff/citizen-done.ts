import type { World } from '../../chat/flow.ts';
import type { OutboundMessage } from '../../chat/message.ts';
import type { Case, CaseAction } from '../../domain/case.ts';
import type { ActionType } from '../../domain/lifecycle.ts';
import { say, type Text } from '../../domain/text.ts';
import { humanChoice, newChoice, openChoice, starChoices } from '../parts/case-choices.ts';
import { acceptDue, bodyName, bodyNameFirst, responsibleId } from '../parts/names.ts';

const reopened = (current: Case, world: World): Text => {
  const unit = bodyName(world.directory, responsibleId(current));
  const accept = acceptDue(current);
  return accept === undefined
    ? say('outcome.reopen', { code: current.code, unit })
    : say('outcome.reopenUntil', { code: current.code, unit, accept });
};

// Told by one sentence each.
const PLAIN: readonly string[] = ['reply', 'add', 'confirm', 'withdraw'];

const sentence = (type: ActionType, current: Case, world: World): Text => {
  const { code } = current;
  if (type === 'reopen') return reopened(current, world);
  if (type === 'rate') return say('outcome.rate', { code, stars: current.stars ?? 0 });
  // The team goes by the word of the first who reported it.
  if (type === 'confirm' && current.mergedIntoId !== undefined)
    return say('outcome.confirmBeside', { code });
  const unit = bodyName(world.directory, responsibleId(current));
  return PLAIN.includes(type)
    ? say(`outcome.${type}`, { code, unit })
    : say('outcome.other', { code });
};

/** What a citizen is told after acting on an own case; one question at most, after the good news. */
export const citizenDone = (type: ActionType, current: Case, world: World): OutboundMessage =>
  type === 'confirm' && current.stars === undefined
    ? {
        lines: [
          sentence(type, current, world),
          say('rating.ask', { team: bodyNameFirst(world.directory, responsibleId(current)) }),
        ],
        choices: starChoices(current),
      }
    : { lines: [sentence(type, current, world)], choices: [openChoice(current)] };

// What was wanted is so already: said as good news, not as a fault.
const SETTLED: readonly string[] = ['confirm', 'withdraw', 'reopen', 'rate'];

/** What a citizen is told when an act did not fit; without a case, nothing of it is told. */
export const citizenRefused = (
  action: CaseAction,
  reason: string,
  current: Case | undefined,
): OutboundMessage => {
  if (current === undefined) return { lines: [say('errors.staleButton')] };
  if (reason === 'enough')
    return {
      lines: [say('outcome.enough', { code: current.code })],
      choices: [newChoice, humanChoice],
    };
  const params = { code: current.code, status: say(`status.${current.status}`) };
  const isSettled = reason === 'already' && SETTLED.includes(action.type);
  return {
    lines: [say(isSettled ? 'outcome.already' : 'errors.staleCase', params)],
    choices: [openChoice(current)],
  };
};
