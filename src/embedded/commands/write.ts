import { refuse } from '../errors.ts';
import type { ExpressionScope } from '../expression.ts';
import { deleteMatching, updateMatching } from '../modify.ts';
import { isDocument, type StoredDocument, wholeNumberOf } from '../values.ts';
import {
  type Command,
  type CommandRequest,
  namespaceOf,
  refuseCollation,
  requiredDocuments,
  scopeOf,
} from './request.ts';
import { runBatch } from './write-errors.ts';

const maxBatch = 100_000;

/** Commands that change documents in batches. */
export const writeCommands: Readonly<Record<string, Command>> = {
  insert: { fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  update: { fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'], run: update },
  delete: { fields: ['deletes', 'ordered', 'let'], run: remove },
};

function batchOf(request: CommandRequest, field: string): StoredDocument[] {
  const writes = requiredDocuments(request.body, field);
  if (writes.length === 0 || writes.length > maxBatch) {
    refuse(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${writes.length} operations.`,
    );
  }
  return writes;
}

function insert(request: CommandRequest): StoredDocument {
  const documents = batchOf(request, 'documents');
  const collection = request.state.catalogue.ensure(namespaceOf(request));
  let n = 0;
  const errors = runBatch(documents, request.body['ordered'] !== false, (document) => {
    collection.insert(document);
    n += 1;
  });
  return { n, ...errors };
}

function update(request: CommandRequest): StoredDocument {
  // A statement of the wrong form fails the whole command, before anything is written.
  const updates = batchOf(request, 'updates').map(parseUpdate);
  const namespace = namespaceOf(request);
  const scope = scopeOf(request);
  const upserted: StoredDocument[] = [];
  let [n, nModified] = [0, 0];
  const errors = runBatch(updates, request.body['ordered'] !== false, (one, index) => {
    const outcome = updateMatching(request.state, namespace, one, scopeWith(scope, one.constants));
    n += outcome.matched;
    nModified += outcome.modified;
    if (outcome.upserted === undefined) return;
    n += 1;
    upserted.push({ index, _id: outcome.upserted['_id'] });
  });
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...errors };
}

const updateFields = new Set([
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'collation',
  'arrayFilters',
  'hint',
]);

function parseUpdate(given: StoredDocument) {
  refuseForeign('update.updates', given, updateFields);
  refuseCollation(given);
  const filter = given['q'];
  if (!isDocument(filter))
    return refuse(
      'MissingCommandField',
      "BSON field 'update.updates.q' is missing but a required field",
    );
  if (given['u'] === undefined)
    refuse('MissingCommandField', "BSON field 'update.updates.u' is missing but a required field");
  return {
    filter,
    update: given['u'],
    isMulti: given['multi'] === true,
    isUpsert: given['upsert'] === true,
    arrayFilters: listOf(given['arrayFilters']),
    hint: given['hint'],
    constants: given['c'],
  };
}

/** Refuses fields that a statement of a batch may not have. @throws {CommandError} */
function refuseForeign(name: string, given: StoredDocument, known: ReadonlySet<string>): void {
  const foreign = Object.keys(given).find((field) => !known.has(field));
  if (foreign !== undefined) {
    refuse('UnknownCommandField', `BSON field '${name}.${foreign}' is an unknown field.`);
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : refuse('TypeMismatch', 'arrayFilters must be a list');
}

// `c` holds constants for the pipeline of one statement only.
function scopeWith(scope: ExpressionScope, constants: unknown): ExpressionScope {
  if (!isDocument(constants)) return scope;
  return { ...scope, variables: { ...scope.variables, ...constants } };
}

const deleteFields = new Set(['q', 'limit', 'collation', 'hint']);

function remove(request: CommandRequest): StoredDocument {
  const deletes = batchOf(request, 'deletes').map(parseDelete);
  const namespace = namespaceOf(request);
  const scope = scopeOf(request);
  let n = 0;
  const errors = runBatch(deletes, request.body['ordered'] !== false, (one) => {
    n += deleteMatching(request.state, namespace, one, scope).length;
  });
  return { n, ...errors };
}

function parseDelete(given: StoredDocument) {
  refuseForeign('delete.deletes', given, deleteFields);
  refuseCollation(given);
  const filter = given['q'];
  const limit = wholeNumberOf(given['limit']);
  if (!isDocument(filter))
    return refuse(
      'MissingCommandField',
      "BSON field 'delete.deletes.q' is missing but a required field",
    );
  if (limit !== 0 && limit !== 1)
    return refuse(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`,
    );
  return { filter, limit, hint: given['hint'] };
}
