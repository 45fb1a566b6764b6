import type { Ability, Role } from '../domain/cadre.ts';
import type { DayTable } from '../domain/calendar.ts';
import type { Level } from '../domain/unit.ts';
import { parseCsv, type Columns } from './parse-csv.ts';
import type { Located, Report } from './problem.ts';
import { RowReader } from './row-reader.ts';

const ABILITIES: readonly Ability[] = ['work', 'coordinate', 'lead', 'duty'];

/** The files that were found, by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Opens a file as rows; a missing one is reported unless it is optional. */
export const rowsOf = (
  files: Files,
  file: string,
  columns: Columns,
  report: Report,
): readonly RowReader[] => {
  const bytes = files.get(file);
  if (bytes === undefined) {
    report({ file, line: 1 }, 'the file is missing');
    return [];
  }
  return parseCsv(file, bytes, columns, report).map((row) => new RowReader(file, row, report));
};

/**
 * Whether an id may be pointed at. An empty cell was reported already; and when a whole list could not be read,
 * that one problem shall not be buried under all that follows from it.
 */
export const isListed = (
  list: Pick<ReadonlyMap<string, unknown>, 'size' | 'has'>,
  id: string,
): boolean => id === '' || list.size === 0 || list.has(id);

/** Reports each id that was there before, with the line it was on. */
export const checkUnique = (
  values: readonly Located<{ readonly id: string }>[],
  report: Report,
): void => {
  const lines = new Map<string, number>();
  for (const { origin, value } of values) {
    const earlier = lines.get(value.id);
    if (earlier === undefined) lines.set(value.id, origin.line);
    else report(origin, `id ${value.id} is already on line ${earlier}`);
  }
};

/** Reads `levels.csv`: the tiers of the tree, what they and their bodies are called. */
export const readLevels = (files: Files, report: Report): readonly Located<Level>[] => {
  const columns = {
    required: ['id', 'rank', 'name_vi', 'body_vi', 'receives'],
    optional: ['name_', 'body_'],
  };
  const levels = rowsOf(files, 'levels.csv', columns, report).map((row) => {
    row.required('rank');
    const value: Level = {
      id: row.id('id'),
      rank: row.number('rank', 0, 99) ?? 0,
      name: row.localText('name'),
      body: row.localText('body'),
      receives: row.flag('receives'),
    };
    return { origin: row.origin, value };
  });
  checkUnique(levels, report);
  if (levels.length > 0 && !levels.some(({ value }) => value.receives)) {
    report({ file: 'levels.csv', line: 1 }, 'no level receives concerns');
  }
  return levels;
};

const readAbilities = (row: RowReader): readonly Ability[] =>
  row.list('abilities').flatMap((word) => {
    const ability = ABILITIES.find((known) => known === word);
    if (ability === undefined) row.complain(`ability is none of ${ABILITIES.join(', ')}: ${word}`);
    return ability ?? [];
  });

/** Reads `roles.csv`: what each role is called and allows. */
export const readRoles = (files: Files, report: Report): readonly Located<Role>[] => {
  const columns = { required: ['id', 'name_vi', 'abilities'], optional: ['name_'] };
  const roles = rowsOf(files, 'roles.csv', columns, report).map((row) => {
    const value = { id: row.id('id'), name: row.localText('name'), abilities: readAbilities(row) };
    return { origin: row.origin, value };
  });
  checkUnique(roles, report);
  return roles;
};

interface ListedDay {
  readonly date: string;
  readonly kind: 'off' | 'worked';
  readonly name: string;
  readonly provenance: DayTable['provenance'];
}

const tableOf = (year: string, days: readonly ListedDay[]): DayTable => ({
  year: Number(year),
  // One day that is only reckoned makes the whole year something to confirm.
  provenance: days.every((day) => day.provenance === 'decided') ? 'decided' : 'computed',
  daysOff: days.filter((day) => day.kind === 'off').map(({ date, name }) => ({ date, name })),
  workedDays: days.filter((day) => day.kind === 'worked').map(({ date }) => date),
});

/** Reads `days.csv`, when there is one: days off and worked Saturdays, a table for each year that is listed. */
export const readDayTables = (files: Files, report: Report): readonly DayTable[] | undefined => {
  if (!files.has('days.csv')) return undefined;
  const columns = { required: ['date', 'kind', 'name', 'provenance'], optional: ['note'] };
  const years = new Map<string, ListedDay[]>();
  for (const row of rowsOf(files, 'days.csv', columns, report)) {
    row.required('date');
    const date = row.date('date') ?? '';
    const days = years.get(date.slice(0, 4)) ?? [];
    if (days.some((day) => day.date === date)) row.complain(`${date} comes twice`);
    days.push({
      date,
      kind: row.oneOf('kind', ['off', 'worked']),
      name: row.required('name'),
      provenance: row.oneOf('provenance', ['computed', 'decided']),
    });
    years.set(date.slice(0, 4), days);
  }
  return [...years].map(([year, days]) => tableOf(year, days)).toSorted((a, b) => a.year - b.year);
};
