import type { Cadre, Role } from '../domain/cadre.ts';
import { DEFAULT_DAY_TABLES } from '../domain/deadline.ts';
import { isWithin } from '../domain/directory.ts';
import type { OrganisationTree } from '../domain/organisation.ts';
import { inReadingOrder, type Located, type Problem, type Report } from './problem.ts';
import { readCadres } from './read-cadres.ts';
import { readSettings } from './read-settings.ts';
import { type Files, isListed, readDayTables, readLevels, readRoles } from './read-tables.ts';
import { readUnits } from './read-units.ts';

/** The files that an organisation is made of; `days.csv`, `parents.csv`, `aliases.csv` and `landmarks.csv` may be left out. */
export const ORGANISATION_FILES = [
  'organisation.json',
  'levels.csv',
  'roles.csv',
  'units.csv',
  'parents.csv',
  'aliases.csv',
  'landmarks.csv',
  'cadres.csv',
  'positions.csv',
  'days.csv',
] as const;

/** A whole organisation, or everything that is wrong with its files. */
export type OrganisationReading =
  | { readonly tree: OrganisationTree; readonly cadres: readonly Cadre[] }
  | { readonly problems: readonly Problem[] };

const valuesOf = <T>(rows: readonly Located<T>[]): readonly T[] => rows.map(({ value }) => value);

const byId = <T extends { readonly id: string }>(
  rows: readonly Located<T>[],
): ReadonlyMap<string, T> => new Map(rows.map(({ value }) => [value.id, value]));

const isOnDuty = (
  cadre: Cadre,
  dutyUnitId: string,
  roles: ReadonlyMap<string, Role>,
  on: string,
): boolean =>
  cadre.positions.some(
    ({ unitId, roleId, validity }) =>
      unitId === dutyUnitId &&
      roles.get(roleId)?.abilities.includes('duty') &&
      isWithin(validity, on),
  );

/** The local date, as `YYYY-MM-DD`: that is how Sweden writes it. */
const dateIn = (timeZone: string, instant: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);

/**
 * Reads an organisation from the bytes of its files, by name (see `ORGANISATION_FILES`). Pure: nothing is stored.
 * Everything is checked in one go, and one problem anywhere means that nothing is returned but the problems.
 * The edition is 0; whoever stores the tree numbers it.
 *
 * @param now - Somebody must be on duty on this day of the organisation's zone. Default: today.
 */
export const readOrganisation = (files: Files, now: Date = new Date()): OrganisationReading => {
  const problems: Problem[] = [];
  const report: Report = (origin, message) => problems.push({ ...origin, message });
  const settings = readSettings(files, report);
  const levels = readLevels(files, report);
  const roles = readRoles(files, report);
  const units = readUnits(files, byId(levels), report);
  const posts = { units: byId(units), roles: byId(roles) };
  const cadres = valuesOf(readCadres(files, posts, report));
  const dayTables = readDayTables(files, report) ?? DEFAULT_DAY_TABLES;
  if (settings !== undefined) {
    const { dutyUnitId } = settings;
    const origin = { file: 'organisation.json', line: 1 };
    if (!isListed(posts.units, dutyUnitId))
      report(origin, `dutyUnitId: unknown unit ${dutyUnitId}`);
    // A concern that no team is found for must still have somebody who sees it.
    else {
      const today = dateIn(settings.timeZone, now);
      if (!cadres.some((cadre) => isOnDuty(cadre, dutyUnitId, posts.roles, today)))
        report(origin, `dutyUnitId: nobody is on duty in ${dutyUnitId} on ${today}`);
    }
  }
  if (settings === undefined || problems.length > 0) return { problems: inReadingOrder(problems) };
  const organisation = {
    ...settings,
    levels: valuesOf(levels),
    roles: valuesOf(roles),
    dayTables,
    edition: 0,
  };
  return { tree: { organisation, units: valuesOf(units) }, cadres };
};
