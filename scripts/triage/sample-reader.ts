import { fileURLToPath } from 'node:url';
import { createDirectory } from '../../src/domain/directory.ts';
import { openFolder } from '../../src/import/open-folder.ts';
import { problemLine } from '../../src/import/problem.ts';
import { readOrganisation } from '../../src/import/read-organisation.ts';
import { createReader, type Reader } from '../../src/text/reader.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample-tam-dao', import.meta.url));

/**
 * A reader over the organisation in a folder, the sample by default, as it stands today.
 *
 * @throws {Error} listing every bad line when the folder holds no valid organisation.
 */
export async function openReader(folder = SAMPLE): Promise<Reader> {
  const reading = readOrganisation(await openFolder(folder));
  if ('problems' in reading) throw new Error(reading.problems.map(problemLine).join('\n'));
  const today = new Intl.DateTimeFormat('en-CA', {
    timeZone: reading.tree.organisation.timeZone,
  }).format(new Date());
  return createReader(createDirectory(reading.tree), today);
}
