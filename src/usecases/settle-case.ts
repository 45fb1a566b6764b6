import type { Case, CaseEffect } from '../domain/case.ts';
import { effectKey } from '../domain/effect-key.ts';
import type { Deps } from './deps.ts';
import { eachAlone, isStoreAway } from './each-alone.ts';
import { keepLesson } from './keep-lesson.ts';
import { tell } from './tell.ts';

/**
 * Carries out what a committed change of a case still owes. Repeatable: every effect has its key.
 *
 * @throws the first failure, once all else was carried out; the effect that failed stays pending.
 */
export async function settleCase(deps: Deps, caseId: string): Promise<void> {
  const current = await deps.store.cases.load(caseId);
  if (current === undefined) return;
  // A limit that nobody watches is worse than a notice that is late.
  const timersFirst = current.pending.toSorted(
    (a, b) => Number(a.type === 'notify') - Number(b.type === 'notify'),
  );
  await eachAlone(timersFirst, async (effect) => {
    await carryOut(deps, current, effect);
    await deps.store.cases.clearPending(caseId, effectKey(effect));
  });
}

/**
 * Settles a case whose change stands already: a failure is only told, for the sweep tries again, and whoever changed
 * the case must not wait for somebody else's chat.
 *
 * @throws {StoreUnavailable} when the store is away.
 */
export async function settleOrLeave(deps: Deps, caseId: string): Promise<void> {
  await settleCase(deps, caseId).catch((error: unknown) => {
    if (isStoreAway(error)) throw error;
    deps.events.settlingFailed({ what: 'case', caseId, error });
  });
}

const carryOut = (deps: Deps, current: Case, effect: CaseEffect): Promise<void> => {
  switch (effect.type) {
    case 'notify':
      return tell(deps, current, effect.notice);
    case 'put-timer':
      return deps.store.timers.put(effect.timer);
    case 'learn':
      return keepLesson(deps, current);
  }
};
