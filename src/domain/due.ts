import type { Case } from './case.ts';
import { type Norm, normFor } from './deadline.ts';
import type { Setting } from './setting.ts';
import { startedAt } from './status.ts';

type Subject = Pick<Case, 'kind' | 'categoryId' | 'urgency'>;

/** The limits that hold for a case. */
export const normOf = (subject: Subject, setting: Setting): Norm =>
  normFor(setting.directory.organisation.norms, subject);

/** By when somebody must have taken the case on. */
export const acceptDue = (subject: Subject, from: Date, setting: Setting): Date =>
  setting.calendar.addSpan(from, normOf(subject, setting).accept);

/** By when the citizen must have an answer; `undefined` for ideas and praise: nobody is late with thanks. */
export const resolveDue = (subject: Subject, from: Date, setting: Setting): Date | undefined => {
  const { resolve } = normOf(subject, setting);
  if (resolve === undefined || subject.kind === 'hien-ke') return undefined;
  return setting.calendar.addSpan(from, resolve);
};

/** The limit of a case whose category is corrected: that of the new one, later by the pauses there were. */
export const resolveDueAs = (
  categoryId: Case['categoryId'],
  current: Case,
  setting: Setting,
): Date | undefined => {
  if (categoryId === current.categoryId) return current.resolveDueAt;
  const start = startedAt(current);
  const [before, after] = [current, { ...current, categoryId }].map((subject) =>
    resolveDue(subject, start, setting),
  );
  if (after === undefined || before === undefined || current.resolveDueAt === undefined)
    return after;
  const unit = normOf({ ...current, categoryId }, setting).resolve?.unit;
  return setting.calendar.resume(after, before, current.resolveDueAt, unit);
};

/**
 * The instant at which a share (0 to 1) of the time to resolve is used up, pauses left out;
 * `undefined` without a limit or when that share is used up already.
 */
export const resolveMark = (current: Case, share: number, setting: Setting): Date | undefined => {
  const { resolveDueAt } = current;
  const start = startedAt(current);
  const unpaused = resolveDue(current, start, setting);
  if (resolveDueAt === undefined || unpaused === undefined) return undefined;
  const { calendar, now } = setting;
  const wholeMinutes = calendar.workingMinutesBetween(start, unpaused);
  // A limit in clock hours may hold no office hour at all.
  if (wholeMinutes === 0) return calendar.portion(start, resolveDueAt, share);
  const leftMinutes = calendar.workingMinutesBetween(now, resolveDueAt);
  const reservedMinutes = (1 - share) * wholeMinutes;
  if (leftMinutes <= reservedMinutes) return undefined;
  return calendar.portion(now, resolveDueAt, 1 - reservedMinutes / leftMinutes);
};
