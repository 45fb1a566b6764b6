import type { Case, CaseAction } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { isOverdue } from '../../domain/lifecycle.ts';
import { say, type Text } from '../../domain/text.ts';
import { acceptDue, bodyName, resolveDue } from './names.ts';

const lastForward = (current: Case): Extract<CaseAction, { type: 'forward' }> | undefined => {
  const event = current.history.findLast((past) => past.action.type === 'forward');
  return event?.action.type === 'forward' ? event.action : undefined;
};

const waitingState = (current: Case, now: Date): Text => {
  const accept = acceptDue(current);
  if (accept === undefined || current.acceptDueAt === undefined) return say('staff.state.waiting');
  if (current.acceptDueAt <= now) return say('staff.state.waitingLate', { accept });
  const resolve = resolveDue(current);
  return resolve === undefined
    ? say('staff.state.waitingUntil', { accept })
    : say('staff.state.waitingBoth', { accept, resolve });
};

const workingState = (current: Case, now: Date): Text => {
  const resolve = resolveDue(current);
  if (resolve === undefined) return say('staff.state.working');
  return isOverdue(current, now)
    ? say('staff.state.workingLate', { resolve })
    : say('staff.state.workingUntil', { resolve });
};

const forwardedState = (current: Case): Text => {
  const forward = lastForward(current);
  return forward === undefined
    ? say('staff.state.forwarded')
    : say('staff.state.forwardedTo', { to: forward.to });
};

/** Where a case stands, with its limit, as one line for staff; lateness is said as lateness. */
export const stateLine = (current: Case, now: Date): Text => {
  switch (current.status) {
    case 'waiting':
      return waitingState(current, now);
    case 'working':
      return workingState(current, now);
    case 'forwarded':
      return forwardedState(current);
    case 'triage':
    case 'needs-info':
    case 'answered':
    case 'confirmed':
    case 'unconfirmed':
    case 'declined':
    case 'withdrawn':
    case 'merged':
      return say(`staff.state.${current.status}`);
  }
};

/** What is computed beside the status: reopened how often, made known to whom. */
export const flagLines = (current: Case, directory: Directory): readonly Text[] => [
  ...(current.reopenedCount > 0
    ? [say('staff.flag.reopened', { times: current.reopenedCount })]
    : []),
  ...(current.escalatedToId === undefined
    ? []
    : [say('staff.flag.escalated', { unit: bodyName(directory, current.escalatedToId) })]),
];
