import { type Binary, Decimal128, type Long, type ObjectId } from 'bson';
import {
  compareDecimals,
  decimalOfDouble,
  decimalText,
  type ExactDecimal,
  parseDecimal,
} from './decimal.ts';
import { bsonTypeOf, type StoredDocument } from './values.ts';

/** Place of each group of types in MongoDB's sort order; values of one group compare by value. */
export const typeRank = {
  minKey: 0,
  missing: 1,
  null: 2,
  number: 3,
  string: 4,
  document: 5,
  array: 6,
  binary: 7,
  objectId: 8,
  boolean: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  code: 14,
  codeWithScope: 15,
  maxKey: 127,
} as const;

const rankByBsonType: Readonly<Record<string, number>> = {
  MinKey: typeRank.minKey,
  MaxKey: typeRank.maxKey,
  Int32: typeRank.number,
  Double: typeRank.number,
  Long: typeRank.number,
  Decimal128: typeRank.number,
  BSONSymbol: typeRank.string,
  Binary: typeRank.binary,
  ObjectId: typeRank.objectId,
  Timestamp: typeRank.timestamp,
  BSONRegExp: typeRank.regex,
  DBRef: typeRank.document,
};

/** Rank of a value's type in MongoDB's sort order; a missing value ranks just below null. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return typeRank.string;
    case 'number':
      return typeRank.number;
    case 'boolean':
      return typeRank.boolean;
    case 'undefined':
      return typeRank.missing;
    case 'object':
      return value === null ? typeRank.null : rankOfObject(value);
    case 'bigint':
    case 'symbol':
    case 'function':
      throw new TypeError(`A ${typeof value} cannot be stored.`);
  }
}

function rankOfObject(value: object): number {
  if (Array.isArray(value)) return typeRank.array;
  if (value instanceof Date) return typeRank.date;
  const type = bsonTypeOf(value);
  if (type === undefined) return typeRank.document;
  if (type === 'Code') {
    return (value as { scope?: unknown }).scope ? typeRank.codeWithScope : typeRank.code;
  }
  return rankByBsonType[type] ?? typeRank.document;
}

/** Orders two values as MongoDB sorts them; 0 when they are equal, whatever their numeric types. */
export function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (typeof left === 'number' && typeof right === 'number') {
    if (left < right) return -1;
    if (left > right) return 1;
  }
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  const rank = rankOf(left);
  const difference = rank - rankOf(right);
  return difference === 0 ? compareWithin(rank, left, right) : difference;
}

/** Tells whether two values are equal for a query: `1`, `1.0` and `NumberLong(1)` are. */
export function equalValues(left: unknown, right: unknown): boolean {
  return compareValues(left, right) === 0;
}

function compareWithin(rank: number, left: unknown, right: unknown): number {
  switch (rank) {
    case typeRank.number:
      return compareNumbers(left, right);
    case typeRank.string:
      return compareStrings(String(left), String(right));
    case typeRank.document:
      return compareDocuments(left as StoredDocument, right as StoredDocument);
    case typeRank.array:
      return compareArrays(left as unknown[], right as unknown[]);
    case typeRank.binary:
      return compareBinaries(left as Binary, right as Binary);
    case typeRank.objectId:
      return Buffer.compare((left as ObjectId).id, (right as ObjectId).id);
    case typeRank.boolean:
    case typeRank.date:
      return Number(left) - Number(right);
    case typeRank.timestamp:
      return (left as Long).compare(right as Long);
    case typeRank.regex:
    case typeRank.code:
    case typeRank.codeWithScope:
      return compareStrings(JSON.stringify(left), JSON.stringify(right));
    default:
      return 0;
  }
}

/**
 * Orders strings by their UTF-8 bytes, as MongoDB does without a collation.
 *
 * That is code point order; UTF-16 order differs only where a surrogate meets U+E000 to U+FFFF.
 */
export function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a !== b) return codePointWeight(a) - codePointWeight(b);
  }
  return left.length - right.length;
}

function codePointWeight(codeUnit: number): number {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x1_0000 : codeUnit;
}

function compareNumbers(left: unknown, right: unknown): number {
  const [a, b] = [Number(left), Number(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  if (a !== b) return a < b ? -1 : 1;
  if (isPlainDouble(left) && isPlainDouble(right)) return 0;
  const [exactLeft, exactRight] = [exactNumber(left), exactNumber(right)];
  if (exactLeft === undefined || exactRight === undefined) return 0;
  return compareDecimals(exactLeft, exactRight);
}

function isPlainDouble(value: unknown): boolean {
  return typeof value === 'number' || bsonTypeOf(value as object) === 'Double';
}

function exactNumber(value: unknown): ExactDecimal | undefined {
  if (isPlainDouble(value)) return decimalOfDouble(Number(value));
  return parseDecimal((value as Long | Decimal128).toString());
}

function compareDocuments(left: StoredDocument, right: StoredDocument): number {
  const [leftKeys, rightKeys] = [Object.keys(left), Object.keys(right)];
  const length = Math.min(leftKeys.length, rightKeys.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [leftKeys[i] ?? '', rightKeys[i] ?? ''];
    const order =
      rankOf(left[a]) - rankOf(right[b]) ||
      compareStrings(a, b) ||
      compareValues(left[a], right[b]);
    if (order !== 0) return order;
  }
  return leftKeys.length - rightKeys.length;
}

function compareArrays(left: readonly unknown[], right: readonly unknown[]): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareBinaries(left: Binary, right: Binary): number {
  return (
    left.position - right.position ||
    left.sub_type - right.sub_type ||
    Buffer.compare(left.value(), right.value())
  );
}

/** A value that can be the key of a `Map`: equal exactly when the query values are equal. */
export type IdentityKey = string | number;

/** The identity of a value: equal keys for equal values, whatever their numeric types. */
export function identityKey(value: unknown): IdentityKey {
  if (typeof value === 'string') return `s${value}`;
  const rank = rankOf(value);
  switch (rank) {
    case typeRank.number:
      return numberKey(value);
    case typeRank.objectId:
      return `o${(value as ObjectId).toHexString()}`;
    case typeRank.string:
      return `s${String(value)}`;
    case typeRank.document:
      return `{${Object.entries(value as StoredDocument)
        .map(pairKey)
        .join()}}`;
    case typeRank.array:
      return `[${(value as unknown[]).map(itemKey).join()}]`;
    case typeRank.boolean:
    case typeRank.date:
      return `${rank}:${Number(value)}`;
    case typeRank.binary:
      return `x${(value as Binary).sub_type}:${(value as Binary).toString('base64')}`;
    case typeRank.timestamp:
      return `t${(value as Long).toString()}`;
    default:
      return `${rank}:${JSON.stringify(value) ?? ''}`;
  }
}

function itemKey(value: unknown): string {
  const key = identityKey(value);
  return typeof key === 'number' ? String(key) : JSON.stringify(key);
}

function pairKey([name, value]: [string, unknown]): string {
  return `${JSON.stringify(name)}:${itemKey(value)}`;
}

function numberKey(value: unknown): IdentityKey {
  const number = Number(value);
  if (isPlainDouble(value)) return number === 0 ? 0 : number;
  const exact = exactNumber(value);
  if (exact === undefined) return number;
  const rounded = exactNumber(number);
  const isExact = rounded !== undefined && compareDecimals(exact, rounded) === 0;
  return isExact ? (number === 0 ? 0 : number) : `n${decimalText(exact)}`;
}

/** Tells whether two values are the same in type and value, so that storing one changes nothing. */
export function identicalValues(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null) return false;
  if (bsonTypeOf(left) !== bsonTypeOf(right) || rankOf(left) !== rankOf(right)) return false;
  if (Array.isArray(left)) return identicalLists(left, right as unknown[]);
  if (rankOf(left) === typeRank.document) {
    const [a, b] = [Object.entries(left), Object.entries(right)];
    return identicalLists(a.flat(), b.flat());
  }
  if (left instanceof Decimal128) return left.toString() === (right as Decimal128).toString();
  return compareValues(left, right) === 0;
}

function identicalLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, i) => identicalValues(item, right[i]));
}
