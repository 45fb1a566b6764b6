import type { CaseEffect } from '../domain/case.ts';
import type { Step } from '../domain/step.ts';
import { applyStep, type StepResult } from './apply-step.ts';
import type { Deps } from './deps.ts';
import { settleOrLeave } from './settle-case.ts';

/**
 * Changes a case by one step of the table, within the actor's rights of this moment, and carries out what follows.
 * What a reporter says of a case that follows another changes that other; the result shows it under the own code.
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
  const { result, changedId } = await applyStep(deps, caseId, step, alsoOwed);
  if (changedId !== undefined) await settleOrLeave(deps, changedId);
  return result;
}
