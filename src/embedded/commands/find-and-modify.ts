import { refuse } from '../errors.ts';
import type { FilterScope } from '../filter.ts';
import { deleteMatching, type UpdateOutcome, updateMatching } from '../modify.ts';
import { matchedPositions } from '../positional.ts';
import { compileProjection, type Projection } from '../projection.ts';
import { parseSort } from '../sort.ts';
import type { StoredDocument } from '../values.ts';
import {
  type Command,
  type CommandRequest,
  namespaceOf,
  optionalDocument,
  refuseCollation,
  scopeOf,
} from './request.ts';

const fields = [
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'bypassDocumentValidation',
  'collation',
  'arrayFilters',
  'hint',
  'let',
];

/** The command that changes one document and returns it. */
export const findAndModifyCommands: Readonly<Record<string, Command>> = {
  findAndModify: { fields, run: findAndModify },
  findandmodify: { fields, run: findAndModify },
};

function findAndModify(request: CommandRequest): StoredDocument {
  const { body } = request;
  refuseCollation(body);
  checkCombination(body);
  const scope = scopeOf(request);
  const filter = optionalDocument(body, 'query') ?? {};
  const projection = compileProjection(body['fields'], scope);
  const project = (document: StoredDocument | undefined) =>
    projected(document, projection, filter, scope);
  if (body['remove'] === true) return removeOne(request, filter, scope, project);
  const statement = {
    filter,
    update: body['update'],
    isMulti: false,
    isUpsert: body['upsert'] === true,
    arrayFilters: Array.isArray(body['arrayFilters']) ? body['arrayFilters'] : [],
    sort: parseSort(body['sort']),
    hint: body['hint'],
  };
  const outcome = updateMatching(request.state, namespaceOf(request), statement, scope);
  return updateReply(outcome, body['new'] === true, project);
}

function checkCombination(body: StoredDocument): void {
  const isRemoval = body['remove'] === true;
  if (!isRemoval && body['update'] === undefined) {
    refuse('FailedToParse', 'Either an update or remove=true must be specified');
  }
  if (!isRemoval) return;
  if (body['update'] !== undefined)
    refuse('FailedToParse', 'Cannot specify both an update and remove=true');
  if (body['upsert'] === true)
    refuse('FailedToParse', 'Cannot specify both upsert=true and remove=true');
  if (body['new'] === true) {
    refuse(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  }
}

type Project = (document: StoredDocument | undefined) => StoredDocument | null;

function projected(
  document: StoredDocument | undefined,
  projection: Projection,
  filter: StoredDocument,
  scope: FilterScope,
): StoredDocument | null {
  if (document === undefined) return null;
  return projection(document, matchedPositions(filter, document, scope));
}

function removeOne(
  request: CommandRequest,
  filter: StoredDocument,
  scope: FilterScope,
  project: Project,
): StoredDocument {
  const { body, state } = request;
  const selection = { filter, sort: parseSort(body['sort']), limit: 1, hint: body['hint'] };
  const [removed] = deleteMatching(state, namespaceOf(request), selection, scope);
  return { lastErrorObject: { n: removed === undefined ? 0 : 1 }, value: project(removed) };
}

function updateReply(outcome: UpdateOutcome, wantsNew: boolean, project: Project): StoredDocument {
  const { upserted, before, after } = outcome;
  const lastErrorObject = {
    n: upserted === undefined ? outcome.matched : 1,
    updatedExisting: outcome.matched > 0,
    ...(upserted === undefined ? {} : { upserted: upserted['_id'] }),
  };
  return { lastErrorObject, value: project(wantsNew ? (after ?? upserted) : before) };
}
