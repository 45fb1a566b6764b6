import type { Directory } from '../domain/directory.ts';
import type { Unit } from '../domain/unit.ts';

/** What lies in what, at any time. */
export interface Lineage {
  /** Every unit that a unit belongs to or belonged to, and what those have become. */
  above(unitId: string): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

const parentIds = (unit: Unit): readonly string[] => unit.parents.map((parent) => parent.unitId);

const climb = (directory: Directory, from: readonly string[]): ReadonlySet<string> => {
  const above = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const unit = above.has(id) ? undefined : directory.find(id);
    if (!unit) continue;
    above.add(id);
    // A district that was divided has handed its villages to several; dated parents say which.
    open.push(...parentIds(unit), ...(unit.successorIds.length === 1 ? unit.successorIds : []));
  }
  return above;
};

/** Climbs once for all units of the same parents: a country has nine villages to every former commune. */
export const createLineage = (directory: Directory): Lineage => {
  const ofParents = new Map<string, ReadonlySet<string>>();
  const ofUnit = new Map<string, ReadonlySet<string>>();
  for (const unit of directory.units) {
    const from = parentIds(unit);
    const key = from.join(' ');
    const above = ofParents.get(key) ?? climb(directory, from);
    ofParents.set(key, above);
    ofUnit.set(unit.id, above);
  }
  return { above: (unitId) => ofUnit.get(unitId) ?? NONE };
};
