import { afterAll, beforeAll } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';

/** A store on an empty database, over the wire, for all tests of one file. */
export interface TestStore {
  readonly store: Store;
  /** A second one on the same database, as another process has it. */
  readonly other: Store;
  readonly database: TestDatabase;
}

/** Opens a {@link TestStore} before the tests of a file and closes it after them. */
export function useTestStore(): TestStore {
  let opened: TestStore | undefined;
  const get = (): TestStore => {
    if (opened === undefined)
      throw new Error('the store is opened before the tests, not before the file');
    return opened;
  };
  beforeAll(async () => {
    const database = await openTestDatabase();
    const store = await openStore({ uri: database.uri, buildIndexes: true });
    const other = await openStore({ uri: database.uri, buildIndexes: false });
    opened = { store, other, database };
  });
  afterAll(async () => {
    await opened?.store.close();
    await opened?.other.close();
    await opened?.database.close();
  });
  return {
    get store() {
      return get().store;
    },
    get other() {
      return get().other;
    },
    get database() {
      return get().database;
    },
  };
}

/** The results of a call made so many times at once. */
export const atOnce = <T>(times: number, call: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => call(index)));
