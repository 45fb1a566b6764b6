import { compareValues, equalValues, identityKey } from './compare.ts';
import { refuse } from './errors.ts';
import { compileElement, type FilterScope } from './filter.ts';
import { equalityTest, isOperatorDocument, isRegex, typeNameOf } from './filter-operators.ts';
import type { ValueTest } from './path.ts';
import { inShellForm } from './shell-form.ts';
import { parseSort, sortBy } from './sort.ts';
import { type FieldBefore, type FieldChange, keep } from './field-change.ts';
import { copyOf, isDocument, wholeNumberOf } from './values.ts';

interface PushOptions {
  readonly items: readonly unknown[];
  readonly position: number | undefined;
  readonly slice: number | undefined;
  readonly sort: ((items: unknown[]) => unknown[]) | undefined;
}

/** `$push`, alone or with `$each`, `$position`, `$sort` and `$slice`. */
export function push(argument: unknown): FieldChange {
  const options = parsePush(argument);
  return ({ value, path, id }) => {
    if (value !== undefined && !Array.isArray(value)) {
      refuse(
        'BadValue',
        `The field '${path}' must be an array but is of type ${typeNameOf(value)} in document {_id: ${inShellForm(id)}}`,
      );
    }
    const items = Array.isArray(value) ? [...value] : [];
    items.splice(options.position ?? items.length, 0, ...copyOf(options.items));
    const sorted = options.sort?.(items) ?? items;
    return options.slice === undefined ? sorted : sliced(sorted, options.slice);
  };
}

function parsePush(argument: unknown): PushOptions {
  const plain = { items: [argument], position: undefined, slice: undefined, sort: undefined };
  if (!isDocument(argument) || !('$each' in argument)) return plain;
  const { $each: items, $position, $slice, $sort, ...foreign } = argument;
  if (!Array.isArray(items)) {
    return refuse(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type: ${typeNameOf(items)}`,
    );
  }
  const [unknown] = Object.keys(foreign);
  if (unknown !== undefined) refuse('BadValue', `Unrecognized clause in $push: ${unknown}`);
  return {
    items,
    position: optionalWhole('$position', $position),
    slice: optionalWhole('$slice', $slice),
    sort: $sort === undefined ? undefined : arraySorter($sort),
  };
}

function optionalWhole(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  return (
    wholeNumberOf(value) ??
    refuse(
      'BadValue',
      `The value for ${name} must be an integer value but was given type: ${typeNameOf(value)}`,
    )
  );
}

function arraySorter(given: unknown): (items: unknown[]) => unknown[] {
  const direction = wholeNumberOf(given);
  if (direction === 1 || direction === -1) {
    return (items) => items.toSorted((a, b) => compareValues(a, b) * direction);
  }
  if (!isDocument(given) || Object.keys(given).length === 0) {
    return refuse(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  const fields = parseSort(given);
  return (items) => sortBy(items, fields, (item) => (isDocument(item) ? item : {}));
}

function sliced(items: unknown[], count: number): unknown[] {
  if (count === 0) return [];
  return count > 0 ? items.slice(0, count) : items.slice(count);
}

/** `$addToSet`, alone or with `$each`. */
export function addToSet(argument: unknown): FieldChange {
  const added = itemsToAdd(argument);
  return ({ value, path }) => {
    if (value !== undefined && !Array.isArray(value)) {
      refuse(
        'BadValue',
        `Cannot apply $addToSet to non-array field. Field named '${path.split('.').at(-1) ?? path}' has non-array type ${typeNameOf(value)}`,
      );
    }
    const items = Array.isArray(value) ? [...value] : [];
    const present = new Set(items.map(identityKey));
    for (const item of added) {
      if (!present.has(identityKey(item))) items.push(copyOf(item));
      present.add(identityKey(item));
    }
    return items;
  };
}

function itemsToAdd(argument: unknown): readonly unknown[] {
  if (!isDocument(argument) || Object.keys(argument)[0] !== '$each') return [argument];
  const { $each: items, ...foreign } = argument;
  const [unknown] = Object.keys(foreign);
  if (unknown !== undefined) {
    refuse(
      'BadValue',
      `Found unexpected fields after $each in $addToSet: ${inShellForm(argument)}`,
    );
  }
  if (Array.isArray(items)) return items;
  return refuse(
    'TypeMismatch',
    `The argument to $each in $addToSet must be an array but it was of type ${typeNameOf(items)}`,
  );
}

/** `$pop`: 1 removes the last element, -1 the first. */
export function pop(argument: unknown): FieldChange {
  const end = wholeNumberOf(argument);
  if (end !== 1 && end !== -1) {
    refuse('FailedToParse', `$pop expects 1 or -1, found: ${inShellForm(argument)}`);
  }
  return (before) => {
    if (before.value === undefined) return keep;
    if (!Array.isArray(before.value)) {
      refuse(
        'TypeMismatch',
        `Path '${before.path}' contains an element of non-array type '${typeNameOf(before.value)}'`,
      );
    }
    const items = before.value as unknown[];
    return end === 1 ? items.slice(0, -1) : items.slice(1);
  };
}

/** `$pull`: removes elements that equal a value or meet a condition. */
export function pull(argument: unknown, _path: string, scope: FilterScope): FieldChange {
  const isUnwanted = pullTest(argument, scope);
  return (before) => without(before, '$pull', isUnwanted);
}

function pullTest(argument: unknown, scope: FilterScope): ValueTest {
  if (isRegex(argument)) return equalityTest(argument);
  if (!isDocument(argument)) return (item) => equalValues(item, argument);
  if (isOperatorDocument(argument)) return compileElement(argument, scope);
  const matches = compileElement(argument, scope);
  return (item) => isDocument(item) && matches(item);
}

/** `$pullAll`: removes every element that equals one of the given values. */
export function pullAll(argument: unknown): FieldChange {
  if (!Array.isArray(argument)) {
    return refuse(
      'BadValue',
      `$pullAll requires an array argument but was given a ${typeNameOf(argument)}`,
    );
  }
  const unwanted = new Set(argument.map(identityKey));
  return (before) => without(before, '$pullAll', (item) => unwanted.has(identityKey(item)));
}

function without(before: FieldBefore, name: string, isUnwanted: ValueTest): unknown {
  if (before.value === undefined) return keep;
  if (!Array.isArray(before.value)) {
    return refuse('BadValue', `Cannot apply ${name} to a non-array value`);
  }
  return before.value.filter((item) => !isUnwanted(item));
}
