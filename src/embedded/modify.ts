import type { Collection } from './collection.ts';
import type { StoredRecord } from './collection-index.ts';
import { identicalValues } from './compare.ts';
import { refuse } from './errors.ts';
import type { FilterScope } from './filter.ts';
import { matchedPositions } from './positional.ts';
import { type Selection, select } from './select.ts';
import type { ServerState } from './server-state.ts';
import { compileUpdate, type Update } from './update.ts';
import { seedOf } from './upsert.ts';
import type { StoredDocument } from './values.ts';
import type { SortField } from './sort.ts';

/** One update statement. */
export interface UpdateStatement {
  readonly filter: StoredDocument;
  /** Operators, a replacement or a pipeline. */
  readonly update: unknown;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
  readonly arrayFilters: readonly unknown[];
  readonly sort?: readonly SortField[];
  readonly hint?: unknown;
}

/** What an update statement did. */
export interface UpdateOutcome {
  readonly matched: number;
  readonly modified: number;
  /** The only matched document before the update; absent when none matched or several may have. */
  readonly before?: StoredDocument;
  /** The only matched document after the update. */
  readonly after?: StoredDocument;
  /** The document that was inserted because none matched. */
  readonly upserted?: StoredDocument;
}

/** Carries out one update statement. @throws {CommandError} with nothing changed unless multi. */
export function updateMatching(
  state: ServerState,
  namespace: string,
  statement: UpdateStatement,
  scope: FilterScope,
): UpdateOutcome {
  const update = compileUpdate(statement.update, statement.arrayFilters, scope);
  if (statement.isMulti && update.kind === 'replacement') {
    refuse('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  const collection = state.catalogue.find(namespace);
  const records = select(collection, selectionOf(statement), scope, state.counters);
  if (collection === undefined || records.length === 0) {
    return statement.isUpsert
      ? upsert(state, namespace, statement, update)
      : { matched: 0, modified: 0 };
  }
  const before = records[0]?.document;
  const changes = records.filter((record) => change(collection, record, statement, update, scope));
  const after = records[0]?.document;
  const single =
    statement.isMulti || before === undefined || after === undefined ? {} : { before, after };
  return { matched: records.length, modified: changes.length, ...single };
}

function selectionOf({ filter, isMulti, sort, hint }: UpdateStatement): Selection {
  return { filter, hint, limit: isMulti ? 0 : 1, ...(sort === undefined ? {} : { sort }) };
}

function change(
  collection: Collection,
  record: StoredRecord,
  { filter }: UpdateStatement,
  update: Update,
  scope: FilterScope,
): boolean {
  const { document } = record;
  const matchedPosition = matchedPositions(filter, document, scope);
  const changed = update.apply(document, { isInsert: false, matchedPosition });
  if (identicalValues(document, changed)) return false;
  collection.replace(record, changed);
  return true;
}

function upsert(
  state: ServerState,
  namespace: string,
  { filter }: UpdateStatement,
  update: Update,
): UpdateOutcome {
  const seed = update.kind === 'replacement' ? idOnly(seedOf(filter)) : seedOf(filter);
  const document = update.apply(seed, { isInsert: true, matchedPosition: () => undefined });
  const inserted = state.catalogue.ensure(namespace).insert(document);
  return { matched: 0, modified: 0, upserted: inserted.document };
}

// A replacement takes only the _id from the filter.
function idOnly(seed: StoredDocument): StoredDocument {
  return seed['_id'] === undefined ? {} : { _id: seed['_id'] };
}

/** Deletes what a selection finds and returns it. @throws {CommandError} on a malformed filter. */
export function deleteMatching(
  state: ServerState,
  namespace: string,
  selection: Selection,
  scope: FilterScope,
): StoredDocument[] {
  const collection = state.catalogue.find(namespace);
  const records = select(collection, selection, scope, state.counters);
  for (const record of records) collection?.remove(record);
  return records.map((record) => record.document);
}
