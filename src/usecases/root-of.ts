import type { Case } from '../domain/case.ts';
import { asFollowed } from '../domain/following.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import type { Deps } from './deps.ts';

/** A longer chain of cases that follow each other is a fault; two are seldom. */
const MOST_LINKS = 8;

/** The case that this one follows in the end, itself when it follows none; `undefined` when that leads nowhere. */
export async function rootOf(deps: Deps, current: Case): Promise<Case | undefined> {
  let root: Case | undefined = current;
  for (let link = 0; link < MOST_LINKS; link += 1) {
    if (root?.mergedIntoId === undefined) return root;
    root = await deps.store.cases.load(root.mergedIntoId);
  }
  return undefined;
}

/** The case that is followed, as the reporter of this one sees it. */
export const seenFrom = (own: Case, root: Case): Case =>
  own.id === root.id ? root : asFollowed(own, root, maskPersonalData);

/** A case as its own reporter sees it: where it follows another, that one's state under the own code. */
export async function asReporterSees(deps: Deps, own: Case): Promise<Case> {
  if (own.mergedIntoId === undefined) return own;
  const root = await rootOf(deps, own);
  return root === undefined ? own : seenFrom(own, root);
}

/** Everybody's case who reported this: itself first, then all that follow it, each as its own reporter sees it. */
export async function allReports(deps: Deps, current: Case): Promise<readonly Case[]> {
  const root = (await rootOf(deps, current)) ?? current;
  const known = new Set([current.id]);
  const reports = [seenFrom(current, root)];
  const waiting = [...(current.joined ?? [])];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (known.has(next.caseId)) continue;
    known.add(next.caseId);
    const own = await deps.store.cases.load(next.caseId);
    // Just taken back or parted: it is told of its own.
    if (own?.mergedIntoId === undefined) continue;
    reports.push(seenFrom(own, root));
    waiting.push(...(own.joined ?? []));
  }
  return reports;
}
