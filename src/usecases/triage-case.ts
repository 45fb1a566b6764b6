import { consentFor } from '../domain/person.ts';
import { decidePlacement } from '../domain/triage.ts';
import { changeCase } from './change-case.ts';
import type { Deps } from './deps.ts';

/** Finds the team for a confirmed concern, or the block that must find it. Repeatable; once placed it does nothing. */
export async function triageCase(deps: Deps, caseId: string): Promise<void> {
  const startedMs = performance.now();
  const opened = await deps.store.cases.load(caseId);
  if (opened === undefined || opened.status !== 'triage' || opened.history.length > 1) return;
  const { world, directory, today } = await deps.surroundings();
  const reading = world.understand(opened.text, await homeOf(deps, opened.reporter.personId));
  const placement = decidePlacement(opened, reading, directory, today);
  const unitId = placement.type === 'assign' ? placement.unitId : placement.ownerUnitId;
  const result = await changeCase(
    deps,
    caseId,
    {
      eventId: `triage-${caseId}`,
      actor: { type: 'system' },
      action:
        placement.type === 'assign'
          ? { type: 'assign', unitId }
          : { type: 'hold', ownerUnitId: unitId },
    },
    { adjust: (current) => ({ ...current, categoryId: placement.categoryId }) },
  );
  const ms = performance.now() - startedMs;
  if (result.status === 'done')
    deps.events.casePlaced({ caseId, unitId, decision: placement.type, ms });
}

/** The citizen's own village, only with the consent to remember it. */
async function homeOf(deps: Deps, personId: string): Promise<string | undefined> {
  const person = await deps.store.people.load(personId);
  return person !== undefined && consentFor(person, 'remember')?.granted === true
    ? person.homeUnitId
    : undefined;
}
