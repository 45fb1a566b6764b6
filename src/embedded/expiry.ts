import type { Catalogue } from './catalogue.ts';
import type { Collection } from './collection.ts';
import type { CollectionIndex, StoredRecord } from './collection-index.ts';
import { type Edge, end, start } from './index-tree.ts';

/** Deletes the documents whose time is up by a TTL index, and returns how many there were. */
export function removeExpired(catalogue: Catalogue, now: Date): number {
  let removed = 0;
  for (const collection of catalogue.all()) {
    for (const index of collection.indexes) removed += removeExpiredBy(collection, index, now);
  }
  return removed;
}

function removeExpiredBy(collection: Collection, index: CollectionIndex, now: Date): number {
  const { expireAfterSeconds } = index.spec;
  if (expireAfterSeconds === undefined) return 0;
  const limit = new Date(now.getTime() - expireAfterSeconds * 1000);
  const expired = new Set<StoredRecord>();
  const isDescending = index.fields[0]?.direction === -1;
  const from: Edge = isDescending ? { prefix: [limit], side: 'before' } : start;
  const to: Edge = isDescending ? end : { prefix: [limit], side: 'after' };
  // The least date of an array counts, as on a real server; other types never expire.
  for (const { key, record } of index.tree.range(from, to)) {
    if (key[0] instanceof Date) expired.add(record);
  }
  for (const record of expired) collection.remove(record);
  return expired.size;
}
