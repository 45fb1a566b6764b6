import type { Case, CaseAction } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { isOverdue } from '../../domain/lifecycle.ts';
import { say, type Text } from '../../domain/text.ts';
import { acceptDue, dotted, placeText, resolveDue } from './names.ts';

/** The last forwarding: to whom, and when. */
export const lastForward = (
  current: Case,
): { readonly action: Extract<CaseAction, { type: 'forward' }>; readonly at: Date } | undefined => {
  const event = current.history.findLast(({ action }) => action.type === 'forward');
  return event?.action.type === 'forward' ? { action: event.action, at: event.at } : undefined;
};

const waiting = (current: Case, now: Date): Text => {
  const accept = acceptDue(current);
  if (accept === undefined || current.acceptDueAt === undefined) return say('mine.state.waiting');
  return current.acceptDueAt > now
    ? say('mine.state.waitingUntil', { accept })
    : say('mine.state.waitingLate', { accept });
};

const working = (current: Case, now: Date): Text => {
  const resolve = resolveDue(current);
  if (resolve === undefined) return say('mine.state.working');
  return isOverdue(current, now)
    ? say('mine.state.workingLate', { resolve })
    : say('mine.state.workingUntil', { resolve });
};

const forwarded = (current: Case): Text => {
  const last = lastForward(current);
  return last === undefined
    ? say('mine.state.forwarded')
    : say('mine.state.forwardedTo', {
        to: last.action.to,
        since: { at: last.at, style: 'day' },
      });
};

/** Where a case stands and by when something happens, in the citizen's words; late is said as late. */
export const stateText = (current: Case, now: Date): Text => {
  switch (current.status) {
    case 'waiting':
      return waiting(current, now);
    case 'working':
      return working(current, now);
    case 'forwarded':
      return forwarded(current);
    case 'triage':
    case 'needs-info':
    case 'answered':
    case 'confirmed':
    case 'unconfirmed':
    case 'declined':
    case 'withdrawn':
    case 'merged':
      return say(`mine.state.${current.status}`);
  }
};

/** "LL-4827 · Đường, cầu, cống · thôn Lục Liễu (Đạo Trù)". */
export const caseTitle = (current: Case, directory: Directory, on: string): Text =>
  dotted(
    current.code,
    say(`category.${current.categoryId}`),
    placeText(current.place, directory, on),
  );
