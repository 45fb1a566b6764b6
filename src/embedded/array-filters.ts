import { refuse } from './errors.ts';
import { compileFilter, type FilterScope } from './filter.ts';
import type { ValueTest } from './path.ts';
import { inShellForm } from './shell-form.ts';
import { isDocument, type StoredDocument } from './values.ts';

/** Tests for `$[identifier]`, by identifier. */
export type ArrayFilters = ReadonlyMap<string, ValueTest>;

/** Compiles the `arrayFilters` of an update. @throws {CommandError} when one is malformed. */
export function compileArrayFilters(given: readonly unknown[], scope: FilterScope): ArrayFilters {
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

/** Holds the identifiers that an update's paths use against its filters. @throws {CommandError} */
export function checkIdentifiers(
  paths: readonly (readonly string[])[],
  filters: ArrayFilters,
  given: StoredDocument,
): void {
  const used = new Set<string>();
  for (const parts of paths) {
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
