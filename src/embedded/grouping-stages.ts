import { evalExpr } from 'mingo/core';
import { compareValues, identityKey, rankOf } from './compare.ts';
import { refuse } from './errors.ts';
import {
  checkExpression,
  compileExpression,
  type ExpressionScope,
  mingoOptions,
  translated,
} from './expression.ts';
import { accumulatorOperators } from './expression-operators.ts';
import { documentOf, type PipelineScope, type Stage } from './stage.ts';
import { sortBy } from './sort.ts';
import { isDocument, type StoredDocument } from './values.ts';

/** Stages that gather documents into groups. */
export const groupingStages: Readonly<Record<string, Stage>> = {
  $group: group,
  $bucket: bucket,
  $count: count,
  $sortByCount: (documents, expression, scope) =>
    sortBy(
      group(documents, { _id: expression, count: { $sum: 1 } }, scope),
      [{ path: 'count', direction: -1 }],
      (document) => document,
    ),
};

type Accumulate = (members: StoredDocument[]) => StoredDocument;

function accumulatorsOf(fields: StoredDocument, scope: ExpressionScope): Accumulate {
  const accumulators = Object.entries(fields).map(([name, given]) =>
    accumulatorOf(name, given, scope),
  );
  return (members) =>
    Object.fromEntries(accumulators.map(({ name, accumulate }) => [name, accumulate(members)]));
}

interface Accumulator {
  readonly name: string;
  readonly accumulate: (documents: StoredDocument[]) => unknown;
}

function accumulatorOf(name: string, given: unknown, scope: ExpressionScope): Accumulator {
  if (!isDocument(given) || Object.keys(given).length !== 1) {
    return refuse('GroupFieldNotAccumulator', `The field '${name}' must be an accumulator object`);
  }
  const [[operator, expression] = ['', null]] = Object.entries(given);
  if (!(operator in accumulatorOperators) || operator === '$accumulator') {
    refuse('UnknownAccumulator', `unknown group operator '${operator}'`);
  }
  checkExpression(expression);
  const options = mingoOptions(scope);
  return {
    name,
    accumulate: (members) => translated(() => evalExpr(members, given, options)) ?? null,
  };
}

function group(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const { _id: idExpression, ...fields } = documentOf('$group', argument);
  if (idExpression === undefined)
    refuse('GroupWithoutId', 'a group specification must include an _id');
  const idOf = compileExpression(idExpression, scope);
  const accumulate = accumulatorsOf(fields, scope);
  const groups = new Map<string | number, { id: unknown; members: StoredDocument[] }>();
  for (const document of documents) {
    const id = idOf(document) ?? null;
    const key = identityKey(id);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { id, members: [document] });
    else known.members.push(document);
  }
  return [...groups.values()].map(({ id, members }) => ({ _id: id, ...accumulate(members) }));
}

function bucket(
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
): StoredDocument[] {
  const {
    groupBy,
    boundaries,
    default: other,
    output = { count: { $sum: 1 } },
  } = documentOf('$bucket', argument);
  const bounds = checkedBoundaries(boundaries);
  const accumulate = accumulatorsOf(documentOf('$bucket', output), scope);
  const keyOf = compileExpression(groupBy, scope);
  const buckets = new Map<unknown, StoredDocument[]>();
  for (const document of documents) {
    const id = bucketOf(bounds, keyOf(document), other);
    const members = buckets.get(id);
    if (members === undefined) buckets.set(id, [document]);
    else members.push(document);
  }
  return [...bounds, other]
    .map((id) => ({ id, members: buckets.get(id) }))
    .flatMap(({ id, members }) =>
      members === undefined ? [] : [{ _id: id, ...accumulate(members) }],
    );
}

function checkedBoundaries(given: unknown): readonly unknown[] {
  if (!Array.isArray(given) || given.length < 2) {
    return refuse(
      'BucketBoundaries',
      "The $bucket 'boundaries' field must be an array of at least 2 values",
    );
  }
  const isAscending = given.every(
    (bound, i) =>
      i === 0 || (compareValues(bound, given[i - 1]) > 0 && rankOf(bound) === rankOf(given[0])),
  );
  if (!isAscending) {
    refuse('BucketOrder', "The 'boundaries' option to $bucket must be sorted and of one type");
  }
  return given;
}

function bucketOf(bounds: readonly unknown[], value: unknown, other: unknown): unknown {
  const above = bounds.findIndex((bound) => compareValues(value, bound) < 0);
  if (above > 0) return bounds[above - 1];
  if (other !== undefined) return other;
  return refuse(
    'BucketOutside',
    '$switch could not find a matching branch for an input, and no default was specified.',
  );
}

function count(documents: readonly StoredDocument[], name: unknown): StoredDocument[] {
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.')) {
    return refuse('BadCountName', 'the count field must be a non-empty string without $ and dots');
  }
  return documents.length === 0 ? [] : [{ [name]: documents.length }];
}
