import { openFolder } from '../../src/import/open-folder.ts';
import { problemLine } from '../../src/import/problem.ts';
import { readOrganisation } from '../../src/import/read-organisation.ts';
import type { ImportTally } from '../../src/store/organisation.ts';
import { databaseUri, UsageError, withStore, type AdminCommand } from './command.ts';

/** Nothing was imported; the message lists every bad line. */
export class BadOrganisation extends Error {
  override readonly name = 'BadOrganisation';
}

/**
 * Imports an organisation from a folder of CSV files, all or nothing; the same again changes nothing.
 *
 * @throws {BadOrganisation} naming every bad line of every file.
 */
export async function importFolder(mongoUri: string, folder: string): Promise<ImportTally> {
  const reading = readOrganisation(await openFolder(folder));
  if ('problems' in reading) {
    const lines = reading.problems.map(problemLine).join('\n  ');
    throw new BadOrganisation(
      `Nothing was imported. ${reading.problems.length} to mend:\n  ${lines}`,
    );
  }
  return withStore(mongoUri, (store) => store.organisation.replace(reading.tree, reading.cadres));
}

/** Imports an organisation from CSV files. */
export const importOrgCommand: AdminCommand = {
  name: 'import-org',
  usage: 'import-org FOLDER',
  summary: 'Checks the CSV files of an organisation, then imports all of them or nothing.',
  run: async ([folder, ...rest]) => {
    if (folder === undefined || rest.length > 0)
      throw new UsageError('usage: scripts/admin import-org FOLDER');
    const { added, changed, unchanged, retired } = await importFolder(databaseUri(), folder);
    console.log(`${added} added, ${changed} changed, ${unchanged} unchanged, ${retired} retired`);
  },
};
