import type { Unit } from '../domain/unit.ts';
import { overlap } from './check-units.ts';
import type { Located, Report } from './problem.ts';

const hasWord = (name: string): boolean => /[\p{L}\p{N}]/u.test(name);

/** Reports a name of which nothing could ever be found in a message; an empty cell was reported already. */
export const checkName = ({ origin, value }: Located<string>, report: Report): void => {
  if (value !== '' && !hasWord(value))
    report(origin, `name has neither letter nor digit: ${value}`);
};

const nameKey = ({ levelId, areaType, name, parents }: Unit): string =>
  JSON.stringify([
    levelId,
    areaType.toLowerCase(),
    name.toLowerCase(),
    ...parents.map(({ unitId }) => unitId),
  ]);

/**
 * Reports a unit that nothing tells from an earlier one: of the same name, type and parents at the same time. Two that
 * came below one commune from two former ones may share a name: people still tell them apart.
 */
export const checkNamesakes = (units: readonly Located<Unit>[], report: Report): void => {
  const byName = new Map<string, Located<Unit>[]>();
  for (const unit of units) {
    const { id, areaType, name, parents, validity } = unit.value;
    if (name === '' || parents.length === 0) continue;
    const key = nameKey(unit.value);
    const same = byName.get(key) ?? [];
    const earlier = same.find(({ value }) => value.id !== id && overlap(value.validity, validity));
    if (earlier !== undefined) {
      const { value, origin } = earlier;
      report(unit.origin, `${id} is ${areaType} ${name} like ${value.id} on line ${origin.line}`);
    }
    byName.set(key, [...same, unit]);
  }
};

/** Reports every unit that would become itself again by way of its successors. */
export const checkSuccession = (units: readonly Located<Unit>[], report: Report): void => {
  const byId = new Map(units.map(({ value }) => [value.id, value]));
  for (const { origin, value } of units) {
    // One that follows itself directly was reported already.
    const reached = new Set(value.successorIds.filter((id) => id !== value.id));
    // A set grows while it is walked, so this reaches every depth, and each unit once.
    for (const id of reached)
      for (const next of byId.get(id)?.successorIds ?? []) reached.add(next);
    if (reached.has(value.id)) report(origin, `${value.id} becomes itself again by its successors`);
  }
};
