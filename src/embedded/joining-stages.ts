import { identityKey } from './compare.ts';
import { refuse } from './errors.ts';
import { compileExpression, type Expression } from './expression.ts';
import { addedFields } from './field-paths.ts';
import { valuesAt } from './path.ts';
import { documentOf, type PipelineScope, type Stage } from './stage.ts';
import { isDocument, numberOf, type StoredDocument } from './values.ts';

/** Stages that bring in other documents or run pipelines of their own. */
export const joiningStages: Readonly<Record<string, Stage>> = {
  $lookup: lookup,
  $graphLookup: graphLookup,
  $facet: facet,
  $unionWith: unionWith,
};

function lookup(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const {
    from,
    localField,
    foreignField,
    as,
    let: given,
    pipeline,
    ...foreign
  } = documentOf('$lookup', argument);
  const [unknown] = Object.keys(foreign);
  if (unknown !== undefined) refuse('FailedToParse', `unknown argument to $lookup: ${unknown}`);
  if (typeof from !== 'string' || typeof as !== 'string') {
    return refuse('FailedToParse', "$lookup needs the string arguments 'from' and 'as'");
  }
  const hasFields = typeof localField === 'string' && typeof foreignField === 'string';
  if (!hasFields && pipeline === undefined) {
    refuse(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  const variables = Object.entries(isDocument(given) ? given : {}).map(
    ([name, expression]): [string, Expression] => [name, compileExpression(expression, scope)],
  );
  return documents.map((document) => {
    const filter = hasFields ? { [foreignField]: { $in: localValues(document, localField) } } : {};
    const found = scope.read(from, filter);
    const bound = Object.fromEntries(
      variables.map(([name, value]) => [name, value(document) ?? null]),
    );
    const joined = pipeline === undefined ? [...found] : scope.run(found, pipeline, bound);
    return addedFields(document, [[as.split('.'), joined]]);
  });
}

function localValues(document: StoredDocument, path: string): unknown[] {
  const values = valuesAt(document, path.split('.'));
  return values.length === 0 ? [null] : values;
}

interface Traversal {
  readonly from: string;
  readonly connectFromField: string;
  readonly connectToField: string;
  readonly as: string;
  readonly maxDepth: number;
  readonly depthField: string | undefined;
  readonly restriction: StoredDocument;
}

function graphLookup(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const given = documentOf('$graphLookup', argument);
  const traversal = parseTraversal(given);
  const startOf = compileExpression(given['startWith'], scope);
  return documents.map((document) => {
    const start = startOf(document);
    const found = traverse(Array.isArray(start) ? start : [start ?? null], traversal, scope);
    return addedFields(document, [[traversal.as.split('.'), found]]);
  });
}

function parseTraversal(given: StoredDocument): Traversal {
  const {
    from,
    connectFromField,
    connectToField,
    as,
    maxDepth,
    depthField,
    restrictSearchWithMatch,
    startWith,
    ...foreign
  } = given;
  const [unknown] = Object.keys(foreign);
  if (unknown !== undefined)
    refuse('GraphLookupArgument', `Unknown argument to $graphLookup: ${unknown}`);
  const isComplete =
    typeof from === 'string' &&
    typeof connectFromField === 'string' &&
    typeof connectToField === 'string' &&
    typeof as === 'string' &&
    startWith !== undefined;
  if (!isComplete) {
    return refuse(
      'GraphLookupArgument',
      "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
    );
  }
  return {
    from,
    connectFromField,
    connectToField,
    as,
    maxDepth: numberOf(maxDepth) ?? Number.POSITIVE_INFINITY,
    depthField: typeof depthField === 'string' ? depthField : undefined,
    restriction: isDocument(restrictSearchWithMatch) ? restrictSearchWithMatch : {},
  };
}

function traverse(
  start: readonly unknown[],
  { from, connectFromField, connectToField, maxDepth, depthField, restriction }: Traversal,
  scope: PipelineScope,
): StoredDocument[] {
  const found = new Map<unknown, StoredDocument>();
  let frontier = start;
  for (let depth = 0; depth <= maxDepth && frontier.length > 0; depth++) {
    const filter = { $and: [{ [connectToField]: { $in: frontier } }, restriction] };
    const reached = scope
      .read(from, filter)
      .filter((document) => !found.has(identityKey(document['_id'])));
    for (const document of reached) {
      const shown =
        depthField === undefined
          ? document
          : addedFields(document, [[depthField.split('.'), depth]]);
      found.set(identityKey(document['_id']), shown);
    }
    frontier = reached.flatMap((document) => valuesAt(document, connectFromField.split('.')));
  }
  return [...found.values()];
}

function facet(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const facets = Object.entries(documentOf('$facet', argument));
  return [
    Object.fromEntries(facets.map(([name, stages]) => [name, scope.run(documents, stages, {})])),
  ];
}

function unionWith(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const { coll, pipeline = [] } =
    typeof argument === 'string' ? { coll: argument } : documentOf('$unionWith', argument);
  if (typeof coll !== 'string')
    return refuse('FailedToParse', "$unionWith needs the argument 'coll'");
  return [...documents, ...scope.run(scope.read(coll, {}), pipeline, {})];
}
