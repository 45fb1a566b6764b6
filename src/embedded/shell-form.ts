import type { Binary, BSONRegExp, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { bsonTypeOf, isDocument } from './values.ts';

/** Writes a value as the server does in its messages: `{ a: "x", n: 1, id: ObjectId('…') }`. */
export function inShellForm(value: unknown): string {
  if (typeof value === 'string')
    return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (typeof value !== 'object')
    return value === undefined ? 'null' : `${value as number | boolean}`;
  if (value === null) return 'null';
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[ ${value.map(inShellForm).join(', ')} ]`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isDocument(value)) return documentInShellForm(Object.entries(value));
  return wrappedInShellForm(value);
}

function documentInShellForm(fields: [string, unknown][]): string {
  if (fields.length === 0) return '{}';
  return `{ ${fields.map(([name, value]) => `${name}: ${inShellForm(value)}`).join(', ')} }`;
}

function wrappedInShellForm(value: object): string {
  switch (bsonTypeOf(value)) {
    case 'ObjectId':
      return `ObjectId('${(value as ObjectId).toHexString()}')`;
    case 'Double':
      return `${(value as Double).value}.0`;
    case 'Long':
      return (value as Long).toString();
    case 'Decimal128':
      return `NumberDecimal('${(value as Decimal128).toString()}')`;
    case 'Binary':
      return `BinData(${(value as Binary).sub_type}, ${(value as Binary).toString('hex').toUpperCase()})`;
    case 'BSONRegExp':
      return `/${(value as BSONRegExp).pattern}/${(value as BSONRegExp).options}`;
    case 'Timestamp':
      return `Timestamp(${(value as Timestamp).getHighBits()}, ${(value as Timestamp).getLowBitsUnsigned()})`;
    case undefined:
    default:
      return bsonTypeOf(value) ?? '';
  }
}
