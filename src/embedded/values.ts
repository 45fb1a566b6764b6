import { Binary, BSON, Double, Long } from 'bson';

/**
 * A document in the form in which it is kept in memory.
 *
 * A JavaScript number stands for the BSON type that the serialiser would give it: Int32 when it is a
 * whole number in that range, Double otherwise. Only a Double that would be mistaken for an Int32
 * (`1.0`), a Long, a Decimal128 and the other BSON types stay wrapped. So most values are plain and
 * quick to compare, and each keeps its type through a round trip.
 */
export type StoredDocument = Record<string, unknown>;

const int32Min = -0x8000_0000;
const int32Max = 0x7fff_ffff;

/** Tells whether the serialiser would write this number as an Int32. */
export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= int32Min && value <= int32Max && !Object.is(value, -0);
}

/** The stored form of a Double with this value. */
export function storedDouble(value: number): unknown {
  return isInt32(value) ? new Double(value) : value;
}

/** Name of a wrapped BSON type such as `ObjectId`, or `undefined` for a plain JavaScript value. */
export function bsonTypeOf(value: object): string | undefined {
  const { _bsontype: type } = value as { readonly _bsontype?: unknown };
  return typeof type === 'string' ? type : undefined;
}

/** Tells whether a value is a document: not an array, a date or a wrapped BSON type. */
export function isDocument(value: unknown): value is StoredDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    bsonTypeOf(value) === undefined
  );
}

/** Decodes BSON bytes into the stored form. */
export function decode(bytes: Uint8Array): StoredDocument {
  const raw = BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true });
  return settleDocument(raw);
}

/** Encodes a document in stored form; fields that are `undefined` are left out. */
export function encode(document: StoredDocument): Uint8Array {
  return BSON.serialize(document, { ignoreUndefined: true });
}

/** Size of a document in BSON, in bytes. */
export function encodedSizeBytes(document: StoredDocument): number {
  return BSON.calculateObjectSize(document, { ignoreUndefined: true });
}

function settleDocument(document: StoredDocument): StoredDocument {
  for (const key of Object.keys(document)) document[key] = settle(document[key]);
  return document;
}

function settle(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = settle(value[i]);
    return value;
  }
  if (value instanceof Date) return value;
  return settleWrapped(value as StoredDocument & { readonly value?: unknown });
}

function settleWrapped(value: StoredDocument & { readonly value?: unknown }): unknown {
  switch (bsonTypeOf(value)) {
    case undefined:
      return settleDocument(value);
    case 'Int32':
      return value.value;
    case 'Double': {
      const number = value.value as number;
      return isInt32(number) ? value : number;
    }
    case 'DBRef':
      return settleReference(value);
    case 'Binary':
      return settleBinary(value as unknown as Binary);
    default:
      return value;
  }
}

// The parser's view would keep the whole message, or the journal's chunk, in memory.
function settleBinary(value: Binary): Binary {
  const { buffer } = value;
  const isView = buffer.buffer.byteLength > 2 * buffer.byteLength;
  return isView ? new Binary(Uint8Array.from(value.value()), value.sub_type) : value;
}

// The parser turns every {$ref, $id} document into a DBRef; queries must still see its fields.
function settleReference(value: StoredDocument): StoredDocument {
  const { collection, oid, db, fields } = value;
  return settleDocument({
    $ref: collection,
    $id: oid,
    ...(db === undefined ? {} : { $db: db }),
    ...(fields as StoredDocument),
  });
}

/** A deep copy that shares only values nobody changes in place (dates, ids, binaries). */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item)) as T;
  if (!isDocument(value)) return value;
  const copy: StoredDocument = {};
  for (const key of Object.keys(value)) assignField(copy, key, copyOf(value[key]));
  return copy as T;
}

/** Sets a field by its own name, also when that name is `__proto__`. */
export function assignField(target: StoredDocument, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else target[key] = value;
}

/** The value of a document's own field; `undefined` when missing. */
export function fieldOf(document: StoredDocument, key: string): unknown {
  return Object.hasOwn(document, key) ? document[key] : undefined;
}

/** A whole number from a command field that may be Int32, Long or Double; `undefined` otherwise. */
export function wholeNumberOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** The JavaScript number behind an Int32, Long or Double; `undefined` for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  return undefined;
}
