import {
  alertedUnit,
  coordinators,
  doerOf,
  noticeOf,
  onceEach,
  ownersOf,
  type Told,
} from './announcements.ts';
import type { Case, CaseAction, Status } from './case.ts';
import type { Span } from './deadline.ts';
import { resolveMark } from './due.ts';
import type { Notice } from './notice.ts';
import { dayOf, type Setting } from './setting.ts';
import { isApplied, startedAt, wasEscalated } from './status.ts';
import { dutyUnitOf, unitsAbove } from './succession.ts';
import { TIMER_KINDS, type Timer, type TimerKind } from './timer.ts';

/** What a due row leads to. The action is the system's, its event id is the timer's; apply it before the rest. */
export interface Firing {
  readonly action?: CaseAction;
  readonly notices: readonly Notice[];
  readonly timers: readonly Timer[];
}

/** What is due when, told to whom: one row of RULES. */
interface Rule {
  /** Where the case must stand, when the row is laid and when it fires. */
  readonly in: readonly Status[];
  /** When it is due, seen from the moment of laying; `undefined` when there is nothing to wait for. */
  readonly due: (current: Case, setting: Setting) => Date | undefined;
  /** A reminder whose moment has passed is left out; anything else then fires with the next sweep. */
  readonly isReminder?: true;
  /** Who is told; or, when the case itself changes, the action, whose own announcements tell of it. */
  readonly outcome: (current: Case, setting: Setting) => readonly Told[] | CaseAction;
  /** Fires again and again until the case moves. */
  readonly every?: (setting: Setting) => Span;
}

/** Share of the time to accept after which the team is reminded once. */
const ACCEPT_SOON = 0.75;
/** An idea has no limit, yet somebody is asked for a decision. */
const DECIDE_AFTER: Span = { amount: 20, unit: 'calendar-days' };
/** As Signalen asks after reports that other bodies have taken. */
const CHASE_AFTER: Span = { amount: 14, unit: 'calendar-days' };
/** Once overdue, the citizen is owed a word every week, as 1022 in HCMC has it. */
const OVERDUE_AGAIN: Span = { amount: 7, unit: 'calendar-days' };

const CLOCK_RUNS: readonly Status[] = ['triage', 'waiting', 'working', 'forwarded'];
const UNACCEPTED: readonly Status[] = ['triage', 'waiting'];
/** Actions by which the time to accept starts anew. */
const ACCEPT_STARTS = ['assign', 'hold', 'return', 'reopen', 'split'] as const;

const norms = (setting: Setting) => setting.directory.organisation.norms;

/** The span after an instant; from now when it is not known, because no open end may be left. */
const sinceThen = (from: Date | undefined, span: Span, setting: Setting): Date =>
  setting.calendar.addSpan(from ?? setting.now, span);

/** The span after `from`; when that is past because the case has just moved, the span from now. */
const upcoming = (from: Date, span: Span, again: Span, setting: Setting): Date => {
  const due = setting.calendar.addSpan(from, span);
  return due > setting.now ? due : setting.calendar.addSpan(setting.now, again);
};

const halved = (span: Span): Span => ({ ...span, amount: Math.ceil(span.amount / 2) });

/** Emergencies do not wait for an acceptance limit: the people on duty are told again and again. */
const acceptLimit = (current: Case, setting: Setting): Date | undefined => {
  const { urgency, acceptDueAt } = current;
  if (urgency === 'emergency' || acceptDueAt === undefined) return undefined;
  const isPast = acceptDueAt <= setting.now;
  return isPast && wasEscalated(current, 'accept-missed', ACCEPT_STARTS) ? undefined : acceptDueAt;
};

const resolveLimit = (current: Case, setting: Setting): Date | undefined => {
  const { resolveDueAt } = current;
  if (resolveDueAt === undefined) return undefined;
  const isPast = resolveDueAt <= setting.now;
  return isPast && wasEscalated(current, 'overdue', ['reopen']) ? undefined : resolveDueAt;
};

/** The unit that a missed limit goes to: the block, or one above it that knows already. */
const unitToTell = (current: Case, setting: Setting): string => {
  const on = dayOf(setting);
  const above = unitsAbove(current.ownerUnitId, setting.directory, on);
  const { escalatedToId } = current;
  if (escalatedToId !== undefined && above.includes(escalatedToId)) return escalatedToId;
  return above[0] ?? dutyUnitOf(setting.directory, on);
};

/** The unit whose people on duty are told next; the topmost is told again. */
const nextOnDuty = (current: Case, setting: Setting): string => {
  const told = current.escalatedToId ?? alertedUnit(current, setting);
  return unitsAbove(told, setting.directory, dayOf(setting))[0] ?? told;
};

/** Everything that happens by itself. */
const RULES: Readonly<Record<TimerKind, Rule>> = {
  'accept-soon': {
    in: UNACCEPTED,
    isReminder: true,
    due: (current, setting) => {
      const limit = acceptLimit(current, setting);
      return limit && setting.calendar.portion(setting.now, limit, ACCEPT_SOON);
    },
    outcome: (current) => [
      [current.status === 'triage' ? 'unplaced' : 'accept-soon', ownersOf(current)],
    ],
  },
  'accept-missed': {
    in: UNACCEPTED,
    due: acceptLimit,
    outcome: (current, setting) => ({
      type: 'escalate',
      toUnitId: unitToTell(current, setting),
      because: 'accept-missed',
    }),
  },
  'duty-unread': {
    in: UNACCEPTED,
    due: (current, setting) => {
      if (current.urgency !== 'emergency') return undefined;
      const { dutyUnread } = norms(setting);
      return upcoming(startedAt(current), dutyUnread, dutyUnread, setting);
    },
    outcome: (current, setting) => {
      const toUnitId = nextOnDuty(current, setting);
      if (toUnitId === current.escalatedToId)
        return [['duty-alert', { type: 'unit', unitId: toUnitId, ability: 'duty' }]];
      return { type: 'escalate', toUnitId, because: 'accept-missed' };
    },
    every: (setting) => norms(setting).dutyUnread,
  },
  'resolve-half': {
    in: CLOCK_RUNS,
    isReminder: true,
    due: (current, setting) => resolveMark(current, 0.5, setting),
    outcome: (current) => [['resolve-half', doerOf(current)]],
  },
  'resolve-soon': {
    in: CLOCK_RUNS,
    isReminder: true,
    due: (current, setting) => resolveMark(current, 0.8, setting),
    outcome: (current) => [['resolve-soon', doerOf(current)]],
  },
  overdue: {
    in: CLOCK_RUNS,
    due: resolveLimit,
    outcome: (current, setting) => ({
      type: 'escalate',
      toUnitId: unitToTell(current, setting),
      because: 'overdue',
    }),
  },
  'overdue-leader': {
    in: CLOCK_RUNS,
    due: (current, setting) =>
      current.resolveDueAt &&
      upcoming(current.resolveDueAt, norms(setting).leaderAfterOverdue, OVERDUE_AGAIN, setting),
    outcome: (current, setting) => {
      const unitId = unitToTell(current, setting);
      return [
        ['overdue', ownersOf(current)],
        ['overdue', coordinators(unitId)],
        ['overdue', { type: 'unit', unitId, ability: 'lead' }],
      ];
    },
    every: () => OVERDUE_AGAIN,
  },
  decide: {
    in: CLOCK_RUNS,
    due: (current, setting) =>
      current.resolveDueAt === undefined
        ? upcoming(startedAt(current), DECIDE_AFTER, DECIDE_AFTER, setting)
        : undefined,
    outcome: (current) => [['decide', doerOf(current)]],
    every: () => DECIDE_AFTER,
  },
  'forwarded-chase': {
    in: ['forwarded'],
    due: (_current, setting) => setting.calendar.addSpan(setting.now, CHASE_AFTER),
    outcome: (current) => [['chase', doerOf(current)]],
    every: () => CHASE_AFTER,
  },
  'needs-info-silence': {
    in: ['needs-info'],
    due: (current, setting) =>
      sinceThen(current.pausedAt, norms(setting).needsInfoSilence, setting),
    outcome: () => ({ type: 'lapse' }),
  },
  'rating-reminder': {
    in: ['answered'],
    isReminder: true,
    due: (current, setting) =>
      sinceThen(current.answeredAt, halved(norms(setting).ratingWindow), setting),
    outcome: () => [['rate-reminder', { type: 'reporter' }]],
  },
  'rating-end': {
    in: ['answered'],
    due: (current, setting) => sinceThen(current.answeredAt, norms(setting).ratingWindow, setting),
    outcome: () => ({ type: 'lapse' }),
  },
};

const firstId = (kind: TimerKind, current: Case): string =>
  `${kind}-${current.id}-${current.round}`;

/** All due rows of a case as it stands; none once nobody has anything to do or to say. */
export const timersFor = (current: Case, setting: Setting): readonly Timer[] =>
  TIMER_KINDS.flatMap((kind) => {
    const rule = RULES[kind];
    if (!rule.in.includes(current.status)) return [];
    const dueAt = rule.due(current, setting);
    if (dueAt === undefined || (rule.isReminder && dueAt <= setting.now)) return [];
    const id = firstId(kind, current);
    return [{ id, kind, caseId: current.id, round: current.round, dueAt }];
  });

/** The same row once more: its own id, because an event with the old one is in the history. */
const repeatOf = (timer: Timer, current: Case, setting: Setting): readonly Timer[] => {
  const { every } = RULES[timer.kind];
  if (every === undefined) return [];
  const first = firstId(timer.kind, current);
  const turn = timer.id === first ? 1 : Number(timer.id.slice(first.length + 1));
  const dueAt = setting.calendar.addSpan(setting.now, every(setting));
  return [{ ...timer, id: `${first}-${turn + 1}`, dueAt }];
};

/** What a due row leads to; nothing when it belongs to another round or the case has moved on. */
export const fireTimer = (timer: Timer, current: Case, setting: Setting): Firing => {
  const rule = RULES[timer.kind];
  const isMeant = timer.caseId === current.id && timer.round === current.round;
  if (!isMeant || !rule.in.includes(current.status)) return { notices: [], timers: [] };
  const timers = repeatOf(timer, current, setting);
  // A crash came between the action and the rest.
  if (isApplied(current, timer.id)) return { notices: [], timers };
  const outcome = rule.outcome(current, setting);
  if ('type' in outcome) return { action: outcome, notices: [], timers };
  const notices = outcome.map((told) => noticeOf(told, timer.id, current, setting));
  return { notices: onceEach(notices), timers };
};
