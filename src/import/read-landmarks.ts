import { isTelling, isTooLong, type Landmark, LONGEST_NAME } from '../domain/landmark.ts';
import type { Level, Unit } from '../domain/unit.ts';
import type { Located, Report } from './problem.ts';
import { type Files, isListed, rowsOf } from './read-tables.ts';

const COLUMNS = {
  required: ['name', 'unit'],
  optional: ['latitude', 'longitude', 'note'],
};

const readRows = (files: Files, report: Report): readonly Located<Landmark>[] =>
  rowsOf(files, 'landmarks.csv', COLUMNS, report).map((row) => {
    const name = row.required('name');
    if (name !== '' && !isTelling(name)) row.complain(`name does not say which one: ${name}`);
    if (isTooLong(name))
      row.complain(
        `name is longer than ${LONGEST_NAME} words or 80 letters; write it as people say it`,
      );
    const pin = row.pin();
    const value = { name, unitId: row.required('unit'), ...(pin === undefined ? {} : { pin }) };
    return { origin: row.origin, value };
  });

const checkTwice = (landmarks: readonly Located<Landmark>[], report: Report): void => {
  const lines = new Map<string, number>();
  for (const { origin, value } of landmarks) {
    const named = `${value.unitId} ${value.name.toLowerCase()}`;
    const earlier = lines.get(named);
    if (earlier === undefined) lines.set(named, origin.line);
    else report(origin, `${value.name} in ${value.unitId} is already on line ${earlier}`);
  }
};

/**
 * Reads `landmarks.csv`, when there is one: markets, schools, bridges with their villages. A name may stand in
 * several villages, a line each; then the citizen is asked which.
 */
export const readLandmarks = (
  files: Files,
  units: readonly Located<Unit>[],
  levels: ReadonlyMap<string, Level>,
  report: Report,
): readonly Located<Landmark>[] => {
  if (!files.has('landmarks.csv')) return [];
  const landmarks = readRows(files, report);
  const byId = new Map(units.map(({ value }) => [value.id, value]));
  for (const { origin, value } of landmarks) {
    const unit = byId.get(value.unitId);
    if (!isListed(byId, value.unitId)) report(origin, `unknown unit ${value.unitId}`);
    if (unit !== undefined && levels.get(unit.levelId)?.receives === false)
      report(origin, `${value.unitId} receives no concerns: a landmark names a village`);
  }
  checkTwice(landmarks, report);
  return landmarks;
};
