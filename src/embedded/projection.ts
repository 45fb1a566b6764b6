import { refuse } from './errors.ts';
import { compileExpression, type Expression } from './expression.ts';
import { flattenedFields } from './field-paths.ts';
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

/** `find` knows operators of its own; in `aggregate` everything but 0 and 1 is an expression. */
export type Dialect = 'find' | 'aggregate';

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
  | { readonly kind: 'computed'; readonly evaluate: Expression };

/**
 * Compiles the projection of `find` and `findAndModify`.
 *
 * @throws {CommandError} when it mixes inclusion with exclusion or uses an unknown operator.
 */
export function compileProjection(
  given: unknown,
  scope: FilterScope,
  dialect: Dialect = 'find',
): Projection {
  if (given === undefined || given === null) return (document) => document;
  if (!isDocument(given))
    return refuse('TypeMismatch', "Expected field 'projection' to be an object");
  const { _id: id, ...fields } = given;
  const root: Branch = { children: new Map() };
  for (const [path, value] of flattenedFields(fields)) {
    place(root, path, leafOf(path, value, scope, dialect));
  }
  const isInclusive = decideMode(root, id);
  placeId(root, id, isInclusive, (value) => leafOf('_id', value, scope, dialect));
  if (root.children.size === 0) return (document) => document;
  return (document, matched) => projectDocument(document, root, { document, matched, isInclusive });
}

/** Whether `_id` shows is independent of the other fields, and it shows unless it is switched off. */
function placeId(
  root: Branch,
  id: unknown,
  isInclusive: boolean,
  leafFor: (value: unknown) => Leaf,
): void {
  if (id !== undefined && !isSwitch(id)) place(root, '_id', leafFor(id));
  else if (isInclusive && (id === undefined || isTruthy(id)))
    place(root, '_id', { kind: 'include' });
  else if (!isInclusive && id !== undefined && !isTruthy(id))
    place(root, '_id', { kind: 'exclude' });
}

/** Tells whether a value only switches a field on or off. */
function isSwitch(value: unknown): boolean {
  return typeof value === 'boolean' || numberOf(value) !== undefined;
}

function leafOf(path: string, value: unknown, scope: FilterScope, dialect: Dialect): Leaf {
  if (path.endsWith('.$') && dialect === 'find')
    return { kind: 'positional', path: path.slice(0, -2) };
  if (isSwitch(value)) {
    return { kind: isTruthy(value) ? 'include' : 'exclude' };
  }
  if (dialect === 'aggregate') return computed(value, scope);
  if (isDocument(value) && '$slice' in value && !hasExpressionSlice(value['$slice'])) {
    return sliceLeaf(value['$slice']);
  }
  if (isDocument(value) && '$elemMatch' in value) {
    return { kind: 'elemMatch', matches: compileElement(value['$elemMatch'], scope) };
  }
  if (isDocument(value) && '$meta' in value) refuse('BadValue', `$meta is not supported: ${path}`);
  return computed(value, scope);
}

function computed(expression: unknown, scope: FilterScope): Leaf {
  return { kind: 'computed', evaluate: compileExpression(expression, scope) };
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
  // $elemMatch alone includes; $slice alone excludes nothing; _id alone says what it says.
  if (kinds.size > 0) return kinds.has('elemMatch');
  return id !== undefined && (!isSwitch(id) || isTruthy(id));
}

function leavesOf(branch: Branch): Leaf[] {
  const own = branch.leaf === undefined ? [] : [branch.leaf];
  return [...own, ...[...branch.children.values()].flatMap(leavesOf)];
}

interface ProjectionRun {
  readonly document: StoredDocument;
  readonly matched: MatchedPosition;
  readonly isInclusive: boolean;
}

function projectDocument(
  document: StoredDocument,
  branch: Branch,
  run: ProjectionRun,
): StoredDocument {
  const result: StoredDocument = {};
  for (const key of Object.keys(document)) {
    const child = branch.children.get(key);
    if (child === undefined && run.isInclusive) continue;
    const value = child === undefined ? document[key] : projectField(document[key], child, run);
    if (value !== undefined) assignField(result, key, value);
  }
  for (const [key, child] of branch.children) addComputed(result, document, key, child, run);
  return result;
}

// Computed fields come after the others, and may be new, also in documents that do not exist yet.
function addComputed(
  result: StoredDocument,
  document: StoredDocument,
  key: string,
  child: Branch,
  run: ProjectionRun,
): void {
  if (child.leaf !== undefined) {
    const value = child.leaf.kind === 'computed' ? child.leaf.evaluate(run.document) : undefined;
    if (value !== undefined) assignField(result, key, value);
    return;
  }
  const before = fieldOf(document, key);
  if (isDocument(before) || Array.isArray(before)) return;
  if (!leavesOf(child).some((leaf) => leaf.kind === 'computed')) return;
  assignField(result, key, projectDocument({}, child, run));
}

function projectField(value: unknown, branch: Branch, run: ProjectionRun): unknown {
  if (branch.leaf !== undefined) return projectLeaf(value, branch.leaf, run);
  if (Array.isArray(value)) {
    return value
      .map((item: unknown) => projectField(item, branch, run))
      .filter((item) => item !== undefined);
  }
  if (isDocument(value)) return projectDocument(value, branch, run);
  return run.isInclusive ? undefined : value;
}

function projectLeaf(value: unknown, leaf: Leaf, run: ProjectionRun): unknown {
  switch (leaf.kind) {
    case 'include':
      return value;
    case 'exclude':
    case 'computed':
      return undefined;
    case 'slice':
      return Array.isArray(value) ? sliced(value, leaf.skip, leaf.count) : value;
    case 'elemMatch': {
      const item: unknown = Array.isArray(value)
        ? value.find((one) => leaf.matches(one))
        : undefined;
      return item === undefined ? undefined : [item];
    }
    case 'positional':
      return positionalElement(value, run.matched(leaf.path));
  }
}

function sliced(items: unknown[], skip: number | undefined, count: number): unknown[] {
  if (skip === undefined) return count < 0 ? items.slice(count) : items.slice(0, count);
  const from = skip < 0 ? Math.max(0, items.length + skip) : skip;
  return items.slice(from, from + count);
}

function positionalElement(value: unknown, position: number | undefined): unknown {
  if (!Array.isArray(value)) return value;
  if (position !== undefined) return value.slice(position, position + 1);
  return refuse(
    'PositionalNotFound',
    "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
  );
}
