import type { World } from '../../chat/flow.ts';
import { choice } from '../../chat/choice.ts';
import type { Choice, OutboundMessage } from '../../chat/message.ts';
import type { Case, CaseAction } from '../../domain/case.ts';
import { say, type Text } from '../../domain/text.ts';
import { acceptDue, bodyName } from './names.ts';

// The way into one's own case, in the flow that lists them.
const seeChoice = ({ code }: Case): Choice => choice('mine', 'open', say('mine.openChoice'), code);

const reopened = (current: Case, world: World): Text => {
  const unit = bodyName(world.directory, current.ownerUnitId);
  const accept = acceptDue(current);
  return accept === undefined
    ? say('outcome.reopen', { code: current.code, unit })
    : say('outcome.reopenUntil', { code: current.code, unit, accept });
};

const sentence = (type: CaseAction['type'], current: Case, world: World): Text => {
  const { code } = current;
  switch (type) {
    case 'reopen':
      return reopened(current, world);
    case 'reply':
      return say('outcome.reply', { code, unit: bodyName(world.directory, current.ownerUnitId) });
    case 'rate':
      return say('outcome.rate', { code, stars: current.stars ?? 0 });
    case 'add':
    case 'confirm':
    case 'withdraw':
      return say(`outcome.${type}`, { code });
    default:
      return say('outcome.other', { code });
  }
};

/** What a citizen is told after acting on an own case. */
export const citizenDone = (
  type: CaseAction['type'],
  current: Case,
  world: World,
): OutboundMessage => ({
  lines: [sentence(type, current, world)],
  choices: [seeChoice(current)],
});

// What was wanted is so already: said as good news, not as a fault.
const SETTLED: readonly string[] = ['confirm', 'withdraw', 'reopen', 'rate'];

/** What a citizen is told when an act did not fit; `undefined` where there is no such case of theirs. */
export const citizenRefused = (
  action: CaseAction,
  reason: string,
  current: Case | undefined,
): OutboundMessage => {
  if (current === undefined) return { lines: [say('errors.staleButton')] };
  const params = { code: current.code, status: say(`status.${current.status}`) };
  const isSettled = reason === 'already' && SETTLED.includes(action.type);
  return {
    lines: [say(isSettled ? 'outcome.already' : 'errors.staleCase', params)],
    choices: [seeChoice(current)],
  };
};
