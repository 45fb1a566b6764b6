import { refuse } from './errors.ts';
import { assignField, fieldOf, isDocument, type StoredDocument } from './values.ts';

/** Fields of a stage with nested documents turned into dotted paths: `{ a: { b: 1 } }` is `a.b`. */
export function flattenedFields(fields: StoredDocument, prefix = ''): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const path = `${prefix}${name}`;
    if (!isDocument(value) || Object.keys(value)[0]?.startsWith('$') === true)
      return [[path, value]];
    if (Object.keys(value).length > 0) return flattenedFields(value, `${path}.`);
    return refuse(
      'EmptySubProjection',
      `an empty object is not a valid value. Found empty object at path ${path}`,
    );
  });
}

/**
 * A copy of a document with fields set, entering arrays on the way; `undefined` removes a field.
 * Everything that is not on a path is shared with the original.
 */
export function addedFields(
  document: StoredDocument,
  fields: readonly (readonly [readonly string[], unknown])[],
): StoredDocument {
  return fields.reduce<StoredDocument>(
    (result, [parts, value]) => withField(result, parts, value),
    document,
  );
}

function withField(
  document: StoredDocument,
  parts: readonly string[],
  value: unknown,
): StoredDocument {
  const [name = '', ...rest] = parts;
  const before = fieldOf(document, name);
  const after = rest.length === 0 ? value : within(before, rest, value);
  const copy = { ...document };
  if (after === undefined) delete copy[name];
  else assignField(copy, name, after);
  return copy;
}

function within(before: unknown, parts: readonly string[], value: unknown): unknown {
  if (Array.isArray(before)) return before.map((item: unknown) => within(item, parts, value));
  if (isDocument(before)) return withField(before, parts, value);
  return value === undefined ? before : withField({}, parts, value);
}
