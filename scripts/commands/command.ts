import { openStore, type Store } from '../../src/store/index.ts';

/** A command of `scripts/admin`. A new one is a file and a line in `index.ts`. */
export interface AdminCommand {
  readonly name: string;
  /** How it is called, after `scripts/admin`. */
  readonly usage: string;
  readonly summary: string;
  /** @throws {UsageError} when called wrongly; any other error's message is shown as it is. */
  run(args: readonly string[]): Promise<void>;
}

/** A wrong call; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Opens the store named by MONGODB_URI for one piece of work.
 *
 * @throws {UsageError} when MONGODB_URI is not set.
 */
export async function withStore<Result>(
  work: (store: Store) => Promise<Result>,
  options: { buildIndexes: boolean } = { buildIndexes: true },
): Promise<Result> {
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new UsageError('MONGODB_URI is not set: say which database, such as mongodb://127.0.0.1:27017/cau-noi');
  const store = await openStore({ uri, ...options });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Progress on one line of a terminal; nothing where there is none. */
export function showProgress(what: string, done: number, of: number): void {
  if (!process.stderr.isTTY) return;
  const share = of === 0 ? 1 : done / of;
  const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░');
  process.stderr.write(`\r${bar} ${what} ${done}/${of}${done >= of ? '\n' : ''}`);
}
