import type { Case } from './case.ts';

/** Nobody has given it to a unit yet, nor a block to hold; the citizen may have said more of it meanwhile. */
export const isUnplaced = ({ status, history }: Pick<Case, 'status' | 'history'>): boolean =>
  status === 'triage' &&
  !history.some(({ action }) => action.type === 'assign' || action.type === 'hold');
