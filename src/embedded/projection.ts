import { refuse } from './errors.ts';
import { evaluate } from './expression.ts';
import { compileElement, type FilterScope, isTruthy } from './filter.ts';
import { type MatchedPosition } from './positional.ts';
import {
  assignField,
  fieldOf,
  isDocument,
  numberOf,
  type StoredDocument,
  wholeNumberOf,
} from './values.ts';

/** Picks the fields of a found document that a command wants to see. */
export type Projection = (document: StoredDocument, matched: MatchedPosition) => StoredDocument;

/** A tree of field names; a leaf says what becomes of the field. */
interface Branch {
  readonly children: Map<string, Branch>;
  leaf?: Leaf;
}

type Leaf =
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'positional'; readonly path: string }
  | { readonly kind: 'slice'; readonly skip: number | undefined; readonly count: number }
  | { readonly kind: 'elemMatch'; readonly matches: (item: unknown) => boolean }
  | { readonly kind: 'computed'; readonly expression: unknown };

/**
 * Compiles the projection of `find` and `findAndModify`.
 *
 * @throws {CommandError} when it mixes inclusion with exclusion or uses an unknown operator.
 */
export function compileProjection(given: unknown, scope: FilterScope): Projection {
  if (given === undefined || given === null) return (document) => document;
  if (!isDocument(given))
    return refuse('TypeMismatch', "Expected field 'projection' to be an object");
  const { _id: id, ...fields } = given;
  const root: Branch = { children: new Map() };
  for (const [path, value] of flattened(fields)) place(root, path, leafOf(path, value, scope));
  const isInclusive = decideMode(root, id);
  const keepsId = id === undefined || isTruthy(id);
  if (!isInclusive && root.children.size === 0 && keepsId) return (document) => document;
  if (isDocument(id)) place(root, '_id', leafOf('_id', id, scope));
  else if (isInclusive && keepsId) place(root, '_id', { kind: 'include' });
  else if (!isInclusive && !keepsId) place(root, '_id', { kind: 'exclude' });
  return (document, matched) =>
    projectDocument(document, root, isInclusive, { document, matched, scope });
}

/** `{ a: { b: 1 } }` means `{ 'a.b': 1 }`. */
function flattened(fields: StoredDocument, prefix = ''): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const path = `${prefix}${name}`;
    if (!isDocument(value) || Object.keys(value)[0]?.startsWith('$') === true)
      return [[path, value]];
    if (Object.keys(value).length === 0) {
      refuse(
        'FailedToParse',
        `An empty sub-projection is not a valid value. Found empty object at path ${path}`,
      );
    }
    return flattened(value, `${path}.`);
  });
}

function leafOf(path: string, value: unknown, scope: FilterScope): Leaf {
  if (path.endsWith('.$')) return { kind: 'positional', path: path.slice(0, -2) };
  if (typeof value === 'boolean' || numberOf(value) !== undefined) {
    return { kind: isTruthy(value) ? 'include' : 'exclude' };
  }
  if (isDocument(value) && '$slice' in value && !hasExpressionSlice(value['$slice'])) {
    return sliceLeaf(value['$slice']);
  }
  if (isDocument(value) && '$elemMatch' in value) {
    return { kind: 'elemMatch', matches: compileElement(value['$elemMatch'], scope) };
  }
  if (isDocument(value) && '$meta' in value) refuse('BadValue', `$meta is not supported: ${path}`);
  return { kind: 'computed', expression: value };
}

function hasExpressionSlice(argument: unknown): boolean {
  return Array.isArray(argument) && wholeNumberOf(argument[0]) === undefined;
}

function sliceLeaf(argument: unknown): Leaf {
  const numbers = (Array.isArray(argument) ? argument : [argument]).map(wholeNumberOf);
  const [first, second] = numbers;
  if (first === undefined || numbers.length > 2 || (numbers.length === 2 && second === undefined)) {
    return refuse('BadValue', '$slice takes a number or a list of two numbers');
  }
  if (second === undefined) return { kind: 'slice', skip: undefined, count: first };
  if (second <= 0) refuse('BadValue', '$slice limit must be positive');
  return { kind: 'slice', skip: first, count: second };
}

function place(root: Branch, path: string, leaf: Leaf): void {
  let branch = root;
  const parts = (leaf.kind === 'positional' ? leaf.path : path).split('.');
  for (const part of parts) {
    if (part === '' || part.startsWith('$')) {
      refuse('FailedToParse', `FieldPath '${path}' is not a valid path in a projection`);
    }
    if (branch.leaf !== undefined) collide(path);
    const child = branch.children.get(part) ?? { children: new Map() };
    branch.children.set(part, child);
    branch = child;
  }
  if (branch.leaf !== undefined || branch.children.size > 0) collide(path);
  branch.leaf = leaf;
}

function collide(path: string): never {
  return refuse('PathCollision', `Path collision at ${path}`);
}

function decideMode(root: Branch, id: unknown): boolean {
  const kinds = new Set(leavesOf(root).map((leaf) => leaf.kind));
  const includes = kinds.has('include') || kinds.has('positional') || kinds.has('computed');
  if (includes && kinds.has('exclude')) {
    refuse('ProjectionMix', 'Cannot do exclusion on a field in inclusion projection');
  }
  if (includes || kinds.has('exclude')) return includes;
  // $elemMatch alone includes; $slice alone excludes nothing.
  if (kinds.has('elemMatch')) return true;
  return root.children.size === 0 && id !== undefined && isTruthy(id);
}

function leavesOf(branch: Branch): Leaf[] {
  const own = branch.leaf === undefined ? [] : [branch.leaf];
  return [...own, ...[...branch.children.values()].flatMap(leavesOf)];
}

interface ProjectionScope {
  readonly document: StoredDocument;
  readonly matched: MatchedPosition;
  readonly scope: FilterScope;
}

function projectDocument(
  document: StoredDocument,
  branch: Branch,
  isInclusive: boolean,
  scope: ProjectionScope,
): StoredDocument {
  const result: StoredDocument = {};
  for (const key of Object.keys(document)) {
    const child = branch.children.get(key);
    const value =
      child === undefined
        ? absentOr(document[key], !isInclusive)
        : projectField(document[key], child, isInclusive, scope);
    if (value !== undefined) assignField(result, key, value);
  }
  for (const [key, child] of branch.children)
    addComputed(result, document, key, child, isInclusive, scope);
  return result;
}

function absentOr(value: unknown, isKept: boolean): unknown {
  return isKept ? value : undefined;
}

// Computed fields may be new, also inside documents that do not exist yet.
function addComputed(
  result: StoredDocument,
  document: StoredDocument,
  key: string,
  child: Branch,
  isInclusive: boolean,
  scope: ProjectionScope,
): void {
  if (fieldOf(document, key) !== undefined && child.leaf?.kind !== 'computed') return;
  if (!leavesOf(child).some((leaf) => leaf.kind === 'computed')) return;
  const value =
    child.leaf === undefined
      ? projectDocument({}, child, isInclusive, scope)
      : projectField(undefined, child, isInclusive, scope);
  if (value !== undefined) assignField(result, key, value);
}

function projectField(
  value: unknown,
  branch: Branch,
  isInclusive: boolean,
  scope: ProjectionScope,
): unknown {
  if (branch.leaf !== undefined) return projectLeaf(value, branch.leaf, scope);
  if (Array.isArray(value)) {
    return value
      .map((item) => projectItem(item, branch, isInclusive, scope))
      .filter((item) => item !== undefined);
  }
  if (isDocument(value)) return projectDocument(value, branch, isInclusive, scope);
  return isInclusive ? undefined : value;
}

function projectItem(
  item: unknown,
  branch: Branch,
  isInclusive: boolean,
  scope: ProjectionScope,
): unknown {
  if (Array.isArray(item) || isDocument(item))
    return projectField(item, branch, isInclusive, scope);
  return isInclusive ? undefined : item;
}

function projectLeaf(value: unknown, leaf: Leaf, scope: ProjectionScope): unknown {
  switch (leaf.kind) {
    case 'include':
      return value;
    case 'exclude':
      return undefined;
    case 'computed':
      return evaluate(leaf.expression, scope.document, scope.scope);
    case 'slice':
      return Array.isArray(value) ? sliced(value, leaf.skip, leaf.count) : value;
    case 'elemMatch': {
      const item = Array.isArray(value) ? value.find((one) => leaf.matches(one)) : undefined;
      return item === undefined ? undefined : [item];
    }
    case 'positional':
      return positionalElement(value, leaf.path, scope);
  }
}

function sliced(items: unknown[], skip: number | undefined, count: number): unknown[] {
  if (skip === undefined) return count < 0 ? items.slice(count) : items.slice(0, count);
  const from = skip < 0 ? Math.max(0, items.length + skip) : skip;
  return items.slice(from, from + count);
}

function positionalElement(value: unknown, path: string, scope: ProjectionScope): unknown {
  if (!Array.isArray(value)) return value;
  const position = scope.matched(path);
  if (position === undefined) {
    refuse(
      'BadValue',
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  }
  return value.slice(position, position + 1);
}
