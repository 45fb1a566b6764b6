import type mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connected, connect, type Numbered, refusalOf } from './driver.ts';

type Fields = Record<string, unknown>;

let connected: Connected;
let collection: mongoose.mongo.Collection<Numbered>;
const now = new Date('2026-03-05T03:00:00Z');

beforeAll(async () => {
  connected = await connect({ clock: { now: () => now } });
  collection = connected.db.collection('cases');
  const documents = [1, 2, 3, 4, 5, 6].map((n) => ({
    _id: n,
    kind: n % 2 === 1 ? 'odd' : 'even',
    n,
    tags: n % 3 === 0 ? [] : ['a', 'b'],
    parent: n === 1 ? null : n - 1,
    at: new Date(Date.UTC(2026, 2, n, 18, 30)),
  }));
  await collection.insertMany(documents);
});
afterAll(() => connected.close());

function run(...pipeline: Fields[]): Promise<Fields[]> {
  return collection.aggregate<Fields>(pipeline).toArray();
}

interface Case {
  readonly name: string;
  readonly pipeline: Fields[];
  readonly expected: Fields[];
}

const cases: readonly Case[] = [
  {
    name: '$group gathers with every accumulator',
    pipeline: [
      {
        $group: {
          _id: '$kind',
          sum: { $sum: '$n' },
          count: { $sum: 1 },
          list: { $push: '$n' },
          absent: { $push: '$absent' },
          set: { $addToSet: '$kind' },
          most: { $max: '$n' },
          least: { $min: '$n' },
          mean: { $avg: '$n' },
          first: { $first: '$n' },
          late: { $sum: { $cond: [{ $gt: ['$n', 3] }, 1, 0] } },
        },
      },
      { $sort: { _id: 1 } },
    ],
    expected: [
      {
        _id: 'even',
        sum: 12,
        count: 3,
        list: [2, 4, 6],
        absent: [],
        set: ['even'],
        most: 6,
        least: 2,
        mean: 4,
        first: 2,
        late: 2,
      },
      {
        _id: 'odd',
        sum: 9,
        count: 3,
        list: [1, 3, 5],
        absent: [],
        set: ['odd'],
        most: 5,
        least: 1,
        mean: 3,
        first: 1,
        late: 1,
      },
    ],
  },
  {
    name: '$unwind passes over empty lists',
    pipeline: [{ $match: { n: { $gte: 5 } } }, { $unwind: '$tags' }, { $project: { tags: 1 } }],
    expected: [
      { _id: 5, tags: 'a' },
      { _id: 5, tags: 'b' },
    ],
  },
  {
    name: '$unwind keeps them when asked, with their position',
    pipeline: [
      { $match: { n: { $gte: 5 } } },
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $project: { tags: 1, i: 1 } },
    ],
    expected: [
      { _id: 5, tags: 'a', i: 0 },
      { _id: 5, tags: 'b', i: 1 },
      { _id: 6, i: null },
    ],
  },
  {
    name: '$lookup joins by equal fields',
    pipeline: [
      { $match: { n: { $lte: 2 } } },
      { $lookup: { from: 'cases', localField: 'n', foreignField: 'parent', as: 'children' } },
      { $project: { 'children.n': 1 } },
    ],
    expected: [
      { _id: 1, children: [{ n: 2 }] },
      { _id: 2, children: [{ n: 3 }] },
    ],
  },
  {
    name: '$lookup joins by a pipeline with variables',
    pipeline: [
      { $match: { n: 1 } },
      {
        $lookup: {
          from: 'cases',
          let: { own: '$n' },
          pipeline: [
            { $match: { $expr: { $gt: ['$n', { $add: ['$$own', 3] }] } } },
            { $project: { _id: 1 } },
          ],
          as: 'later',
        },
      },
      { $project: { later: 1 } },
    ],
    expected: [{ _id: 1, later: [{ _id: 5 }, { _id: 6 }] }],
  },
  {
    name: '$graphLookup follows a chain to a depth',
    pipeline: [
      { $match: { n: 5 } },
      {
        $graphLookup: {
          from: 'cases',
          startWith: '$parent',
          connectFromField: 'parent',
          connectToField: '_id',
          as: 'above',
          maxDepth: 1,
          depthField: 'depth',
        },
      },
      { $project: { 'above._id': 1, 'above.depth': 1 } },
    ],
    expected: [
      {
        _id: 5,
        above: [
          { _id: 4, depth: 0 },
          { _id: 3, depth: 1 },
        ],
      },
    ],
  },
  {
    name: '$facet runs several pipelines',
    pipeline: [
      {
        $facet: {
          few: [{ $match: { n: { $gt: 4 } } }, { $count: 'n' }],
          kinds: [{ $sortByCount: '$kind' }, { $limit: 1 }, { $project: { count: 1, _id: 0 } }],
        },
      },
    ],
    expected: [{ few: [{ n: 2 }], kinds: [{ count: 3 }] }],
  },
  {
    name: '$bucket puts a boundary into the upper bucket',
    pipeline: [
      {
        $bucket: {
          groupBy: '$n',
          boundaries: [1, 3, 6],
          default: 'more',
          output: { n: { $sum: 1 } },
        },
      },
    ],
    expected: [
      { _id: 1, n: 2 },
      { _id: 3, n: 3 },
      { _id: 'more', n: 1 },
    ],
  },
  {
    name: '$count of nothing is no document',
    pipeline: [{ $match: { n: 99 } }, { $count: 'n' }],
    expected: [],
  },
  {
    name: '$addFields adds on a path and removes',
    pipeline: [
      { $match: { n: 1 } },
      { $addFields: { 'x.y': '$n', tags: '$$REMOVE', at: '$$REMOVE' } },
    ],
    expected: [{ _id: 1, kind: 'odd', n: 1, parent: null, x: { y: 1 } }],
  },
  {
    name: '$project renames, nests and decides',
    pipeline: [
      { $match: { n: 1 } },
      {
        $project: {
          _id: 0,
          k: '$n',
          z: { a: '$kind' },
          c: { $cond: [{ $gt: ['$n', 0] }, 'p', 'q'] },
        },
      },
    ],
    expected: [{ k: 1, z: { a: 'odd' }, c: 'p' }],
  },
  {
    name: '$replaceRoot takes a computed document',
    pipeline: [
      { $match: { n: 1 } },
      { $replaceRoot: { newRoot: { $mergeObjects: [{ a: 0 }, { b: '$n' }] } } },
    ],
    expected: [{ a: 0, b: 1 }],
  },
  {
    name: '$unionWith appends another collection',
    pipeline: [
      { $match: { n: 1 } },
      { $unionWith: { coll: 'cases', pipeline: [{ $match: { n: 2 } }] } },
      { $project: { _id: 1 } },
    ],
    expected: [{ _id: 1 }, { _id: 2 }],
  },
  {
    name: '$setWindowFields sums up to each document',
    pipeline: [
      {
        $setWindowFields: {
          partitionBy: '$kind',
          sortBy: { n: 1 },
          output: { sum: { $sum: '$n', window: { documents: ['unbounded', 'current'] } } },
        },
      },
      { $match: { n: 6 } },
      { $project: { sum: 1 } },
    ],
    expected: [{ _id: 6, sum: 12 }],
  },
  {
    name: 'days begin at midnight of the given time zone',
    pipeline: [
      { $match: { n: 1 } },
      {
        $project: {
          _id: 0,
          day: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Ho_Chi_Minh' } },
          start: { $dateTrunc: { date: '$at', unit: 'day', timezone: 'Asia/Ho_Chi_Minh' } },
          hour: { $hour: { date: '$at', timezone: '+07:00' } },
        },
      },
    ],
    expected: [{ day: '2026-03-02', start: new Date('2026-03-01T17:00:00Z'), hour: 1 }],
  },
  {
    name: '$$NOW is the time of the server',
    pipeline: [
      { $match: { n: 1 } },
      { $project: { _id: 0, now: '$$NOW', isPast: { $lt: ['$at', '$$NOW'] } } },
    ],
    expected: [{ now, isPast: true }],
  },
  {
    name: 'texts are cut, joined and matched',
    pipeline: [
      { $match: { n: 1 } },
      {
        $project: {
          _id: 0,
          matches: { $regexMatch: { input: '$kind', regex: /^OD/i } },
          joined: { $concat: ['$kind', '-', { $toString: '$n' }] },
          upper: { $toUpper: '$kind' },
          none: { $toLower: '$absent' },
        },
      },
    ],
    expected: [{ matches: true, joined: 'odd-1', upper: 'ODD', none: '' }],
  },
  {
    name: 'comparisons tell a missing field from null and compare across types',
    pipeline: [
      { $match: { n: 1 } },
      {
        $project: {
          _id: 0,
          missing: { $eq: ['$absent', null] },
          null: { $eq: ['$parent', null] },
          text: { $gt: ['$kind', '$n'] },
          fallback: { $ifNull: ['$absent', 'none'] },
        },
      },
    ],
    expected: [{ missing: false, null: true, text: true, fallback: 'none' }],
  },
];

describe('pipelines', () => {
  test.each(cases)('$name', async ({ pipeline, expected }) => {
    expect(await run(...pipeline)).toEqual(expected);
  });

  test('group by ids and arrays by their value', async () => {
    const rows = await run({ $group: { _id: '$tags', n: { $sum: 1 } } }, { $sort: { n: 1 } });
    expect(rows).toEqual([
      { _id: [], n: 2 },
      { _id: ['a', 'b'], n: 4 },
    ]);
  });

  test('leave the stored documents as they are', async () => {
    const before = await collection.find().toArray();
    await run({ $addFields: { 'at.x': 1 } }, { $unwind: '$tags' }, { $unset: 'kind' });
    await run({ $redact: { $cond: [{ $gt: ['$n', 2] }, '$$PRUNE', '$$DESCEND'] } });
    expect(await collection.find().toArray()).toEqual(before);
  });

  test('see the variables of the command', async () => {
    const pipeline = [{ $match: { $expr: { $eq: ['$n', '$$wanted'] } } }, { $project: { _id: 1 } }];
    expect(await collection.aggregate(pipeline, { let: { wanted: 3 } }).toArray()).toEqual([
      { _id: 3 },
    ]);
  });

  test('run without a collection over given documents', async () => {
    expect(await connected.db.aggregate([{ $documents: [{ x: 1 }] }]).toArray()).toEqual([
      { x: 1 },
    ]);
  });

  test('replace a collection by $out and add to one by $merge', async () => {
    const target = connected.db.collection<Numbered>('target');
    await target.insertOne({ _id: 9 });
    await run({ $match: { n: { $lt: 3 } } }, { $project: { n: 1 } }, { $out: 'target' });
    expect(await target.find().toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await run(
      { $match: { n: { $in: [2, 3] } } },
      { $project: { m: '$n' } },
      { $merge: { into: 'target' } },
    );
    expect(await target.find().toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2, m: 2 },
      { _id: 3, m: 3 },
    ]);
  });

  test('come in batches', async () => {
    const cursor = collection.aggregate([{ $sort: { n: -1 } }], { batchSize: 2 });
    const found: unknown[] = [];
    for await (const { n } of cursor) found.push(n);
    expect(found).toEqual([6, 5, 4, 3, 2, 1]);
  });
});

describe('pipelines are refused for', () => {
  test.each<[string, Fields[], number]>([
    ['an unknown stage', [{ $foo: 1 }], 40324],
    ['an unknown expression', [{ $project: { a: { $foo: 1 } } }], 168],
    ['a stage of two', [{ $match: {}, $limit: 1 }], 40323],
    ['script', [{ $project: { a: { $function: { body: 'x', args: [], lang: 'js' } } } }], 168],
    ['a change stream', [{ $changeStream: {} }], 40573],
    ['an unknown accumulator', [{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
    ['$out before the end', [{ $out: 'x' }, { $limit: 1 }], 40601],
    ['$size of a number', [{ $project: { a: { $size: '$n' } } }], 17124],
    ['a limit of nothing', [{ $limit: 0 }], 15957],
  ])('%s', async (_name, pipeline, code) => {
    expect((await refusalOf(run(...pipeline))).code).toBe(code);
  });
});
