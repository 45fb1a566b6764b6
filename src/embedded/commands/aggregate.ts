import type { EncodedReply } from '../cursors.ts';
import { refuse } from '../errors.ts';
import type { ExpressionScope } from '../expression.ts';
import { plainForm } from '../expression.ts';
import { type Selection, select } from '../select.ts';
import { parseSort } from '../sort.ts';
import { checkStages, runStages } from '../stages.ts';
import { isDocument, type StoredDocument, wholeNumberOf } from '../values.ts';
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
  if (cursor === undefined)
    return refuse(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const scope = scopeOf(request);
  const namespace = namespaceOfAggregate(request, stages);
  const { selection, rest } = leadingSelection(stages);
  const isCollectionless = namespace.endsWith('.$cmd.aggregate');
  const records = isCollectionless
    ? []
    : select(
        state.catalogue.find(namespace),
        { ...selection, hint: body['hint'] },
        scope,
        state.counters,
      );
  const documents = records.map((record) => plainForm(record.document));
  const results =
    rest.length === 0
      ? records.map((record) => record.document)
      : runStages(documents, rest, scope, (name) =>
          readWhole(request, `${database}.${name}`, scope),
        );
  return state.cursors.open(namespace, results, { batchSize: optionalCount(cursor, 'batchSize') });
}

function readWhole(
  { state }: CommandRequest,
  namespace: string,
  scope: ExpressionScope,
): StoredDocument[] {
  const collection = state.catalogue.find(namespace);
  return select(collection, { filter: {} }, scope, state.counters).map((record) => record.document);
}

function namespaceOfAggregate(
  { body, database }: CommandRequest,
  stages: readonly StoredDocument[],
): string {
  const name = body['aggregate'];
  if (typeof name === 'string') return `${database}.${name}`;
  const isAlone = wholeNumberOf(name) === 1 && stages[0] !== undefined && '$documents' in stages[0];
  if (isAlone) return `${database}.$cmd.aggregate`;
  return refuse(
    'InvalidNamespace',
    `{aggregate: 1} is not valid for this pipeline; a collection is needed`,
  );
}

/** Turns leading `$match`, `$sort`, `$skip` and `$limit` into a selection that indexes can serve. */
function leadingSelection(stages: readonly StoredDocument[]): {
  selection: Selection;
  rest: readonly StoredDocument[];
} {
  const rest = [...stages];
  const take = (name: string) =>
    rest[0] !== undefined && name in rest[0] ? rest.shift()?.[name] : undefined;
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
