import type { Case, CaseEffect } from '../domain/case.ts';
import { effectKey } from '../domain/effect-key.ts';
import { applyStep } from './apply-step.ts';
import type { Deps } from './deps.ts';
import { eachAlone, isStoreAway } from './each-alone.ts';
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

async function carryOut(deps: Deps, current: Case, effect: CaseEffect): Promise<void> {
  switch (effect.type) {
    case 'notify':
      return tell(deps, current, effect.notice);
    case 'put-timer':
      return deps.store.timers.put(effect.timer);
    case 'step':
      return stepElsewhere(deps, current, effect);
  }
}

/** A step of another case. One that cannot be followed any more lets this one go its own way again: nothing is lost. */
async function stepElsewhere(
  deps: Deps,
  current: Case,
  { caseId, eventId, actor, action }: Extract<CaseEffect, { type: 'step' }>,
): Promise<void> {
  const applied = await applyStep(deps, caseId, { eventId, actor, action });
  const { result, changedId, isRepeat } = applied;
  // Two cases may owe each other a step: each is settled once, and a crash in between is the sweep's.
  if (changedId !== undefined && isRepeat === undefined) await settleOrLeave(deps, changedId);
  const isLost = result.status === 'refused' && action.type === 'join';
  // What comes of it is carried out by the next sweep, for this case is being settled now.
  if (isLost && current.mergedIntoId === caseId)
    await applyStep(deps, current.id, {
      eventId: `${eventId}-undone`,
      actor: { type: 'system' },
      action: { type: 'split' },
    });
}
