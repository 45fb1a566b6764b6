import type { Unit } from '../domain/unit.ts';
import type { Lineage } from './lineage.ts';

/** Villages by what they share: those of the same parents, present and former, are one cluster. */
export interface Clusters {
  /** `undefined` for what is no village. */
  of(villageId: string): number | undefined;
  /** Clusters that lie or once lay in a unit. */
  below(unitId: string): ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** Numbers the clusters of some villages: a country of 90,000 has ten thousand, a district nine. */
export const createClusters = (villages: readonly Unit[], lineage: Lineage): Clusters => {
  const numbers = new Map<ReadonlySet<string>, number>();
  const ofVillage = new Map<string, number>();
  for (const { id } of villages) {
    const above = lineage.above(id);
    const number = numbers.get(above) ?? numbers.size;
    numbers.set(above, number);
    ofVillage.set(id, number);
  }
  const ofUnit = new Map<string, Set<number>>();
  for (const [above, number] of numbers) {
    for (const id of above) ofUnit.set(id, (ofUnit.get(id) ?? new Set()).add(number));
  }
  return {
    of: (villageId) => ofVillage.get(villageId),
    below: (unitId) => ofUnit.get(unitId) ?? NONE,
  };
};
