import { identicalValues } from './compare.ts';
import { refuse } from './errors.ts';
import { isDocument, numberOf, type StoredDocument } from './values.ts';
import { isTruthy } from './filter.ts';

/** An index as `listIndexes` shows it. */
export interface IndexSpec {
  readonly v: 2;
  readonly key: StoredDocument;
  readonly name: string;
  readonly unique?: true;
  readonly sparse?: true;
  readonly hidden?: true;
  readonly partialFilterExpression?: StoredDocument;
  readonly expireAfterSeconds?: number;
}

/** The index that every collection has. */
export const idIndexSpec: IndexSpec = { v: 2, key: { _id: 1 }, name: '_id_' };

const knownOptions = new Set([
  'v',
  'key',
  'name',
  'ns',
  'background',
  'unique',
  'sparse',
  'hidden',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
]);

/** The name that drivers and the server give to an index without one, such as `a_1_b_-1`. */
export function indexNameOf(key: StoredDocument): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_');
}

/** Checks one entry of `createIndexes`. @throws {CommandError} when the stand-in cannot keep it. */
export function parseIndexSpec(given: unknown): IndexSpec {
  if (!isDocument(given)) return refuse('TypeMismatch', 'createIndexes needs index documents');
  const foreign = Object.keys(given).find((option) => !knownOptions.has(option));
  if (foreign !== undefined) {
    refuse(
      'InvalidIndexSpecificationOption',
      `The field '${foreign}' is not valid for an index specification`,
    );
  }
  const key = parseKey(given['key']);
  refuseCollation(given['collation']);
  if (isIdKey(key)) return parseIdSpec(given);
  const name = given['name'] ?? indexNameOf(key);
  if (typeof name !== 'string' || name === '')
    return refuse('TypeMismatch', 'index names must be non-empty strings');
  return { v: 2, key, name, ...parseOptions(given) };
}

function parseIdSpec(given: StoredDocument): IndexSpec {
  const foreign = ['sparse', 'partialFilterExpression', 'expireAfterSeconds', 'hidden'].find(
    (option) => isTruthy(given[option]),
  );
  if (foreign === undefined) return idIndexSpec;
  return refuse('InvalidIndexSpecificationOption', `_id index cannot have the option ${foreign}`);
}

/** Tells whether an index key is that of the `_id` index. */
export function isIdKey(key: StoredDocument): boolean {
  return Object.keys(key).join() === '_id';
}

function parseKey(key: unknown): StoredDocument {
  if (!isDocument(key)) return refuse('TypeMismatch', "The field 'key' must be an object");
  const paths = Object.keys(key);
  if (paths.length === 0) refuse('CannotCreateIndex', 'Index keys cannot be empty.');
  for (const path of paths) checkKeyPart(path, key[path]);
  return key;
}

function checkKeyPart(path: string, direction: unknown): void {
  if (path === '' || path.split('.').includes('')) {
    refuse('CannotCreateIndex', 'Index keys cannot contain an empty field.');
  }
  if (path.split('.').some((part) => part.startsWith('$'))) {
    refuse(
      'CannotCreateIndex',
      `Index key contains an illegal field name: field name starts with '$'.`,
    );
  }
  if (typeof direction === 'string') {
    refuse('CannotCreateIndex', `Unknown index plugin '${direction}'`);
  }
  const number = numberOf(direction);
  if (number === undefined || number === 0 || Number.isNaN(number)) {
    refuse(
      'CannotCreateIndex',
      `Values in v:2 index key pattern cannot be of this type or zero: ${path}`,
    );
  }
}

function refuseCollation(collation: unknown): void {
  if (collation === undefined) return;
  if (isDocument(collation) && collation['locale'] === 'simple') return;
  refuse('BadValue', 'The embedded server knows only the simple collation');
}

function parseOptions(given: StoredDocument): Partial<IndexSpec> {
  const partial = given['partialFilterExpression'];
  if (partial !== undefined && !isDocument(partial)) {
    refuse('CannotCreateIndex', "'partialFilterExpression' for an index has to be a document");
  }
  if (partial !== undefined && isTruthy(given['sparse'])) {
    refuse('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  return {
    ...(isTruthy(given['unique']) ? { unique: true } : {}),
    ...(isTruthy(given['sparse']) ? { sparse: true } : {}),
    ...(isTruthy(given['hidden']) ? { hidden: true } : {}),
    ...(isDocument(partial) ? { partialFilterExpression: partial } : {}),
    ...parseExpiry(given),
  };
}

function parseExpiry(given: StoredDocument): Partial<IndexSpec> {
  if (!('expireAfterSeconds' in given)) return {};
  const seconds = numberOf(given['expireAfterSeconds']);
  if (seconds === undefined) {
    return refuse('CannotCreateIndex', 'TTL index option expireAfterSeconds must be numeric');
  }
  if (!(seconds >= 0 && seconds <= 0x7fff_ffff)) {
    refuse(
      'CannotCreateIndex',
      'TTL index option expireAfterSeconds must be within 0 and 2147483647',
    );
  }
  if (isDocument(given['key']) && Object.keys(given['key']).length > 1) {
    refuse(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  }
  return { expireAfterSeconds: Math.trunc(seconds) };
}

/** Tells whether two specifications describe the same index, names and hiding apart. */
export function sameIndex(left: IndexSpec, right: IndexSpec): boolean {
  return identicalValues(comparable(left), comparable(right));
}

function comparable(spec: IndexSpec): StoredDocument {
  const { key, unique, sparse, partialFilterExpression, expireAfterSeconds } = spec;
  return {
    key: Object.entries(key).map(([path, direction]) => [
      path,
      Math.sign(numberOf(direction) ?? 1),
    ]),
    unique: unique ?? false,
    sparse: sparse ?? false,
    partialFilterExpression: partialFilterExpression ?? {},
    expireAfterSeconds: expireAfterSeconds ?? -1,
  };
}

/** Tells whether two specifications order the same fields in the same directions. */
export function sameKey(left: StoredDocument, right: StoredDocument): boolean {
  return sameIndex({ ...idIndexSpec, key: left }, { ...idIndexSpec, key: right });
}
