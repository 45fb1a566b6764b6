import type { TurnEffect } from '../../chat/effect.ts';
import type { World } from '../../chat/flow.ts';
import type { Choice, OutboundMessage } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { say, type Text, type TextParam } from '../../domain/text.ts';
import { acceptDue, bodyName, resolveDue } from '../parts/names.ts';
import { revealedLines } from './card.ts';
import {
  inboxChoice,
  openChoice,
  shortTeamChoices,
  splitChoice,
  worriesChoice,
} from './choices.ts';
import { stateLine } from './state.ts';

type Act = Extract<TurnEffect, { type: 'act' }>;

/** What the answer to a cadre is made from. */
export interface Telling {
  readonly world: World;
  readonly now: Date;
  /** Who was given the case. */
  readonly cadreName?: string | undefined;
  /** What the reporter is told waits until that person writes. Default false. */
  readonly isHeld?: boolean;
}

const accepted = (current: Case): Text => {
  const resolve = resolveDue(current);
  return resolve === undefined
    ? say('staff.outcome.accept', { code: current.code })
    : say('staff.outcome.acceptUntil', { code: current.code, resolve });
};

const assigned = (current: Case, unit: TextParam): Text => {
  const accept = acceptDue(current);
  return accept === undefined
    ? say('staff.outcome.assign', { code: current.code, unit })
    : say('staff.outcome.assignUntil', { code: current.code, unit, accept });
};

const handedOver = (current: Case, name: string | undefined): Text =>
  name === undefined
    ? say('staff.outcome.hand-over', { code: current.code })
    : say('staff.outcome.hand-overTo', { code: current.code, name });

// Told by one sentence each, with the code and the unit that must act next.
const PLAIN: readonly string[] = [
  'return',
  'hold',
  'ask',
  'progress',
  'resolve',
  'decline',
  'reveal',
];

const sentence = ({ action }: Act, current: Case, { world, now, cadreName }: Telling): Text => {
  const { code } = current;
  const unit = bodyName(world.directory, current.ownerUnitId);
  if (action.type === 'accept') return accepted(current);
  if ('categoryId' in action && action.categoryId !== undefined)
    return say('staff.outcome.category', { code, category: say(`category.${action.categoryId}`) });
  if (action.type === 'assign') return assigned(current, bodyName(world.directory, action.unitId));
  if (action.type === 'hand-over') return handedOver(current, cadreName);
  if (action.type === 'forward') return say('staff.outcome.forward', { code, to: action.to });
  if (PLAIN.includes(action.type)) return say(`staff.outcome.${action.type}`, { code, unit });
  if (action.type === 'merge') return say('staff.outcome.merge', { code });
  if (action.type === 'split')
    return say('staff.outcome.split', { code, state: stateLine(current, now) });
  return say('staff.outcome.other', { code, state: stateLine(current, now) });
};

// Acts of which the cadre hears that the reporter will be told.
const TELLING: readonly string[] = [
  'ask',
  'progress',
  'resolve',
  'decline',
  'forward',
  'merge',
  'split',
];

const COORDINATION: readonly string[] = ['assign', 'hold', 'recategorise', 'split', 'reveal'];

const next = ({ action, actor }: Act, current: Case): readonly Choice[] => {
  // What was joined by mistake is taken apart with the next tap.
  if (action.type === 'merge') return [splitChoice(current), worriesChoice];
  if (COORDINATION.includes(action.type)) return [worriesChoice, openChoice(current)];
  // A hand-over gives the next step to the colleague; what was sent back or closed has none.
  const isOurs =
    actor.type === 'cadre' &&
    actor.unitId === current.teamUnitId &&
    action.type !== 'hand-over' &&
    action.type !== 'return';
  const steps = isOurs ? shortTeamChoices(current) : [];
  return steps.length === 0 ? [inboxChoice] : steps;
};

/** What a cadre is told after acting: what is so now, by when, and the next buttons. */
export const cadreDone = (act: Act, current: Case, telling: Telling): OutboundMessage => ({
  lines: [
    sentence(act, current, telling),
    ...(telling.isHeld === true && TELLING.includes(act.action.type)
      ? [say('staff.outcome.away')]
      : []),
    ...(act.action.type === 'reveal' ? revealedLines(current, telling.world) : []),
  ],
  choices: next(act, current),
});
