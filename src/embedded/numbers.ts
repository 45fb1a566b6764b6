import { Decimal128, Long } from 'bson';
import {
  addDecimals,
  decimalText,
  type ExactDecimal,
  multiplyDecimals,
  parseDecimal,
} from './decimal.ts';
import { refuse } from './errors.ts';
import { typeNameOf } from './filter-operators.ts';
import { isInt32, storedDouble } from './values.ts';

/** Arithmetic that MongoDB's `$inc` and `$mul` do. */
export type Arithmetic = 'add' | 'multiply';

type NumericType = 'int' | 'long' | 'double' | 'decimal';

const widening: readonly string[] = ['int', 'long', 'double', 'decimal'];

/** Tells whether a value is of one of the four numeric types. */
export function isNumeric(value: unknown): boolean {
  return widening.includes(typeNameOf(value));
}

/**
 * Adds or multiplies two stored numbers; the result has the wider type of the two, and an Int32
 * that overflows becomes a Long.
 *
 * @throws {CommandError} BadValue when a Long overflows.
 */
export function calculate(arithmetic: Arithmetic, left: unknown, right: unknown): unknown {
  const rank = Math.max(widening.indexOf(typeNameOf(left)), widening.indexOf(typeNameOf(right)));
  switch (widening[rank] as NumericType) {
    case 'decimal':
      return decimalResult(arithmetic, left, right);
    case 'double': {
      const [a, b] = [Number(left), Number(right)];
      return storedDouble(arithmetic === 'add' ? a + b : a * b);
    }
    case 'long':
      return longResult(arithmetic, left, right);
    case 'int': {
      const result =
        arithmetic === 'add' ? Number(left) + Number(right) : Number(left) * Number(right);
      return isInt32(result) ? result : longResult(arithmetic, left, right);
    }
  }
}

function longResult(arithmetic: Arithmetic, left: unknown, right: unknown): unknown {
  const [a, b] = [BigInt(String(left)), BigInt(String(right))];
  const result = arithmetic === 'add' ? a + b : a * b;
  if (BigInt.asIntN(64, result) !== result) {
    refuse(
      'BadValue',
      `Failed to apply $${arithmetic === 'add' ? 'inc' : 'mul'} operations to current value (NumberLong(${String(left)}))`,
    );
  }
  // A product of two Int32 may be -0 in JavaScript but is the Int32 zero.
  if (result === 0n && !(left instanceof Long) && !(right instanceof Long)) return 0;
  return Long.fromBigInt(result);
}

function decimalResult(arithmetic: Arithmetic, left: unknown, right: unknown): Decimal128 {
  const [a, b] = [exact(left), exact(right)];
  if (a === undefined || b === undefined)
    return Decimal128.fromString(specialText(arithmetic, left, right));
  const result = arithmetic === 'add' ? addDecimals(a, b) : multiplyDecimals(a, b);
  return Decimal128.fromStringWithRounding(plainText(result));
}

// A double that meets a decimal counts with the 15 digits that it is sure to hold.
function exact(value: unknown): ExactDecimal | undefined {
  const text =
    typeNameOf(value) === 'double' ? String(Number(Number(value).toPrecision(15))) : String(value);
  return parseDecimal(text);
}

function specialText(arithmetic: Arithmetic, left: unknown, right: unknown): string {
  const [a, b] = [Number(String(left)), Number(String(right))];
  return String(arithmetic === 'add' ? a + b : a * b);
}

// Keeps small exponents out of sight: 3.5 rather than 35E-1.
function plainText(value: ExactDecimal): string {
  const { coefficient, exponent } = value;
  if (exponent >= 0 && exponent <= 30) return String(coefficient * 10n ** BigInt(exponent));
  if (exponent > 0 || exponent < -30) return decimalText(value);
  const digits = coefficient
    .toString()
    .replace('-', '')
    .padStart(1 - exponent, '0');
  const sign = coefficient < 0n ? '-' : '';
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
