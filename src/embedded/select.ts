import type { Collection } from './collection.ts';
import type { CollectionIndex, StoredRecord } from './collection-index.ts';
import { refuse } from './errors.ts';
import { compileFilter, type FilterScope, type Predicate } from './filter.ts';
import { conditionsOf, narrowed } from './conditions.ts';
import { sameKey } from './index-spec.ts';
import type { Entry } from './index-tree.ts';
import { type IndexScan, planHinted, planQuery, type QueryPlan } from './planner.ts';
import { type SortField, sortBy } from './sort.ts';
import { isDocument, type StoredDocument } from './values.ts';

/** What has been read so far, so that tests can show that an index is used. */
export interface ReadCounters {
  /** Documents held against a filter. */
  documentsExamined: number;
  /** Queries that read a whole collection. */
  collectionScans: number;
}

/** Which documents of a collection a command wants, and in which order. */
export interface Selection {
  readonly filter: StoredDocument;
  readonly sort?: readonly SortField[];
  /** Matching documents to pass over. Default 0. */
  readonly skip?: number;
  /** Most documents to return; 0 for all. Default 0. */
  readonly limit?: number;
  /** Name or key of the index to use, as the command's `hint`. */
  readonly hint?: unknown;
}

/** Finds records by the cheapest index. @throws {CommandError} on a malformed filter or hint. */
export function select(
  collection: Collection | undefined,
  selection: Selection,
  scope: FilterScope,
  counters: ReadCounters,
): StoredRecord[] {
  // A malformed filter is refused also where there is nothing to search.
  const matches = compileFilter(selection.filter, scope);
  if (collection === undefined) return [];
  const { sort = [], skip = 0, limit = 0 } = selection;
  const plan = sort[0]?.path === '$natural' ? undefined : choosePlan(collection, selection);
  const isSorted = sort.length === 0 || plan?.isSorted === true || sort[0]?.path === '$natural';
  const candidates = candidatesOf(collection, selection, plan, counters);
  const found = filtered(candidates, matches, isSorted && limit > 0 ? skip + limit : 0, counters);
  const ordered = isSorted ? found : sortBy(found, sort, (record) => record.document);
  return skip === 0 && limit === 0
    ? ordered
    : ordered.slice(skip, limit > 0 ? skip + limit : undefined);
}

function choosePlan(collection: Collection, selection: Selection): QueryPlan | undefined {
  const { filter, sort = [], skip = 0, limit = 0, hint } = selection;
  const query = { filter, sort, limit: limit > 0 ? skip + limit : 0 };
  if (hint === undefined) return planQuery(collection, query);
  const index = hintedIndex(collection, hint);
  return index === undefined ? undefined : planHinted(index, query);
}

function hintedIndex(collection: Collection, hint: unknown): CollectionIndex | undefined {
  if (isDocument(hint) && ('$natural' in hint || Object.keys(hint).length === 0)) return undefined;
  const index = collection.indexes.find(({ spec }) =>
    isDocument(hint) ? sameKey(spec.key, hint) : spec.name === hint,
  );
  return index ?? refuse('BadValue', 'hint provided does not correspond to an existing index');
}

function candidatesOf(
  collection: Collection,
  selection: Selection,
  plan: QueryPlan | undefined,
  counters: ReadCounters,
): Iterable<StoredRecord> {
  const single =
    selection.hint === undefined ? recordById(collection, selection.filter) : undefined;
  if (single !== undefined) return single;
  if (plan !== undefined) return recordsOf(plan);
  counters.collectionScans += 1;
  const isReversed = selection.sort?.[0]?.path === '$natural' && selection.sort[0].direction === -1;
  return isReversed ? [...collection.records()].toReversed() : collection.records();
}

// One document by its _id is the commonest query; the map answers it without walking an index.
function recordById(collection: Collection, filter: StoredDocument): StoredRecord[] | undefined {
  if (!('_id' in filter)) return undefined;
  const condition = narrowed(conditionsOf({ _id: filter['_id'] }).byPath.get('_id') ?? [], false);
  if (condition?.kind !== 'points' || condition.values.length !== 1) return undefined;
  const record = collection.byId(condition.values[0]);
  return record === undefined ? [] : [record];
}

function* recordsOf({ scans }: QueryPlan): Generator<StoredRecord> {
  const mayRepeat = scans.length > 1 || scans.some(({ index }) => index.isMultikey);
  const seen = mayRepeat ? new Set<StoredRecord>() : undefined;
  for (const scan of scans) {
    for (const { record } of scan.mergeFrom === undefined ? inTurn(scan) : merged(scan)) {
      if (seen?.has(record) === true) continue;
      seen?.add(record);
      yield record;
    }
  }
}

function* inTurn({ index, stretches, isBackwards }: IndexScan): Generator<Entry<StoredRecord>> {
  for (const { from, to } of isBackwards ? stretches.toReversed() : stretches) {
    yield* index.tree.range(from, to, isBackwards);
  }
}

/** Entries of all stretches in one order, by the key parts after the points. */
function* merged(scan: IndexScan): Generator<Entry<StoredRecord>> {
  const { index, stretches, isBackwards, mergeFrom = 0 } = scan;
  const heads = stretches.flatMap(({ from, to }) => {
    const rest = index.tree.range(from, to, isBackwards);
    const first = rest.next();
    return first.done === true ? [] : [{ entry: first.value, rest }];
  });
  const turn = isBackwards ? -1 : 1;
  while (heads.length > 0) {
    const next = heads.reduce((best, head) =>
      index.tree.compareFrom(mergeFrom, head.entry, best.entry) * turn < 0 ? head : best,
    );
    yield next.entry;
    const step = next.rest.next();
    if (step.done === true) heads.splice(heads.indexOf(next), 1);
    else next.entry = step.value;
  }
}

function filtered(
  candidates: Iterable<StoredRecord>,
  matches: Predicate,
  enough: number,
  counters: ReadCounters,
): StoredRecord[] {
  const found: StoredRecord[] = [];
  for (const record of candidates) {
    counters.documentsExamined += 1;
    if (matches(record.document) && found.push(record) === enough) break;
  }
  return found;
}
