import { announce } from './announcements.ts';
import type { Actor, Case, CaseAction, CaseDraft, CaseEffect, CaseEvent, Status } from './case.ts';
import { consequences } from './consequences.ts';
import { acceptDue, resolveDue } from './due.ts';
import { IllegalTransition, type IllegalTransitionCode } from './errors.ts';
import { timersFor } from './escalation.ts';
import { follows, isByFellow, stepsOfOthers, verdictOf } from './following.ts';
import { teaches } from './lesson.ts';
import { type CasePatch, patched } from './patch.ts';
import { hasRoomFor } from './room.ts';
import { dayOf, type Setting } from './setting.ts';
import { type ActionType, isOpen, isOverdue } from './status.ts';
import { ACTION_TYPES, type ActionMap, type Step, type Target } from './step.ts';
import { ownerOfLastResort } from './triage.ts';

export type { Step } from './step.ts';
export {
  type ActionType,
  isAcceptedLate,
  isApplied,
  isFinal,
  isOpen,
  isOverdue,
} from './status.ts';

/** What a step made of a case; `after` holds the event and the effects already. */
export interface CaseChange {
  readonly after: Case;
  readonly event: CaseEvent;
  /** What this step adds to `pending`. */
  readonly effects: readonly CaseEffect[];
}

type Row = Readonly<Partial<Record<ActionType, Target>>>;

/** What is possible where; an action that is missing in a row is refused. */
export const TRANSITIONS: Readonly<Record<Status, Row>> = {
  triage: {
    assign: 'waiting',
    hold: 'triage',
    recategorise: 'triage',
    reply: 'triage',
    add: 'triage',
    forward: 'forwarded',
    decline: 'declined',
    withdraw: 'withdrawn',
    merge: 'merged',
    join: 'triage',
    part: 'triage',
    escalate: 'triage',
    reveal: 'triage',
  },
  waiting: {
    accept: 'working',
    return: 'triage',
    ask: 'needs-info',
    reply: 'waiting',
    add: 'waiting',
    assign: 'waiting',
    hold: 'triage',
    recategorise: 'waiting',
    forward: 'forwarded',
    decline: 'declined',
    withdraw: 'withdrawn',
    merge: 'merged',
    join: 'waiting',
    part: 'waiting',
    escalate: 'waiting',
    reveal: 'waiting',
  },
  working: {
    progress: 'working',
    resolve: 'answered',
    return: 'triage',
    ask: 'needs-info',
    reply: 'working',
    add: 'working',
    'hand-over': 'working',
    assign: 'waiting',
    hold: 'triage',
    recategorise: 'working',
    forward: 'forwarded',
    decline: 'declined',
    withdraw: 'withdrawn',
    merge: 'merged',
    join: 'working',
    part: 'working',
    escalate: 'working',
    reveal: 'working',
  },
  'needs-info': {
    // Any word from the citizen ends the waiting, whichever button it came by.
    reply: 'where-it-paused',
    add: 'where-it-paused',
    lapse: 'declined',
    progress: 'needs-info',
    // The team may find the answer before the citizen does.
    resolve: 'answered',
    return: 'triage',
    'hand-over': 'needs-info',
    assign: 'waiting',
    hold: 'triage',
    recategorise: 'needs-info',
    forward: 'forwarded',
    decline: 'declined',
    withdraw: 'withdrawn',
    merge: 'merged',
    join: 'needs-info',
    part: 'needs-info',
    reveal: 'needs-info',
  },
  forwarded: {
    progress: 'forwarded',
    resolve: 'answered',
    forward: 'forwarded',
    reply: 'forwarded',
    add: 'forwarded',
    assign: 'waiting',
    hold: 'triage',
    recategorise: 'forwarded',
    decline: 'declined',
    withdraw: 'withdrawn',
    merge: 'merged',
    join: 'forwarded',
    part: 'forwarded',
    escalate: 'forwarded',
    reveal: 'forwarded',
  },
  answered: {
    confirm: 'confirmed',
    rate: 'answered',
    add: 'answered',
    reopen: 'team-or-triage',
    lapse: 'unconfirmed',
    join: 'answered',
    part: 'answered',
    reveal: 'answered',
  },
  confirmed: {
    rate: 'confirmed',
    reopen: 'team-or-triage',
    join: 'confirmed',
    part: 'confirmed',
    reveal: 'confirmed',
  },
  unconfirmed: {
    confirm: 'confirmed',
    rate: 'unconfirmed',
    reopen: 'team-or-triage',
    join: 'unconfirmed',
    part: 'unconfirmed',
    reveal: 'unconfirmed',
  },
  declined: { reopen: 'team-or-triage', part: 'declined', reveal: 'declined' },
  withdrawn: { part: 'withdrawn' },
  // What its reporter says goes to the case that it follows; leaving that is the reporter's own.
  merged: { split: 'team-or-triage', withdraw: 'withdrawn', part: 'merged' },
};

/** Actions that only one sort of actor can mean; the others are told apart by `policy.ts`. */
const ONLY_BY: Readonly<Partial<Record<ActionType, Actor['type']>>> = {
  reply: 'citizen',
  add: 'citizen',
  confirm: 'citizen',
  rate: 'citizen',
  reopen: 'citizen',
  withdraw: 'citizen',
  lapse: 'system',
  escalate: 'system',
  join: 'system',
  part: 'system',
  reveal: 'cadre',
};

/** What can be done to the case as it stands, whoever asks. */
export const allowedActions = (current: Pick<Case, 'status'>): readonly ActionType[] =>
  ACTION_TYPES.filter((type) => TRANSITIONS[current.status][type] !== undefined);

const leadsTo = (status: Status, action: ActionType): boolean =>
  Object.values(TRANSITIONS).some((row) => row[action] === status);

const lastForward = (current: Case): string | undefined =>
  current.history.flatMap(({ action }) => (action.type === 'forward' ? [action.to] : [])).at(-1);

const isAssignedAlready = (current: Case, action: ActionMap['assign']): boolean =>
  current.status !== 'forwarded' &&
  current.teamUnitId === action.unitId &&
  (action.categoryId ?? current.categoryId) === current.categoryId;

/** Whether the wish is fulfilled already, so that a second tap does nothing. */
const isRepeat = (current: Case, { action, actor }: Step): boolean => {
  if (action.type === 'assign') return isAssignedAlready(current, action);
  if (action.type === 'recategorise') return current.categoryId === action.categoryId;
  if (action.type === 'hand-over') return current.assigneeId === action.cadreId;
  if (actor.type === 'citizen' && isByFellow(current, actor)) {
    const verdict = verdictOf(current, actor.personId);
    if (action.type === 'confirm') return verdict.isConfirmed;
    if (action.type === 'rate') return verdict.stars === action.stars;
  }
  if (action.type === 'rate') return current.stars === action.stars;
  if (action.type === 'part') return !follows(current, action.caseId);
  if (action.type !== 'forward' || current.status !== 'forwarded') return false;
  return lastForward(current) === action.to;
};

const isImpossible = (current: Case, { action, actor }: Step, setting: Setting): boolean => {
  const onlyBy = ONLY_BY[action.type];
  if (onlyBy !== undefined && onlyBy !== actor.type) return true;
  if (action.type === 'rate') return ![1, 2, 3, 4, 5].includes(action.stars);
  if (action.type === 'merge') return action.intoId === current.id;
  if (action.type === 'join') return action.joined.caseId === current.id;
  if (action.type !== 'reopen' || current.closedAt === undefined) return false;
  const { ratingWindow } = setting.directory.organisation.norms;
  return setting.now > setting.calendar.addSpan(current.closedAt, ratingWindow);
};

/** @throws {IllegalTransition} when the table or the circumstances refuse the step. */
const targetOf = (current: Case, step: Step, setting: Setting): Target => {
  const { type } = step.action;
  const target = TRANSITIONS[current.status][type];
  const refuse = (code: IllegalTransitionCode): never => {
    throw new IllegalTransition(code, current.status, type);
  };
  if (target === undefined) return refuse(leadsTo(current.status, type) ? 'already' : 'not-now');
  if (isImpossible(current, step, setting)) return refuse('not-now');
  if (!hasRoomFor(current, step)) return refuse('enough');
  return isRepeat(current, step) ? refuse('already') : target;
};

/** Whether due rows must be laid anew: somebody else must act, or by another time. */
const movesClocks = (before: Case, after: Case, action: CaseAction): boolean =>
  before.status !== after.status ||
  before.ownerUnitId !== after.ownerUnitId ||
  action.type === 'assign' ||
  action.type === 'forward' ||
  before.resolveDueAt?.getTime() !== after.resolveDueAt?.getTime();

/** A passing upwards is over once somebody has reacted, unless the limit itself was missed. */
const escalation = (before: Case, after: Case, now: Date): CasePatch => {
  const stays = before.status === after.status && before.ownerUnitId === after.ownerUnitId;
  return isOpen(after.status) && (stays || isOverdue(after, now))
    ? {}
    : { escalatedToId: undefined };
};

const effectsOf = (
  event: CaseEvent,
  before: Case,
  after: Case,
  setting: Setting,
): readonly CaseEffect[] => {
  const timers = before.round === after.round ? [] : timersFor(after, setting);
  return [
    ...announce(event, before, after, setting).map((notice) => ({
      type: 'notify' as const,
      notice,
    })),
    ...timers.map((timer) => ({ type: 'put-timer' as const, timer })),
    ...stepsOfOthers(event, before, after),
    ...(after.reading !== undefined && teaches(event)
      ? [{ type: 'learn' as const, key: `learn-${event.id}` }]
      : []),
  ];
};

/**
 * Applies one step; pure. `version` stays, the store counts it.
 * A step whose event is in the history already gives the case back unchanged, without effects.
 * @throws {IllegalTransition} when the step does not fit where the case stands.
 * @throws {UnknownUnit} when it names a unit that does not exist.
 */
export const transition = (current: Case, step: Step, setting: Setting): CaseChange => {
  const applied = current.history.find((event) => event.id === step.eventId);
  if (applied !== undefined) return { after: current, event: applied, effects: [] };
  const moved = consequences(current, step, targetOf(current, step, setting), setting);
  const { eventId: id, actor, action } = step;
  const event: CaseEvent = {
    id,
    at: setting.now,
    actor,
    action,
    from: current.status,
    to: moved.status,
  };
  const after = patched(moved, {
    ...escalation(current, moved, setting.now),
    round: current.round + (movesClocks(current, moved, action) ? 1 : 0),
    history: [...current.history, event],
  });
  const effects = effectsOf(event, current, after, setting);
  return { after: { ...after, pending: [...current.pending, ...effects] }, event, effects };
};

/**
 * Makes the case of a confirmed draft: in `triage`, owned by the nearest unit that can be found, with its clocks running.
 * @param code - Drawn by the caller; unique in the store.
 */
export const openCase = (
  draft: CaseDraft,
  code: string,
  eventId: string,
  setting: Setting,
): Case => {
  const subject = { ...draft, categoryId: draft.categoryId ?? 'khac' } as const;
  const event: CaseEvent = {
    id: eventId,
    at: setting.now,
    actor: { type: 'citizen', personId: draft.reporter.personId },
    action: { type: 'open' },
    from: 'triage',
    to: 'triage',
  };
  const unopened: Case = {
    ...subject,
    code,
    status: 'triage',
    ownerUnitId: ownerOfLastResort(draft.place, setting.directory, dayOf(setting)),
    acceptDueAt: acceptDue(subject, draft.sentAt, setting),
    reopenedCount: 0,
    round: 0,
    history: [],
    pending: [],
    version: 0,
  };
  const opened = patched(unopened, {
    resolveDueAt: resolveDue(subject, draft.sentAt, setting),
    round: 1,
    history: [event],
  });
  return { ...opened, pending: effectsOf(event, unopened, opened, setting) };
};
