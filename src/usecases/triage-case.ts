import { consentFor } from '../domain/person.ts';
import type { CaseAction } from '../domain/case.ts';
import { decidePlacement, type Placement } from '../domain/triage.ts';
import { isUnplaced } from '../domain/unplaced.ts';
import { changeCase } from './change-case.ts';
import type { Deps } from './deps.ts';

/** Finds the team for a confirmed concern, or the block that must find it. Repeatable; once placed it does nothing. */
export async function triageCase(deps: Deps, caseId: string): Promise<void> {
  const startedMs = performance.now();
  const opened = await deps.store.cases.load(caseId);
  if (opened === undefined || !isUnplaced(opened)) return;
  const { world, directory, today } = await deps.surroundings();
  const reading = world.understand(opened.text, await homeOf(deps, opened.reporter.personId));
  const placement = decidePlacement(opened, reading, directory, today);
  const step = {
    eventId: `triage-${caseId}`,
    actor: { type: 'system' },
    action: actionOf(placement),
  } as const;
  const result = await changeCase(deps, caseId, step);
  if (result.status === 'refused') return;
  const ms = performance.now() - startedMs;
  const unitId = result.current.ownerUnitId;
  deps.events.casePlaced({ caseId, unitId, decision: placement.type, ms });
}

function actionOf(placement: Placement): CaseAction {
  const { categoryId } = placement;
  return placement.type === 'assign'
    ? { type: 'assign', unitId: placement.unitId, categoryId }
    : { type: 'hold', ownerUnitId: placement.ownerUnitId, categoryId, asks: placement.asks };
}

/** The citizen's own village, only with the consent to remember it. */
async function homeOf(deps: Deps, personId: string): Promise<string | undefined> {
  const person = await deps.store.people.load(personId);
  return person !== undefined && consentFor(person, 'remember')?.granted === true
    ? person.homeUnitId
    : undefined;
}
