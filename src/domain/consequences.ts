import type { Case, CaseAction } from './case.ts';
import { acceptDue, resolveDue, resolveDueAs } from './due.ts';
import { type CasePatch, patched } from './patch.ts';
import { dayOf, type Setting } from './setting.ts';
import type { Step, Target } from './step.ts';
import { blockOf, standingUnits } from './succession.ts';
import { ownerOfLastResort } from './triage.ts';

type Action<T extends CaseAction['type']> = Extract<CaseAction, { type: T }>;

const NOBODY_YET = { assigneeId: undefined, acceptedAt: undefined } as const;

/** Ends a pause: what was due is due later by the working time that the citizen took, and never by more. */
const unpaused = (current: Case, { calendar, now }: Setting): Case => {
  const { pausedAt, acceptDueAt, resolveDueAt } = current;
  if (pausedAt === undefined) return current;
  const later = (due: Date | undefined): Date | undefined =>
    due === undefined ? undefined : calendar.resume(due, pausedAt, now);
  return patched(current, {
    pausedAt: undefined,
    resumeStatus: undefined,
    // Accepted is accepted: only a clock that still runs was stopped.
    acceptDueAt: current.acceptedAt === undefined ? later(acceptDueAt) : acceptDueAt,
    resolveDueAt: later(resolveDueAt),
  });
};

const assigned = (current: Case, action: Action<'assign'>, setting: Setting): CasePatch => {
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

/** Back to a coordinating unit, whose time to place it starts, unless it was running already. */
const unplaced = (current: Case, ownerUnitId: string, setting: Setting): CasePatch => ({
  ...NOBODY_YET,
  ownerUnitId,
  teamUnitId: undefined,
  acceptDueAt:
    current.status === 'triage' ? current.acceptDueAt : acceptDue(current, setting.now, setting),
});

const held = (current: Case, action: Action<'hold'>, setting: Setting): CasePatch => {
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

/** What an action changes besides the status that the table names. */
const changesOf = (current: Case, { action, actor }: Step, setting: Setting): CasePatch => {
  const { now, directory } = setting;
  switch (action.type) {
    case 'assign':
      return assigned(current, action, setting);
    case 'hold':
      return held(current, action, setting);
    case 'return':
      return unplaced(current, blockOf(current.ownerUnitId, directory, dayOf(setting)), setting);
    case 'accept':
      return { acceptedAt: now, ...(actor.type === 'cadre' ? { assigneeId: actor.cadreId } : {}) };
    case 'ask':
      return { pausedAt: now, resumeStatus: current.status === 'waiting' ? 'waiting' : 'working' };
    case 'hand-over':
      return { assigneeId: action.cadreId };
    case 'resolve':
      return { answeredAt: now };
    case 'confirm':
      return { confirmedAt: now, closedAt: current.closedAt ?? now };
    case 'rate':
      return { stars: action.stars };
    case 'lapse':
    case 'decline':
    case 'withdraw':
      return { closedAt: now };
    case 'merge':
      return { closedAt: now, mergedIntoId: action.intoId };
    case 'reopen':
      return reopened(current, setting);
    case 'split':
      return { ...backToTeam(current, setting), mergedIntoId: undefined };
    case 'escalate':
      return { escalatedToId: directory.unit(action.toUnitId).id };
    case 'open':
    case 'reply':
    case 'add':
    case 'progress':
    case 'forward':
      return {};
  }
};

/** The case after a step that the table allows, except for its history, effects and rounds. */
export const consequences = (current: Case, step: Step, target: Target, setting: Setting): Case => {
  if (target === 'team-or-triage' || target === current.status)
    return patched(current, changesOf(current, step, setting));
  const status = target === 'where-it-paused' ? (current.resumeStatus ?? 'waiting') : target;
  // Every way out of the pause moves what was due, also the one by which the team found out by itself.
  const base = unpaused(current, setting);
  return patched(base, { ...changesOf(base, step, setting), status });
};
