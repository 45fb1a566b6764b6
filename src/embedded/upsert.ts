import { refuse } from './errors.ts';
import { isOperatorDocument, isRegex } from './filter-operators.ts';
import { exactValueAt } from './path.ts';
import { writeAt } from './update-path.ts';
import { copyOf, isDocument, type StoredDocument } from './values.ts';

/**
 * The document an upsert starts from: the fields that its filter fixes to one value.
 *
 * @throws {CommandError} NotSingleValueField when the filter fixes one field twice.
 */
export function seedOf(filter: StoredDocument): StoredDocument {
  const seed: StoredDocument = {};
  for (const [path, value] of fixedFields(filter)) {
    const parts = path.split('.');
    if (exactValueAt(seed, parts) !== undefined) {
      refuse(
        'NotSingleValueField',
        `cannot infer query fields to set, path '${path}' is matched twice`,
      );
    }
    writeAt(seed, parts, copyOf(value));
  }
  return seed;
}

function fixedFields(filter: StoredDocument): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, operand]): [string, unknown][] => {
    if (key === '$and' && Array.isArray(operand)) return operand.flatMap(fixedFields);
    if (key === '$or' && Array.isArray(operand) && operand.length === 1) {
      return operand.flatMap(fixedFields);
    }
    if (key.startsWith('$')) return [];
    return fixedValues(operand).map((value) => [key, value]);
  });
}

function fixedValues(operand: unknown): unknown[] {
  if (isRegex(operand)) return [];
  if (!isOperatorDocument(operand) || !isDocument(operand)) return [operand];
  if ('$eq' in operand) return [operand['$eq']];
  for (const name of ['$in', '$all']) {
    const list = operand[name];
    if (
      Array.isArray(list) &&
      list.length === 1 &&
      !isOperatorDocument(list[0]) &&
      !isRegex(list[0])
    ) {
      return [list[0]];
    }
  }
  return [];
}
