import { readFile } from 'node:fs/promises';
import { createCalendar } from '../../src/domain/calendar.ts';
import { createDirectory, type Directory } from '../../src/domain/directory.ts';
import { blockOf } from '../../src/domain/succession.ts';
import { problemLine } from '../../src/import/problem.ts';
import { readLandmarkFile } from '../../src/import/read-landmark-file.ts';
import type { Store } from '../../src/store/index.ts';
import { isLandmarkName } from '../../src/text/landmark-name.ts';
import { databaseUri, UsageError, withStore, type AdminCommand } from './command.ts';

const USAGE = 'landmarks list | import FILE.csv | remove COMMUNE NAME';

interface Today {
  readonly directory: Directory;
  readonly on: string;
}

async function today(store: Store, now: Date): Promise<Today> {
  const tree = await store.organisation.load();
  if (tree === undefined) throw new UsageError('no organisation has been imported');
  return { directory: createDirectory(tree), on: createCalendar(tree.organisation).dateOf(now) };
}

async function list(store: Store): Promise<string> {
  const landmarks = await store.landmarks.list();
  if (landmarks.length === 0) return 'There are no landmarks.';
  return landmarks
    .map(({ communeId, name, unitId, confirmedBy }) =>
      [communeId, name, unitId, confirmedBy ?? 'imported'].join('\t'),
    )
    .join('\n');
}

/** All or nothing is read; each is then kept by its name, so that a broken run may be repeated. */
async function importFile(store: Store, file: string): Promise<string> {
  const confirmedAt = new Date();
  const { directory, on } = await today(store, confirmedAt);
  const villageIds = new Set(directory.receivers(on).map(({ id }) => id));
  const reading = readLandmarkFile(file, await readFile(file), villageIds, isLandmarkName);
  if ('problems' in reading)
    throw new UsageError(
      `Nothing was imported. ${reading.problems.length} to mend:\n  ${reading.problems.map(problemLine).join('\n  ')}`,
    );
  for (const landmark of reading.landmarks) {
    const communeId = blockOf(landmark.unitId, directory, on);
    await store.landmarks.put({ ...landmark, communeId, confirmedAt });
  }
  return `${reading.landmarks.length} landmarks kept`;
}

async function remove(store: Store, communeId: string, name: string): Promise<string> {
  if (await store.landmarks.remove(communeId, name)) return `removed ${name}`;
  throw new UsageError(`there is no landmark ${name} in ${communeId}`);
}

/** Lists, imports and removes landmarks per commune. */
export const landmarksCommand: AdminCommand = {
  name: 'landmarks',
  usage: USAGE,
  summary: 'Landmarks by which people tell where they are; columns name,unit,latitude,longitude.',
  run: async ([verb, first, ...rest]) => {
    const name = rest.join(' ');
    const work = (store: Store): Promise<string> => {
      if (verb === 'list' && first === undefined) return list(store);
      if (verb === 'import' && first !== undefined && name === '') return importFile(store, first);
      if (verb === 'remove' && first !== undefined && name !== '')
        return remove(store, first, name);
      throw new UsageError(`usage: scripts/admin ${USAGE}`);
    };
    console.log(await withStore(databaseUri(), work));
  },
};
