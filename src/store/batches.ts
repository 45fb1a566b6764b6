import { createHash } from 'node:crypto';
import { mongo, type Model } from 'mongoose';
import { isDuplicateKey } from './errors.ts';

/** As many rows go into one command. */
export const ROWS_PER_COMMAND = 500;

/** The same text for equal values, whatever the order of their keys; absent and `undefined` are the same. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });

/** A short name for a content; different contents never share one. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('base64url');

/** The values in groups of at most `size`. */
export function inGroups<T>(
  values: readonly T[],
  size = ROWS_PER_COMMAND,
): readonly (readonly T[])[] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

/** Inserts the rows whose id is not there yet, so that an interrupted run can be repeated. */
export async function insertMissing<T>(model: Model<T>, rows: readonly T[]): Promise<void> {
  for (const group of inGroups(rows)) {
    try {
      await model.insertMany([...group], { ordered: false, lean: true });
    } catch (error) {
      if (!isOnlyDuplicates(error)) throw error;
    }
  }
}

function isOnlyDuplicates(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return isDuplicateKey(error);
  const writeErrors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return writeErrors.every(({ code }) => code === 11_000);
}
