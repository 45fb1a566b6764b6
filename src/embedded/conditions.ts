import { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import { compareValues, type IdentityKey, identityKey, rankOf, typeRank } from './compare.ts';
import { isOperatorDocument, isRegex } from './filter-operators.ts';
import { isDocument, numberOf, type StoredDocument } from './values.ts';

/** One end of an interval of values. */
export interface Limit {
  readonly value: unknown;
  readonly isInclusive: boolean;
}

/**
 * What a filter demands of one field, as far as an index can serve it.
 *
 * Matching documents are always within it; those within it need not match.
 */
export type Condition =
  | { readonly kind: 'points'; readonly values: readonly unknown[] }
  | { readonly kind: 'range'; readonly rank: number; readonly lower: Limit; readonly upper: Limit };

/** What a filter demands of single fields. */
export interface Conditions {
  readonly byPath: ReadonlyMap<string, readonly Condition[]>;
  /** True when meeting the conditions is all that the filter asks. */
  readonly isWhole: boolean;
}

interface Collected {
  readonly byPath: Map<string, Condition[]>;
  isWhole: boolean;
}

/** Reads what a filter demands of single fields, at its top level and under `$and`. */
export function conditionsOf(filter: StoredDocument): Conditions {
  const collected: Collected = { byPath: new Map(), isWhole: true };
  collect(filter, '', collected);
  return collected;
}

function collect(filter: StoredDocument, prefix: string, into: Collected): void {
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(operand)) {
      for (const branch of operand) if (isDocument(branch)) collect(branch, prefix, into);
    } else if (key.startsWith('$')) into.isWhole = false;
    else collectField(`${prefix}${key}`, operand, into);
  }
}

function collectField(path: string, operand: unknown, into: Collected): void {
  if (!isOperatorDocument(operand)) return note(path, pointsOf([operand]), into);
  for (const [operator, argument] of Object.entries(operand as StoredDocument)) {
    if (operator === '$elemMatch' && isDocument(argument) && !isOperatorDocument(argument)) {
      collect(argument, `${path}.`, into);
      into.isWhole = false;
    } else note(path, conditionOf(operator, argument), into);
  }
}

function note(path: string, condition: Condition | undefined, into: Collected): void {
  if (condition === undefined) {
    into.isWhole = false;
    return;
  }
  const list = into.byPath.get(path);
  if (list === undefined) into.byPath.set(path, [condition]);
  else list.push(condition);
}

function conditionOf(operator: string, argument: unknown): Condition | undefined {
  switch (operator) {
    case '$eq':
      return pointsOf([argument]);
    case '$in':
      return Array.isArray(argument) ? pointsOf(argument) : undefined;
    case '$all':
      return Array.isArray(argument) ? pointsOf(argument.slice(0, 1)) : undefined;
    case '$gt':
    case '$gte':
      return rangeOf(argument, 'lower', operator === '$gte');
    case '$lt':
    case '$lte':
      return rangeOf(argument, 'upper', operator === '$lte');
    default:
      return undefined;
  }
}

function pointsOf(values: readonly unknown[]): Condition | undefined {
  if (values.some(isUnbounded)) return undefined;
  const distinct = new Map<IdentityKey, unknown>();
  for (const value of values) distinct.set(identityKey(value ?? null), value ?? null);
  return { kind: 'points', values: [...distinct.values()].toSorted(compareValues) };
}

// An array may equal the whole field or one element of it, and a regex is no single value.
function isUnbounded(value: unknown): boolean {
  return Array.isArray(value) || isRegex(value) || isOperatorDocument(value);
}

// The least value of each type group: where the group starts in an index, and the one before ends.
const groupFloors: Readonly<Record<number, unknown>> = {
  [typeRank.number]: Number.NaN,
  [typeRank.string]: '',
  [typeRank.binary]: new Binary(new Uint8Array(0), 0),
  [typeRank.objectId]: new ObjectId('0'.repeat(24)),
  [typeRank.boolean]: false,
  [typeRank.date]: new Date(-8.64e15),
  [typeRank.timestamp]: new Timestamp(0n),
};

const groupCeilings: Readonly<Record<number, unknown>> = {
  [typeRank.number]: '',
  [typeRank.string]: {},
  [typeRank.binary]: groupFloors[typeRank.objectId],
  [typeRank.objectId]: false,
  [typeRank.boolean]: groupFloors[typeRank.date],
  [typeRank.date]: groupFloors[typeRank.timestamp],
  [typeRank.timestamp]: new BSONRegExp('', ''),
};

function rangeOf(
  value: unknown,
  side: 'lower' | 'upper',
  isInclusive: boolean,
): Condition | undefined {
  const rank = rankOf(value);
  if (!(rank in groupFloors) || Number.isNaN(numberOf(value))) return undefined;
  const floor = { value: groupFloors[rank], isInclusive: true };
  const ceiling = { value: groupCeilings[rank], isInclusive: false };
  const limit = { value, isInclusive };
  return side === 'lower'
    ? { kind: 'range', rank, lower: limit, upper: ceiling }
    : { kind: 'range', rank, lower: floor, upper: limit };
}

/**
 * Narrows several conditions on one field to the one that an index scan will use.
 *
 * @param isMultikey - Different array elements may meet different conditions then, so they cannot
 *   be combined and the best single one is taken.
 */
export function narrowed(
  conditions: readonly Condition[],
  isMultikey: boolean,
): Condition | undefined {
  const points = conditions.filter((condition) => condition.kind === 'points');
  const fewest = points.toSorted((a, b) => a.values.length - b.values.length)[0];
  if (fewest !== undefined) return fewest;
  const [first, ...others] = conditions;
  if (first === undefined || isMultikey) return first;
  return others.reduce<Condition>(intersection, first);
}

function intersection(left: Condition, right: Condition): Condition {
  if (left.kind === 'points' || right.kind === 'points') return left;
  // Two type groups at once match nothing but the filter itself will find that out.
  if (left.rank !== right.rank) return left;
  return {
    kind: 'range',
    rank: left.rank,
    lower: tighter(left.lower, right.lower, 1),
    upper: tighter(left.upper, right.upper, -1),
  };
}

function tighter(left: Limit, right: Limit, sign: 1 | -1): Limit {
  const order = compareValues(left.value, right.value) * sign;
  if (order === 0) return left.isInclusive ? right : left;
  return order > 0 ? left : right;
}
