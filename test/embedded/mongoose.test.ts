import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { refusalOf } from './driver.ts';

let database: TestDatabase;
let connection: mongoose.Connection;

beforeAll(async () => {
  database = await openTestDatabase();
  connection = await mongoose.createConnection(database.uri, { autoIndex: false }).asPromise();
  Unit = unitModel(connection);
});
afterAll(async () => {
  await connection.close();
  await database.close();
});
beforeEach(() => connection.dropDatabase());

const unitSchema = new mongoose.Schema(
  {
    name: { type: String, required: true },
    code: { type: String, required: true },
    parent: { type: mongoose.Schema.Types.ObjectId, ref: 'Unit' },
    members: [{ name: String, phone: String, roles: [String] }],
    settings: { type: Map, of: Number },
    opened: Date,
  },
  { timestamps: true, optimisticConcurrency: true },
);
unitSchema.index({ code: 1 }, { unique: true });
unitSchema.index({ parent: 1, name: 1 });

function unitModel(on: mongoose.Connection) {
  return on.model('Unit', unitSchema);
}

let Unit: ReturnType<typeof unitModel>;

describe('mongoose', () => {
  test('builds, compares and synchronises indexes', async () => {
    await Unit.createCollection();
    await Unit.createIndexes();
    await Unit.collection.createIndex({ obsolete: 1 });
    expect(await Unit.diffIndexes()).toEqual({ toDrop: ['obsolete_1'], toCreate: [] });
    expect(await Unit.syncIndexes()).toEqual(['obsolete_1']);
    expect((await Unit.listIndexes()).map(({ name }) => name)).toEqual([
      '_id_',
      'code_1',
      'parent_1_name_1',
    ]);
  });

  test('saves changes of nested lists, maps and removed fields', async () => {
    const unit = await Unit.create({
      name: 'Hồ Sơn',
      code: 'HS',
      members: [
        { name: 'An', roles: ['a'] },
        { name: 'Bình', roles: [] },
      ],
      settings: { quiet: 20 },
      opened: new Date(0),
    });
    unit.set('members.0.roles', ['a', 'b']);
    unit.members.push({ name: 'Chi', roles: [] });
    unit.members.pull(unit.members[1]?.get('_id'));
    unit.settings?.set('loud', 7);
    unit.set('opened', undefined);
    await unit.save();
    const found = await Unit.findById(unit.id).lean();
    expect(found).toMatchObject({ settings: { quiet: 20, loud: 7 }, __v: 1 });
    expect(found?.members.map(({ name }) => name)).toEqual(['An', 'Chi']);
    expect(found).not.toHaveProperty('opened');
  });

  test('notices that somebody else saved first', async () => {
    const { id } = await Unit.create({ name: 'x', code: '1' });
    const [first, second] = [await Unit.findById(id), await Unit.findById(id)];
    first?.set('name', 'y');
    second?.set('name', 'z');
    await first?.save();
    expect((await refusalOf(second?.save() ?? Promise.resolve()))['name']).toBe('VersionError');
  });

  test('fills references in', async () => {
    const parent = await Unit.create({ name: 'Commune', code: 'C' });
    const above = new mongoose.Types.ObjectId(parent.id);
    await Unit.insertMany(['A', 'B'].map((name) => ({ name, code: name, parent: above })));
    const children = await Unit.find({ parent: above })
      .sort('-name')
      .populate<{ parent: { name: string } }>('parent', 'name')
      .lean();
    expect(children.map((child) => [child.name, child.parent.name])).toEqual([
      ['B', 'Commune'],
      ['A', 'Commune'],
    ]);
  });

  test('upserts with timestamps and casts', async () => {
    const options = { upsert: true, returnDocument: 'after' as const, setDefaultsOnInsert: true };
    const made = await Unit.findOneAndUpdate(
      { code: 'U' },
      { name: 'U', opened: '2026-01-02' },
      options,
    );
    const again = await Unit.findOneAndUpdate(
      { code: 'U' },
      { $push: { members: { name: 'An' } } },
      options,
    );
    expect(again?.id).toBe(made?.id);
    expect(again?.get('opened')).toEqual(new Date('2026-01-02'));
    expect(again?.get('members')).toHaveLength(1);
    expect(again?.get('createdAt')).toEqual(made?.get('createdAt'));
  });

  test('reports each refused write of a bulk', async () => {
    await Unit.createIndexes();
    const batch = [
      { name: 'a', code: '1' },
      { name: 'b', code: '1' },
      { name: 'c', code: '2' },
    ];
    const refusal = await refusalOf(Unit.insertMany(batch, { ordered: false }));
    expect(refusal.code).toBe(11000);
    expect(await Unit.countDocuments()).toBe(2);
    const result = await Unit.bulkWrite([
      { updateOne: { filter: { code: '1' }, update: { name: 'A' } } },
      { deleteOne: { filter: { code: '2' } } },
      { updateOne: { filter: { code: '9' }, update: { name: 'N' }, upsert: true } },
    ]);
    expect(result).toMatchObject({ modifiedCount: 1, deletedCount: 1, upsertedCount: 1 });
  });

  test('streams a query with a cursor', async () => {
    await Unit.insertMany(Array.from({ length: 250 }, (_, i) => ({ name: `n${i}`, code: `${i}` })));
    let seen = 0;
    for await (const unit of Unit.find().cursor({ batchSize: 50 }))
      seen += unit.get('name') === '' ? 0 : 1;
    expect(seen).toBe(250);
    expect(await Unit.estimatedDocumentCount()).toBe(250);
    expect(await Unit.exists({ code: '7' })).not.toBeNull();
    expect((await Unit.distinct('code')).length).toBe(250);
  });

  test('keeps kinds of one collection apart', async () => {
    const Event = connection.model('Event', new mongoose.Schema({ at: Date }));
    const Note = Event.discriminator('Note', new mongoose.Schema({ text: String }));
    await Event.create({ at: new Date() });
    await Note.create({ at: new Date(), text: 'x' });
    expect(await Note.countDocuments()).toBe(1);
    expect(await Event.countDocuments()).toBe(2);
  });
});

describe('GridFS', () => {
  test('stores, finds, reads in part and deletes files', async () => {
    const bucket = new mongoose.mongo.GridFSBucket(connection.getClient().db(connection.name));
    const content = Buffer.alloc(700_000, 7);
    const upload = bucket.openUploadStream('photo.jpg', { metadata: { caseId: 'c1' } });
    await pipeline(Readable.from([content]), upload);
    const [file] = await bucket
      .find({ 'metadata.caseId': 'c1' })
      .sort({ uploadDate: -1 })
      .toArray();
    expect(file).toMatchObject({ filename: 'photo.jpg', length: 700_000 });
    const downloaded = await buffer(bucket.openDownloadStream(upload.id));
    expect(downloaded.equals(content)).toBe(true);
    const part = bucket.openDownloadStreamByName('photo.jpg', { start: 261_000, end: 522_500 });
    expect((await buffer(part)).length).toBe(261_500);
    await bucket.delete(upload.id);
    expect((await refusalOf(buffer(bucket.openDownloadStream(upload.id)))).message).toContain(
      'FileNotFound',
    );
    expect(await connection.collection('fs.chunks').countDocuments()).toBe(0);
  });
});
