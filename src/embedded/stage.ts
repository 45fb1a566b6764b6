import { refuse } from './errors.ts';
import type { ExpressionScope } from './expression.ts';
import { isDocument, type StoredDocument, wholeNumberOf } from './values.ts';

/** What a stage may use besides the documents that reach it. */
export interface PipelineScope extends ExpressionScope {
  /** Reads matching documents of another collection of the same database. */
  readonly read: (collection: string, filter: StoredDocument) => readonly StoredDocument[];
  /** Runs a pipeline inside a stage, with further variables. */
  readonly run: (
    documents: readonly StoredDocument[],
    stages: unknown,
    variables: StoredDocument,
  ) => StoredDocument[];
}

/** Carries out one stage; the documents that reach it are not changed. */
export type Stage = (
  documents: readonly StoredDocument[],
  argument: unknown,
  scope: PipelineScope,
) => StoredDocument[];

/** The argument of a stage that must be a document. @throws {CommandError} */
export function documentOf(stage: string, argument: unknown): StoredDocument {
  return isDocument(argument)
    ? argument
    : refuse('BadStageArgument', `the ${stage} stage specification must be an object`);
}

/** The argument of a stage that must be a whole number. @throws {CommandError} */
export function countOf(stage: string, argument: unknown, least: number): number {
  const number = wholeNumberOf(argument);
  if (number !== undefined && number >= least) return number;
  return refuse(
    'BadStageCount',
    `invalid argument to ${stage} stage: Expected a number of at least ${least}`,
  );
}
