import { fieldOf, isDocument, type StoredDocument } from './values.ts';

/** Decides on one value; `undefined` stands for a missing field. */
export type ValueTest = (value: unknown) => boolean;

const digits = /^(?:0|[1-9]\d*)$/;

/** Tells whether a path component can be the position of an array element. */
export function isArrayPosition(part: string): boolean {
  return digits.test(part);
}

/**
 * Tells whether any value that a dotted path reaches passes the test, entering arrays on the way
 * and at the end as MongoDB's queries do: an array there counts by each element and as a whole.
 */
export function anyValueAt(document: unknown, parts: readonly string[], test: ValueTest): boolean {
  return anyWholeAt(document, parts, (value) =>
    Array.isArray(value) ? value.some((item) => test(item)) || test(value) : test(value),
  );
}

/** Like {@link anyValueAt}, but an array at the end of the path counts only as a whole. */
export function anyWholeAt(document: unknown, parts: readonly string[], test: ValueTest): boolean {
  return walk(document, parts, 0, test);
}

function walk(start: unknown, parts: readonly string[], from: number, test: ValueTest): boolean {
  let value = start;
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] as string;
    if (Array.isArray(value)) return walkArray(value, parts, at, test);
    // A scalar on the way means that the field is missing, which equals null.
    if (!isDocument(value)) return test(undefined);
    value = fieldOf(value, part);
  }
  return test(value);
}

function walkArray(
  items: readonly unknown[],
  parts: readonly string[],
  at: number,
  test: ValueTest,
): boolean {
  for (const item of items) if (isDocument(item) && walk(item, parts, at, test)) return true;
  const part = parts[at] as string;
  if (!isArrayPosition(part) || Number(part) >= items.length) return false;
  return walk(items[Number(part)], parts, at + 1, test);
}

/** The value at a path of field names and array positions, without entering other array elements. */
export function exactValueAt(document: unknown, parts: readonly string[]): unknown {
  let value = document;
  for (const part of parts) {
    if (Array.isArray(value)) value = isArrayPosition(part) ? value[Number(part)] : undefined;
    else value = isDocument(value) ? fieldOf(value, part) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** Every value that an index or `distinct` sees at a path: array elements one by one. */
export function valuesAt(document: StoredDocument, parts: readonly string[]): unknown[] {
  const found: unknown[] = [];
  anyWholeAt(document, parts, (value) => {
    if (Array.isArray(value)) found.push(...value);
    else if (value !== undefined) found.push(value);
    return false;
  });
  return found;
}
