import type { Choice } from '../../chat/message.ts';
import type { Case, CaseAction } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { allowedActions } from '../../domain/lifecycle.ts';
import { say, type Text } from '../../domain/text.ts';

/** A verb on a case; the code in the id lets a stale or foreign press be recognised. */
const caseChoice = (id: string, label: Text): Choice => ({ id, label });

/** Opens a case of the asker's scope. */
export const openChoice = (current: Case): Choice =>
  caseChoice(`work:open:${current.code}`, say('staff.choice.open', { code: current.code }));

/** Opens the asker's list. */
export const inboxChoice: Choice = { id: 'inbox:list', label: say('staff.choice.inbox') };

/** Opens the coordinator's list. */
export const worriesChoice: Choice = { id: 'coord:list', label: say('staff.choice.worries') };

/** Ends a step that was begun, sending nothing. */
export const stopChoice = (code: string): Choice =>
  caseChoice(`work:stop:${code}`, say('staff.choice.stop'));

interface TeamAction {
  readonly action: CaseAction['type'];
  readonly verb: string;
  /** The verb's id must name the team too: its members are looked up before the case is. */
  readonly namesTeam?: boolean;
}

// In the order in which a busy person needs them.
const TEAM_ACTIONS: readonly TeamAction[] = [
  { action: 'accept', verb: 'accept' },
  { action: 'return', verb: 'return' },
  { action: 'resolve', verb: 'resolve' },
  { action: 'progress', verb: 'progress' },
  { action: 'ask', verb: 'ask' },
  { action: 'hand-over', verb: 'give', namesTeam: true },
  { action: 'forward', verb: 'forward' },
  { action: 'decline', verb: 'refuse' },
];

/** Whether an action is open to somebody; policy for an asker, or everything where the reader is known to be a team. */
export type MayDo = (action: CaseAction['type']) => boolean;

/** Every button a team has on a case as it stands. */
export const teamChoices = (current: Case, may: MayDo = () => true): readonly Choice[] => {
  const allowed = allowedActions(current);
  return TEAM_ACTIONS.filter(({ action }) => allowed.includes(action) && may(action)).map(
    ({ verb, namesTeam }) => {
      const team = namesTeam === true ? `:${current.teamUnitId ?? current.ownerUnitId}` : '';
      return caseChoice(`work:${verb}:${current.code}${team}`, say(`staff.choice.${verb}`));
    },
  );
};

// Three buttons are read at a glance; the rest are one tap away.
const SHORT = 3;

/** The first buttons of {@link teamChoices}, and one that shows the rest. */
export const shortTeamChoices = (current: Case, may?: MayDo): readonly Choice[] => {
  const all = teamChoices(current, may);
  if (all.length <= SHORT + 1) return all;
  const more = caseChoice(`work:more:${current.code}`, say('staff.choice.more'));
  return [...all.slice(0, SHORT), more];
};

/** Gives a case to a village. */
export const villageChoice = (current: Case, unitId: string, directory: Directory, on: string) =>
  caseChoice(
    `coord:to:${current.code}:${unitId}`,
    say('staff.choice.village', { place: directory.placeName(unitId, on) }),
  );

// At most this many villages are offered at a time.
export const VILLAGES_SHOWN = 4;

/** Units that sent a case back: offering them again would send it in a circle. */
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
  const likely = (current.place.candidateIds ?? [])
    .filter((id) => receivers.has(id) && !refused.includes(id) && id !== current.teamUnitId)
    .slice(0, VILLAGES_SHOWN - 1)
    .map((id) => villageChoice(current, id, directory, on));
  const others = caseChoice(`coord:villages:${current.code}:0`, say('staff.choice.villages'));
  return [...likely, others];
};
