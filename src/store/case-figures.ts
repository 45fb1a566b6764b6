import type { Model } from 'mongoose';
import type { Status } from '../domain/case.ts';
import { NO_FIGURES, type Figures } from '../domain/figures.ts';
import type { CaseRow } from './case-row.ts';

/** 1 for a case of which the condition holds, summed. */
const count = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });

const isAnyOf = (...statuses: readonly Status[]) => ({ $in: ['$status', statuses] });

/** Whether a date field is there and before an instant; a missing one would sort before every date. */
const isBefore = (field: string, instant: Date | string) => ({
  $and: [{ $gt: [field, null] }, { $lt: [field, instant] }],
});

/** One pass over the cases of a scope. Conditions repeat `isOpen`, `isOverdue` and `isAcceptedLate` of the domain. */
export async function figuresOf(
  rows: Model<CaseRow>,
  unitIds: readonly string[],
  now: Date,
  startOfToday: Date,
): Promise<Figures> {
  const [figures] = await rows.aggregate<Figures>([
    // What follows another case is counted there.
    { $match: { scopeIds: { $in: unitIds }, status: { $ne: 'merged' } } },
    {
      $group: {
        _id: null,
        open: count(isAnyOf('triage', 'waiting', 'working', 'needs-info', 'forwarded')),
        newToday: count({ $gte: ['$sentAt', startOfToday] }),
        unaccepted: count(isAnyOf('triage', 'waiting')),
        overdue: count(isBefore('$overdueAt', now)),
        acceptedLate: count(isBefore('$acceptDueAt', '$acceptedAt')),
        answered: count(isAnyOf('answered', 'confirmed', 'unconfirmed')),
        confirmed: count(isAnyOf('confirmed')),
        reopened: count({ $gt: ['$reopenedCount', 0] }),
        declined: count(isAnyOf('declined')),
      },
    },
    { $project: { _id: 0 } },
  ]);
  return figures ?? NO_FIGURES;
}
