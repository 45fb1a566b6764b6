import type { Case } from '../domain/case.ts';
import type { Notice } from '../domain/notice.ts';

/** Notices that name a limit to come. */
const BEFORE: Readonly<Partial<Record<Notice['kind'], 'acceptDueAt' | 'resolveDueAt'>>> = {
  placed: 'acceptDueAt',
  parted: 'acceptDueAt',
  reopened: 'acceptDueAt',
  accepted: 'resolveDueAt',
  'accept-soon': 'acceptDueAt',
  'resolve-half': 'resolveDueAt',
  'resolve-soon': 'resolveDueAt',
};

/**
 * From when a notice would speak of a limit as still to come that has passed; made for that instant, it says what is
 * true then. `undefined`: it names no such limit.
 */
export const noticeLapse = ({ kind }: Notice, current: Case): Date | undefined => {
  const limit = BEFORE[kind];
  return limit === undefined ? undefined : current[limit];
};
