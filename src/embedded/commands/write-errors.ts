import { CommandError } from '../errors.ts';
import type { StoredDocument } from '../values.ts';

/** Runs the writes of a batch and gathers the refusals, as the server reports them. */
export function runBatch<Write>(
  writes: readonly Write[],
  isOrdered: boolean,
  write: (item: Write, index: number) => void,
): StoredDocument {
  const writeErrors: StoredDocument[] = [];
  for (const [index, item] of writes.entries()) {
    try {
      write(item, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (isOrdered) break;
    }
  }
  return writeErrors.length === 0 ? {} : { writeErrors };
}
