import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connected, connect, refusalOf } from './driver.ts';

const { BSON, Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp } = mongoose.mongo;
const { EJSON } = BSON;

let connected: Connected;

beforeAll(async () => {
  // The driver would turn every number into a plain one and hide its type.
  connected = await connect({}, { promoteValues: false, bsonRegExp: true });
});
afterAll(() => connected.close());

function canonical(value: unknown): unknown {
  return JSON.parse(EJSON.stringify(value, { relaxed: false }));
}

async function stored(fields: Record<string, unknown>, update?: Record<string, unknown>) {
  const collection = connected.db.collection('typed');
  await collection.deleteMany({});
  await collection.insertOne(fields);
  if (update !== undefined) await collection.updateOne({}, update);
  return canonical(await collection.findOne({}, { projection: { _id: 0 } }));
}

describe('values keep their type', () => {
  test.each<[string, unknown]>([
    ['Int32', new Int32(5)],
    ['Long', Long.fromNumber(5)],
    ['a great Long', Long.fromString('9223372036854775807')],
    ['a whole Double', new Double(5)],
    ['a fraction', new Double(5.5)],
    ['minus zero', new Double(-0)],
    ['NaN', new Double(Number.NaN)],
    ['a great Double', new Double(2 ** 40)],
    ['Decimal128', Decimal128.fromString('1.10')],
    ['Timestamp', new Timestamp({ t: 5, i: 6 })],
    ['Binary', new Binary(Buffer.from('x'), 4)],
    ['ObjectId', new ObjectId()],
    ['Date', new Date(5)],
    ['a regular expression', new BSON.BSONRegExp('^a', 'im')],
    ['code', new BSON.Code('x')],
    ['MinKey', new BSON.MinKey()],
    ['MaxKey', new BSON.MaxKey()],
    ['a symbol', new BSON.BSONSymbol('s')],
    ['null', null],
    ['an empty document', {}],
    ['a reference', { $ref: 'things', $id: new ObjectId() }],
    ['a field called __proto__', BSON.deserialize(BSON.serialize(JSON.parse('{"__proto__":1}')))],
    ['a list of mixed types', [new Int32(1), new Double(1), Long.fromNumber(1), [null]]],
  ])('%s', async (_name, value) => {
    expect(await stored({ v: value, deep: { list: [value] } })).toEqual(
      canonical({ v: value, deep: { list: [value] } }),
    );
  });
});

describe('arithmetic gives the wider type', () => {
  test.each<[string, unknown, Record<string, unknown>, unknown]>([
    ['Int32 and Int32', new Int32(5), { $inc: { v: new Int32(1) } }, new Int32(6)],
    [
      'an Int32 that overflows',
      new Int32(2_147_483_647),
      { $inc: { v: new Int32(1) } },
      Long.fromNumber(2_147_483_648),
    ],
    ['Int32 and Long', new Int32(5), { $inc: { v: Long.fromNumber(1) } }, Long.fromNumber(6)],
    ['Long and Int32', Long.fromNumber(5), { $mul: { v: new Int32(2) } }, Long.fromNumber(10)],
    ['Double and Int32', new Double(5), { $inc: { v: new Int32(1) } }, new Double(6)],
    [
      'Decimal128 and Int32',
      Decimal128.fromString('1.10'),
      { $inc: { v: new Int32(1) } },
      Decimal128.fromString('2.10'),
    ],
    [
      'exact decimals',
      Decimal128.fromString('0.1'),
      { $inc: { v: Decimal128.fromString('0.2') } },
      Decimal128.fromString('0.3'),
    ],
  ])('%s', async (_name, before, update, after) => {
    expect(await stored({ v: before }, update)).toEqual(canonical({ v: after }));
  });

  test('a Long that overflows is refused', async () => {
    const great = Long.fromString('9223372036854775807');
    const refusal = await refusalOf(stored({ v: great }, { $inc: { v: Long.fromNumber(1) } }));
    expect(Number(refusal.code)).toBe(2);
  });
});

describe('pipelines', () => {
  test('leave the types of what they do not touch', async () => {
    const fields = { a: new Double(1), b: { c: Long.fromNumber(2) }, n: new Int32(3) };
    const collection = connected.db.collection('typed');
    await collection.deleteMany({});
    await collection.insertOne({ ...fields });
    await collection.updateOne({}, [{ $set: { n: { $add: ['$n', 1] } } }]);
    await collection.updateOne({}, [{ $replaceWith: { $mergeObjects: ['$$ROOT', { m: 1 }] } }]);
    expect(canonical(await collection.findOne({}, { projection: { _id: 0 } }))).toEqual(
      canonical({ ...fields, n: new Int32(4), m: new Int32(1) }),
    );
  });
});

describe('documents', () => {
  test('beyond 16 MiB are refused', async () => {
    const collection = connected.db.collection('large');
    const refusal = await refusalOf(collection.insertOne({ text: 'x'.repeat(16 * 1024 * 1024) }));
    expect(Number(refusal.code)).toBe(10334);
    expect(refusal.message).toContain('object to insert too large');
    await collection.insertOne({ text: 'x'.repeat(9_000_000) });
    const grown = await refusalOf(
      collection.updateOne({}, { $set: { more: 'x'.repeat(9_000_000) } }),
    );
    expect(Number(grown.code)).toBe(10334);
    expect(grown.message).toContain('Resulting document after update is larger than 16777216');
  });

  test('cannot have a list or a pattern as _id', async () => {
    const collection = connected.db.collection('large');
    const list = { insert: 'large', documents: [{ _id: [1] }] };
    expect((await connected.db.command(list))['writeErrors']).toHaveLength(1);
    const pattern = { insert: 'large', documents: [{ _id: /x/ }] };
    expect((await connected.db.command(pattern))['writeErrors']).toHaveLength(1);
    expect(await collection.countDocuments({ _id: { $type: 'array' } })).toBe(0);
  });

  test('put their _id first', async () => {
    const collection = connected.db.collection<{ _id: number; a: number }>('ordered');
    await collection.insertOne({ a: 1, _id: 2 });
    expect(Object.keys((await collection.findOne()) ?? {})).toEqual(['_id', 'a']);
  });
});
