import type { Landmark } from '../domain/landmark.ts';
import type { Alias, Level, Unit } from '../domain/unit.ts';
import { checkName, checkNamesakes, checkSuccession } from './check-names.ts';
import { checkUnits, type Link } from './check-units.ts';
import type { Located, Report } from './problem.ts';
import { readLandmarks } from './read-landmarks.ts';
import { checkUnique, type Files, isListed, rowsOf } from './read-tables.ts';
import type { RowReader } from './row-reader.ts';

const UNIT_COLUMNS = {
  required: ['id', 'level', 'area_type', 'name', 'parent'],
  optional: ['valid_from', 'valid_to', 'successors', 'latitude', 'longitude', 'source', 'note'],
};
const PARENT_COLUMNS = {
  required: ['unit', 'parent'],
  optional: ['valid_from', 'valid_to', 'note'],
};
const ALIAS_COLUMNS = {
  required: ['unit', 'name'],
  optional: ['area_type', 'valid_from', 'valid_to', 'note'],
};

const readUnit = (row: RowReader): Located<Unit> => {
  const centre = row.pin();
  const source = row.optional('source');
  const parentId = row.optional('parent');
  const value: Unit = {
    id: row.id('id'),
    levelId: row.required('level'),
    areaType: row.required('area_type'),
    name: row.required('name'),
    validity: row.period(),
    parents: parentId === undefined ? [] : [{ unitId: parentId, validity: {} }],
    aliases: [],
    successorIds: row.list('successors'),
    ...(centre === undefined ? {} : { centre }),
    ...(source === undefined ? {} : { source }),
  };
  return { origin: row.origin, value };
};

const readLinks = (files: Files, report: Report): readonly Located<Link>[] => {
  if (!files.has('parents.csv')) return [];
  return rowsOf(files, 'parents.csv', PARENT_COLUMNS, report).map((row) => ({
    origin: row.origin,
    value: {
      unitId: row.required('unit'),
      parentId: row.required('parent'),
      validity: row.period(),
    },
  }));
};

interface NamedAlias extends Alias {
  readonly unitId: string;
}

const readAliases = (files: Files, report: Report): readonly Located<NamedAlias>[] => {
  if (!files.has('aliases.csv')) return [];
  return rowsOf(files, 'aliases.csv', ALIAS_COLUMNS, report).map((row) => {
    const areaType = row.optional('area_type');
    const value = {
      unitId: row.required('unit'),
      name: row.required('name'),
      validity: row.period(),
      ...(areaType === undefined ? {} : { areaType }),
    };
    return { origin: row.origin, value };
  });
};

const ownLinks = (units: readonly Located<Unit>[]): readonly Located<Link>[] =>
  units.flatMap(({ origin, value }) =>
    value.parents.map(({ unitId, validity }) => ({
      origin,
      value: { unitId: value.id, parentId: unitId, validity },
    })),
  );

const group = <T extends { readonly unitId: string }>(
  rows: readonly Located<T>[],
): ReadonlyMap<string, readonly Located<T>[]> => {
  const groups = new Map<string, Located<T>[]>();
  for (const row of rows) {
    const known = groups.get(row.value.unitId);
    if (known) known.push(row);
    else groups.set(row.value.unitId, [row]);
  }
  return groups;
};

const beginOf = ({ value }: Located<Link>): string => value.validity.from ?? '';

const withParents = (unit: Unit, links: readonly Located<Link>[] = []): Unit => ({
  ...unit,
  parents: links
    .toSorted((a, b) => beginOf(a).localeCompare(beginOf(b)))
    .map(({ value }) => ({ unitId: value.parentId, validity: value.validity })),
});

const withNames = (unit: Unit, aliases: readonly Located<NamedAlias>[] = []): Unit => ({
  ...unit,
  aliases: aliases.map(({ value: { unitId: _unit, ...alias } }) => alias),
});

const withLandmarks = (unit: Unit, spots: readonly Located<Landmark>[] = []): Unit =>
  spots.length === 0
    ? unit
    : { ...unit, landmarks: spots.map(({ value: { unitId: _unit, ...spot } }) => spot) };

/**
 * Reads `units.csv` with `parents.csv` (for units whose parent changed), `aliases.csv` (other and former names)
 * and `landmarks.csv`, and checks that they make a tree on every day.
 */
export const readUnits = (
  files: Files,
  levels: ReadonlyMap<string, Level>,
  report: Report,
): readonly Located<Unit>[] => {
  const rows = rowsOf(files, 'units.csv', UNIT_COLUMNS, report).map(readUnit);
  checkUnique(rows, report);
  const links = group([...ownLinks(rows), ...readLinks(files, report)]);
  const aliases = group(readAliases(files, report));
  const spots = group(readLandmarks(files, rows, levels, report));
  const units = rows.map(({ origin, value }) => ({
    origin,
    value: withLandmarks(
      withNames(withParents(value, links.get(value.id)), aliases.get(value.id)),
      spots.get(value.id),
    ),
  }));
  checkUnits(units, [...links.values()], levels, report);
  checkNamesakes(units, report);
  checkSuccession(units, report);
  for (const { origin, value } of [...rows, ...[...aliases.values()].flat()]) {
    checkName({ origin, value: value.name }, report);
  }
  const ids = new Set(rows.map(({ value }) => value.id));
  for (const { origin, value } of [...aliases.values()].flat()) {
    if (!isListed(ids, value.unitId)) report(origin, `unknown unit ${value.unitId}`);
  }
  return units;
};
