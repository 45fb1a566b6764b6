import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as pipelineOperators from 'mingo/operators/pipeline';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { refuse } from './errors.ts';
import {
  checkExpression,
  type ExpressionScope,
  mingoOptions,
  plainForm,
  plainValue,
  refuseScripts,
  translated,
  boundConstants,
} from './expression.ts';
import { accumulatorOperators, expressionOperators } from './expression-operators.ts';
import { ownStages } from './own-stages.ts';
import type { PipelineScope } from './stage.ts';
import { copyOf, isDocument, type StoredDocument } from './values.ts';

/** Reads matching documents of another collection of the same database. */
export type CollectionReader = PipelineScope['read'];

// Stages that mingo carries out, one at a time and on copies. It reads no other collection.
const mingoStages = new Set([
  '$bucketAuto',
  '$densify',
  '$documents',
  '$fill',
  '$redact',
  '$setWindowFields',
]);

const context = Context.init({
  accumulator: accumulatorOperators,
  expression: expressionOperators,
  pipeline: pipelineOperators,
  query: queries,
  window: windows,
});

/** One checked stage of a pipeline. */
export interface CheckedStage {
  readonly name: string;
  readonly argument: unknown;
}

/** Checks the shape of a pipeline. @throws {CommandError} on an unknown or malformed stage. */
export function checkStages(given: unknown): CheckedStage[] {
  if (!Array.isArray(given))
    return refuse('TypeMismatch', "'pipeline' option must be specified as an array");
  return given.map((stage: unknown, position) => {
    if (!isDocument(stage))
      return refuse('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    const [name, ...others] = Object.keys(stage);
    if (name === undefined || others.length > 0) {
      return refuse(
        'StageNotSingleField',
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    return checkStage({ name, argument: stage[name] }, position, given.length);
  });
}

function checkStage(stage: CheckedStage, position: number, length: number): CheckedStage {
  const { name, argument } = stage;
  if (name === '$documents' && position > 0) {
    refuse('StageNotFirst', `${name} is only valid as the first stage in a pipeline`);
  }
  if (name === '$out' || name === '$merge') {
    if (position === length - 1) return stage;
    return refuse('StageNotLast', `${name} can only be the final stage in the pipeline`);
  }
  if (name === '$changeStream') {
    refuse('NotAReplicaSetForStreams', 'The $changeStream stage is only supported on replica sets');
  }
  if (mingoStages.has(name)) checkMingoStage(name, argument);
  else if (!(name in ownStages))
    refuse('UnrecognizedStage', `Unrecognized pipeline stage name: '${name}'`);
  return stage;
}

// The operators of these two are not expressions and are known to mingo alone.
const windowStages = new Set(['$setWindowFields', '$fill']);

function checkMingoStage(name: string, argument: unknown): void {
  if (windowStages.has(name)) refuseScripts(argument);
  else checkExpression(argument);
}

/** Runs checked stages over documents. @throws {CommandError} when a stage or mingo refuses. */
export function runStages(
  documents: readonly StoredDocument[],
  stages: readonly CheckedStage[],
  scope: ExpressionScope,
  read: CollectionReader,
): StoredDocument[] {
  const nested: PipelineScope = {
    ...scope,
    read,
    run: (inner, pipeline, variables) =>
      runStages(
        inner,
        checkStages(pipeline),
        { ...scope, variables: { ...scope.variables, ...variables } },
        read,
      ),
  };
  return stages.reduce<StoredDocument[]>(
    (current, { name, argument }) => {
      const stage = ownStages[name];
      return stage === undefined
        ? runByMingo(current, name, argument, scope)
        : stage(current, argument, nested);
    },
    [...documents],
  );
}

function runByMingo(
  documents: readonly StoredDocument[],
  name: string,
  argument: unknown,
  scope: ExpressionScope,
): StoredDocument[] {
  const stage = { [name]: plainValue(boundConstants(argument, scope.now)) };
  // mingo carries out windows by a script of its own; those of clients were refused before.
  const options = { ...mingoOptions(scope, context), scriptEnabled: windowStages.has(name) };
  const aggregator = new Aggregator([stage], options);
  // mingo may change documents in place, and those that are stored must not change.
  const copies = documents.map((document) => copyOf(plainForm(document)));
  return translated(() => aggregator.run(copies));
}
