import type { Actor, Case, Joined } from './case.ts';
import type { Span } from './deadline.ts';
import { acceptDue, normOf, resolveDue, resolveDueAs } from './due.ts';
import { isByFellow } from './following.ts';
import { type CasePatch, patched } from './patch.ts';
import { dayOf, type Setting } from './setting.ts';
import type { ActionType } from './status.ts';
import type { ActionMap, Step, Target } from './step.ts';
import { blockOf, standingUnits } from './succession.ts';
import { ownerOfLastResort } from './triage.ts';

const NOBODY_YET = { assigneeId: undefined, acceptedAt: undefined } as const;

/** Ends a pause: what was due is due later by the time that the citizen took, as the norm counts it. */
const unpaused = (current: Case, setting: Setting): Case => {
  const { pausedAt, acceptDueAt, resolveDueAt } = current;
  if (pausedAt === undefined) return current;
  const norm = normOf(current, setting);
  const later = (due: Date | undefined, span: Span | undefined): Date | undefined =>
    due === undefined ? undefined : setting.calendar.resume(due, pausedAt, setting.now, span?.unit);
  return patched(current, {
    pausedAt: undefined,
    resumeStatus: undefined,
    // Accepted is accepted: only a clock that still runs was stopped.
    acceptDueAt: current.acceptedAt === undefined ? later(acceptDueAt, norm.accept) : acceptDueAt,
    resolveDueAt: later(resolveDueAt, norm.resolve),
  });
};

const assigned = (current: Case, action: ActionMap['assign'], setting: Setting): CasePatch => {
  const { id } = setting.directory.unit(action.unitId);
  const categoryId = action.categoryId ?? current.categoryId;
  return {
    ...NOBODY_YET,
    ownerUnitId: id,
    teamUnitId: id,
    categoryId,
    acceptDueAt: acceptDue({ ...current, categoryId }, setting.now, setting),
    resolveDueAt: resolveDueAs(categoryId, current, setting),
  };
};

/** Back to a coordinating unit, whose time to place it starts, unless it is the one that has it already. */
const unplaced = (current: Case, ownerUnitId: string, setting: Setting): CasePatch => {
  const hadIt = current.status === 'triage' && current.ownerUnitId === ownerUnitId;
  return {
    ...NOBODY_YET,
    ownerUnitId,
    teamUnitId: undefined,
    acceptDueAt: hadIt ? current.acceptDueAt : acceptDue(current, setting.now, setting),
  };
};

const held = (current: Case, action: ActionMap['hold'], setting: Setting): CasePatch => {
  const { id } = setting.directory.unit(action.ownerUnitId);
  const categoryId = action.categoryId ?? current.categoryId;
  const asks = action.asks ?? [];
  return {
    ...unplaced(current, id, setting),
    categoryId,
    resolveDueAt: resolveDueAs(categoryId, current, setting),
    place: asks.length === 0 ? current.place : { ...current.place, candidateIds: asks },
  };
};

/** The same case, differently named: who has it, and since when, stays; only its limit is that of the new category. */
const recategorised = (
  current: Case,
  { categoryId }: ActionMap['recategorise'],
  setting: Setting,
): CasePatch => ({ categoryId, resolveDueAt: resolveDueAs(categoryId, current, setting) });

/** The responsible team as it is today; `undefined` when there was none, or it has ended and was divided. */
const teamToday = (current: Case, setting: Setting): string | undefined => {
  const { teamUnitId } = current;
  const standing =
    teamUnitId === undefined ? [] : standingUnits(teamUnitId, setting.directory, dayOf(setting));
  return standing.length === 1 ? standing[0] : undefined;
};

/** To the responsible team again, or to whoever must find one. */
const backToTeam = (current: Case, setting: Setting): CasePatch => {
  const { directory, now } = setting;
  const team = teamToday(current, setting);
  const place = { unitId: current.teamUnitId ?? current.ownerUnitId };
  return {
    ...NOBODY_YET,
    status: team === undefined ? 'triage' : 'waiting',
    teamUnitId: team,
    ownerUnitId: team ?? ownerOfLastResort(place, directory, dayOf(setting)),
    acceptDueAt: acceptDue(current, now, setting),
    closedAt: undefined,
  };
};

const reopened = (current: Case, setting: Setting): CasePatch => ({
  ...backToTeam(current, setting),
  resolveDueAt: resolveDue(current, setting.now, setting),
  answeredAt: undefined,
  confirmedAt: undefined,
  stars: undefined,
  reopenedCount: current.reopenedCount + 1,
});

const without = ({ joined = [] }: Case, caseId: string): readonly Joined[] =>
  joined.filter((each) => each.caseId !== caseId);

/** Joined before triage had placed it: the village that owns it is the team that would have got it. */
const withTeam = (current: Case, { directory }: Setting): Case => {
  const owner = directory.find(current.ownerUnitId);
  const isVillage = owner !== undefined && directory.level(owner).receives;
  return current.teamUnitId === undefined && isVillage
    ? { ...current, teamUnitId: owner.id }
    : current;
};

/** On its own again, with the limit that the citizen was promised. */
const parted = (current: Case, setting: Setting): CasePatch => ({
  ...backToTeam(withTeam(current, setting), setting),
  mergedIntoId: undefined,
});

const asked = (current: Case, { now }: Setting): CasePatch => ({
  pausedAt: now,
  resumeStatus: current.status === 'waiting' ? 'waiting' : 'working',
});

const accepted = (actor: Actor, { now }: Setting): CasePatch =>
  actor.type === 'cadre' ? { acceptedAt: now, assigneeId: actor.cadreId } : { acceptedAt: now };

/** The case, and who acts on it when. */
interface Scene {
  readonly current: Case;
  readonly actor: Actor;
  readonly setting: Setting;
}

const closed = ({ setting }: Scene): CasePatch => ({ closedAt: setting.now });
const nothing = (): CasePatch => ({});

/** What each action changes besides the status, which the table of transitions names. */
const CHANGES: {
  readonly [T in ActionType]: (scene: Scene, action: ActionMap[T]) => CasePatch;
} = {
  open: nothing,
  assign: ({ current, setting }, action) => assigned(current, action, setting),
  hold: ({ current, setting }, action) => held(current, action, setting),
  recategorise: ({ current, setting }, action) => recategorised(current, action, setting),
  accept: ({ actor, setting }) => accepted(actor, setting),
  return: ({ current, setting }) =>
    unplaced(current, blockOf(current.ownerUnitId, setting.directory, dayOf(setting)), setting),
  ask: ({ current, setting }) => asked(current, setting),
  reply: nothing,
  add: nothing,
  progress: nothing,
  'hand-over': (_scene, { cadreId }) => ({ assigneeId: cadreId }),
  resolve: ({ setting }) => ({ answeredAt: setting.now }),
  forward: nothing,
  decline: closed,
  confirm: ({ current, actor, setting: { now } }) =>
    isByFellow(current, actor) ? {} : { confirmedAt: now, closedAt: current.closedAt ?? now },
  rate: ({ current, actor }, { stars }) => (isByFellow(current, actor) ? {} : { stars }),
  lapse: closed,
  reopen: ({ current, setting }) => reopened(current, setting),
  withdraw: (scene) => ({ ...closed(scene), mergedIntoId: undefined }),
  merge: ({ setting }, { intoId }) => ({ closedAt: setting.now, mergedIntoId: intoId }),
  split: ({ current, setting }) => parted(current, setting),
  join: ({ current }, { joined }) => ({
    joined: [...without(current, joined.caseId), joined],
  }),
  part: ({ current }, { caseId }) => {
    const left = without(current, caseId);
    return { joined: left.length === 0 ? undefined : left };
  },
  reveal: nothing,
  escalate: ({ setting }, { toUnitId }) => ({ escalatedToId: setting.directory.unit(toUnitId).id }),
};

const changesOf = <T extends ActionType>(type: T, action: ActionMap[T], scene: Scene): CasePatch =>
  CHANGES[type](scene, action);

/** The case after a step that the table allows, except for its history, effects and rounds. */
export const consequences = (
  current: Case,
  { action, actor }: Step,
  target: Target,
  setting: Setting,
): Case => {
  // Only the first reporter was asked, so only that one's words end the waiting.
  // Nor does another's verdict close it for the first one.
  const isAside = isByFellow(current, actor) && ['where-it-paused', 'confirmed'].includes(target);
  const stays = isAside || target === current.status;
  // Every way out of a pause moves what was due, also the one by which the team found out by itself.
  const base = stays ? current : unpaused(current, setting);
  const changed = patched(base, changesOf(action.type, action, { current: base, actor, setting }));
  // Going back to the team names its own status, because there may be none any more.
  if (stays || target === 'team-or-triage') return changed;
  const status = target === 'where-it-paused' ? (current.resumeStatus ?? 'waiting') : target;
  return { ...changed, status };
};
