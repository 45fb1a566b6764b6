import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connected, connect, type Numbered, refusalOf } from './driver.ts';

let connected: Connected;
let things: mongoose.mongo.Collection<Numbered>;

beforeAll(async () => {
  connected = await connect();
  things = connected.db.collection('things');
});
afterAll(() => connected.close());
beforeEach(() => things.deleteMany({}));

describe('inserting', () => {
  test('keeps documents in the order of insertion', async () => {
    await things.insertMany([{ _id: 3 }, { _id: 1 }, { _id: 2 }]);
    expect(await things.find().toArray()).toEqual([{ _id: 3 }, { _id: 1 }, { _id: 2 }]);
  });

  test('refuses a second document with the same _id and says which', async () => {
    await things.insertOne({ _id: 1 });
    const refusal = await refusalOf(things.insertOne({ _id: 1 }));
    expect(refusal.code).toBe(11000);
    expect(refusal.message).toContain(
      'E11000 duplicate key error collection: test.things index: _id_ dup key: { _id: 1 }',
    );
    expect(refusal['keyPattern']).toEqual({ _id: 1 });
    expect(refusal['keyValue']).toEqual({ _id: 1 });
  });

  test('stops an ordered batch at the first refusal', async () => {
    const refusal = await refusalOf(things.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }]));
    expect(refusal['insertedCount']).toBe(1);
    expect(await things.countDocuments()).toBe(1);
  });

  test('goes on after a refusal in an unordered batch', async () => {
    const batch = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }];
    const refusal = await refusalOf(things.insertMany(batch, { ordered: false }));
    const errors = refusal['writeErrors'] as { index: number }[];
    expect(errors.map((error) => error.index)).toEqual([1, 3]);
    expect(await things.countDocuments()).toBe(2);
  });

  test('refuses a name with a dollar sign within _id, not elsewhere', async () => {
    const strange = connected.db.collection('strange');
    const id = { a: { $b: 1 } } as unknown as mongoose.mongo.ObjectId;
    expect((await refusalOf(strange.insertOne({ _id: id }))).code).toBe(52);
    await strange.insertOne({ a: { $b: 1 } });
    expect(await strange.countDocuments()).toBe(1);
  });
});

describe('a batch with a statement of the wrong form', () => {
  test('fails whole, before the statements in front of it have written', async () => {
    await things.insertMany([{ _id: 1 }, { _id: 2 }]);
    const updates = [
      { q: { _id: 1 }, u: { $set: { n: 1 } } },
      { q: {}, u: { $set: { n: 1 } }, sort: { _id: -1 } },
    ];
    const update = await refusalOf(connected.db.command({ update: 'things', updates }));
    expect(update.code).toBe(40415);
    const deletes = [
      { q: { _id: 1 }, limit: 1 },
      { q: {}, limit: 2 },
    ];
    const removal = await refusalOf(connected.db.command({ delete: 'things', deletes }));
    expect(removal.code).toBe(9);
    expect(await things.find().toArray()).toEqual([{ _id: 1 }, { _id: 2 }]);
  });
});

describe('$merge', () => {
  test('that fails on a match says which key was there', async () => {
    await things.insertOne({ _id: 1 });
    const merge = [{ $merge: { into: 'things', whenMatched: 'fail' } }];
    const refusal = await refusalOf(things.aggregate(merge).toArray());
    expect(refusal.code).toBe(11000);
    expect(refusal['keyPattern']).toEqual({ _id: 1 });
    expect(refusal['keyValue']).toEqual({ _id: 1 });
  });
});
