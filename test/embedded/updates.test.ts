import type mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connected, connect, type Numbered, refusalOf } from './driver.ts';

type Fields = Record<string, unknown>;

let connected: Connected;
let collection: mongoose.mongo.Collection<Numbered>;

beforeAll(async () => {
  connected = await connect();
  collection = connected.db.collection('updated');
});
afterAll(() => connected.close());

interface Case {
  readonly name: string;
  readonly before: Fields;
  readonly update: Fields | Fields[];
  readonly after: Fields;
  readonly filter?: Fields;
  readonly arrayFilters?: Fields[];
}

async function updated({ before, update, filter, arrayFilters }: Omit<Case, 'name' | 'after'>) {
  await collection.deleteMany({});
  await collection.insertOne({ _id: 1, ...before });
  const options = arrayFilters === undefined ? {} : { arrayFilters };
  await collection.updateOne({ _id: 1, ...filter }, update, options);
  return collection.findOne({ _id: 1 }, { projection: { _id: 0 } });
}

const cases: readonly Case[] = [
  {
    name: '$set creates documents on the way',
    before: { a: 1 },
    update: { $set: { b: 2, 'c.d': 3 } },
    after: { a: 1, b: 2, c: { d: 3 } },
  },
  {
    name: '$set beyond the end of an array fills up with null',
    before: { a: [1, 2] },
    update: { $set: { 'a.1': 9, 'a.3': 1 } },
    after: { a: [1, 9, null, 1] },
  },
  {
    name: '$unset leaves null in the place of an element',
    before: { a: 1, b: { c: 1, d: 2 }, e: [1, 2] },
    update: { $unset: { a: 1, 'b.c': 1, 'e.0': 1, absent: 1 } },
    after: { b: { d: 2 }, e: [null, 2] },
  },
  {
    name: '$inc and $mul start from nothing',
    before: { a: 1, b: 3 },
    update: { $inc: { a: 2, c: 1.5 }, $mul: { b: 2, d: 5 } },
    after: { a: 3, b: 6, c: 1.5, d: 0 },
  },
  {
    name: '$min and $max keep the lesser and the greater',
    before: { a: 3, b: 3, c: 3 },
    update: { $min: { a: 2, d: 1 }, $max: { b: 9, c: 1 } },
    after: { a: 2, b: 9, c: 3, d: 1 },
  },
  {
    name: '$rename moves a field into a document',
    before: { a: 1, b: 2 },
    update: { $rename: { a: 'c.d', absent: 'e' } },
    after: { b: 2, c: { d: 1 } },
  },
  {
    name: '$push appends and creates',
    before: { a: [1] },
    update: { $push: { a: [2], b: 1 } },
    after: { a: [1, [2]], b: [1] },
  },
  {
    name: '$push sorts, then slices',
    before: { a: [5, 1] },
    update: { $push: { a: { $each: [3, 2], $sort: 1, $slice: 3 } } },
    after: { a: [1, 2, 3] },
  },
  {
    name: '$push sorts documents by a field',
    before: { a: [{ s: 3 }, { s: 1 }] },
    update: { $push: { a: { $each: [{ s: 2 }], $sort: { s: -1 } } } },
    after: { a: [{ s: 3 }, { s: 2 }, { s: 1 }] },
  },
  {
    name: '$push counts a negative position from the end',
    before: { a: [1, 2, 3] },
    update: { $push: { a: { $each: [9], $position: -1 } } },
    after: { a: [1, 2, 9, 3] },
  },
  {
    name: '$push keeps the last with a negative slice and nothing with 0',
    before: { a: [1, 2, 3], b: [1] },
    update: { $push: { a: { $each: [4], $slice: -2 }, b: { $each: [2], $slice: 0 } } },
    after: { a: [3, 4], b: [] },
  },
  {
    name: '$addToSet adds what is not there, documents included',
    before: { a: [1], b: [{ x: 1 }], c: [] },
    update: { $addToSet: { a: { $each: [1, 2, 2] }, b: { x: 1 }, c: [1, 2] } },
    after: { a: [1, 2], b: [{ x: 1 }], c: [[1, 2]] },
  },
  {
    name: '$pop takes from either end',
    before: { a: [1, 2, 3], b: [1, 2] },
    update: { $pop: { a: 1, b: -1 } },
    after: { a: [1, 2], b: [2] },
  },
  {
    name: '$pull takes a value, a condition or the fields of a document',
    before: { a: [1, 2, 3, 2], b: [1, 2, 3], c: [{ x: 1, y: 1 }, { x: 2 }], d: ['a', 'b'] },
    update: { $pull: { a: 2, b: { $gt: 1 }, c: { x: 1 }, d: { $in: ['a'] } } },
    after: { a: [1, 3], b: [1], c: [{ x: 2 }], d: ['b'] },
  },
  {
    name: '$pullAll takes equal values',
    before: { a: [1, 2, 3] },
    update: { $pullAll: { a: [1, 3] } },
    after: { a: [2] },
  },
  {
    name: '$bit calculates on bits',
    before: { a: 13 },
    update: { $bit: { a: { and: 10 } } },
    after: { a: 8 },
  },
  {
    name: '$ stands for the element that a field of the filter matched',
    before: {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
      ],
    },
    filter: { 'a.k': 2 },
    update: { $set: { 'a.$.v': 9 } },
    after: {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
  },
  {
    name: '$ stands for the element that $elemMatch matched',
    before: {
      a: [
        { k: 2, v: 1 },
        { k: 2, v: 2 },
      ],
    },
    filter: { a: { $elemMatch: { k: 2, v: 2 } } },
    update: { $set: { 'a.$.v': 9 } },
    after: {
      a: [
        { k: 2, v: 1 },
        { k: 2, v: 9 },
      ],
    },
  },
  {
    name: '$ stands for a matched scalar',
    before: { a: [80, 85] },
    filter: { a: { $gt: 80 } },
    update: { $set: { 'a.$': 9 } },
    after: { a: [80, 9] },
  },
  {
    name: '$[] stands for every element, through several lists',
    before: { a: [{ b: [1, 2] }, { b: [3] }] },
    update: { $inc: { 'a.$[].b.$[]': 1 } },
    after: { a: [{ b: [2, 3] }, { b: [4] }] },
  },
  {
    name: '$[identifier] stands for the elements that a filter chooses',
    before: {
      a: [
        { g: 1, m: 1 },
        { g: 5, m: 1 },
      ],
    },
    arrayFilters: [{ 'e.g': { $gt: 3 } }],
    update: { $set: { 'a.$[e].m': 2 } },
    after: {
      a: [
        { g: 1, m: 1 },
        { g: 5, m: 2 },
      ],
    },
  },
  {
    name: 'a pipeline computes from the document',
    before: { a: 1, b: 2 },
    update: [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }],
    after: { b: 2, c: 3 },
  },
  {
    name: 'an empty operator changes nothing',
    before: { a: 1 },
    update: { $set: {} },
    after: { a: 1 },
  },
  {
    name: 'setting _id to what it is changes nothing',
    before: {},
    update: { $set: { _id: 1, a: 1 } },
    after: { a: 1 },
  },
];

describe('update operators', () => {
  test.each(cases)('$name', async (one) => {
    expect(await updated(one)).toEqual(one.after);
  });

  test('append new fields in order of their paths', async () => {
    const after = await updated({
      before: {},
      update: { $set: { z: 1, a: 2, 'm.b': 1, 'm.a': 2 } },
    });
    expect(JSON.stringify(after)).toBe('{"a":2,"m":{"a":2,"b":1},"z":1}');
  });

  test('leave the document as it was when one of them is refused', async () => {
    await refusalOf(updated({ before: { a: 1, b: 'x' }, update: { $inc: { a: 1, b: 1 } } }));
    expect(await collection.findOne({ _id: 1 })).toEqual({ _id: 1, a: 1, b: 'x' });
  });
});

interface Refusal {
  readonly name: string;
  readonly before?: Fields;
  readonly update: Fields | Fields[];
  readonly arrayFilters?: Fields[];
  readonly code: number;
  readonly message: string;
}

const refusals: readonly Refusal[] = [
  {
    name: 'two paths of which one leads through the other',
    update: { $set: { a: 1 }, $inc: { 'a.b': 1 } },
    code: 40,
    message: "Updating the path 'a.b' would create a conflict at 'a'",
  },
  {
    name: 'one path twice',
    update: { $set: { a: 1 }, $inc: { a: 1 } },
    code: 40,
    message: "Updating the path 'a' would create a conflict at 'a'",
  },
  {
    name: 'another _id',
    update: { $set: { _id: 2 } },
    code: 66,
    message: "would modify the immutable field '_id'",
  },
  {
    name: 'an unknown operator',
    update: { $foo: { a: 1 } },
    code: 9,
    message: 'Unknown modifier: $foo',
  },
  {
    name: '$inc of text',
    before: { a: 'x' },
    update: { $inc: { a: 1 } },
    code: 14,
    message:
      "Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type string",
  },
  {
    name: '$inc by text',
    update: { $inc: { a: 'x' } },
    code: 14,
    message: 'Cannot increment with non-numeric argument: { a: "x" }',
  },
  {
    name: '$push to a number',
    before: { a: 1 },
    update: { $push: { a: 2 } },
    code: 2,
    message: "The field 'a' must be an array but is of type int in document {_id: 1}",
  },
  {
    name: '$addToSet to a number',
    before: { a: 1 },
    update: { $addToSet: { a: 2 } },
    code: 2,
    message: "Cannot apply $addToSet to non-array field. Field named 'a' has non-array type int",
  },
  {
    name: '$pull from a number',
    before: { a: 1 },
    update: { $pull: { a: 1 } },
    code: 2,
    message: 'Cannot apply $pull to a non-array value',
  },
  {
    name: '$pop of a number',
    before: { a: 1 },
    update: { $pop: { a: 1 } },
    code: 14,
    message: "Path 'a' contains an element of non-array type 'int'",
  },
  {
    name: '$pop of two',
    update: { $pop: { a: 2 } },
    code: 9,
    message: '$pop expects 1 or -1, found: 2',
  },
  {
    name: 'a path through a number',
    before: { a: 5 },
    update: { $set: { 'a.b': 1 } },
    code: 28,
    message: "Cannot create field 'b' in element { a: 5 }",
  },
  {
    name: 'a name in an array',
    before: { a: [1] },
    update: { $set: { 'a.b': 1 } },
    code: 28,
    message: "Cannot create field 'b' in element { a: [ 1 ] }",
  },
  {
    name: '$ without a matched element',
    before: { a: [1] },
    update: { $set: { 'a.$': 1 } },
    code: 2,
    message: 'The positional operator did not find the match needed from the query.',
  },
  {
    name: '$[] on a missing field',
    update: { $set: { 'a.$[]': 1 } },
    code: 2,
    message: "The path 'a' must exist in the document in order to apply array updates.",
  },
  {
    name: 'an array filter that nothing uses',
    update: { $set: { a: 1 } },
    arrayFilters: [{ e: 1 }],
    code: 9,
    message: "The array filter for identifier 'e' was not used in the update",
  },
  {
    name: 'an identifier without a filter',
    before: { a: [1] },
    update: { $set: { 'a.$[e]': 1 } },
    code: 2,
    message: "No array filter found for identifier 'e' in path 'a.$[e]'",
  },
  {
    name: 'an empty name',
    update: { $set: { 'a..b': 1 } },
    code: 56,
    message: 'contains an empty field name',
  },
  {
    name: '$rename to text that is no field',
    update: { $rename: { a: 1 } },
    code: 2,
    message: "The 'to' field for $rename must be a string",
  },
  {
    name: 'a stage that an update may not have',
    update: [{ $match: {} }],
    code: 72,
    message: '$match is not allowed to be used within an update',
  },
];

describe('updates are refused for', () => {
  test.each(refusals)('$name', async ({ before = {}, update, arrayFilters, code, message }) => {
    const filters = arrayFilters === undefined ? {} : { arrayFilters };
    const refusal = await refusalOf(updated({ before, update, ...filters }));
    expect(refusal.message).toContain(message);
    expect(refusal.code).toBe(code);
  });
});

describe('upserts', () => {
  test('start from what the filter fixes', async () => {
    await collection.deleteMany({});
    const result = await collection.updateOne(
      { _id: 7, a: 1, b: { $gt: 3 }, 'c.d': 4, $and: [{ e: 5 }] },
      { $set: { x: 1 }, $setOnInsert: { y: 2 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ upsertedId: 7, upsertedCount: 1, matchedCount: 0 });
    expect(await collection.findOne()).toEqual({ _id: 7, a: 1, c: { d: 4 }, e: 5, x: 1, y: 2 });
  });

  test('do not apply $setOnInsert to a document that exists', async () => {
    expect(await updated({ before: { a: 1 }, update: { $setOnInsert: { a: 2 } } })).toEqual({
      a: 1,
    });
  });

  test('take only the _id from the filter when they replace', async () => {
    await collection.deleteMany({});
    await collection.replaceOne({ _id: 5, q: 1 }, { z: 1 }, { upsert: true });
    expect(await collection.find().toArray()).toEqual([{ _id: 5, z: 1 }]);
  });

  test('report each inserted document of a batch by its index', async () => {
    await collection.deleteMany({});
    const result = await collection.bulkWrite([
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } }, upsert: true } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } } } },
      { replaceOne: { filter: { _id: 2 }, replacement: { b: 1 }, upsert: true } },
    ]);
    expect(result).toMatchObject({
      upsertedIds: { 0: 1, 2: 2 },
      matchedCount: 1,
      modifiedCount: 0,
    });
  });
});

describe('replacements', () => {
  test('keep the _id and drop everything else', async () => {
    await collection.deleteMany({});
    await collection.insertOne({ _id: 1, a: 1 });
    await collection.replaceOne({ a: 1 }, { b: 2 });
    expect(await collection.find().toArray()).toEqual([{ _id: 1, b: 2 }]);
  });

  test('cannot change the _id', async () => {
    const refusal = await refusalOf(collection.replaceOne({ _id: 1 }, { _id: 2 }));
    expect(refusal.code).toBe(66);
    expect(refusal.message).toContain("(immutable) field '_id' was found to have been altered");
  });
});

async function fill() {
  await collection.deleteMany({});
  await collection.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
    { _id: 3, n: 3 },
  ]);
}

describe('findAndModify', () => {
  test('changes the first in the order asked for and returns it afterwards', async () => {
    await fill();
    const options = {
      sort: { n: -1 as const },
      returnDocument: 'after' as const,
      projection: { _id: 0 },
    };
    const increase: Fields = { $inc: { n: 10 } };
    const found = await collection.findOneAndUpdate({ n: { $gt: 1 } }, increase, options);
    expect(found).toEqual({ n: 13 });
  });

  test('returns the document from before unless asked otherwise', async () => {
    await fill();
    expect(await collection.findOneAndUpdate({ _id: 1 }, { $set: { n: 9 } })).toEqual({
      _id: 1,
      n: 1,
    });
  });

  test('returns and removes', async () => {
    await fill();
    expect(await collection.findOneAndDelete({ n: 2 })).toEqual({ _id: 2, n: 2 });
    expect(await collection.countDocuments()).toBe(2);
  });

  test('tells by the metadata whether it inserted', async () => {
    await fill();
    const result = await collection.findOneAndUpdate(
      { _id: 8 },
      { $set: { n: 8 } },
      { upsert: true, includeResultMetadata: true, returnDocument: 'after' },
    );
    expect(result.lastErrorObject).toEqual({ n: 1, updatedExisting: false, upserted: 8 });
    expect(result.value).toEqual({ _id: 8, n: 8 });
  });

  test('settles a race of two by the version of the document', async () => {
    await collection.deleteMany({});
    await collection.insertOne({ _id: 1, version: 1 });
    const increase: Fields = { $inc: { version: 1 } };
    const claim = () => collection.findOneAndUpdate({ _id: 1, version: 1 }, increase);
    const winners = (await Promise.all([claim(), claim(), claim()])).filter((one) => one !== null);
    expect(winners).toHaveLength(1);
  });
});
