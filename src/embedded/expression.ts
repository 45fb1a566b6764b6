import { Double, Long } from 'bson';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { CommandError } from './errors.ts';
import { assignField, isDocument, type StoredDocument } from './values.ts';

/** What an expression can see besides its document. */
export interface ExpressionScope {
  /** Value of `$$NOW`, the same throughout one command. */
  readonly now: Date;
  /** The command's `let`, already evaluated. */
  readonly variables: StoredDocument;
}

const context = Context.init({ accumulator: accumulators, expression: expressions });

/** mingo's options for expressions; scripts stay off, so `$function` and `$where` are refused. */
export function mingoOptions(scope: ExpressionScope, operators: Context = context): Options {
  return {
    idKey: '_id',
    scriptEnabled: false,
    useStrictMode: true,
    failOnError: true,
    processingMode: ProcessingMode.CLONE_OFF,
    variables: scope.variables,
    context: operators,
  };
}

/**
 * The document as mingo can calculate with it: every Double and every Long that JavaScript can
 * hold exactly becomes a plain number. Nothing is copied when nothing has to change.
 */
export function plainForm<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Double) return value.value as T;
  if (value instanceof Long) return plainLong(value) as T;
  if (Array.isArray(value)) {
    const plain = value.map((item: unknown) => plainForm(item));
    return plain.some((item, i) => item !== value[i]) ? (plain as T) : value;
  }
  return isDocument(value) ? (plainDocument(value) as T) : value;
}

function plainLong(value: Long): unknown {
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : value;
}

function plainDocument(document: StoredDocument): StoredDocument {
  let copy: StoredDocument | undefined;
  for (const key of Object.keys(document)) {
    const plain = plainForm(document[key]);
    if (plain === document[key]) continue;
    copy ??= { ...document };
    assignField(copy, key, plain);
  }
  return copy ?? document;
}

/** Evaluates an aggregation expression on a document. @throws {CommandError} when mingo refuses it. */
export function evaluate(
  expression: unknown,
  document: StoredDocument,
  scope: ExpressionScope,
): unknown {
  return translated(() => evalExpr(plainForm(document), expression, mingoOptions(scope)));
}

/** The predicate of `$expr`. */
export function truthOfExpression(
  expression: unknown,
  scope: ExpressionScope,
): (document: StoredDocument) => boolean {
  return (document) => {
    const value = evaluate(expression, document, scope);
    return value !== false && value !== 0 && value !== null && value !== undefined;
  };
}

/** Runs a piece of mingo and gives its complaints the code that a MongoDB server would. */
export function translated<T>(calculate: () => T): T {
  try {
    return calculate();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw translate(error instanceof Error ? error : new Error(String(error)));
  }
}

function translate(error: Error): CommandError {
  const unknown = /accumulator '(\$\w+)' is not registered/.exec(error.message)?.[1];
  if (unknown !== undefined) {
    return new CommandError('InvalidPipelineOperator', `Unrecognized expression '${unknown}'`);
  }
  return new CommandError('BadValue', error.message);
}
