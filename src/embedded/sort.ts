import { compareValues } from './compare.ts';
import { refuse } from './errors.ts';
import { anyWholeAt } from './path.ts';
import { isDocument, numberOf, type StoredDocument } from './values.ts';

/** One field of a sort, most significant first. */
export interface SortField {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** Reads a sort document. @throws {CommandError} BadValue for anything but 1 and -1. */
export function parseSort(given: unknown): SortField[] {
  if (given === undefined || given === null) return [];
  if (!isDocument(given)) return refuse('TypeMismatch', "Expected field 'sort' to be an object");
  return Object.entries(given).map(([path, direction]) => sortField(path, direction));
}

function sortField(path: string, direction: unknown): SortField {
  if (path === '' || path.startsWith('$')) {
    if (path !== '$natural')
      refuse('BadValue', `FieldPath field names may not start with '$' or be empty.`);
  }
  if (isDocument(direction))
    refuse('BadValue', '$meta sorts need a text index, which is not supported');
  const number = numberOf(direction);
  if (number !== 1 && number !== -1) {
    return refuse(
      'BadValue',
      '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
    );
  }
  return { path, direction: number };
}

/** Sorts in MongoDB's order; documents that compare equal keep their order. */
export function sortBy<T>(
  items: readonly T[],
  fields: readonly SortField[],
  documentOf: (item: T) => StoredDocument,
): T[] {
  const paths = fields.map((field) => field.path.split('.'));
  const keyed = items.map((item) => {
    const document = documentOf(item);
    return {
      item,
      key: fields.map((field, i) => sortKey(document, paths[i] ?? [], field.direction)),
    };
  });
  keyed.sort((a, b) => compareKeys(a.key, b.key, fields));
  return keyed.map(({ item }) => item);
}

function compareKeys(
  left: readonly unknown[],
  right: readonly unknown[],
  fields: readonly SortField[],
): number {
  for (const [i, field] of fields.entries()) {
    const order = compareValues(left[i], right[i]);
    if (order !== 0) return order * field.direction;
  }
  return 0;
}

/** The value a document sorts by: of an array the least (ascending) or the greatest element. */
function sortKey(document: StoredDocument, parts: readonly string[], direction: 1 | -1): unknown {
  let best: unknown;
  let isFirst = true;
  const offer = (value: unknown) => {
    if (isFirst || compareValues(value, best) * direction < 0) best = value;
    isFirst = false;
  };
  anyWholeAt(document, parts, (value) => {
    if (!Array.isArray(value)) offer(value ?? null);
    else if (value.length === 0) offer(undefined);
    else value.forEach(offer);
    return false;
  });
  return isFirst ? null : best;
}
