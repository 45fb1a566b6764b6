import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { refuse } from './errors.ts';
import { type ExpressionScope, mingoOptions, plainForm, translated } from './expression.ts';
import { compileFilter } from './filter.ts';
import { parseSort, sortBy } from './sort.ts';
import { copyOf, isDocument, type StoredDocument } from './values.ts';

/** Gives the documents of another collection of the same database, for `$lookup` and its like. */
export type CollectionReader = (name: string) => readonly StoredDocument[];

// These write or run script; the first two are carried out by the aggregate command itself.
const withheld = new Set(['$out', '$merge']);

/** Checks the shape of a pipeline. @throws {CommandError} on an unknown or malformed stage. */
export function checkStages(given: unknown): StoredDocument[] {
  if (!Array.isArray(given))
    return refuse('TypeMismatch', "'pipeline' option must be specified as an array");
  return given.map((stage) => {
    if (!isDocument(stage))
      return refuse('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    const names = Object.keys(stage);
    if (names.length !== 1) {
      refuse(
        'StageNotSingleField',
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    const [name = ''] = names;
    if (!(name in pipeline) || withheld.has(name)) {
      refuse('UnrecognizedStage', `Unrecognized pipeline stage name: '${name}'`);
    }
    return stage;
  });
}

/** Runs checked stages over documents in plain form. @throws {CommandError} when mingo refuses. */
export function runStages(
  documents: readonly StoredDocument[],
  stages: readonly StoredDocument[],
  scope: ExpressionScope,
  readCollection: CollectionReader,
): StoredDocument[] {
  const options = {
    ...mingoOptions(scope, contextFor(scope)),
    collectionResolver: (name: string) =>
      readCollection(name).map((document) => plainForm(document)),
  };
  // mingo changes nested documents in place; those that are stored must not change.
  const aggregator = new Aggregator(
    stages.map((stage) => plainForm(stage)),
    options,
  );
  return translated(() => aggregator.run(copyOf([...documents])));
}

type Stage = typeof pipeline.$match;

// mingo compares and matches by its own rules; these stages must follow BSON's.
function contextFor(scope: ExpressionScope): Context {
  const $match: Stage = (documents, filter) => {
    const matches = compileFilter(filter, scope);
    return documents.filter((document: StoredDocument) => matches(document));
  };
  const $sort: Stage = (documents, sort) => {
    const fields = parseSort(sort);
    return Lazy(sortBy(documents.collect<StoredDocument>(), fields, (document) => document));
  };
  return Context.init({
    accumulator: accumulators,
    expression: expressions,
    pipeline: { ...pipeline, $match, $sort },
    projection: projections,
    query: queries,
    window: windows,
  });
}
