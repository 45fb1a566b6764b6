import { refuse } from './errors.ts';
import { exactValueAt } from './path.ts';
import { inShellForm } from './shell-form.ts';
import {
  checkedParts,
  type ConflictDetector,
  isPositional,
  removeAt,
  writeAt,
} from './update-path.ts';
import type { StoredDocument } from './values.ts';

/** Moves one field of a document, in place. */
export type Rename = (document: StoredDocument) => void;

/** Prepares the moves of `$rename`. @throws {CommandError} when a path is not allowed. */
export function renamesOf(
  fields: readonly (readonly [string, unknown])[],
  conflicts: ConflictDetector,
): Rename[] {
  return fields.map(([from, to]) => {
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
