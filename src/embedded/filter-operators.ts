import type { Binary, BSONRegExp, Long } from 'bson';
import {
  compareValues,
  equalValues,
  type IdentityKey,
  identityKey,
  rankOf,
  typeRank,
} from './compare.ts';
import { refuse } from './errors.ts';
import type { ValueTest } from './path.ts';
import { bsonTypeOf, isDocument, isInt32, numberOf, wholeNumberOf } from './values.ts';

/** Tells whether a value is a regular expression as it arrives over the wire. */
export function isRegex(value: unknown): value is BSONRegExp {
  return typeof value === 'object' && value !== null && bsonTypeOf(value) === 'BSONRegExp';
}

/** The test of `{ field: wanted }`: equality, null for missing, or a match when it is a regex. */
export function equalityTest(wanted: unknown): ValueTest {
  if (isRegex(wanted)) return regexTest(wanted.pattern, wanted.options);
  if (wanted === null || wanted === undefined)
    return (value) => value === null || value === undefined;
  if (typeof wanted === 'string') {
    return (value) => value === wanted || (typeof value === 'object' && equalValues(value, wanted));
  }
  return (value) => equalValues(value, wanted);
}

/** The test of a regular expression on strings; an equal stored regex passes as well. */
export function regexTest(pattern: string, options: string): ValueTest {
  const expression = compileRegex(pattern, options);
  return (value) => {
    if (typeof value === 'string') return expression.test(value);
    if (isRegex(value)) return value.pattern === pattern && value.options === options;
    return rankOf(value) === typeRank.string && expression.test(String(value));
  };
}

/** Compiles PCRE text with MongoDB's option letters. @throws {CommandError} what is not supported. */
export function compileRegex(pattern: string, options: string): RegExp {
  const foreign = Array.from(options).find((letter) => !'imsu'.includes(letter));
  if (foreign !== undefined) refuse('BadValue', `invalid flag in regex options: ${foreign}`);
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const flags = new Set(`${options.replace('u', '')}${inline?.[1] ?? ''}`);
  const body = inline === null ? pattern : pattern.slice(inline[0].length);
  try {
    return new RegExp(body, [...flags, 'u'].join(''));
  } catch {
    return compileLoosely(body, [...flags].join(''));
  }
}

// PCRE allows escapes such as `\-` that the unicode mode refuses.
function compileLoosely(body: string, flags: string): RegExp {
  try {
    return new RegExp(body, flags);
  } catch (cause) {
    return refuse('BadValue', `Regular expression is invalid: ${String(cause)}`);
  }
}

/** The test of `$gt`, `$gte`, `$lt` or `$lte`: only values of the operand's own type group pass. */
export function rangeTest(operator: string, bound: unknown): ValueTest {
  if (isRegex(bound)) refuse('BadValue', `Can't have RegEx as arg to predicate over field`);
  const rank = rankOf(bound ?? null);
  const orEqual = operator.endsWith('e');
  const sign = operator.startsWith('$g') ? 1 : -1;
  if (rank === typeRank.minKey || rank === typeRank.maxKey)
    return extremeTest(sign, orEqual, bound);
  if (Number.isNaN(numberOf(bound))) {
    return (value) => orEqual && rankOf(value) === rank && equalValues(value, bound);
  }
  return (given) => {
    const value = given ?? null;
    if (rankOf(value) !== rank || Number.isNaN(value)) return false;
    const order = compareValues(value, bound ?? null) * sign;
    return orEqual ? order >= 0 : order > 0;
  };
}

function extremeTest(sign: number, orEqual: boolean, bound: unknown): ValueTest {
  return (value) => {
    if (value === undefined) return false;
    const order = compareValues(value, bound) * sign;
    return orEqual ? order >= 0 : order > 0;
  };
}

/** The test of `$in`. @throws {CommandError} when the operand is not a list of plain values. */
export function membershipTest(wanted: unknown, operator: string): ValueTest {
  if (!Array.isArray(wanted)) return refuse('BadValue', `${operator} needs an array`);
  const keys = new Set<IdentityKey>();
  const patterns: ValueTest[] = [];
  for (const item of wanted) {
    if (isRegex(item)) patterns.push(equalityTest(item));
    else if (isOperatorDocument(item)) refuse('BadValue', `cannot nest $ under ${operator}`);
    else keys.add(identityKey(item ?? null));
  }
  return (value) => keys.has(identityKey(value ?? null)) || patterns.some((test) => test(value));
}

/** Tells whether a value is a document whose first field is an operator, not a `$ref`. */
export function isOperatorDocument(value: unknown): boolean {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first);
}

const typeAliases: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const wrappedTypes: Readonly<Record<string, string>> = {
  Double: 'double',
  Long: 'long',
  Decimal128: 'decimal',
  Int32: 'int',
  Binary: 'binData',
  ObjectId: 'objectId',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

/** MongoDB's alias of a value's type, such as `int` or `objectId`; `missing` for `undefined`. */
export function typeNameOf(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'missing';
    case 'object':
      return value === null ? 'null' : objectTypeName(value);
    case 'string':
    case 'bigint':
    case 'symbol':
    case 'function':
      return typeof value;
  }
}

function objectTypeName(value: object): string {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  const type = bsonTypeOf(value);
  if (type === 'Code') {
    return rankOf(value) === typeRank.code ? 'javascript' : 'javascriptWithScope';
  }
  return wrappedTypes[type ?? ''] ?? 'object';
}

/** The test of `$type`, by alias, number or a list of them. */
export function typeTest(wanted: unknown): ValueTest {
  const names = new Set((Array.isArray(wanted) ? wanted : [wanted]).flatMap(namesOfType));
  if (names.size === 0) refuse('FailedToParse', '$type must match at least one type');
  return (value) => names.has(typeNameOf(value));
}

function namesOfType(wanted: unknown): string[] {
  if (wanted === 'number') return ['int', 'long', 'double', 'decimal'];
  const code = typeof wanted === 'string' ? typeAliases[wanted] : numberOf(wanted);
  const name = Object.keys(typeAliases).find((alias) => typeAliases[alias] === code);
  if (name !== undefined && code !== undefined) return [name];
  return refuse(
    'BadValue',
    typeof wanted === 'string'
      ? `Unknown type name alias: ${wanted}`
      : `Invalid numerical type code: ${String(wanted)}`,
  );
}

/** The test of `$mod: [divisor, remainder]`. */
export function moduloTest(wanted: unknown): ValueTest {
  if (!Array.isArray(wanted)) return refuse('BadValue', 'malformed mod, needs to be an array');
  if (wanted.length < 2) refuse('BadValue', 'malformed mod, not enough elements');
  if (wanted.length > 2) refuse('BadValue', 'malformed mod, too many elements');
  const [divisor, remainder] = wanted.map((item) => Math.trunc(numberOf(item) ?? Number.NaN));
  if (Number.isNaN(divisor)) refuse('BadValue', 'malformed mod, divisor not a number');
  if (Number.isNaN(remainder)) refuse('BadValue', 'malformed mod, remainder not a number');
  if (divisor === 0) refuse('BadValue', 'divisor cannot be 0');
  return (value) => {
    const number = rankOf(value) === typeRank.number ? Math.trunc(Number(value)) : Number.NaN;
    return number % (divisor ?? 1) === remainder;
  };
}

/** The test of `$size`. */
export function sizeTest(wanted: unknown): ValueTest {
  const size = wholeNumberOf(wanted);
  if (size === undefined) return refuse('BadValue', `Failed to parse $size. Expected a number`);
  if (size < 0) refuse('BadValue', `Failed to parse $size. Expected a non-negative number`);
  return (value) => Array.isArray(value) && value.length === size;
}

/** The test of `$bitsAllSet`, `$bitsAnySet`, `$bitsAllClear` or `$bitsAnyClear`. */
export function bitsTest(operator: string, wanted: unknown): ValueTest {
  const mask = bitMask(operator, wanted);
  return (value) => {
    const bits = bitsOf(value);
    if (bits === undefined) return false;
    const set = bits & mask;
    if (operator === '$bitsAllSet') return set === mask;
    if (operator === '$bitsAnySet') return set !== 0n;
    return operator === '$bitsAllClear' ? set === 0n : set !== mask;
  };
}

function bitMask(operator: string, wanted: unknown): bigint {
  if (Array.isArray(wanted)) {
    return wanted.reduce((mask: bigint, item) => mask | (1n << BigInt(bitPosition(item))), 0n);
  }
  const mask = bitsOf(wanted);
  const isNegative = mask !== undefined && mask < 0n;
  if (mask !== undefined && !isNegative) return mask;
  return refuse(
    isNegative ? 'FailedToParse' : 'BadValue',
    `${operator} takes an Array, a number, or a BinData but received: ${String(wanted)}`,
  );
}

function bitPosition(item: unknown): number {
  const position = wholeNumberOf(item);
  if (position !== undefined && position >= 0) return position;
  return refuse('BadValue', `bit positions must be an integer >= 0 but got: ${String(item)}`);
}

function bitsOf(value: unknown): bigint | undefined {
  if (typeof value === 'object' && value !== null && bsonTypeOf(value) === 'Binary') {
    const bytes = (value as Binary).value();
    return bytes.reduceRight((bits: bigint, byte: number) => (bits << 8n) | BigInt(byte), 0n);
  }
  if (typeof value === 'object' && value !== null && bsonTypeOf(value) === 'Long') {
    return (value as Long).toBigInt();
  }
  const number = wholeNumberOf(value);
  return number === undefined ? undefined : BigInt(number);
}
