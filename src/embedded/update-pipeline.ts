import { identicalValues } from './compare.ts';
import { refuse } from './errors.ts';
import { type ExpressionScope, plainForm } from './expression.ts';
import { type CheckedStage, checkStages, runStages } from './stages.ts';
import { isDocument, type StoredDocument } from './values.ts';

const allowedStages = new Set([
  '$addFields',
  '$set',
  '$project',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

/** Prepares a pipeline-style update. @throws {CommandError} when a stage is not allowed in one. */
export function runUpdatePipeline(
  stages: readonly unknown[],
  scope: ExpressionScope,
): (document: StoredDocument) => StoredDocument {
  const checked = checkStages(stages);
  checked.forEach(refuseStage);
  return (document) => {
    const plain = plainForm(document);
    const [changed = {}] = runStages([document], checked, scope, () => []);
    const { _id = document['_id'], ...fields } = restoreTypes(changed, plain, document);
    const result = _id === undefined ? fields : { _id, ...fields };
    if (document['_id'] !== undefined && !identicalValues(_id, document['_id'])) {
      refuse(
        'ImmutableField',
        `Performing an update on the path '_id' would modify the immutable field '_id'`,
      );
    }
    return result;
  };
}

function refuseStage({ name }: CheckedStage): void {
  if (allowedStages.has(name)) return;
  refuse('InvalidOptions', `${name} is not allowed to be used within an update`);
}

/** Gives values that the pipeline left alone the types back that mingo cannot tell apart. */
function restoreTypes(
  changed: StoredDocument,
  plain: StoredDocument,
  original: StoredDocument,
): StoredDocument {
  if (plain === original) return changed;
  return Object.fromEntries(
    Object.entries(changed).map(([key, value]) => [
      key,
      restored(value, plain[key], original[key]),
    ]),
  );
}

function restored(value: unknown, plain: unknown, original: unknown): unknown {
  if (original === undefined || plain === original) return value;
  if (identicalValues(value, plain)) return original;
  if (isDocument(value) && isDocument(plain) && isDocument(original)) {
    return restoreTypes(value, plain, original);
  }
  return value;
}
