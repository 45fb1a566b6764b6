import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connected, connect, type Numbered, refusalOf } from './driver.ts';

const { Decimal128, Double, Long, ObjectId } = mongoose.mongo;

type Fields = Record<string, unknown>;

let connected: Connected;

beforeAll(async () => {
  connected = await connect();
});
afterAll(() => connected.close());

/** Stores documents numbered from 0 and returns the numbers of those that match. */
async function matching(documents: readonly Fields[], filter: Fields): Promise<unknown[]> {
  const collection = connected.db.collection<Numbered>('matching');
  await collection.deleteMany({});
  await collection.insertMany(documents.map((fields, i) => ({ ...fields, _id: i })));
  const found = await collection.find(filter).toArray();
  return found.map(({ _id }) => _id);
}

interface Case {
  readonly name: string;
  readonly documents: readonly Fields[];
  readonly filter: Fields;
  readonly expected: readonly number[];
}

const cases: readonly Case[] = [
  {
    name: 'null matches a missing field and a null in an array',
    documents: [{ a: null }, {}, { a: 1 }, { a: [null] }, { a: [] }],
    filter: { a: null },
    expected: [0, 1, 3],
  },
  {
    name: 'null matches a path through a scalar but not through an array of scalars',
    documents: [{ a: [] }, { a: [{}] }, { a: [{ b: 1 }] }, { a: 5 }, { a: [5] }, {}],
    filter: { 'a.b': null },
    expected: [1, 3, 5],
  },
  {
    name: '$ne passes over arrays that hold the value',
    documents: [{ a: 1 }, { a: [1, 2] }, {}, { a: 2 }],
    filter: { a: { $ne: 1 } },
    expected: [2, 3],
  },
  {
    name: '$nin with null passes over missing fields',
    documents: [{ a: 1 }, { a: [1, 2] }, {}, { a: 2 }],
    filter: { a: { $nin: [1, null] } },
    expected: [3],
  },
  {
    name: '$in takes regular expressions',
    documents: [{ a: 'abc' }, { a: 'xbc' }, { a: 'q' }],
    filter: { a: { $in: [/^a/, 'q'] } },
    expected: [0, 2],
  },
  {
    name: 'different elements of an array may meet the two ends of a range',
    documents: [{ a: [1, 9] }, { a: 5 }, { a: 4 }],
    filter: { a: { $gt: 4, $lt: 6 } },
    expected: [0, 1],
  },
  {
    name: '$elemMatch asks one element for all',
    documents: [{ a: [1, 9] }, { a: [5] }, { a: 5 }],
    filter: { a: { $elemMatch: { $gt: 4, $lt: 6 } } },
    expected: [1],
  },
  {
    name: '$elemMatch asks one document for all fields',
    documents: [
      {
        a: [
          { x: 1, y: 2 },
          { x: 2, y: 1 },
        ],
      },
      { a: [{ x: 1, y: 1 }] },
    ],
    filter: { a: { $elemMatch: { x: 1, y: 1 } } },
    expected: [1],
  },
  {
    name: '$elemMatch enters a list in a list only by another $elemMatch',
    documents: [{ a: [[1, 2], [3]] }, { a: [[5]] }, { a: [3] }],
    filter: { a: { $elemMatch: { $elemMatch: { $gt: 2, $lt: 4 } } } },
    expected: [0],
  },
  {
    name: '$all asks for each value',
    documents: [{ a: [1, 2, 3] }, { a: [1] }, { a: 1 }],
    filter: { a: { $all: [1, 2] } },
    expected: [0],
  },
  {
    name: 'an array equals the whole field or one element',
    documents: [{ a: [1, 2] }, { a: [[1, 2]] }, { a: [2, 1] }],
    filter: { a: [1, 2] },
    expected: [0, 1],
  },
  {
    name: 'documents are equal only in the same order of fields',
    documents: [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }],
    filter: { a: { x: 1, y: 2 } },
    expected: [0],
  },
  {
    name: 'a number on a path is a position or a name',
    documents: [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }] }, { a: { 0: { b: 2 } } }],
    filter: { 'a.0.b': 2 },
    expected: [1, 2],
  },
  {
    name: 'numbers are equal across types',
    documents: [
      { a: Long.fromNumber(5) },
      { a: 5 },
      { a: new Double(5) },
      { a: Decimal128.fromString('5.0') },
      { a: '5' },
    ],
    filter: { a: 5 },
    expected: [0, 1, 2, 3],
  },
  {
    name: 'a range finds only values of its own type',
    documents: [{ a: 4 }, { a: '5' }, { a: null }, { a: new Date(9) }, { a: Number.NaN }],
    filter: { a: { $gte: 3 } },
    expected: [0],
  },
  {
    name: '$type tells an Int32 from a Double and a Long',
    documents: [{ a: 1 }, { a: 1.5 }, { a: 's' }, { a: [1] }, { a: Long.fromNumber(1) }],
    filter: { a: { $type: 'int' } },
    expected: [0, 3],
  },
  {
    name: '$type knows arrays, ids and the group of numbers',
    documents: [{ a: [] }, { a: new ObjectId() }, { a: 1.5 }, { a: 's' }],
    filter: { a: { $type: ['array', 'objectId', 'number'] } },
    expected: [0, 1, 2],
  },
  {
    name: '$mod cuts fractions off',
    documents: [{ a: 4 }, { a: 5 }, { a: 4.5 }],
    filter: { a: { $mod: [4, 0] } },
    expected: [0, 2],
  },
  {
    name: '$not matches what has no such field',
    documents: [{ a: 4 }, { a: 5 }, {}],
    filter: { a: { $not: { $gt: 4 } } },
    expected: [0, 2],
  },
  {
    name: '$nor asks that no branch matches',
    documents: [{ a: 4 }, { a: 5 }, {}],
    filter: { $nor: [{ a: 4 }, { a: 5 }] },
    expected: [2],
  },
  {
    name: '$exists tells a null from a missing field',
    documents: [{ a: null }, {}],
    filter: { a: { $exists: true } },
    expected: [0],
  },
  {
    name: '$size counts the elements of the array itself',
    documents: [{ a: [1, 2] }, { a: 2 }, { a: [] }, { a: [[1, 2]] }],
    filter: { a: { $size: 2 } },
    expected: [0],
  },
  {
    name: '$bitsAllSet takes positions',
    documents: [{ a: 5 }, { a: 6 }],
    filter: { a: { $bitsAllSet: [0, 2] } },
    expected: [0],
  },
  {
    name: '$expr compares two fields of a document',
    documents: [
      { a: 5, b: 6 },
      { a: 6, b: 5 },
    ],
    filter: { $expr: { $gt: ['$a', '$b'] } },
    expected: [1],
  },
  {
    name: 'regular expressions fold the case of Vietnamese letters',
    documents: [{ a: 'Đường' }, { a: 'duong' }],
    filter: { a: /^đƯỜ/i },
    expected: [0],
  },
];

describe('filters', () => {
  test.each(cases)('$name', async ({ documents, filter, expected }) => {
    expect(await matching(documents, filter)).toEqual(expected);
  });

  test.each([
    ['an unknown operator', { a: { $foo: 1 } }, 2],
    ['an unknown top-level operator', { $foo: 1 }, 2],
    ['script', { $where: 'true' }, 2],
    ['a place search', { a: { $near: [0, 0] } }, 2],
    ['$in without a list', { a: { $in: 1 } }, 2],
    ['an empty $or', { $or: [] }, 2],
    ['an unknown expression', { $expr: { $foo: 1 } }, 168],
  ])('refuse %s, also where there is nothing to search', async (_name, filter, code) => {
    const refusal = await refusalOf(connected.db.collection('absent').find(filter).toArray());
    expect(refusal.code).toBe(code);
  });
});

describe('sorting', () => {
  const id = new ObjectId();
  const documents = [
    { _id: 1, a: 'x' },
    { _id: 2, a: 5 },
    { _id: 3 },
    { _id: 4, a: null },
    { _id: 5, a: true },
    { _id: 6, a: new Date(5) },
    { _id: 7, a: [3, 'q'] },
    { _id: 8, a: {} },
    { _id: 9, a: [] },
    { _id: 10, a: id },
  ];

  test.each([
    [1, [9, 3, 4, 7, 2, 1, 8, 10, 5, 6]],
    [-1, [6, 5, 10, 8, 1, 7, 2, 3, 4, 9]],
  ] as const)('goes through the types in BSON order (%i)', async (direction, expected) => {
    const collection = connected.db.collection<Numbered>('sorted');
    await collection.deleteMany({});
    await collection.insertMany(documents);
    const found = await collection.find().sort({ a: direction, _id: 1 }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(expected);
  });

  test('orders strings by code points, beyond the basic plane too', async () => {
    const collection = connected.db.collection('strings');
    const texts = ['\u{1F600}', '\uFFFD', 'đ', 'z', 'a'];
    await collection.insertMany(texts.map((a) => ({ a })));
    const found = await collection.find().sort({ a: 1 }).toArray();
    expect(found.map(({ a }) => a)).toEqual(['a', 'z', 'đ', '\uFFFD', '\u{1F600}']);
  });
});

describe('projections', () => {
  const stored = { _id: 3, n: 3, t: ['a', 3, 'b'], o: { p: 1, q: [{ z: 1 }, { z: 9 }] } };

  test.each<[string, Fields, Fields]>([
    ['keep named fields and _id', { n: 1 }, { _id: 3, n: 3 }],
    ['leave _id out', { n: 1, _id: 0 }, { n: 3 }],
    ['leave named fields out', { o: 0, t: 0 }, { _id: 3, n: 3 }],
    ['enter arrays', { 'o.q.z': 1, _id: 0 }, { o: { q: [{ z: 1 }, { z: 9 }] } }],
    ['leave nested fields out', { 'o.q': 0, t: 0 }, { _id: 3, n: 3, o: { p: 1 } }],
    ['cut an array', { t: { $slice: -1 }, o: 0 }, { _id: 3, n: 3, t: ['b'] }],
    ['cut a part of an array', { t: { $slice: [1, 1] }, n: 1 }, { _id: 3, n: 3, t: [3] }],
    ['pick one element', { t: { $elemMatch: { $eq: 3 } } }, { _id: 3, t: [3] }],
    ['pick the matched element', { 'o.q.$': 1 }, { _id: 3, o: { q: [{ z: 9 }] } }],
    ['compute', { _id: 0, m: { $multiply: ['$n', 2] } }, { m: 6 }],
  ])('%s', async (_name, projection, expected) => {
    const collection = connected.db.collection<Numbered>('projected');
    await collection.deleteMany({});
    await collection.insertOne({ ...stored });
    expect(await collection.findOne({ 'o.q.z': 9 }, { projection })).toEqual(expected);
  });

  test('refuse to mix keeping and leaving out', async () => {
    const found = connected.db.collection('projected').find({}, { projection: { a: 1, b: 0 } });
    expect((await refusalOf(found.toArray())).code).toBe(31254);
  });
});
