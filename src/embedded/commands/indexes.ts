import type { Collection } from '../collection.ts';
import type { CollectionIndex } from '../collection-index.ts';
import type { EncodedReply } from '../cursors.ts';
import { refuse } from '../errors.ts';
import { indexNameOf, parseIndexSpec, sameKey } from '../index-spec.ts';
import { inShellForm } from '../shell-form.ts';
import { isDocument, numberOf, type StoredDocument } from '../values.ts';
import {
  type Command,
  type CommandRequest,
  namespaceOf,
  optionalCount,
  optionalDocument,
  refuseFields,
  requiredDocuments,
} from './request.ts';

const refusedChanges = [
  'validator',
  'validationLevel',
  'validationAction',
  'viewOn',
  'pipeline',
  'expireAfterSeconds',
  'cappedSize',
  'cappedMax',
  'changeStreamPreAndPostImages',
];

/** Commands about indexes. */
export const indexCommands: Readonly<Record<string, Command>> = {
  createIndexes: {
    fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
    run: createIndexes,
  },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
  collMod: { fields: ['index', ...refusedChanges], run: collMod },
};

function existing(request: CommandRequest): Collection {
  const namespace = namespaceOf(request);
  return (
    request.state.catalogue.find(namespace) ??
    refuse('NamespaceNotFound', `ns does not exist: ${namespace}`)
  );
}

function createIndexes(request: CommandRequest): StoredDocument {
  const { body, state } = request;
  const given = requiredDocuments(body, 'indexes');
  if (given.length === 0) refuse('BadValue', 'Must specify at least one index to create');
  const specs = given.map(parseIndexSpec);
  const namespace = namespaceOf(request);
  const createdCollectionAutomatically = state.catalogue.find(namespace) === undefined;
  const collection = state.catalogue.ensure(namespace);
  const numIndexesBefore = collection.indexes.length;
  const created: string[] = [];
  try {
    for (const spec of specs) if (collection.createIndex(spec)) created.push(spec.name);
  } catch (error) {
    // The indexes of one command are built together or not at all.
    for (const name of created) collection.dropIndex(name);
    throw error;
  }
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes.length,
    createdCollectionAutomatically,
    ...(created.length === 0 ? { note: 'all indexes already exist' } : {}),
  };
}

function listIndexes(request: CommandRequest): EncodedReply {
  const collection = existing(request);
  const cursor = optionalDocument(request.body, 'cursor') ?? {};
  const specs = collection.indexes.map((index) => ({ ...index.spec }));
  return request.state.cursors.open(collection.namespace, specs, {
    batchSize: optionalCount(cursor, 'batchSize') ?? Number.POSITIVE_INFINITY,
  });
}

function dropIndexes(request: CommandRequest): StoredDocument {
  const collection = existing(request);
  const nIndexesWas = collection.indexes.length;
  for (const index of indexesToDrop(collection, request.body['index']))
    collection.dropIndex(index.name);
  return { nIndexesWas };
}

function indexesToDrop(collection: Collection, wanted: unknown): CollectionIndex[] {
  if (wanted === '*') return collection.indexes.filter((index) => index.name !== '_id_');
  const list = Array.isArray(wanted) ? wanted : [wanted];
  return list.map((one) => {
    const index = findIndex(collection, one);
    if (index.name === '_id_') refuse('InvalidOptions', 'cannot drop _id index');
    return index;
  });
}

function findIndex(collection: Collection, wanted: unknown): CollectionIndex {
  if (typeof wanted === 'string') {
    return (
      collection.findIndex(wanted) ??
      refuse('IndexNotFound', `index not found with name [${wanted}]`)
    );
  }
  if (!isDocument(wanted))
    return refuse('TypeMismatch', 'an index is named by its name or its key');
  const found = collection.indexes.find((index) => sameKey(index.spec.key, wanted));
  return (
    found ??
    refuse(
      'IndexNotFound',
      `can't find index with key: ${inShellForm(wanted)} (${indexNameOf(wanted)})`,
    )
  );
}

function collMod(request: CommandRequest): StoredDocument {
  refuseFields(request.body, refusedChanges);
  const collection = existing(request);
  const change = optionalDocument(request.body, 'index');
  if (change === undefined) return {};
  const { name, keyPattern, expireAfterSeconds, hidden, ...foreign } = change;
  if (Object.keys(foreign).length > 0) {
    refuse(
      'InvalidOptions',
      `collMod cannot change ${Object.keys(foreign).join(', ')} of an index here`,
    );
  }
  const index = findIndex(collection, name ?? keyPattern);
  return {
    ...modifyExpiry(collection, index, expireAfterSeconds),
    ...modifyHidden(collection, index, hidden),
  };
}

function modifyExpiry(
  collection: Collection,
  index: CollectionIndex,
  given: unknown,
): StoredDocument {
  if (given === undefined) return {};
  const seconds = numberOf(given);
  if (seconds === undefined || seconds < 0)
    return refuse('InvalidOptions', 'expireAfterSeconds must be a number of at least 0');
  const before = index.spec.expireAfterSeconds;
  collection.modifyIndex(index, { expireAfterSeconds: seconds });
  return {
    ...(before === undefined ? {} : { expireAfterSeconds_old: before }),
    expireAfterSeconds_new: seconds,
  };
}

function modifyHidden(
  collection: Collection,
  index: CollectionIndex,
  given: unknown,
): StoredDocument {
  if (given === undefined) return {};
  if (typeof given !== 'boolean') return refuse('TypeMismatch', 'hidden must be a boolean');
  if (index.name === '_id_') refuse('BadValue', 'cannot hide _id index');
  const hidden_old = index.spec.hidden === true;
  collection.setHidden(index, given);
  return { hidden_old, hidden_new: given };
}
