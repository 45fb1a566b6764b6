import { compileElement, compileFilter, type FilterScope } from './filter.ts';
import { isOperatorDocument } from './filter-operators.ts';
import type { ValueTest } from './path.ts';
import { fieldOf, isDocument, type StoredDocument } from './values.ts';

/** Finds the array element that a filter matched, which is what `$` in an update stands for. */
export type MatchedPosition = (arrayPath: string) => number | undefined;

interface ArrayMatch {
  readonly arrayPath: string;
  readonly position: number;
}

/**
 * Prepares the meaning of `$` for one document that matches a filter.
 *
 * As on a real server the last condition of the filter that reached into an array decides; one on
 * the array being updated goes before one on another array.
 */
export function matchedPositions(
  filter: StoredDocument,
  document: StoredDocument,
  scope: FilterScope,
): MatchedPosition {
  return (arrayPath) => {
    const matches = matchesOf(filter, document, scope);
    const own = matches.findLast((match) => match.arrayPath === arrayPath);
    return (own ?? matches.at(-1))?.position;
  };
}

function matchesOf(
  filter: StoredDocument,
  document: StoredDocument,
  scope: FilterScope,
): ArrayMatch[] {
  return Object.entries(filter).flatMap(([key, operand]) => {
    if (key === '$and' && Array.isArray(operand)) {
      return operand.flatMap((branch: StoredDocument) => matchesOf(branch, document, scope));
    }
    if (key === '$or' && Array.isArray(operand)) return firstBranch(operand, document, scope);
    if (key.startsWith('$')) return [];
    return clausesOf(operand).flatMap((clause) => fieldMatch(key, clause, document, scope));
  });
}

function firstBranch(
  branches: StoredDocument[],
  document: StoredDocument,
  scope: FilterScope,
): ArrayMatch[] {
  const branch = branches.find((one) => compileFilter(one, scope)(document));
  return branch === undefined ? [] : matchesOf(branch, document, scope);
}

const negations = new Set(['$ne', '$nin', '$not', '$exists', '$size', '$options']);

function clausesOf(operand: unknown): unknown[] {
  if (!isOperatorDocument(operand)) return [operand];
  const operators = operand as StoredDocument;
  const options = '$options' in operators ? { $options: operators['$options'] } : {};
  return Object.keys(operators)
    .filter((name) => !negations.has(name))
    .map((name) => ({ [name]: operators[name], ...(name === '$regex' ? options : {}) }));
}

function fieldMatch(
  path: string,
  clause: unknown,
  document: StoredDocument,
  scope: FilterScope,
): ArrayMatch[] {
  const reached = firstArray(document, path.split('.'));
  if (reached === undefined) return [];
  const test = elementTest(reached.rest, clause, scope);
  const position = reached.items.findIndex((item) => test(item));
  return position === -1 ? [] : [{ arrayPath: reached.path, position }];
}

function elementTest(rest: readonly string[], clause: unknown, scope: FilterScope): ValueTest {
  if (isDocument(clause) && '$elemMatch' in clause && rest.length === 0) {
    return compileElement(clause['$elemMatch'], scope);
  }
  const path = ['element', ...rest].join('.');
  const matches = compileFilter({ [path]: clause }, scope);
  return (element) => matches({ element });
}

interface ReachedArray {
  readonly path: string;
  readonly items: readonly unknown[];
  readonly rest: readonly string[];
}

function firstArray(document: StoredDocument, parts: readonly string[]): ReachedArray | undefined {
  let value: unknown = document;
  for (let at = 0; at < parts.length; at++) {
    value = isDocument(value) ? fieldOf(value, parts[at] ?? '') : undefined;
    if (!Array.isArray(value)) continue;
    return { path: parts.slice(0, at + 1).join('.'), items: value, rest: parts.slice(at + 1) };
  }
  return undefined;
}
