import type mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connected, connect, type Numbered, refusalOf } from './driver.ts';

let connected: Connected;
let collection: mongoose.mongo.Collection<Numbered>;
let now = new Date('2026-03-01T00:00:00Z');

beforeEach(async () => {
  now = new Date('2026-03-01T00:00:00Z');
  connected = await connect({ clock: { now: () => now } });
  collection = connected.db.collection('indexed');
});
afterEach(() => connected.close());

/** Documents examined while something is done. */
async function examined(act: () => Promise<unknown>): Promise<number> {
  const before = connected.server.counters.documentsExamined;
  await act();
  return connected.server.counters.documentsExamined - before;
}

describe('unique indexes', () => {
  test('refuse a second equal key and name the index and the value', async () => {
    await collection.createIndex({ email: 1 }, { unique: true });
    await collection.insertOne({ _id: 1, email: 'a@x' });
    const refusal = await refusalOf(collection.insertOne({ _id: 2, email: 'a@x' }));
    expect(refusal.message).toBe(
      'E11000 duplicate key error collection: test.indexed index: email_1 dup key: { email: "a@x" }',
    );
    expect(refusal).toMatchObject({
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: 'a@x' },
    });
  });

  test('refuse an update that would give a taken key, and change nothing', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    expect((await refusalOf(collection.updateOne({ _id: 2 }, { $set: { a: 1 } }))).code).toBe(
      11000,
    );
    expect(await collection.findOne({ _id: 2 })).toEqual({ _id: 2, a: 2 });
    await collection.updateOne({ _id: 2 }, { $set: { a: 2, b: 1 } });
  });

  test('count a missing field as null, once', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ _id: 1 });
    const refusal = await refusalOf(collection.insertOne({ _id: 2 }));
    expect(refusal['keyValue']).toEqual({ a: null });
  });

  test('leave missing fields alone when they are sparse', async () => {
    await collection.createIndex({ a: 1 }, { unique: true, sparse: true });
    await collection.insertMany([{ _id: 1 }, { _id: 2 }]);
    expect(
      (
        await refusalOf(
          collection.insertMany([
            { _id: 3, a: 1 },
            { _id: 4, a: 1 },
          ]),
        )
      ).code,
    ).toBe(11000);
  });

  test('hold only where a partial filter matches', async () => {
    await collection.createIndex(
      { a: 1 },
      { unique: true, partialFilterExpression: { isOpen: true } },
    );
    await collection.insertMany([
      { _id: 1, a: 1, isOpen: false },
      { _id: 2, a: 1, isOpen: false },
      { _id: 3, a: 1, isOpen: true },
    ]);
    const refusal = await refusalOf(collection.updateOne({ _id: 1 }, { $set: { isOpen: true } }));
    expect(refusal.code).toBe(11000);
  });

  test('hold for each element of an array, but not within one document', async () => {
    await collection.createIndex({ tags: 1 }, { unique: true });
    await collection.insertOne({ _id: 1, tags: ['a', 'a', 'b'] });
    const refusal = await refusalOf(collection.insertOne({ _id: 2, tags: ['c', 'b'] }));
    expect(refusal['keyValue']).toEqual({ tags: 'b' });
  });

  test('compare compound keys as a whole', async () => {
    await collection.createIndex({ a: 1, b: -1 }, { unique: true });
    await collection.insertMany([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
    ]);
    const refusal = await refusalOf(collection.insertOne({ _id: 3, a: 1, b: 2 }));
    expect(refusal.message).toContain('index: a_1_b_-1 dup key: { a: 1, b: 2 }');
  });

  test('are not built over documents that break them', async () => {
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    expect((await refusalOf(collection.createIndex({ a: 1 }, { unique: true }))).code).toBe(11000);
    expect(await collection.listIndexes().toArray()).toHaveLength(1);
  });
});

describe('definitions', () => {
  test('are listed as they were given', async () => {
    await collection.createIndexes([
      { key: { a: 1, b: -1 }, unique: true },
      { key: { c: 1 }, sparse: true, name: 'of-c' },
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { d: 1 }, partialFilterExpression: { e: { $gt: 1 } } },
    ]);
    expect(await collection.listIndexes().toArray()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { c: 1 }, name: 'of-c', sparse: true },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
      { v: 2, key: { d: 1 }, name: 'd_1', partialFilterExpression: { e: { $gt: 1 } } },
    ]);
  });

  test('may be repeated, but not changed under one name', async () => {
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    const otherOptions = await refusalOf(collection.createIndex({ a: 1 }, { unique: true }));
    expect(otherOptions.code).toBe(85);
    const otherKey = await refusalOf(collection.createIndex({ b: 1 }, { name: 'a_1' }));
    expect(otherKey.code).toBe(86);
    const otherName = await refusalOf(collection.createIndex({ a: 1 }, { name: 'again' }));
    expect(otherName.code).toBe(85);
  });

  test.each([
    ['text', { key: { a: 'text' } }, 67],
    ['places', { key: { a: '2dsphere' } }, 67],
    ['hashes', { key: { a: 'hashed' } }, 67],
    ['no field', { key: {} }, 67],
    ['another collation', { key: { a: 1 }, collation: { locale: 'vi' } }, 2],
    ['an unknown option', { key: { a: 1 }, colour: 'red' }, 197],
    ['a compound expiry', { key: { a: 1, b: 1 }, expireAfterSeconds: 1 }, 67],
  ])('are refused for %s', async (_name, spec, code) => {
    const command = { createIndexes: 'indexed', indexes: [{ name: 'x', ...spec }] };
    expect((await refusalOf(connected.db.command(command))).code).toBe(code);
  });

  test('refuse two arrays that would multiply each other', async () => {
    await collection.createIndex({ a: 1, b: 1 });
    const refusal = await refusalOf(collection.insertOne({ _id: 1, a: [1, 2], b: [3, 4] }));
    expect(refusal.code).toBe(171);
    expect(refusal.message).toContain('cannot index parallel arrays [b] [a]');
  });

  test('go by name, by key or all together, but never that of _id', async () => {
    await collection.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await collection.dropIndex('a_1');
    expect((await refusalOf(collection.dropIndex('a_1'))).code).toBe(27);
    expect((await refusalOf(collection.dropIndex('_id_'))).code).toBe(72);
    await collection.dropIndexes();
    expect(await collection.listIndexes().toArray()).toHaveLength(1);
  });

  test('of a collection that does not exist cannot be listed', async () => {
    expect((await refusalOf(connected.db.collection('absent').listIndexes().toArray())).code).toBe(
      26,
    );
  });
});

describe('an index serves', () => {
  beforeEach(async () => {
    const documents = Array.from({ length: 1000 }, (_, i) => ({
      _id: i,
      code: `C${i}`,
      state: ['open', 'done'][i % 2],
      dueAt: new Date(i * 1000),
      unit: i % 10,
      tags: [`t${i % 50}`, `u${i % 7}`],
    }));
    await collection.insertMany(documents);
    await collection.createIndexes([
      { key: { code: 1 }, unique: true },
      { key: { state: 1, dueAt: 1 } },
      { key: { unit: 1, dueAt: -1 } },
      { key: { tags: 1 } },
    ]);
  });

  test('equality', async () => {
    expect(await examined(() => collection.findOne({ code: 'C77' }))).toBe(1);
  });

  test('a lookup by _id', async () => {
    expect(await examined(() => collection.findOne({ _id: 77 }))).toBe(1);
  });

  test('a prefix with a range', async () => {
    const due = { state: 'open', dueAt: { $gte: new Date(10_000), $lt: new Date(20_000) } };
    expect(await examined(() => collection.find(due).toArray())).toBe(5);
  });

  test('a sort with a limit, forwards and backwards', async () => {
    const newest = collection.find({ state: 'open' }).sort({ dueAt: -1 }).limit(3);
    const cost = await examined(async () => {
      expect((await newest.toArray()).map(({ _id }) => _id)).toEqual([998, 996, 994]);
    });
    expect(cost).toBe(3);
    const ofUnit = collection.find({ unit: 3 }).sort({ dueAt: -1 }).limit(2);
    expect(await examined(() => ofUnit.toArray())).toBe(2);
  });

  test('$in, the elements of arrays, and each branch of an $or', async () => {
    expect(await examined(() => collection.find({ code: { $in: ['C1', 'C2'] } }).toArray())).toBe(
      2,
    );
    expect(await examined(() => collection.find({ tags: 't5' }).toArray())).toBe(20);
    const either = { $or: [{ code: 'C1' }, { unit: 3, dueAt: { $lt: new Date(14_000) } }] };
    expect(await examined(() => collection.find(either).toArray())).toBe(3);
  });

  test('a sort over several values of the leading field', async () => {
    const both = collection.find({ state: { $in: ['open', 'done'] } });
    const cost = await examined(async () => {
      const found = await both.sort({ dueAt: -1 }).limit(4).toArray();
      expect(found.map(({ _id }) => _id)).toEqual([999, 998, 997, 996]);
    });
    expect(cost).toBe(4);
  });

  test('updates, deletions, counts and the start of a pipeline', async () => {
    expect(await examined(() => collection.updateOne({ code: 'C9' }, { $set: { x: 1 } }))).toBe(1);
    expect(await examined(() => collection.deleteOne({ code: 'C9' }))).toBe(1);
    expect(await examined(() => collection.countDocuments({ code: 'C8' }))).toBe(1);
    const pipeline = [{ $match: { code: 'C7' } }, { $group: { _id: '$state' } }];
    expect(await examined(() => collection.aggregate(pipeline).toArray())).toBe(1);
  });

  test('a query that names it, and only an existing one can be named', async () => {
    const found = collection.find({ unit: 3, code: 'C3' }).hint({ unit: 1, dueAt: -1 });
    expect(await examined(() => found.toArray())).toBe(100);
    expect((await refusalOf(collection.find({}).hint('none').toArray())).code).toBe(2);
  });

  test('nothing while it is hidden', async () => {
    await connected.db.command({ collMod: 'indexed', index: { name: 'code_1', hidden: true } });
    expect(await examined(() => collection.findOne({ code: 'C77' }))).toBeGreaterThan(1);
  });
});

describe('expiry', () => {
  test('removes documents whose time is up, and only dates expire', async () => {
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await collection.insertMany([
      { _id: 1, at: new Date(now.getTime() - 61_000) },
      { _id: 2, at: new Date(now.getTime() - 59_000) },
      { _id: 3, at: 'long ago' },
      { _id: 4 },
      { _id: 5, at: [new Date(now.getTime() - 90_000), now] },
    ]);
    expect(connected.server.sweepExpired()).toBe(2);
    expect((await collection.find().toArray()).map(({ _id }) => _id)).toEqual([2, 3, 4]);
    now = new Date(now.getTime() + 2000);
    expect(connected.server.sweepExpired()).toBe(1);
  });

  test('follows a changed delay', async () => {
    await collection.createIndex({ at: -1 }, { expireAfterSeconds: 3600 });
    await collection.insertOne({ _id: 1, at: new Date(now.getTime() - 120_000) });
    expect(connected.server.sweepExpired()).toBe(0);
    const change = {
      collMod: 'indexed',
      index: { keyPattern: { at: -1 }, expireAfterSeconds: 60 },
    };
    expect(await connected.db.command(change)).toMatchObject({
      expireAfterSeconds_old: 3600,
      expireAfterSeconds_new: 60,
    });
    expect(connected.server.sweepExpired()).toBe(1);
  });
});
