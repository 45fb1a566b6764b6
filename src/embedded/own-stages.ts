import { refuse } from './errors.ts';
import { compileExpression, type Expression } from './expression.ts';
import { addedFields, flattenedFields } from './field-paths.ts';
import { compileFilter } from './filter.ts';
import { groupingStages } from './grouping-stages.ts';
import { joiningStages } from './joining-stages.ts';
import { exactValueAt } from './path.ts';
import { compileProjection } from './projection.ts';
import { parseSort, sortBy } from './sort.ts';
import { countOf, documentOf, type PipelineScope, type Stage } from './stage.ts';
import { isDocument, type StoredDocument } from './values.ts';

/** Stages that are carried out here, because mingo's follow other rules or change their input. */
export const ownStages: Readonly<Record<string, Stage>> = {
  ...groupingStages,
  ...joiningStages,
  $match: (documents, filter, scope) =>
    documents.filter(compileFilter(documentOf('$match', filter), scope)),
  $sort: sort,
  $limit: (documents, count) => documents.slice(0, countOf('$limit', count, 1)),
  $skip: (documents, count) => documents.slice(countOf('$skip', count, 0)),
  $project: project,
  $unset: unset,
  $addFields: addFields,
  $set: addFields,
  $replaceRoot: (documents, argument, scope) =>
    replaceRoot(documents, documentOf('$replaceRoot', argument)['newRoot'], scope),
  $replaceWith: replaceRoot,
  $unwind: unwind,
  $sample: sample,
};

function sort(
  documents: readonly StoredDocument[],
  argument: unknown,
  _scope: PipelineScope,
): StoredDocument[] {
  const fields = parseSort(documentOf('$sort', argument));
  if (fields.length === 0) refuse('EmptySort', '$sort stage must have at least one sort key');
  return sortBy(documents, fields, (document) => document);
}

function project(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const fields = documentOf('$project', argument);
  if (Object.keys(fields).length === 0) {
    refuse(
      'EmptyProjection',
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  const projection = compileProjection(fields, scope, 'aggregate');
  return documents.map((document) => projection(document, () => undefined));
}

function unset(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const paths: unknown[] = Array.isArray(argument) ? argument : [argument];
  const names = paths.map((path) =>
    typeof path === 'string' && path !== ''
      ? path
      : refuse('BadStageArgument', '$unset specification must be a string or an array of strings'),
  );
  return project(documents, Object.fromEntries(names.map((name) => [name, 0])), scope);
}

function addFields(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const fields = flattenedFields(documentOf('$addFields', argument)).map(
    ([path, expression]): [string[], Expression] => [
      path.split('.'),
      compileExpression(expression, scope),
    ],
  );
  return documents.map((document) =>
    addedFields(
      document,
      fields.map(([parts, expression]) => [parts, expression(document)]),
    ),
  );
}

function replaceRoot(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const expression = compileExpression(argument, scope);
  return documents.map((document) => {
    const root = expression(document);
    return isDocument(root)
      ? root
      : refuse('BadNewRoot', "'newRoot' expression must evaluate to an object");
  });
}

function unwind(documents: readonly StoredDocument[], argument: unknown): StoredDocument[] {
  const options: StoredDocument =
    typeof argument === 'string' ? { path: argument } : documentOf('$unwind', argument);
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options;
  if (typeof path !== 'string' || !path.startsWith('$')) {
    return refuse('BadUnwindPath', "path option to $unwind stage should be prefixed with a '$'");
  }
  const parts = path.slice(1).split('.');
  const indexParts =
    typeof includeArrayIndex === 'string' ? includeArrayIndex.split('.') : undefined;
  const withIndex = (document: StoredDocument, index: number | null) =>
    indexParts === undefined ? document : addedFields(document, [[indexParts, index]]);
  return documents.flatMap((document) => {
    const value = exactValueAt(document, parts);
    if (Array.isArray(value) && value.length > 0) {
      return value.map((item, i) => withIndex(addedFields(document, [[parts, item ?? null]]), i));
    }
    const isKept = value !== undefined && value !== null && !Array.isArray(value);
    if (!isKept && preserveNullAndEmptyArrays !== true) return [];
    return [
      withIndex(
        Array.isArray(value) ? addedFields(document, [[parts, undefined]]) : document,
        null,
      ),
    ];
  });
}

function sample(documents: readonly StoredDocument[], argument: unknown): StoredDocument[] {
  const size = countOf('$sample', documentOf('$sample', argument)['size'], 1);
  const drawn = documents.map((document) => ({ document, place: Math.random() }));
  drawn.sort((a, b) => a.place - b.place);
  return drawn.slice(0, size).map(({ document }) => document);
}
