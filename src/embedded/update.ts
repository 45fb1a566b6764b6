import { type ArrayFilters, checkIdentifiers, compileArrayFilters } from './array-filters.ts';
import { identicalValues } from './compare.ts';
import { refuse } from './errors.ts';
import { type FieldChange, keep, removal } from './field-change.ts';
import type { FilterScope } from './filter.ts';
import { typeNameOf } from './filter-operators.ts';
import { exactValueAt, isArrayPosition } from './path.ts';
import type { MatchedPosition } from './positional.ts';
import { renamesOf } from './rename.ts';
import { inShellForm } from './shell-form.ts';
import { updateOperators } from './update-operators.ts';
import {
  checkedParts,
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
  const renamed = '$rename' in given ? fieldsOf('$rename', given['$rename']) : [];
  const renames = renamesOf(renamed, conflicts);
  const filters = compileArrayFilters(arrayFilters, scope);
  checkIdentifiers(
    modifiers.map((modifier) => modifier.parts),
    filters,
    given,
  );
  // New fields are appended in this order, as on a real server.
  modifiers.sort((a, b) => comparePaths(a.parts, b.parts));
  return {
    kind: 'modifiers',
    apply: (document, target) => {
      const changed = copyOf(document);
      applyModifiers(changed, modifiers, filters, target);
      for (const applyRename of renames) applyRename(changed);
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
