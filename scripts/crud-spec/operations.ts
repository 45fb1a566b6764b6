import type mongoose from 'mongoose';
import type { Fields } from './format.ts';

type Db = mongoose.mongo.Db;
type Collection = mongoose.mongo.Collection;
type Pipeline = mongoose.mongo.Document[];

/** This runner cannot make such a call; the test is skipped. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

type CollectionCall = (collection: Collection, given: Fields) => Promise<unknown>;
type DatabaseCall = (db: Db, given: Fields) => Promise<unknown>;

const without = (given: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

// The driver writes `after` where the format, being common to all languages, writes `After`.
const returning = ({ returnDocument, ...rest }: Fields): Fields =>
  typeof returnDocument === 'string'
    ? { ...rest, returnDocument: returnDocument.toLowerCase() }
    : rest;

const filterOf = (given: Fields) => (given['filter'] ?? {}) as Fields;
const updateOf = (given: Fields) => given['update'] as Fields;
const replacementOf = (given: Fields) => given['replacement'] as Fields;

const collectionCalls: Readonly<Record<string, CollectionCall>> = {
  find: (on, given) => on.find(filterOf(given), without(given, 'filter')).toArray(),
  findOne: (on, given) => on.findOne(filterOf(given), without(given, 'filter')),
  aggregate: (on, given) =>
    on.aggregate(given['pipeline'] as Pipeline, without(given, 'pipeline')).toArray(),
  count: (on, given) => on.count(filterOf(given), without(given, 'filter')),
  countDocuments: (on, given) => on.countDocuments(filterOf(given), without(given, 'filter')),
  estimatedDocumentCount: (on, given) => on.estimatedDocumentCount(given),
  distinct: (on, given) =>
    on.distinct(String(given['fieldName']), filterOf(given), without(given, 'fieldName', 'filter')),
  insertOne: (on, given) =>
    on.insertOne({ ...(given['document'] as Fields) }, without(given, 'document')),
  insertMany: (on, given) =>
    on.insertMany(given['documents'] as Pipeline, without(given, 'documents')),
  updateOne: (on, given) =>
    on.updateOne(filterOf(given), updateOf(given), without(given, 'filter', 'update')),
  updateMany: (on, given) =>
    on.updateMany(filterOf(given), updateOf(given), without(given, 'filter', 'update')),
  replaceOne: (on, given) =>
    on.replaceOne(filterOf(given), replacementOf(given), without(given, 'filter', 'replacement')),
  deleteOne: (on, given) => on.deleteOne(filterOf(given), without(given, 'filter')),
  deleteMany: (on, given) => on.deleteMany(filterOf(given), without(given, 'filter')),
  findOneAndDelete: (on, given) => on.findOneAndDelete(filterOf(given), without(given, 'filter')),
  findOneAndReplace: (on, given) =>
    on.findOneAndReplace(
      filterOf(given),
      replacementOf(given),
      returning(without(given, 'filter', 'replacement')),
    ),
  findOneAndUpdate: (on, given) =>
    on.findOneAndUpdate(
      filterOf(given),
      updateOf(given),
      returning(without(given, 'filter', 'update')),
    ),
  bulkWrite: (on, given) =>
    on.bulkWrite(
      given['requests'] as mongoose.mongo.AnyBulkWriteOperation[],
      without(given, 'requests'),
    ),
  createIndex: (on, given) =>
    on.createIndex(given['keys'] as mongoose.mongo.IndexSpecification, without(given, 'keys')),
};

const databaseCalls: Readonly<Record<string, DatabaseCall>> = {
  aggregate: (db, given) =>
    db.aggregate(given['pipeline'] as Pipeline, without(given, 'pipeline')).toArray(),
  createCollection: (db, given) =>
    db.createCollection(String(given['collection']), without(given, 'collection')),
  dropCollection: (db, given) => db.dropCollection(String(given['collection'])),
  modifyCollection: (db, given) =>
    db.command({ collMod: given['collection'], ...without(given, 'collection') }),
  runCommand: (db, given) => db.command(given['command'] as Fields),
  listCollections: (db, given) => db.listCollections(filterOf(given)).toArray(),
};

/** Makes a call on a collection. @throws {Unsupported} when it is none that this runner knows. */
export async function callCollection(
  on: Collection,
  name: string,
  given: Fields,
): Promise<unknown> {
  const call = collectionCalls[name];
  if (call === undefined) throw new Unsupported(`the collection operation ${name}`);
  return await call(on, given);
}

/** Makes a call on a database. @throws {Unsupported} when it is none that this runner knows. */
export async function callDatabase(db: Db, name: string, given: Fields): Promise<unknown> {
  const call = databaseCalls[name];
  if (call === undefined) throw new Unsupported(`the database operation ${name}`);
  return await call(db, given);
}
