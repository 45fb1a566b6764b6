import { openStore, type Store } from '../../src/store/index.ts';

/** A command of `scripts/admin`. A new one is a file and a line in `index.ts`. */
export interface AdminCommand {
  readonly name: string;
  /** How it is called, after `scripts/admin`. */
  readonly usage: string;
  readonly summary: string;
  /** What is printed when help is asked for, given what else was typed. Default: usage and summary. */
  help?(args: readonly string[]): string;
  /** @throws {UsageError} when called wrongly; any other error's message is shown as it is. */
  run(args: readonly string[]): Promise<void>;
}

/** A wrong call; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The database that MONGODB_URI names.
 *
 * @throws {UsageError} when it is not set.
 */
export function databaseUri(): string {
  const uri = process.env['MONGODB_URI'];
  if (uri) return uri;
  throw new UsageError(
    'MONGODB_URI is not set: say which database, such as mongodb://127.0.0.1:27017/cau-noi',
  );
}

/** Opens a store for one piece of work. Indexes are built unless told not to. */
export async function withStore<Result>(
  uri: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({
    uri,
    buildIndexes: true,
    dataKey: process.env['CB_DATA_KEY'] || undefined,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
