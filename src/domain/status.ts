import type { Case, CaseAction, CaseEvent, Status } from './case.ts';

/** The name of an action. */
export type ActionType = CaseAction['type'];

const OPEN: readonly Status[] = ['triage', 'waiting', 'working', 'needs-info', 'forwarded'];
const FINAL: readonly Status[] = ['confirmed', 'unconfirmed', 'declined', 'withdrawn', 'merged'];

/** Whether somebody of the network still has something to do; `answered` waits for the citizen alone. */
export const isOpen = (status: Status): boolean => OPEN.includes(status);

/** Whether nothing happens any more unless the citizen reopens it or a merging is undone. */
export const isFinal = (status: Status): boolean => FINAL.includes(status);

/** Whether an open case is past its limit; while it waits for the citizen the clock stands still. */
export const isOverdue = (
  current: Pick<Case, 'status' | 'resolveDueAt' | 'pausedAt'>,
  now: Date,
): boolean =>
  isOpen(current.status) &&
  current.resolveDueAt !== undefined &&
  (current.pausedAt ?? now) > current.resolveDueAt;

/** Whether the team accepted after the limit; false as long as it has not accepted. */
export const isAcceptedLate = (current: Pick<Case, 'acceptedAt' | 'acceptDueAt'>): boolean =>
  current.acceptedAt !== undefined &&
  current.acceptDueAt !== undefined &&
  current.acceptedAt > current.acceptDueAt;

/** Whether an event was applied before, so that repeating it changes nothing. */
export const isApplied = (current: Pick<Case, 'history'>, eventId: string): boolean =>
  current.history.some((event) => event.id === eventId);

/** When the clocks were started: at sending, or at the last reopening. */
export const startedAt = (current: Case): Date =>
  current.history.findLast((event) => event.action.type === 'reopen')?.at ?? current.sentAt;

/** Whether the case was passed upwards for a reason since the last of the given actions. */
export const wasEscalated = (
  current: Case,
  because: Extract<CaseAction, { type: 'escalate' }>['because'],
  since: readonly ActionType[],
): boolean => {
  const isPassing = ({ action }: CaseEvent): boolean =>
    action.type === 'escalate' && action.because === because;
  const isFresh = ({ action }: CaseEvent): boolean => since.includes(action.type);
  return current.history.findLastIndex(isPassing) > current.history.findLastIndex(isFresh);
};
