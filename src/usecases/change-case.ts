import type { Case, CaseEffect } from '../domain/case.ts';
import { IllegalTransition } from '../domain/errors.ts';
import { transition } from '../domain/lifecycle.ts';
import { mayAct } from '../domain/policy.ts';
import type { Step } from '../domain/step.ts';
import { credentialsOf } from './asker.ts';
import type { Deps } from './deps.ts';
import { settleOrLeave } from './settle-case.ts';
import { settingAt } from './surroundings.ts';

/** What became of a step: done (now or at an earlier try), or refused with the case as it stands. */
export type StepResult =
  | { readonly status: 'done'; readonly current: Case }
  | {
      readonly status: 'refused';
      readonly reason: 'not-now' | 'already' | 'not-allowed' | 'gone';
      readonly current?: Case;
    };

/** Compare-and-set conflicts on one case are rare (a team of five); this many in a row mean a fault. */
const MOST_ATTEMPTS = 8;

/**
 * Changes a case by one step of the table, within the actor's rights of this moment, and carries out what follows.
 *
 * @param alsoOwed - Effects that ride along in the same commit, beside those of the step.
 * @throws {StoreUnavailable} when the store is away; the step may be repeated.
 */
export async function changeCase(
  deps: Deps,
  caseId: string,
  step: Step,
  alsoOwed: readonly CaseEffect[] = [],
): Promise<StepResult> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const current = await deps.store.cases.load(caseId);
    if (current === undefined) return { status: 'refused', reason: 'gone' };
    if (current.history.some((event) => event.id === step.eventId)) return settled(deps, current);
    const refusal = await refuse(deps, current, step);
    if (refusal !== undefined) return refused(deps, current, step, refusal);
    const change = await attemptStep(deps, current, step);
    if (change instanceof IllegalTransition) return refused(deps, current, step, change.code);
    const after = {
      ...change.after,
      pending: [...change.after.pending, ...alsoOwed],
    };
    if (await deps.store.cases.commit(current, after)) {
      const { from, to } = change.event;
      deps.events.caseChanged({ caseId, action: step.action.type, from, to });
      return settled(deps, change.after);
    }
  }
  throw new CaseBusy(`a step lost ${MOST_ATTEMPTS} times`);
}

/** Other steps on the same case kept winning; the caller may try again. */
export class CaseBusy extends Error {
  override readonly name = 'CaseBusy';
}

async function refuse(
  deps: Deps,
  current: Case,
  { actor, action }: Step,
): Promise<'not-allowed' | undefined> {
  if (actor.type === 'system') return undefined;
  const credentials = await credentialsOf(deps, actor);
  const { directory, today } = await deps.surroundings();
  const isAllowed =
    credentials !== undefined && mayAct(credentials, action.type, current, directory, today);
  return isAllowed ? undefined : 'not-allowed';
}

async function attemptStep(deps: Deps, current: Case, step: Step) {
  try {
    return transition(current, step, settingAt(deps.clock.now(), await deps.surroundings()));
  } catch (error) {
    if (error instanceof IllegalTransition) return error;
    throw error;
  }
}

function refused(
  deps: Deps,
  current: Case,
  step: Step,
  reason: 'not-now' | 'already' | 'not-allowed',
): StepResult {
  deps.events.actionRefused({ caseId: current.id, action: step.action.type, reason });
  return reason === 'not-allowed'
    ? { status: 'refused', reason }
    : { status: 'refused', reason, current };
}

async function settled(deps: Deps, after: Case): Promise<StepResult> {
  await settleOrLeave(deps, after.id);
  return { status: 'done', current: after };
}
