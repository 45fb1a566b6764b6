import type { Collection } from './collection.ts';
import type { CollectionIndex } from './collection-index.ts';
import { compareValues, equalValues, rankOf } from './compare.ts';
import { type Condition, type Conditions, conditionsOf, narrowed } from './conditions.ts';
import { isOperatorDocument } from './filter-operators.ts';
import { type Edge, end, start } from './index-tree.ts';
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
  const direction = sortDirection(index, query.sort, bounds);
  if (bounds.used.length === 0 && (direction === undefined || query.sort.length === 0))
    return undefined;
  const stretches = stretchesOf(index, bounds);
  const entries = stretches.reduce((sum, { from, to }) => sum + index.tree.estimate(from, to), 0);
  const isSorted = direction !== undefined;
  return {
    scans: [{ index, stretches, isBackwards: direction === -1 }],
    isSorted,
    cost: costOf(entries, isSorted, query, conditions, bounds),
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

/** Tells whether every document that matches a filter surely matches the other one too. */
export function implies(filter: StoredDocument, partial: StoredDocument): boolean {
  const clauses = clausesOf(filter);
  return clausesOf(partial).every(([path, operand]) => {
    const own = clauses.filter(([other]) => other === path).map(([, value]) => value);
    return own.some((value) => impliesOperand(value, operand));
  });
}

function clausesOf(filter: StoredDocument): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, operand]): [string, unknown][] => {
    if (key === '$and' && Array.isArray(operand)) return operand.flatMap(clausesOf);
    if (!isOperatorDocument(operand)) return [[key, { $eq: operand }]];
    return Object.entries(operand as StoredDocument).map(([name, value]) => [
      key,
      { [name]: value },
    ]);
  });
}

function impliesOperand(own: unknown, wanted: unknown): boolean {
  if (!isDocument(own) || !isDocument(wanted)) return false;
  const [[ownName, ownValue] = ['', null]] = Object.entries(own);
  const [[name, value] = ['', null]] = Object.entries(wanted);
  if (ownName === name && equalValues(ownValue, value)) return true;
  switch (name) {
    case '$exists':
      return value === true && demandsValue(ownName, ownValue);
    case '$in':
      return (
        Array.isArray(value) &&
        everyPoint(ownName, ownValue, (p) => value.some((v) => equalValues(v, p)))
      );
    case '$gt':
    case '$gte':
      return impliesLimit(ownName, ownValue, name, value, 1);
    case '$lt':
    case '$lte':
      return impliesLimit(ownName, ownValue, name, value, -1);
    default:
      return false;
  }
}

function demandsValue(name: string, value: unknown): boolean {
  if (['$gt', '$gte', '$lt', '$lte'].includes(name)) return value !== null;
  return everyPoint(name, value, (point) => point !== null);
}

function everyPoint(name: string, value: unknown, test: (point: unknown) => boolean): boolean {
  if (name === '$eq') return !Array.isArray(value) && test(value);
  return name === '$in' && Array.isArray(value) && value.every((v) => !Array.isArray(v) && test(v));
}

function impliesLimit(
  ownName: string,
  ownValue: unknown,
  name: string,
  value: unknown,
  sign: 1 | -1,
): boolean {
  const isInclusive = name.endsWith('e');
  const within = (point: unknown) => {
    const order = compareValues(point, value) * sign;
    return sameGroup(point, value) && (isInclusive ? order >= 0 : order > 0);
  };
  if (ownName === '$eq' || ownName === '$in') return everyPoint(ownName, ownValue, within);
  const strict = sign === 1 ? '$gt' : '$lt';
  if (ownName !== strict && ownName !== `${strict}e`) return false;
  if (!sameGroup(ownValue, value)) return false;
  const order = compareValues(ownValue, value) * sign;
  return order > 0 || (order === 0 && (isInclusive || ownName === strict));
}

function sameGroup(left: unknown, right: unknown): boolean {
  return rankOf(left) === rankOf(right);
}

/** Whether reading the index forwards or backwards gives the order that a query asks for. */
function sortDirection(
  index: CollectionIndex,
  sort: readonly SortField[],
  bounds: Bounds,
): 1 | -1 | undefined {
  if (sort.length === 0) return 1;
  if (index.isMultikey) return undefined;
  // After several points on a field, the stretches follow each other out of order.
  if (bounds.used.slice(bounds.fixed).some((one) => one.kind === 'points')) return undefined;
  const fixed = new Set(index.fields.slice(0, bounds.fixed).map((field) => field.path));
  const wanted = sort.filter((field) => !fixed.has(field.path));
  const turns = wanted.map((field, i) => {
    const offered = index.fields[bounds.fixed + i];
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
