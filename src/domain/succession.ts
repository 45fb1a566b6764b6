import { type Directory, isWithin } from './directory.ts';

/**
 * The units that a unit is today: itself, or those that took over its area when its validity ended.
 * Several after a split; none when nobody took over or the unit is unknown.
 */
export const standingUnits = (
  unitId: string,
  directory: Directory,
  on: string,
): readonly string[] => {
  const reached = new Set([unitId]);
  const standing: string[] = [];
  // The set grows while it is walked: successors of successors, each once, even in a circle.
  for (const id of reached) {
    const unit = directory.find(id);
    if (unit === undefined) continue;
    if (isWithin(unit.validity, on)) standing.push(id);
    else for (const successorId of unit.successorIds) reached.add(successorId);
  }
  return standing;
};

/** The nearest unit that is above, or is, each of the given ones; `undefined` when they share none. */
export const commonUnit = (
  unitIds: readonly string[],
  directory: Directory,
  on: string,
): string | undefined => {
  const [first = [], ...others] = unitIds.map((id) =>
    directory.chain(id, on).map((unit) => unit.id),
  );
  return first.find((id) => others.every((chain) => chain.includes(id)));
};

/** The unit that owns what no other unit can be found for. */
export const dutyUnitOf = (directory: Directory, on: string): string => {
  const { dutyUnitId } = directory.organisation;
  return commonUnit(standingUnits(dutyUnitId, directory, on), directory, on) ?? dutyUnitId;
};

/** Units above a unit, nearest first; of a unit that has ended, above all that took over. */
export const unitsAbove = (unitId: string, directory: Directory, on: string): readonly string[] => {
  const standing = standingUnits(unitId, directory, on);
  const shared = commonUnit(standing, directory, on);
  if (shared === undefined) return [];
  const chain = directory.chain(shared, on).map((unit) => unit.id);
  return standing.includes(shared) ? chain.slice(1) : chain;
};

/** The block that coordinates a unit: the nearest unit above it, else the unit on duty. */
export const blockOf = (unitId: string, directory: Directory, on: string): string =>
  unitsAbove(unitId, directory, on)[0] ?? dutyUnitOf(directory, on);
