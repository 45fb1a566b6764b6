import type { Collection } from './collection.ts';
import type { CollectionIndex } from './collection-index.ts';
import { type Condition, type Conditions, conditionsOf, narrowed } from './conditions.ts';
import { type Edge, end, start } from './index-tree.ts';
import { implies } from './partial.ts';
import type { SortField } from './sort.ts';
import { isDocument, type StoredDocument } from './values.ts';

/** A stretch of an index. */
export interface Stretch {
  readonly from: Edge;
  readonly to: Edge;
}

/** How one index is read. */
export interface IndexScan {
  readonly index: CollectionIndex;
  /** Stretches in index order, without overlap. */
  readonly stretches: readonly Stretch[];
  readonly isBackwards: boolean;
  /** Position of the key part from which on the stretches are to be merged into one order. */
  readonly mergeFrom?: number;
}

/** How a query finds its candidates: by one index, or by one for each branch of an `$or`. */
export interface QueryPlan {
  readonly scans: readonly IndexScan[];
  /** True when the candidates come in the order that the query asks for. */
  readonly isSorted: boolean;
  /** Entries expected to be read, plus a toll for sorting them. */
  readonly cost: number;
}

/** What the planner needs to know of a query. */
export interface PlannedQuery {
  readonly filter: StoredDocument;
  readonly sort: readonly SortField[];
  readonly limit: number;
}

const maxStretches = 1000;

/** Chooses the indexes that read the fewest entries; `undefined` to read the whole collection. */
export function planQuery(collection: Collection, query: PlannedQuery): QueryPlan | undefined {
  const conditions = conditionsOf(query.filter);
  const plans = collection.indexes
    .filter((index) => index.spec.hidden !== true)
    .map((index) => planIndex(index, query, conditions));
  const best = cheapest([...plans, planBranches(collection, query)]);
  return best !== undefined && best.cost <= scanCost(collection.size, query) ? best : undefined;
}

function cheapest(plans: readonly (QueryPlan | undefined)[]): QueryPlan | undefined {
  return plans.reduce(
    (best, plan) => (best === undefined || (plan?.cost ?? best.cost) < best.cost ? plan : best),
    undefined,
  );
}

/** A plan that reads the branches of an `$or` one after another, if each has an index. */
function planBranches(collection: Collection, query: PlannedQuery): QueryPlan | undefined {
  const { $or: branches, ...rest } = query.filter;
  if (!Array.isArray(branches) || !branches.every(isDocument)) return undefined;
  const plans = branches.map((branch) =>
    planQuery(collection, { filter: { $and: [rest, branch] }, sort: [], limit: 0 }),
  );
  if (plans.some((plan) => plan === undefined)) return undefined;
  const entries = plans.reduce((sum, plan) => sum + (plan?.cost ?? 0), 0);
  return {
    scans: plans.flatMap((plan) => plan?.scans ?? []),
    isSorted: query.sort.length === 0,
    cost: scanCost(entries, query),
  };
}

/** The plan for one given index, as a hint demands. */
export function planHinted(index: CollectionIndex, query: PlannedQuery): QueryPlan {
  const plan = planIndex(index, query, conditionsOf(query.filter));
  const whole = { index, stretches: [{ from: start, to: end }], isBackwards: false };
  return plan ?? { scans: [whole], isSorted: query.sort.length === 0, cost: index.tree.size };
}

function scanCost(entries: number, { sort }: PlannedQuery): number {
  return entries + (sort.length > 0 ? sortToll(entries) : 0);
}

function sortToll(entries: number): number {
  return entries * Math.log2(entries + 2);
}

interface Bounds {
  /** Conditions on the leading fields: points, with at most one range at the end. */
  readonly used: readonly Condition[];
  /** Number of leading fields bound to exactly one value. */
  readonly fixed: number;
}

function planIndex(
  index: CollectionIndex,
  query: PlannedQuery,
  conditions: Conditions,
): QueryPlan | undefined {
  const bounds = boundsOf(index, conditions);
  if (!isComplete(index, query.filter, bounds)) return undefined;
  const order = orderOf(index, query.sort, bounds);
  if (bounds.used.length === 0 && (order === undefined || query.sort.length === 0))
    return undefined;
  const stretches = stretchesOf(index, bounds);
  const entries = stretches.reduce((sum, { from, to }) => sum + index.tree.estimate(from, to), 0);
  return {
    scans: [{ index, stretches, isBackwards: false, ...order }],
    isSorted: order !== undefined,
    cost: costOf(entries, order !== undefined, query, conditions, bounds),
  };
}

function costOf(
  entries: number,
  isSorted: boolean,
  query: PlannedQuery,
  conditions: Conditions,
  bounds: Bounds,
): number {
  if (!isSorted) return entries + sortToll(entries);
  if (query.limit === 0 || query.sort.length === 0) return entries;
  // A sorted scan may stop early, surely so when the index answers the whole filter.
  const isExact = conditions.isWhole && conditions.byPath.size === bounds.used.length;
  return isExact ? Math.min(entries, query.limit) : entries / 2;
}

function boundsOf(index: CollectionIndex, conditions: Conditions): Bounds {
  const used: Condition[] = [];
  let fixed = 0;
  const roots = new Set<string>();
  for (const field of index.fields) {
    const root = field.path.split('.')[0] ?? '';
    // Conditions on two fields of one array may be met by different elements.
    if (index.isMultikey && roots.has(root)) break;
    roots.add(root);
    const condition = narrowed(conditions.byPath.get(field.path) ?? [], index.isMultikey);
    if (condition === undefined) break;
    if (countStretches([...used, condition]) > maxStretches) break;
    used.push(condition);
    if (condition.kind === 'range') break;
    if (condition.values.length === 1 && fixed === used.length - 1) fixed += 1;
  }
  return { used, fixed };
}

function countStretches(used: readonly Condition[]): number {
  return used.reduce((count, one) => count * (one.kind === 'points' ? one.values.length : 1), 1);
}

// An index that passes some documents over may serve only queries that cannot match those.
function isComplete(index: CollectionIndex, filter: StoredDocument, bounds: Bounds): boolean {
  const { sparse, partialFilterExpression } = index.spec;
  if (partialFilterExpression !== undefined) return implies(filter, partialFilterExpression);
  return sparse !== true || bounds.used.some(excludesMissing);
}

function excludesMissing(condition: Condition): boolean {
  return condition.kind === 'range' || !condition.values.includes(null);
}

type ScanOrder = Pick<IndexScan, 'isBackwards' | 'mergeFrom'>;

// Beyond this, sorting what was found costs less than looking at the head of every stretch.
const maxMerged = 64;

/** How reading the index gives the order that a query asks for, if it can. */
function orderOf(
  index: CollectionIndex,
  sort: readonly SortField[],
  bounds: Bounds,
): ScanOrder | undefined {
  if (sort.length === 0) return { isBackwards: false };
  if (index.isMultikey) return undefined;
  const fixed = new Set(index.fields.slice(0, bounds.fixed).map((field) => field.path));
  const wanted = sort.filter((field) => !fixed.has(field.path));
  const direct = directionFrom(index, wanted, bounds.fixed);
  if (direct !== undefined) return { isBackwards: direct === -1 };
  // Each stretch of several points on the leading fields is in order by the fields after them.
  const mergeFrom = bounds.used.filter((one) => one.kind === 'points').length;
  const merged = directionFrom(index, wanted, mergeFrom);
  if (merged === undefined || countStretches(bounds.used) > maxMerged) return undefined;
  return { isBackwards: merged === -1, mergeFrom };
}

function directionFrom(
  index: CollectionIndex,
  wanted: readonly SortField[],
  at: number,
): 1 | -1 | undefined {
  const turns = wanted.map((field, i) => {
    const offered = index.fields[at + i];
    return offered?.path === field.path ? offered.direction * field.direction : 0;
  });
  if (turns.every((turn) => turn === 1)) return 1;
  return turns.every((turn) => turn === -1) ? -1 : undefined;
}

function stretchesOf(index: CollectionIndex, bounds: Bounds): Stretch[] {
  let prefixes: unknown[][] = [[]];
  for (const [i, condition] of bounds.used.entries()) {
    const isDescending = index.fields[i]?.direction === -1;
    if (condition.kind === 'range') {
      return prefixes.map((prefix) => rangeStretch(prefix, condition, isDescending));
    }
    const values = isDescending ? condition.values.toReversed() : condition.values;
    prefixes = prefixes.flatMap((prefix) => values.map((value) => [...prefix, value]));
  }
  return prefixes.map((prefix) => ({
    from: { prefix, side: 'before' },
    to: { prefix, side: 'after' },
  }));
}

function rangeStretch(
  prefix: readonly unknown[],
  range: Extract<Condition, { kind: 'range' }>,
  isDescending: boolean,
): Stretch {
  const { lower, upper } = range;
  const [first, last] = isDescending ? [upper, lower] : [lower, upper];
  return {
    from: { prefix: [...prefix, first.value], side: first.isInclusive ? 'before' : 'after' },
    to: { prefix: [...prefix, last.value], side: last.isInclusive ? 'after' : 'before' },
  };
}
