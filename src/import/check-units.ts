import type { Level, Period, Unit } from '../domain/unit.ts';
import type { Located, Report } from './problem.ts';
import { isListed } from './read-tables.ts';

/** Why one unit stands below another: a row of `parents.csv`, or the unit's own row. */
export interface Link {
  readonly unitId: string;
  readonly parentId: string;
  readonly validity: Period;
}

/** The first day and the last, as words that can be compared. */
const bounds = ({ from = '', to = '9999-12-31' }: Period): readonly [string, string] => [from, to];

/** Whether two periods have a day in common. */
export const overlap = (a: Period, b: Period): boolean => {
  const [fromA, toA] = bounds(a);
  const [fromB, toB] = bounds(b);
  return fromA <= toB && fromB <= toA;
};

/** Whether a parent exists for as long as the unit stands below it. */
const outlives = (parent: Unit, unit: Unit, link: Period): boolean => {
  const [parentFrom, parentTo] = bounds(parent.validity);
  const [unitFrom, unitTo] = bounds(unit.validity);
  const [linkFrom, linkTo] = bounds(link);
  const from = linkFrom > unitFrom ? linkFrom : unitFrom;
  const to = linkTo < unitTo ? linkTo : unitTo;
  // A unit without a first day is as old as its parent.
  return (from === '' || parentFrom <= from) && to <= parentTo;
};

/** The units of a tree being read, to look parents and levels up in. */
interface Draft {
  readonly units: ReadonlyMap<string, Unit>;
  readonly levels: ReadonlyMap<string, Level>;
}

const rankOf = ({ levels }: Draft, unit: Unit): number | undefined =>
  levels.get(unit.levelId)?.rank;

const checkLink = (draft: Draft, { origin, value }: Located<Link>, report: Report): void => {
  const unit = draft.units.get(value.unitId);
  const parent = draft.units.get(value.parentId);
  if (!isListed(draft.units, value.unitId)) report(origin, `unknown unit ${value.unitId}`);
  if (!isListed(draft.units, value.parentId)) report(origin, `unknown parent ${value.parentId}`);
  if (unit === undefined || parent === undefined) return;
  const [rank, above] = [rankOf(draft, unit), rankOf(draft, parent)];
  // Ranks that only grow upwards leave no room for a circle.
  if (rank !== undefined && above !== undefined && above <= rank) {
    report(origin, `parent ${parent.id} is not of a higher level than ${unit.id}`);
  }
  if (!outlives(parent, unit, value.validity)) {
    report(
      origin,
      `parent ${parent.id} does not exist for all the time that ${unit.id} is below it`,
    );
  }
};

const checkOverlaps = (links: readonly Located<Link>[], report: Report): void => {
  for (const [place, { origin, value }] of links.entries()) {
    const earlier = links
      .slice(0, place)
      .find((link) => overlap(link.value.validity, value.validity));
    if (earlier === undefined) continue;
    const { parentId } = earlier.value;
    report(origin, `${value.unitId} is below ${parentId} and ${value.parentId} at the same time`);
  }
};

const checkUnit = (draft: Draft, { origin, value }: Located<Unit>, report: Report): void => {
  const level = draft.levels.get(value.levelId);
  if (!isListed(draft.levels, value.levelId)) report(origin, `unknown level ${value.levelId}`);
  if (level?.receives === true && value.parents.length === 0) {
    report(origin, `${value.id} has no parent: nobody would hear of its silence`);
  }
  for (const successorId of value.successorIds) {
    if (!draft.units.has(successorId)) report(origin, `unknown successor ${successorId}`);
    if (successorId === value.id) report(origin, `${value.id} cannot succeed itself`);
  }
};

/** Checks that units and their links make a tree on every day: known ends, growing levels, one parent at a time. */
export const checkUnits = (
  units: readonly Located<Unit>[],
  linksOfUnits: readonly (readonly Located<Link>[])[],
  levels: ReadonlyMap<string, Level>,
  report: Report,
): void => {
  const draft = { units: new Map(units.map(({ value }) => [value.id, value])), levels };
  for (const unit of units) checkUnit(draft, unit, report);
  for (const links of linksOfUnits) {
    for (const link of links) checkLink(draft, link, report);
    checkOverlaps(links, report);
  }
};
