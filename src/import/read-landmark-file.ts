import type { Landmark } from '../domain/landmark.ts';
import { parseCsv } from './parse-csv.ts';
import type { Problem, Report } from './problem.ts';
import { RowReader } from './row-reader.ts';

/** Landmarks of a file, or everything that is wrong with it. */
export type LandmarkReading =
  | { readonly landmarks: readonly Landmark[] }
  | { readonly problems: readonly Problem[] };

const COLUMNS = { required: ['name', 'unit'], optional: ['latitude', 'longitude'] };

const readLandmark = (row: RowReader): Landmark => {
  const latitude = row.number('latitude', -90, 90);
  const longitude = row.number('longitude', -180, 180);
  if ((latitude === undefined) !== (longitude === undefined))
    row.complain('latitude and longitude come together');
  const pin =
    latitude === undefined || longitude === undefined ? {} : { pin: { latitude, longitude } };
  return { name: row.required('name'), unitId: row.id('unit'), ...pin };
};

/**
 * Reads a CSV file `name,unit,latitude,longitude`.
 *
 * @param villageIds - Villages that may be named.
 * @param isName - Whether a name may stand for a place that everybody knows.
 */
export const readLandmarks = (
  file: string,
  bytes: Uint8Array,
  villageIds: ReadonlySet<string>,
  isName: (name: string) => boolean,
): LandmarkReading => {
  const problems: Problem[] = [];
  const report: Report = (origin, message) => void problems.push({ ...origin, message });
  const landmarks = parseCsv(file, bytes, COLUMNS, report).map((cells) => {
    const row = new RowReader(file, cells, report);
    const landmark = readLandmark(row);
    if (landmark.unitId !== '' && !villageIds.has(landmark.unitId))
      row.complain(`there is no village ${landmark.unitId}`);
    if (landmark.name !== '' && !isName(landmark.name))
      row.complain(`no name of a place that everybody knows: ${landmark.name}`);
    return landmark;
  });
  return problems.length > 0 ? { problems } : { landmarks };
};
