import type { TurnEffect } from '../../chat/effect.ts';
import type { World } from '../../chat/flow.ts';
import type { Choice, OutboundMessage } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { say, type Text, type TextParam } from '../../domain/text.ts';
import { inboxChoice, openChoice, shortTeamChoices, worriesChoice } from './choices.ts';
import { acceptDue, bodyName, resolveDue } from './names.ts';
import { stateLine } from './state.ts';

type Act = Extract<TurnEffect, { type: 'act' }>;

/** What the answer to a cadre is made from. */
export interface Telling {
  readonly world: World;
  readonly now: Date;
  readonly cadreName?: string | undefined;
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

const handedOver = (current: Case, cadreName: string | undefined): Text =>
  cadreName === undefined
    ? say('staff.outcome.hand-over', { code: current.code })
    : say('staff.outcome.hand-overTo', { code: current.code, name: cadreName });

const sentence = (act: Act, current: Case, { world, now, cadreName }: Telling): Text => {
  const { action } = act;
  const { code } = current;
  const owner = bodyName(world.directory, current.ownerUnitId);
  switch (action.type) {
    case 'accept':
      return accepted(current);
    case 'assign':
      return assigned(current, bodyName(world.directory, action.unitId));
    case 'hand-over':
      return handedOver(current, cadreName);
    case 'return':
    case 'hold':
      return say(`staff.outcome.${action.type}`, { code, unit: owner });
    case 'forward':
      return say('staff.outcome.forward', { code, to: action.to });
    case 'ask':
    case 'progress':
    case 'resolve':
    case 'decline':
      return say(`staff.outcome.${action.type}`, { code });
    default:
      // Merging and splitting belong to pages, not to a chat; told of plainly all the same.
      return say('staff.outcome.other', { code, state: stateLine(current, now) });
  }
};

const COORDINATION: readonly string[] = ['assign', 'hold'];

const next = (act: Act, current: Case): readonly Choice[] => {
  if (COORDINATION.includes(act.action.type)) return [worriesChoice, openChoice(current)];
  // A hand-over gives the next step to the colleague; what was sent back or closed has none.
  const isOurs =
    act.actor.type === 'cadre' &&
    act.actor.unitId === current.teamUnitId &&
    act.action.type !== 'hand-over';
  const steps = isOurs ? shortTeamChoices(current) : [];
  return steps.length === 0 ? [inboxChoice] : steps;
};

/** What a cadre is told after acting: what is so now, by when, and the next buttons. */
export const cadreDone = (act: Act, current: Case, telling: Telling): OutboundMessage => ({
  lines: [sentence(act, current, telling)],
  choices: next(act, current),
});
