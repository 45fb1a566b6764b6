import { refuse } from './errors.ts';
import type { ValueTest } from './path.ts';
import { exactValueAt, isArrayPosition } from './path.ts';
import { inShellForm } from './shell-form.ts';
import { assignField, fieldOf, isDocument, type StoredDocument } from './values.ts';

/** A container on the way to a field. */
type Container = StoredDocument | unknown[];

// The server's own limit on how far an update may lengthen an array.
const maxPadding = 1_500_000;

/**
 * Writes a value at a path of field names and array positions, creating documents on the way.
 *
 * @throws {CommandError} PathNotViable when a scalar stands in the way.
 */
export function writeAt(document: StoredDocument, parts: readonly string[], value: unknown): void {
  let container: Container = document;
  for (const [i, part] of parts.slice(0, -1).entries()) {
    const child: unknown = childOf(container, part);
    if (isDocument(child) || Array.isArray(child)) container = child;
    else if (child === undefined) {
      const created: StoredDocument = {};
      put(container, part, created, parts[i - 1] ?? '');
      container = created;
    } else {
      refuse(
        'PathNotViable',
        `Cannot create field '${parts[i + 1] ?? ''}' in element ${inShellForm({ [part]: child })}`,
      );
    }
  }
  put(container, parts.at(-1) ?? '', value, parts.at(-2) ?? '');
}

function childOf(container: Container, part: string): unknown {
  if (!Array.isArray(container)) return fieldOf(container, part);
  return isArrayPosition(part) ? container[Number(part)] : undefined;
}

function put(container: Container, part: string, value: unknown, parent: string): void {
  if (!Array.isArray(container)) return assignField(container, part, value);
  if (!isArrayPosition(part)) {
    refuse(
      'PathNotViable',
      `Cannot create field '${part}' in element ${inShellForm({ [parent]: container })}`,
    );
  }
  const position = Number(part);
  if (position > container.length + maxPadding) {
    refuse('CannotBackfillArray', `can't backfill more than ${maxPadding} elements`);
  }
  while (container.length < position) container.push(null);
  container[position] = value;
}

/** Removes a field; an array element becomes null, so that the others keep their places. */
export function removeAt(document: StoredDocument, parts: readonly string[]): void {
  const container = parts.length === 1 ? document : exactValueAt(document, parts.slice(0, -1));
  const last = parts.at(-1) ?? '';
  if (isDocument(container)) delete container[last];
  else if (Array.isArray(container) && isArrayPosition(last) && Number(last) < container.length) {
    container[Number(last)] = null;
  }
}

/** What the positional parts of a path stand for in one update of one document. */
export interface PositionalScope {
  /** Position for `$`: the array element that the filter matched; `undefined` when there is none. */
  readonly matchedPosition: (arrayPath: string) => number | undefined;
  /** Tests for `$[identifier]`, by identifier. */
  readonly arrayFilters: ReadonlyMap<string, ValueTest>;
}

/** Tells whether a path has a `$`, `$[]` or `$[identifier]`. */
export function isPositional(parts: readonly string[]): boolean {
  return parts.some((part) => part === '$' || part.startsWith('$['));
}

/** Turns a path with positional parts into the concrete paths it stands for. */
export function expandPositions(
  document: StoredDocument,
  parts: readonly string[],
  scope: PositionalScope,
): string[][] {
  const at = parts.findIndex((part) => part === '$' || part.startsWith('$['));
  if (at === -1) return [[...parts]];
  const [before, marker = '', after] = [parts.slice(0, at), parts[at], parts.slice(at + 1)];
  const positions = positionsOf(document, before, marker, scope);
  return positions.flatMap((position) =>
    expandPositions(document, [...before, String(position), ...after], scope),
  );
}

function positionsOf(
  document: StoredDocument,
  before: readonly string[],
  marker: string,
  scope: PositionalScope,
): number[] {
  if (marker === '$') {
    const position = scope.matchedPosition(before.join('.'));
    if (position !== undefined) return [position];
    return refuse(
      'BadValue',
      'The positional operator did not find the match needed from the query.',
    );
  }
  const items = arrayAt(document, before);
  const identifier = marker.slice(2, -1);
  const test = identifier === '' ? () => true : scope.arrayFilters.get(identifier);
  return [...items.keys()].filter((i) => test?.(items[i]) === true);
}

function arrayAt(document: StoredDocument, path: readonly string[]): unknown[] {
  const value = exactValueAt(document, path);
  if (Array.isArray(value)) return value;
  if (value === undefined) {
    return refuse(
      'BadValue',
      `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  return refuse(
    'BadValue',
    `Cannot apply array updates to non-array element ${path.at(-1) ?? ''}: ${inShellForm(value)}`,
  );
}

/** Refuses paths of which one leads to or through another. */
export class ConflictDetector {
  readonly #paths = new Set<string>();
  readonly #ancestors = new Set<string>();

  /** @throws {CommandError} ConflictingUpdateOperators. */
  add(path: string): void {
    if (this.#paths.has(path) || this.#ancestors.has(path)) this.#refuse(path, path);
    const parts = path.split('.');
    for (let length = 1; length < parts.length; length++) {
      const ancestor = parts.slice(0, length).join('.');
      if (this.#paths.has(ancestor)) this.#refuse(path, ancestor);
      this.#ancestors.add(ancestor);
    }
    this.#paths.add(path);
  }

  #refuse(path: string, at: string): never {
    return refuse(
      'ConflictingUpdateOperators',
      `Updating the path '${path}' would create a conflict at '${at}'`,
    );
  }
}

/** The parts of an update's path. @throws {CommandError} when it cannot be one. */
export function checkedParts(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) {
    refuse(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  const dollar = parts.find(
    (part, i) => part.startsWith('$') && (i === 0 || !isPositional([part])),
  );
  if (dollar !== undefined) {
    refuse(
      isPositional([dollar]) ? 'BadValue' : 'DollarPrefixedFieldName',
      isPositional([dollar])
        ? `Cannot have positional (i.e. '$') element in the first position in path '${path}'`
        : `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    );
  }
  if (parts.filter((part) => part === '$').length > 1) {
    refuse('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  return parts;
}
