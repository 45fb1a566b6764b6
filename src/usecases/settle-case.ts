import type { Case, CaseEffect } from '../domain/case.ts';
import type { Deps } from './deps.ts';
import { tell } from './tell.ts';

/** Carries out what a committed change of a case still owes. Repeatable: every effect has its key. */
export async function settleCase(deps: Deps, caseId: string): Promise<void> {
  const current = await deps.store.cases.load(caseId);
  if (current === undefined) return;
  for (const effect of current.pending) {
    await carryOut(deps, current, effect);
    await deps.store.cases.clearPending(caseId, effectKey(effect));
  }
}

const carryOut = (deps: Deps, current: Case, effect: CaseEffect): Promise<void> =>
  effect.type === 'notify'
    ? tell(deps, current, effect.notice)
    : deps.store.timers.put(effect.timer);

const effectKey = (effect: CaseEffect): string =>
  effect.type === 'notify' ? effect.notice.key : effect.timer.id;
