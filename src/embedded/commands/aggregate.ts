import type { EncodedReply } from '../cursors.ts';
import { refuse } from '../errors.ts';
import type { ExpressionScope } from '../expression.ts';
import { outputOf } from '../output-stages.ts';
import { type Selection, select } from '../select.ts';
import { parseSort } from '../sort.ts';
import { type CheckedStage, checkStages, type CollectionReader, runStages } from '../stages.ts';
import { isDocument, wholeNumberOf } from '../values.ts';
import {
  type Command,
  type CommandRequest,
  optionalCount,
  optionalDocument,
  refuseCollation,
  refuseFields,
  scopeOf,
} from './request.ts';

/** The aggregation command. */
export const aggregateCommands: Readonly<Record<string, Command>> = {
  aggregate: {
    fields: [
      'pipeline',
      'cursor',
      'allowDiskUse',
      'hint',
      'let',
      'collation',
      'explain',
      'bypassDocumentValidation',
    ],
    run: aggregate,
  },
};

function aggregate(request: CommandRequest): EncodedReply {
  const { body, state, database } = request;
  refuseCollation(body);
  refuseFields(body, ['explain']);
  const stages = checkStages(body['pipeline']);
  const cursor = optionalDocument(body, 'cursor');
  if (cursor === undefined) {
    return refuse(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const scope = scopeOf(request);
  const namespace = namespaceOfAggregate(request, stages);
  const target = outputOf(stages.at(-1), database, scope);
  const { selection, rest } = leadingSelection(target === undefined ? stages : stages.slice(0, -1));
  const collection = state.catalogue.find(namespace);
  const records = select(collection, { ...selection, hint: body['hint'] }, scope, state.counters);
  const documents = records.map((record) => record.document);
  const results = runStages(documents, rest, scope, readerOf(request, scope));
  target?.write(state, results);
  return state.cursors.open(namespace, target === undefined ? results : [], {
    batchSize: optionalCount(cursor, 'batchSize'),
  });
}

function readerOf({ state, database }: CommandRequest, scope: ExpressionScope): CollectionReader {
  return (name, filter) => {
    const collection = state.catalogue.find(`${database}.${name}`);
    return select(collection, { filter }, scope, state.counters).map((record) => record.document);
  };
}

function namespaceOfAggregate(
  { body, database }: CommandRequest,
  stages: readonly CheckedStage[],
): string {
  const name = body['aggregate'];
  if (typeof name === 'string' && name !== '') return `${database}.${name}`;
  if (wholeNumberOf(name) === 1 && stages[0]?.name === '$documents')
    return `${database}.$cmd.aggregate`;
  return refuse(
    'InvalidNamespace',
    '{aggregate: 1} is not valid for this pipeline; a collection is needed',
  );
}

/** Turns leading `$match`, `$sort`, `$skip` and `$limit` into a selection that indexes can serve. */
function leadingSelection(stages: readonly CheckedStage[]): {
  selection: Selection;
  rest: readonly CheckedStage[];
} {
  const rest = [...stages];
  const take = (name: string) => (rest[0]?.name === name ? rest.shift()?.argument : undefined);
  const filter = take('$match');
  if (filter !== undefined && !isDocument(filter)) {
    refuse('MatchNotDocument', 'the match filter must be an expression in an object');
  }
  const sort = parseSort(take('$sort'));
  const skip = takeCount(take('$skip'), '$skip', 0);
  const limit = takeCount(take('$limit'), '$limit', 1);
  return { selection: { filter: isDocument(filter) ? filter : {}, sort, skip, limit }, rest };
}

function takeCount(given: unknown, name: string, least: number): number {
  if (given === undefined) return 0;
  const count = wholeNumberOf(given);
  if (count !== undefined && count >= least) return count;
  return refuse(
    'BadStageCount',
    `invalid argument to ${name} stage: Expected a number of at least ${least}`,
  );
}
