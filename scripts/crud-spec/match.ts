import mongoose from 'mongoose';
import type { Fields } from './format.ts';

const { EJSON, Long, Double, Int32, Decimal128, ObjectId, Binary, Timestamp } = mongoose.mongo.BSON;

/** What was seen is not what the test file expects. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}

type TypeCheck = (value: unknown) => boolean;

const isWhole: TypeCheck = (value) => typeof value === 'number' && Number.isInteger(value);
const isInt: TypeCheck = (value) =>
  value instanceof Int32 || (isWhole(value) && Math.abs(Number(value)) < 2 ** 31);

// Numbers arrive promoted, so that a whole number may stand for each numeric type.
const typeChecks: Readonly<Record<string, TypeCheck>> = {
  string: (value) => typeof value === 'string',
  object: isFields,
  array: (value) => Array.isArray(value),
  bool: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  int: isInt,
  long: (value) => isWhole(value) || value instanceof Long || typeof value === 'bigint',
  double: (value) => typeof value === 'number' || value instanceof Double,
  decimal: (value) => value instanceof Decimal128,
  number: (value) => typeof value === 'number' || value instanceof Long || value instanceof Double,
  date: (value) => value instanceof Date,
  objectId: (value) => value instanceof ObjectId,
  binData: (value) => value instanceof Binary,
  timestamp: (value) => value instanceof Timestamp,
};

/** True for a plain document, false for arrays and BSON values. */
export function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('_bsontype' in value) && !(value instanceof Date) && !(value instanceof RegExp);
}

/**
 * Compares by the matching rules of the unified test format: only a root-level document, or one in
 * a root-level array, may hold fields that are not expected.
 *
 * @param at - Where the value stands, for the message.
 * @throws {Mismatch} when the value is not as expected.
 */
export function assertMatches(expected: unknown, actual: unknown, at: string, isRoot = true): void {
  if (isFields(expected)) {
    const [key = ''] = Object.keys(expected);
    if (key.startsWith('$$')) return assertSpecial(key, expected[key], actual, at, isRoot);
    return assertDocument(expected, actual, at, isRoot);
  }
  if (Array.isArray(expected)) return assertArray(expected, actual, at, isRoot);
  if (!isSame(expected, actual)) refuse(expected, actual, at);
}

function assertDocument(expected: Fields, actual: unknown, at: string, isRoot: boolean): void {
  // Results of the driver are class instances with getters, so any object will do.
  if (typeof actual !== 'object' || actual === null) return refuse(expected, actual, at);
  for (const [key, value] of Object.entries(expected)) {
    assertMatches(value, fieldOf(actual, key), `${at}.${key}`, false);
  }
  const foreign = isRoot ? undefined : namesIn(actual).find((key) => !(key in expected));
  if (foreign !== undefined) throw new Mismatch(`${at}.${foreign} is not expected`);
}

// Where order counts, as in a sort, the driver has a Map in the place of a document.
const fieldOf = (actual: object, key: string): unknown =>
  actual instanceof Map ? actual.get(key) : Reflect.get(actual, key);

const namesIn = (actual: object): readonly string[] =>
  actual instanceof Map ? [...actual.keys()].map(String) : Object.keys(actual);

function assertArray(
  expected: readonly unknown[],
  actual: unknown,
  at: string,
  isRoot: boolean,
): void {
  if (!Array.isArray(actual) || actual.length !== expected.length) refuse(expected, actual, at);
  const values = actual as readonly unknown[];
  for (const [i, value] of expected.entries()) {
    assertMatches(value, values[i], `${at}[${i}]`, isRoot);
  }
}

function assertSpecial(
  operator: string,
  operand: unknown,
  actual: unknown,
  at: string,
  isRoot: boolean,
): void {
  if (operator === '$$exists') {
    if ((actual !== undefined) !== operand) refuse({ [operator]: operand }, actual, at);
  } else if (operator === '$$unsetOrMatches') {
    if (actual !== undefined && actual !== null) assertMatches(operand, actual, at, isRoot);
  } else if (operator === '$$type') {
    const names = Array.isArray(operand) ? operand : [operand];
    if (!names.some((name) => typeChecks[String(name)]?.(actual))) {
      refuse({ [operator]: operand }, actual, at);
    }
  } else {
    throw new Mismatch(`${at}: the operator ${operator} is not known to this runner`);
  }
}

function isSame(expected: unknown, actual: unknown): boolean {
  // The format lets a result that a driver leaves out stand for null.
  if (expected === null || expected === undefined) return actual === null || actual === undefined;
  if (typeof expected === 'number' && typeof actual === 'bigint')
    return BigInt(expected) === actual;
  return typeof expected === 'object'
    ? EJSON.stringify(expected) === EJSON.stringify(actual)
    : expected === actual;
}

function refuse(expected: unknown, actual: unknown, at: string): never {
  throw new Mismatch(`${at}: expected ${shown(expected)}, got ${shown(actual)}`);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : EJSON.stringify(value).slice(0, 300);
}
