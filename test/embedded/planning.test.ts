import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noLog } from '../../src/embedded/change-log.ts';
import { Collection } from '../../src/embedded/collection.ts';
import { parseIndexSpec } from '../../src/embedded/index-spec.ts';
import { select } from '../../src/embedded/select.ts';
import { parseSort } from '../../src/embedded/sort.ts';
import type { StoredDocument } from '../../src/embedded/values.ts';

const scope = { now: new Date(0), variables: {} };

// Few values and few paths, so that conditions, keys and documents meet often.
const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('a', true, new Date(5), Number.NaN, 1.5) },
);
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ x: scalar }, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
  },
);
const document = fc.record({ a: value, b: scalar }, { requiredKeys: [] });
const path = fc.constantFrom('a', 'a', 'b', 'a.x', 'a.y');

const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ $gte: scalar, $lt: scalar }) },
  fc.record({ $gt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $elemMatch: fc.record({ x: scalar, y: scalar }) }),
);
const plainFilter: fc.Arbitrary<StoredDocument> = fc.dictionary(path, condition, { maxKeys: 2 });
const filter = fc.oneof(
  { weight: 4, arbitrary: plainFilter },
  {
    weight: 1,
    arbitrary: fc.record({
      $or: fc.array(plainFilter, { minLength: 1, maxLength: 3 }),
      b: condition,
    }),
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
    { partialFilterExpression: { b: 1 } },
    { partialFilterExpression: { b: { $exists: true } } },
  ),
});

function collectionOf(documents: readonly StoredDocument[]): Collection {
  const collection = new Collection('test.things', noLog);
  for (const [i, fields] of documents.entries()) collection.insert({ _id: i, ...fields });
  // Without many others the planner would rather read the few documents than an index.
  for (let i = 0; i < 40; i++) collection.insert({ _id: 1000 + i, a: 'z', b: 'z' });
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
      { numRuns: 400 },
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
          for (const { key, extra } of indexes)
            tryIndex(indexed, { key: { ...key, _id: 1 }, ...extra });
          expect(search(indexed, wanted, total, limit)).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('let different elements of an array meet different conditions', () => {
    const small = fc.integer({ min: 0, max: 4 });
    const element = fc.record({ x: small, y: small });
    const lists = fc.record({
      a: fc.array(element, { maxLength: 3 }),
      n: fc.array(small, { maxLength: 3 }),
    });
    const ranges = fc.oneof(
      fc.record({ n: fc.record({ $gte: small, $lte: small }) }),
      fc.record({ 'a.x': small, 'a.y': small }),
      fc.record({ 'a.x': fc.record({ $gt: small, $lt: small }), n: small }),
      fc.record({ a: fc.record({ $elemMatch: fc.record({ x: small, y: small }) }) }),
    );
    const keys = fc.constantFrom({ n: 1 }, { 'a.x': 1, 'a.y': -1 }, { 'a.y': -1, 'a.x': 1 });
    fc.assert(
      fc.property(fc.array(lists, { maxLength: 10 }), keys, ranges, (documents, key, wanted) => {
        const indexed = collectionOf(documents);
        indexed.createIndex(parseIndexSpec({ key }));
        const found = search(indexed, wanted, {}).toSorted(byNumber);
        expect(found).toEqual(search(collectionOf(documents), wanted, {}));
      }),
      { numRuns: 400 },
    );
  });

  test('keep the order when several values of a leading field are asked for', () => {
    const small = fc.integer({ min: 0, max: 3 });
    const key = fc.record({ a: direction, b: direction, _id: direction });
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: small, b: small }), { maxLength: 20 }),
        key,
        fc.array(small, { maxLength: 3 }),
        fc.record({ b: direction, _id: direction }),
        fc.option(small),
        fc.integer({ min: 0, max: 6 }),
        (documents, spec, values, order, least, limit) => {
          const wanted = { a: { $in: values }, ...(least === null ? {} : { b: { $gte: least } }) };
          const indexed = collectionOf(documents);
          indexed.createIndex(parseIndexSpec({ key: spec }));
          const expected = search(collectionOf(documents), wanted, order, limit);
          expect(search(indexed, wanted, order, limit)).toEqual(expected);
        },
      ),
      { numRuns: 400 },
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
          const left = [...collection.records()].slice(0, -40).map((record) => record.document);
          const expected = search(collectionOf(left), wanted, {});
          expect(search(collection, wanted, {}).toSorted(byNumber)).toEqual(
            expected.toSorted(byNumber),
          );
        },
      ),
      { numRuns: 400 },
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
