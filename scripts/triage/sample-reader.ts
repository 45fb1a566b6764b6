import { fileURLToPath } from 'node:url';
import { createDirectory, type Directory } from '../../src/domain/directory.ts';
import { landmarksOf } from '../../src/domain/landmark.ts';
import { openFolder } from '../../src/import/open-folder.ts';
import { problemLine } from '../../src/import/problem.ts';
import { readOrganisation } from '../../src/import/read-organisation.ts';
import { loadModel } from '../../src/load-model.ts';
import { createReader, type Reader } from '../../src/text/reader.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample-tam-dao', import.meta.url));

/** The day on which the sample is looked at: figures and weights must not change when a unit's validity ends. */
const SAMPLE_DAY = '2026-11-27';

/** A directory with the day on which it is looked at. */
export interface DatedDirectory {
  readonly directory: Directory;
  readonly today: string;
}

/**
 * The organisation in a folder, the sample by default, as it stood on {@link SAMPLE_DAY}.
 *
 * @throws {Error} listing every bad line when the folder holds no valid organisation.
 */
export async function openDirectory(folder = SAMPLE): Promise<DatedDirectory> {
  const reading = readOrganisation(await openFolder(folder));
  if ('problems' in reading) throw new Error(reading.problems.map(problemLine).join('\n'));
  return { directory: createDirectory(reading.tree), today: SAMPLE_DAY };
}

/** A reader over a directory and its landmarks, with the shipped model. */
export async function readerOf({ directory, today }: DatedDirectory): Promise<Reader> {
  return createReader(directory, today, await loadModel(), landmarksOf(directory));
}
