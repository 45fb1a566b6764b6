import { compileFilter } from '../filter.ts';
import type { Collection } from '../collection.ts';
import type { EncodedReply } from '../cursors.ts';
import { refuse } from '../errors.ts';
import { type StoredDocument } from '../values.ts';
import {
  type Command,
  type CommandRequest,
  namespaceOf,
  optionalCount,
  optionalDocument,
  refuseCollation,
  refuseFields,
  scopeOf,
} from './request.ts';

const refusedOptions = [
  'capped',
  'timeseries',
  'viewOn',
  'pipeline',
  'validator',
  'clusteredIndex',
  'encryptedFields',
  'expireAfterSeconds',
  'changeStreamPreAndPostImages',
];

/** Commands about databases and collections. */
export const catalogueCommands: Readonly<Record<string, Command>> = {
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  listCollections: {
    fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
    run: listCollections,
  },
  create: {
    fields: [
      ...refusedOptions,
      'size',
      'max',
      'validationLevel',
      'validationAction',
      'storageEngine',
      'indexOptionDefaults',
      'collation',
      'autoIndexId',
      'idIndex',
    ],
    run: create,
  },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
};

function sizeBytesOf(collections: readonly Collection[]): number {
  let bytes = 0;
  for (const collection of collections) {
    for (const record of collection.records()) bytes += record.sizeBytes;
  }
  return bytes;
}

function listDatabases(request: CommandRequest): StoredDocument {
  const { state, body } = request;
  const matches = compileFilter(optionalDocument(body, 'filter') ?? {}, scopeOf(request));
  const databases = state.catalogue
    .databases()
    .map((name) => {
      const sizeOnDisk = sizeBytesOf(state.catalogue.collectionsOf(name));
      return { name, sizeOnDisk, empty: sizeOnDisk === 0 };
    })
    .filter(matches);
  if (body['nameOnly'] === true) return { databases: databases.map(({ name }) => ({ name })) };
  const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  return { databases, totalSize, totalSizeMb: Math.floor(totalSize / 1024 / 1024) };
}

function listCollections(request: CommandRequest): EncodedReply {
  const { state, body, database } = request;
  const matches = compileFilter(optionalDocument(body, 'filter') ?? {}, scopeOf(request));
  const all = state.catalogue.collectionsOf(database).map((collection) => describe(collection));
  const found = all.filter(matches);
  const shown = body['nameOnly'] === true ? found.map(({ name, type }) => ({ name, type })) : found;
  const cursor = optionalDocument(body, 'cursor') ?? {};
  return state.cursors.open(`${database}.$cmd.listCollections`, shown, {
    batchSize: optionalCount(cursor, 'batchSize') ?? Number.POSITIVE_INFINITY,
  });
}

function describe(collection: Collection): StoredDocument & { name: string; type: string } {
  return {
    name: collection.name,
    type: 'collection',
    options: {},
    info: { readOnly: false },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  };
}

function create(request: CommandRequest): StoredDocument {
  refuseFields(request.body, refusedOptions);
  refuseCollation(request.body);
  // Creating a collection that exists with the same options succeeds since version 7.
  request.state.catalogue.ensure(namespaceOf(request));
  return {};
}

function drop(request: CommandRequest): StoredDocument {
  const namespace = namespaceOf(request);
  const nIndexesWas = request.state.catalogue.find(namespace)?.indexes.length;
  request.state.catalogue.drop(namespace);
  return nIndexesWas === undefined ? {} : { nIndexesWas, ns: namespace };
}

function dropDatabase(request: CommandRequest): StoredDocument {
  const { state, database, body } = request;
  if (body['dropDatabase'] !== 1) refuse('InvalidOptions', 'dropDatabase must have the value 1');
  const collections = state.catalogue.collectionsOf(database);
  for (const { namespace } of collections) state.catalogue.drop(namespace);
  return collections.length > 0 ? { dropped: database } : {};
}
