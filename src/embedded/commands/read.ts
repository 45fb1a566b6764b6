import { identityKey } from '../compare.ts';
import type { EncodedReply } from '../cursors.ts';
import { refuse } from '../errors.ts';
import { valuesAt } from '../path.ts';
import { matchedPositions } from '../positional.ts';
import { compileProjection } from '../projection.ts';
import { select } from '../select.ts';
import { parseSort } from '../sort.ts';
import { numberOf, type StoredDocument, wholeNumberOf } from '../values.ts';
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

/** Commands that read documents. */
export const readCommands: Readonly<Record<string, Command>> = {
  find: {
    fields: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'let',
      'collation',
      'allowDiskUse',
      'noCursorTimeout',
      'allowPartialResults',
      'max',
      'min',
      'returnKey',
      'showRecordId',
      'tailable',
      'awaitData',
      'oplogReplay',
    ],
    run: find,
  },
  getMore: { fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { fields: ['cursors'], run: killCursors },
  count: { fields: ['query', 'limit', 'skip', 'hint', 'collation'], run: count },
  distinct: { fields: ['key', 'query', 'collation', 'hint'], run: distinct },
};

function find(request: CommandRequest): EncodedReply {
  const { body, state } = request;
  refuseCollation(body);
  refuseFields(body, ['max', 'min', 'returnKey', 'showRecordId', 'tailable', 'awaitData']);
  const namespace = namespaceOf(request);
  const scope = scopeOf(request);
  const filter = optionalDocument(body, 'filter') ?? {};
  const project = compileProjection(body['projection'], scope);
  const limit = findLimit(body);
  const records = select(
    state.catalogue.find(namespace),
    {
      filter,
      sort: parseSort(body['sort']),
      skip: optionalCount(body, 'skip') ?? 0,
      limit: limit.count,
      hint: body['hint'],
    },
    scope,
    state.counters,
  );
  // The documents as they are now: later writes replace them and do not show in this cursor.
  const documents = records.map((record) => record.document);
  const projected = function* (): Generator<StoredDocument> {
    for (const document of documents) {
      yield project(document, matchedPositions(filter, document, scope));
    }
  };
  return state.cursors.open(namespace, projected(), {
    batchSize: optionalCount(body, 'batchSize'),
    isSingle: limit.isSingle,
  });
}

// A negative limit is the old way to ask for a single batch.
function findLimit(body: StoredDocument): { count: number; isSingle: boolean } {
  const given = wholeNumberOf(body['limit'] ?? 0);
  if (given === undefined || given < 0) refuse('BadValue', `BSON field 'limit' value must be >= 0`);
  return { count: given ?? 0, isSingle: body['singleBatch'] === true };
}

function getMore(request: CommandRequest): EncodedReply {
  const { body, state, database } = request;
  const collection = body['collection'];
  if (typeof collection !== 'string') return refuse('TypeMismatch', 'collection must be a string');
  const batchSize = optionalCount(body, 'batchSize') ?? 0;
  // Without a size a batch is limited by its bytes alone.
  return state.cursors.next(
    body['getMore'],
    `${database}.${collection}`,
    batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize,
  );
}

function killCursors({ body, state }: CommandRequest): StoredDocument {
  const ids = Array.isArray(body['cursors']) ? body['cursors'] : [];
  const cursorsKilled = ids.filter((id) => state.cursors.kill(id));
  const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
}

function count(request: CommandRequest): StoredDocument {
  const { body, state } = request;
  refuseCollation(body);
  const collection = state.catalogue.find(namespaceOf(request));
  const filter = optionalDocument(body, 'query') ?? {};
  const skip = optionalCount(body, 'skip') ?? 0;
  const limit = Math.abs(numberOf(body['limit']) ?? 0);
  const hasFilter = Object.keys(filter).length > 0 || body['hint'] !== undefined;
  const all = hasFilter
    ? select(collection, { filter, hint: body['hint'] }, scopeOf(request), state.counters).length
    : (collection?.size ?? 0);
  const left = Math.max(0, all - skip);
  return { n: limit > 0 ? Math.min(left, limit) : left };
}

function distinct(request: CommandRequest): StoredDocument {
  const { body, state } = request;
  refuseCollation(body);
  const key = body['key'];
  if (typeof key !== 'string')
    return refuse(
      'TypeMismatch',
      "BSON field 'distinct.key' is the wrong type, expected type 'string'",
    );
  const collection = state.catalogue.find(namespaceOf(request));
  const filter = optionalDocument(body, 'query') ?? {};
  const records = select(
    collection,
    { filter, hint: body['hint'] },
    scopeOf(request),
    state.counters,
  );
  const values = new Map<unknown, unknown>();
  for (const record of records) {
    for (const value of valuesAt(record.document, key.split('.'))) {
      const identity = identityKey(value);
      if (!values.has(identity)) values.set(identity, value);
    }
  }
  return { values: [...values.values()] };
}
