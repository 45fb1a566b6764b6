import type { Case, Status } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { isOverdue } from '../../domain/lifecycle.ts';
import { say, type Text } from '../../domain/text.ts';
import { lastForward } from '../parts/case-state.ts';
import { acceptDue, bodyName, resolveDue } from '../parts/names.ts';

type Line = (current: Case, now: Date) => Text;

const waiting: Line = (current, now) => {
  const accept = acceptDue(current);
  if (accept === undefined || current.acceptDueAt === undefined) return say('staff.state.waiting');
  if (current.acceptDueAt <= now) return say('staff.state.waitingLate', { accept });
  const resolve = resolveDue(current);
  return resolve === undefined
    ? say('staff.state.waitingUntil', { accept })
    : say('staff.state.waitingBoth', { accept, resolve });
};

const working: Line = (current, now) => {
  const resolve = resolveDue(current);
  if (resolve === undefined) return say('staff.state.working');
  return isOverdue(current, now)
    ? say('staff.state.workingLate', { resolve })
    : say('staff.state.workingUntil', { resolve });
};

const forwarded: Line = (current) => {
  const last = lastForward(current);
  return last === undefined
    ? say('staff.state.forwarded')
    : say('staff.state.forwardedTo', { to: last.action.to });
};

const LINES: Readonly<Partial<Record<Status, Line>>> = { waiting, working, forwarded };

/** Where a case stands, with its limit, as one line for staff; lateness is said as lateness. */
export const stateLine = (current: Case, now: Date): Text =>
  LINES[current.status]?.(current, now) ?? say(`staff.state.${current.status}`);

/** What is computed beside the status: reopened how often, made known to whom. */
export const flagLines = (current: Case, directory: Directory): readonly Text[] => [
  ...(current.reopenedCount > 0
    ? [say('staff.flag.reopened', { times: current.reopenedCount })]
    : []),
  ...(current.escalatedToId === undefined
    ? []
    : [say('staff.flag.escalated', { unit: bodyName(directory, current.escalatedToId) })]),
];
