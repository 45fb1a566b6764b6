import { consentFor } from '../domain/person.ts';
import type { Case, CaseAction, CaseEffect } from '../domain/case.ts';
import { isShared, mayBeOffered } from '../domain/duplicates.ts';
import { isOpen } from '../domain/status.ts';
import { decidePlacement, type Placement } from '../domain/triage.ts';
import { isUnplaced } from '../domain/unplaced.ts';
import { changeCase } from './change-case.ts';
import type { Deps } from './deps.ts';
import { settingAt } from './surroundings.ts';

/**
 * Finds the team for a confirmed concern, or the block that must find it; or lets it follow the case that its reporter
 * chose. Repeatable; once placed it does nothing.
 */
export async function triageCase(deps: Deps, caseId: string): Promise<void> {
  const startedMs = performance.now();
  const opened = await deps.store.cases.load(caseId);
  if (opened === undefined || !isUnplaced(opened) || (await join(deps, opened))) return;
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

/** Lets the case follow the one that its reporter chose, if that may still be followed; `false`: it goes its own way. */
async function join(deps: Deps, opened: Case): Promise<boolean> {
  const { id: caseId, joinsId, history } = opened;
  if (joinsId === undefined || history.some(({ action }) => action.type === 'merge')) return false;
  const target = await deps.store.cases.load(joinsId);
  const setting = settingAt(deps.clock.now(), await deps.surroundings());
  if (target === undefined || !isShared(opened) || !mayBeOffered(target, setting)) return false;
  const step = {
    eventId: `join-${caseId}`,
    actor: { type: 'system' },
    action: { type: 'merge', intoId: joinsId },
  } as const;
  const result = await changeCase(deps, caseId, step, reopening(opened, target));
  return result.status === 'done';
}

/** The same told again after it was answered: it is not mended. */
const reopening = (opened: Case, target: Case): readonly CaseEffect[] =>
  isOpen(target.status)
    ? []
    : [
        {
          type: 'step',
          caseId: opened.id,
          eventId: `reopen-${opened.id}`,
          actor: { type: 'citizen', personId: opened.reporter.personId },
          action: { type: 'reopen', words: opened.text },
        },
      ];

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
