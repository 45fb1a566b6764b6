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
  const pin = row.pin();
  return {
    name: row.required('name'),
    unitId: row.id('unit'),
    ...(pin === undefined ? {} : { pin }),
  };
};

/**
 * Reads a CSV file `name,unit,latitude,longitude` that stands alone, to be kept beside an organisation that was imported;
 * `read-landmarks.ts` reads the one that is part of it.
 *
 * @param villageIds - Villages that may be named.
 * @param isName - Whether a name may stand for a place that everybody knows.
 */
export const readLandmarkFile = (
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
