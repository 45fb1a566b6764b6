import type { Collection } from './collection.ts';
import { refuse } from './errors.ts';
import { compileExpression, type ExpressionScope } from './expression.ts';
import { exactValueAt } from './path.ts';
import { select } from './select.ts';
import type { ServerState } from './server-state.ts';
import { checkStages, runStages, type CheckedStage } from './stages.ts';
import { isDocument, type StoredDocument } from './values.ts';

/** Where a pipeline writes its results instead of returning them. */
export interface Output {
  readonly write: (state: ServerState, documents: readonly StoredDocument[]) => void;
}

/** Reads a final `$out` or `$merge`; `undefined` for any other stage. @throws {CommandError} */
export function outputOf(
  stage: CheckedStage | undefined,
  database: string,
  scope: ExpressionScope,
): Output | undefined {
  if (stage?.name === '$out')
    return replaceCollection(namespaceOf(stage.argument, database, '$out'));
  if (stage?.name === '$merge') return mergeInto(stage.argument, database, scope);
  return undefined;
}

function namespaceOf(target: unknown, database: string, stage: string): string {
  if (typeof target === 'string') return `${database}.${target}`;
  const { db = database, coll, ...foreign } = isDocument(target) ? target : {};
  if (typeof db === 'string' && typeof coll === 'string' && Object.keys(foreign).length === 0) {
    return `${db}.${coll}`;
  }
  return refuse(
    'FailedToParse',
    `${stage} needs a collection name, or an object with 'db' and 'coll'`,
  );
}

function replaceCollection(namespace: string): Output {
  return {
    write: ({ catalogue }, documents) => {
      const collection = catalogue.ensure(namespace);
      const before = [...collection.records()];
      const previous = before.map((record) => record.document);
      for (const record of before) collection.remove(record);
      try {
        for (const document of documents) collection.insert(document);
      } catch (error) {
        // A failing $out leaves the collection as it was.
        for (const record of Array.from(collection.records())) collection.remove(record);
        for (const document of previous) collection.insert(document);
        throw error;
      }
    },
  };
}

function mergeInto(argument: unknown, database: string, scope: ExpressionScope): Output {
  const options: StoredDocument = isDocument(argument) ? argument : { into: argument };
  const {
    into,
    on = '_id',
    let: given,
    whenMatched = 'merge',
    whenNotMatched = 'insert',
    ...foreign
  } = options;
  const [unknown] = Object.keys(foreign);
  if (unknown !== undefined)
    refuse('UnknownCommandField', `BSON field '$merge.${unknown}' is an unknown field.`);
  const namespace = namespaceOf(into, database, '$merge');
  const paths: unknown[] = Array.isArray(on) ? on : [on];
  const matched = whenMatchedOf(whenMatched, given, scope);
  return {
    write: (state, documents) => {
      const collection = state.catalogue.ensure(namespace);
      checkUniqueOn(collection, paths);
      for (const document of documents) {
        const filter = Object.fromEntries(
          paths.map((path) => [
            String(path),
            exactValueAt(document, String(path).split('.')) ?? null,
          ]),
        );
        const [record] = select(collection, { filter, limit: 1 }, scope, state.counters);
        // With `fail` too the document is inserted; the unique index of `on` is what refuses it.
        if (record === undefined || whenMatched === 'fail')
          insertUnmatched(collection, document, whenNotMatched);
        else {
          const merged = matched(record.document, document);
          if (merged !== undefined)
            collection.replace(record, { ...merged, _id: record.document['_id'] });
        }
      }
    },
  };
}

function checkUniqueOn(collection: Collection, paths: readonly unknown[]): void {
  const wanted = paths.map(String).toSorted().join();
  const isUnique = collection.indexes.some(
    (index) =>
      index.isUnique &&
      index.spec.partialFilterExpression === undefined &&
      index.fields
        .map((field) => field.path)
        .toSorted()
        .join() === wanted,
  );
  if (!isUnique)
    refuse('NoUniqueIndexForMerge', 'Cannot find index to verify that join fields will be unique');
}

function insertUnmatched(
  collection: Collection,
  document: StoredDocument,
  whenNotMatched: unknown,
): void {
  if (whenNotMatched === 'discard') return;
  if (whenNotMatched === 'fail') {
    refuse(
      'MergeStageNoMatchingDocument',
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    );
  }
  if (whenNotMatched !== 'insert')
    refuse(
      'BadValue',
      `Enumeration value '${String(whenNotMatched)}' for field 'whenNotMatched' is not a valid value.`,
    );
  collection.insert(document);
}

type WhenMatched = (target: StoredDocument, incoming: StoredDocument) => StoredDocument | undefined;

function whenMatchedOf(given: unknown, variables: unknown, scope: ExpressionScope): WhenMatched {
  if (Array.isArray(given)) return pipelineMerge(given, variables, scope);
  switch (given) {
    case 'merge':
      return (target, incoming) => ({ ...target, ...incoming });
    case 'replace':
      return (_target, incoming) => incoming;
    case 'keepExisting':
      return () => undefined;
    case 'fail':
      return () => undefined;
    default:
      return refuse(
        'BadValue',
        `Enumeration value '${String(given)}' for field 'whenMatched' is not a valid value.`,
      );
  }
}

function pipelineMerge(stages: unknown[], variables: unknown, scope: ExpressionScope): WhenMatched {
  const checked = checkStages(stages);
  const given = isDocument(variables) ? variables : { new: '$$ROOT' };
  const compiled = Object.entries(given).map(
    ([name, expression]) => [name, compileExpression(expression, scope)] as const,
  );
  return (target, incoming) => {
    const bound = Object.fromEntries(compiled.map(([name, value]) => [name, value(incoming)]));
    const inner = { ...scope, variables: { ...scope.variables, ...bound } };
    return runStages([target], checked, inner, () => [])[0];
  };
}
