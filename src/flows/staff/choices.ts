import { choice, isChoiceId, numbered } from '../../chat/choice.ts';
import type { Choice } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { allowedActions, type ActionType } from '../../domain/lifecycle.ts';
import { say } from '../../domain/text.ts';
import { numberOfPlace } from '../parts/names.ts';
import { namesBeside } from './names.ts';

/** Opens a case of the asker's scope. */
export const openChoice = ({ code }: Case): Choice =>
  choice('work', 'open', say('staff.choice.open', { code }), code);

/** Opens the asker's list. */
export const inboxChoice: Choice = choice('inbox', 'list', say('staff.choice.inbox'));

/** Opens the coordinator's list. */
export const worriesChoice: Choice = choice('coord', 'list', say('staff.choice.worries'));

/** Opens the list of what could not be delivered. */
export const undeliveredChoice = (count: number): Choice =>
  choice('unsent', 'list', say('undelivered.countChoice', { number: count }));

/** Opens the leader's figures. */
export const figuresChoice: Choice = choice('figures', 'all', say('staff.choice.figures'));

/** Ends a step that was begun, sending nothing. */
export const stopChoice = (code: string): Choice =>
  choice('work', 'stop', say('staff.choice.stop'), code);

/** Takes a case apart from the one that it follows. */
export const splitChoice = ({ code }: Pick<Case, 'code'>): Choice =>
  choice('coord', 'split', say('staff.choice.split', { code }), code);

interface TeamAction {
  readonly action: ActionType;
  readonly verb: string;
}

// In the order in which a busy person needs them.
const TEAM_ACTIONS: readonly TeamAction[] = [
  { action: 'accept', verb: 'accept' },
  { action: 'resolve', verb: 'resolve' },
  { action: 'progress', verb: 'progress' },
  { action: 'return', verb: 'return' },
  { action: 'ask', verb: 'ask' },
  { action: 'hand-over', verb: 'give' },
  { action: 'forward', verb: 'forward' },
  { action: 'decline', verb: 'refuse' },
];

/** Whether an action is open to the reader: what the policy says of an asker. */
export type MayDo = (action: ActionType) => boolean;

/** The unit whose members may be handed the case. */
export const teamOf = (current: Case): string => current.teamUnitId ?? current.ownerUnitId;

const teamChoice = (current: Case, verb: string): Choice => {
  const label = say(`staff.choice.${verb}`);
  // Colleagues are looked up before the case is, so the button itself names the team.
  return verb === 'give'
    ? choice('work', verb, label, current.code, teamOf(current))
    : choice('work', verb, label, current.code);
};

/**
 * Every button on a case as it stands.
 *
 * @param may - Default: everything, where the readers are known to be the team.
 */
export const teamChoices = (current: Case, may: MayDo = () => true): readonly Choice[] => {
  const allowed = allowedActions(current);
  return TEAM_ACTIONS.filter(({ action }) => allowed.includes(action) && may(action))
    .map(({ verb }) => teamChoice(current, verb))
    .filter(({ id }) => isChoiceId(id));
};

// Three buttons are read at a glance; the rest are one tap away.
const SHORT = 3;

/** The first buttons of {@link teamChoices}, and one that shows the rest. */
export const shortTeamChoices = (current: Case, may?: MayDo): readonly Choice[] => {
  const all = teamChoices(current, may);
  return all.length <= SHORT + 1
    ? all
    : [...all.slice(0, SHORT), choice('work', 'more', say('staff.choice.more'), current.code)];
};

/**
 * One button per village that gives the case to it; ids too long for a button are left out.
 *
 * @param among - The whole list that the villages are a page of. Default: the villages themselves.
 */
export const villageChoices = (
  { code }: Case,
  unitIds: readonly string[],
  directory: Directory,
  on: string,
  among?: readonly string[],
): readonly Choice[] =>
  [...namesBeside(unitIds, directory, on, among)]
    .map(([id, place]) =>
      numbered(
        choice('coord', 'to', say('staff.choice.village', { place }), code, id),
        numberOfPlace(directory, id),
      ),
    )
    .filter(({ id }) => isChoiceId(id));

/** At most this many villages are offered at a time. */
export const VILLAGES_SHOWN = 4;

/** Teams that sent a case back: offering them again would send it in a circle. */
export const returnedBy = (current: Case): readonly string[] => {
  const refused: string[] = [];
  let team: string | undefined;
  for (const { action } of current.history) {
    if (action.type === 'assign') team = action.unitId;
    if (action.type === 'return' && team !== undefined) refused.push(team);
  }
  return refused;
};

/** The villages that the words may mean, without those that sent the case back, and a way to all others. */
export const assignChoices = (
  current: Case,
  directory: Directory,
  on: string,
): readonly Choice[] => {
  if (!allowedActions(current).includes('assign')) return [];
  const refused = returnedBy(current);
  const receivers = new Set(directory.receivers(on).map((unit) => unit.id));
  const { unitId, candidateIds = [] } = current.place;
  const likely = [...new Set(unitId === undefined ? candidateIds : [unitId, ...candidateIds])]
    .filter((id) => receivers.has(id) && !refused.includes(id) && id !== current.teamUnitId)
    .slice(0, VILLAGES_SHOWN - 1);
  const others = choice('coord', 'villages', say('staff.choice.villages'), current.code);
  return [...villageChoices(current, likely, directory, on), others];
};
