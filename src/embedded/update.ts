import { identicalValues } from './compare.ts';
import { refuse } from './errors.ts';
import { type FieldChange, keep, removal } from './field-change.ts';
import { compileFilter, type FilterScope } from './filter.ts';
import { typeNameOf } from './filter-operators.ts';
import { exactValueAt, isArrayPosition, type ValueTest } from './path.ts';
import type { MatchedPosition } from './positional.ts';
import { inShellForm } from './shell-form.ts';
import { updateOperators } from './update-operators.ts';
import {
  ConflictDetector,
  expandPositions,
  isPositional,
  removeAt,
  writeAt,
} from './update-path.ts';
import { runUpdatePipeline } from './update-pipeline.ts';
import { copyOf, isDocument, type StoredDocument } from './values.ts';

/** What an update knows of the document it is applied to. */
export interface UpdateTarget {
  /** True when the document is about to be inserted by an upsert. */
  readonly isInsert: boolean;
  readonly matchedPosition: MatchedPosition;
}

/** A checked update, ready to be applied to any number of documents. */
export interface Update {
  readonly kind: 'modifiers' | 'replacement' | 'pipeline';
  /** Returns the changed document and leaves the given one as it is. */
  readonly apply: (document: StoredDocument, target: UpdateTarget) => StoredDocument;
}

/** Compiles the `u` of an update command. @throws {CommandError} when it is malformed. */
export function compileUpdate(
  given: unknown,
  arrayFilters: readonly unknown[],
  scope: FilterScope,
): Update {
  if (Array.isArray(given)) {
    if (arrayFilters.length > 0) {
      refuse('FailedToParse', 'arrayFilters may not be specified for pipeline-style updates');
    }
    return { kind: 'pipeline', apply: runUpdatePipeline(given, scope) };
  }
  if (!isDocument(given)) {
    return refuse('FailedToParse', 'Update argument must be either an object or an array');
  }
  if (Object.keys(given)[0]?.startsWith('$') !== true)
    return compileReplacement(given, arrayFilters);
  return compileModifiers(given, arrayFilters, scope);
}

function compileReplacement(given: StoredDocument, arrayFilters: readonly unknown[]): Update {
  if (arrayFilters.length > 0) {
    refuse('FailedToParse', 'arrayFilters may not be specified for replacement-style updates');
  }
  const dollar = Object.keys(given).find((key) => key.startsWith('$'));
  if (dollar !== undefined) {
    refuse(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  return {
    kind: 'replacement',
    apply: (document) => {
      const { _id = document['_id'], ...fields } = copyOf(given);
      return _id === undefined ? fields : { _id, ...fields };
    },
  };
}

interface Modifier {
  readonly parts: readonly string[];
  readonly change: FieldChange;
  readonly onInsertOnly: boolean;
}

function compileModifiers(
  given: StoredDocument,
  arrayFilters: readonly unknown[],
  scope: FilterScope,
): Update {
  const conflicts = new ConflictDetector();
  const modifiers = Object.entries(given).flatMap(([name, fields]) =>
    name === '$rename' ? [] : modifiersOf(name, fields, conflicts, scope),
  );
  const renames = renamesOf(given['$rename'], conflicts);
  const filters = compileArrayFilters(arrayFilters, scope);
  checkIdentifiers(modifiers, filters, given);
  // New fields are appended in this order, as on a real server.
  modifiers.sort((a, b) => comparePaths(a.parts, b.parts));
  return {
    kind: 'modifiers',
    apply: (document, target) => {
      const changed = copyOf(document);
      applyModifiers(changed, modifiers, filters, target);
      for (const rename of renames) rename(changed);
      if (document['_id'] !== undefined && !identicalValues(document['_id'], changed['_id'])) {
        refuse(
          'ImmutableField',
          `Performing an update on the path '_id' would modify the immutable field '_id'`,
        );
      }
      return changed;
    },
  };
}

function modifiersOf(
  name: string,
  fields: unknown,
  conflicts: ConflictDetector,
  scope: FilterScope,
): Modifier[] {
  const operator = updateOperators[name === '$setOnInsert' ? '$set' : name];
  if (operator === undefined) {
    return refuse(
      'FailedToParse',
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  return fieldsOf(name, fields).map(([path, argument]) => {
    conflicts.add(path);
    return {
      parts: checkedParts(path),
      change: operator(argument, path, scope),
      onInsertOnly: name === '$setOnInsert',
    };
  });
}

function fieldsOf(name: string, fields: unknown): [string, unknown][] {
  if (isDocument(fields)) return Object.entries(fields);
  return refuse(
    'FailedToParse',
    `Modifiers operate on fields but we found type ${typeNameOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${inShellForm(fields)}}`,
  );
}

function checkedParts(path: string): string[] {
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

type ArrayFilters = ReadonlyMap<string, ValueTest>;

function compileArrayFilters(given: readonly unknown[], scope: FilterScope): ArrayFilters {
  const filters = new Map<string, ValueTest>();
  for (const filter of given) {
    const identifier = identifierOf(filter);
    if (filters.has(identifier)) {
      refuse(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    }
    const matches = compileFilter(filter as StoredDocument, scope);
    filters.set(identifier, (element) => matches({ [identifier]: element }));
  }
  return filters;
}

function identifierOf(filter: unknown): string {
  if (!isDocument(filter)) return refuse('TypeMismatch', 'arrayFilters must be documents');
  const names = new Set(rootsOf(filter));
  const [identifier] = names;
  if (identifier === undefined) {
    return refuse(
      'FailedToParse',
      'Cannot use an expression without a top-level field name in arrayFilters',
    );
  }
  if (names.size > 1) {
    refuse(
      'FailedToParse',
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].slice(0, 2).join("' and '")}'`,
    );
  }
  if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
    refuse(
      'BadValue',
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
    );
  }
  return identifier;
}

function rootsOf(filter: StoredDocument): string[] {
  return Object.entries(filter).flatMap(([key, operand]) => {
    if (!key.startsWith('$')) return [key.split('.')[0] ?? key];
    return Array.isArray(operand) ? operand.flatMap(rootsOf) : [];
  });
}

function checkIdentifiers(
  modifiers: readonly Modifier[],
  filters: ArrayFilters,
  given: StoredDocument,
): void {
  const used = new Set<string>();
  for (const { parts } of modifiers) {
    for (const part of parts.filter((one) => one.startsWith('$[') && one !== '$[]')) {
      const identifier = part.slice(2, -1);
      used.add(identifier);
      if (filters.has(identifier)) continue;
      refuse(
        'BadValue',
        `No array filter found for identifier '${identifier}' in path '${parts.join('.')}'`,
      );
    }
  }
  const unused = [...filters.keys()].find((identifier) => !used.has(identifier));
  if (unused !== undefined) {
    refuse(
      'FailedToParse',
      `The array filter for identifier '${unused}' was not used in the update ${inShellForm(given)}`,
    );
  }
}

function comparePaths(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [a = '', b = ''] = [left[i], right[i]];
    if (a === b) continue;
    if (isArrayPosition(a) && isArrayPosition(b)) return Number(a) - Number(b);
    return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

function applyModifiers(
  document: StoredDocument,
  modifiers: readonly Modifier[],
  arrayFilters: ArrayFilters,
  target: UpdateTarget,
): void {
  const written = new ConflictDetector();
  for (const { parts, change, onInsertOnly } of modifiers) {
    if (onInsertOnly && !target.isInsert) continue;
    const paths = expandPositions(document, parts, { ...target, arrayFilters });
    for (const path of paths) {
      if (isPositional(parts)) written.add(path.join('.'));
      applyChange(document, path, change);
    }
  }
}

function applyChange(document: StoredDocument, path: readonly string[], change: FieldChange): void {
  const value = exactValueAt(document, path);
  const after = change({ value, path: path.join('.'), id: document['_id'] });
  if (after === removal) removeAt(document, path);
  else if (after !== keep && !identicalValues(value, after)) writeAt(document, path, after);
}

type Rename = (document: StoredDocument) => void;

function renamesOf(given: unknown, conflicts: ConflictDetector): Rename[] {
  if (given === undefined) return [];
  return fieldsOf('$rename', given).map(([from, to]) => {
    if (typeof to !== 'string') {
      return refuse(
        'BadValue',
        `The 'to' field for $rename must be a string: ${from}: ${inShellForm(to)}`,
      );
    }
    const [source, target] = [checkedParts(from), checkedParts(to)];
    if (isPositional(source) || isPositional(target)) {
      refuse('BadValue', `The source and target field for $rename may not be dynamic: ${from}`);
    }
    if (from === to)
      refuse('BadValue', `The source and target field for $rename must differ: ${from}: "${to}"`);
    conflicts.add(from);
    conflicts.add(to);
    return (document) => rename(document, source, target);
  });
}

function rename(
  document: StoredDocument,
  source: readonly string[],
  target: readonly string[],
): void {
  refuseArrayOnPath(document, source, 'source');
  const value = exactValueAt(document, source);
  if (value === undefined) return;
  refuseArrayOnPath(document, target, 'destination');
  removeAt(document, source);
  removeAt(document, target);
  writeAt(document, target, value);
}

function refuseArrayOnPath(document: StoredDocument, path: readonly string[], role: string): void {
  for (let length = 1; length < path.length; length++) {
    if (!Array.isArray(exactValueAt(document, path.slice(0, length)))) continue;
    refuse(
      'BadValue',
      `The ${role} field cannot be an array element, '${path.join('.')}' in doc with _id: ${inShellForm(document['_id'])} has an array field called '${path[length - 1] ?? ''}'`,
    );
  }
}
