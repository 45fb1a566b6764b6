import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noLog } from '../../src/embedded/change-log.ts';
import { Collection } from '../../src/embedded/collection.ts';
import { parseIndexSpec } from '../../src/embedded/index-spec.ts';
import { select } from '../../src/embedded/select.ts';
import { parseSort } from '../../src/embedded/sort.ts';
import type { StoredDocument } from '../../src/embedded/values.ts';

const scope = { now: new Date(0), variables: {} };

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom<unknown>('a', 'b', null, true, new Date(5), Number.NaN, 2.5),
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ x: scalar }, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 2 }),
  },
);
const document = fc.record({ a: value, b: scalar, c: scalar }, { requiredKeys: [] });
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y');

const condition: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $elemMatch: fc.record({ x: scalar, y: scalar }) }),
);
const plainFilter: fc.Arbitrary<StoredDocument> = fc.dictionary(path, condition, { maxKeys: 3 });
const filter = fc.oneof(
  { weight: 4, arbitrary: plainFilter },
  {
    weight: 1,
    arbitrary: fc.record({ $or: fc.array(plainFilter, { minLength: 1, maxLength: 3 }), b: condition }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ $and: fc.array(plainFilter, { minLength: 1, maxLength: 2 }) }),
  },
);
const direction = fc.constantFrom(1, -1);
const sort = fc.dictionary(path, direction, { maxKeys: 2 });
const index = fc.record({
  key: fc.dictionary(path, direction, { minKeys: 1, maxKeys: 3 }),
  extra: fc.constantFrom<StoredDocument>(
    {},
    {},
    { sparse: true },
    { partialFilterExpression: { b: { $gt: 1 } } },
    { partialFilterExpression: { c: 'a' } },
    { partialFilterExpression: { b: { $exists: true } } },
  ),
});

function collectionOf(documents: readonly StoredDocument[]): Collection {
  const collection = new Collection('test.things', noLog);
  for (const [i, fields] of documents.entries()) collection.insert({ _id: i, ...fields });
  return collection;
}

function search(collection: Collection, wanted: StoredDocument, order: StoredDocument, limit = 0) {
  const counters = { documentsExamined: 0, collectionScans: 0 };
  const selection = { filter: wanted, sort: parseSort(order), limit };
  return select(collection, selection, scope, counters).map((record) => record.document['_id']);
}

/** Two indexed arrays in one document are refused, as on a real server; then there is no index. */
function tryIndex(collection: Collection, spec: StoredDocument): void {
  try {
    collection.createIndex(parseIndexSpec(spec));
  } catch (error) {
    if (!/parallel arrays|same name|same options|different name/.test(String(error))) throw error;
  }
}

describe('queries with indexes', () => {
  test('find the same documents as queries without', () => {
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 25 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        filter,
        (documents, indexes, wanted) => {
          const expected = search(collectionOf(documents), wanted, {});
          const indexed = collectionOf(documents);
          for (const { key, extra } of indexes) tryIndex(indexed, { key, ...extra });
          const found = search(indexed, wanted, {});
          expect(found.toSorted(byNumber)).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('give the same order and the same first documents as queries without', () => {
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 25 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        filter,
        sort,
        fc.integer({ min: 0, max: 5 }),
        (documents, indexes, wanted, order, limit) => {
          const total = { ...order, _id: 1 };
          const expected = search(collectionOf(documents), wanted, total, limit);
          const indexed = collectionOf(documents);
          for (const { key, extra } of indexes) tryIndex(indexed, { key: { ...key, _id: 1 }, ...extra });
          expect(search(indexed, wanted, total, limit)).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('stay right while documents change and go', () => {
    const change = fc.record({ at: fc.nat({ max: 20 }), fields: fc.option(document) });
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 20 }),
        fc.array(change, { maxLength: 20 }),
        fc.array(index, { minLength: 1, maxLength: 2 }),
        filter,
        (documents, changes, indexes, wanted) => {
          const collection = collectionOf(documents);
          for (const { key, extra } of indexes) tryIndex(collection, { key, ...extra });
          for (const { at, fields } of changes) applyChange(collection, at, fields);
          const left = [...collection.records()].map((record) => record.document);
          const expected = search(collectionOf(left), wanted, {});
          expect(search(collection, wanted, {}).toSorted(byNumber)).toEqual(expected.toSorted(byNumber));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function applyChange(collection: Collection, id: number, fields: StoredDocument | null): void {
  const record = collection.byId(id);
  if (record === undefined) return;
  if (fields === null) return collection.remove(record);
  try {
    collection.replace(record, { _id: id, ...fields });
  } catch (error) {
    if (!String(error).includes('parallel arrays')) throw error;
  }
}

function byNumber(left: unknown, right: unknown): number {
  return Number(left) - Number(right);
}
