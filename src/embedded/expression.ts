import { Double, Long } from 'bson';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import type { Options } from 'mingo/types';
import { CommandError, refuse } from './errors.ts';
import { accumulatorOperators, expressionOperators } from './expression-operators.ts';
import { compileRegex, isRegex } from './filter-operators.ts';
import { assignField, fieldOf, isDocument, type StoredDocument } from './values.ts';

/** What an expression can see besides its document. */
export interface ExpressionScope {
  /** Value of `$$NOW`, the same throughout one command. */
  readonly now: Date;
  /** The command's `let`, already evaluated. */
  readonly variables: StoredDocument;
}

/** A checked expression, ready to be evaluated on any document. */
export type Expression = (document: StoredDocument) => unknown;

const context = Context.init({
  accumulator: accumulatorOperators,
  expression: expressionOperators,
});

/** mingo's options; scripts stay off, so that `$function` and `$accumulator` are refused. */
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
export function plainForm(document: StoredDocument): StoredDocument {
  let copy: StoredDocument | undefined;
  for (const key of Object.keys(document)) {
    const plain = plainValue(document[key]);
    if (plain === document[key]) continue;
    copy ??= { ...document };
    assignField(copy, key, plain);
  }
  return copy ?? document;
}

/** {@link plainForm} of any value. */
export function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return plainLong(value);
  if (Array.isArray(value)) {
    const plain = value.map(plainValue);
    return plain.some((item, i) => item !== value[i]) ? plain : value;
  }
  return isDocument(value) ? plainForm(value) : value;
}

function plainLong(value: Long): unknown {
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * Checks an aggregation expression.
 *
 * @throws {CommandError} InvalidPipelineOperator when it uses an operator that does not exist here.
 */
export function compileExpression(given: unknown, scope: ExpressionScope): Expression {
  checkExpression(given);
  const expression = plainValue(boundConstants(given, scope.now));
  const options = mingoOptions(scope);
  const calculate: Expression = (document) =>
    translated(() => evalExpr(plainForm(document), expression, options));
  const path =
    typeof expression === 'string' ? /^\$([^$.\d][^.]*)$/.exec(expression)?.[1] : undefined;
  if (path !== undefined) return (document) => plainValue(fieldOf(document, path));
  return typeof expression === 'object' || typeof expression === 'string'
    ? calculate
    : () => expression;
}

/** Evaluates an expression once. @throws {CommandError} */
export function evaluate(
  expression: unknown,
  document: StoredDocument,
  scope: ExpressionScope,
): unknown {
  return compileExpression(expression, scope)(document);
}

const refusedOperators = new Set(['$function', '$accumulator', '$where']);

/** Refuses unknown operators before any document is read. @throws {CommandError} */
export function checkExpression(expression: unknown): void {
  if (Array.isArray(expression)) return expression.forEach(checkExpression);
  if (!isDocument(expression)) return;
  const names = Object.keys(expression);
  const [name = ''] = names;
  if (name.startsWith('$')) {
    if (names.length > 1) {
      refuse(
        'ExpressionNotSingleField',
        `an expression specification must contain exactly one field, the name of the expression. Found ${names.length} fields in ${names.join(', ')}`,
      );
    }
    const isKnown = name in expressionOperators || name in accumulatorOperators;
    if (!isKnown || refusedOperators.has(name)) {
      refuse('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
    }
    if (name === '$literal') return;
  }
  Object.values(expression).forEach(checkExpression);
}

/** Refuses operators that run JavaScript, wherever they stand. @throws {CommandError} */
export function refuseScripts(argument: unknown): void {
  if (Array.isArray(argument)) return argument.forEach(refuseScripts);
  if (!isDocument(argument)) return;
  const script = Object.keys(argument).find((name) => refusedOperators.has(name));
  if (script !== undefined)
    refuse('InvalidPipelineOperator', `Unrecognized expression '${script}'`);
  Object.values(argument).forEach(refuseScripts);
}

/**
 * Puts the command's time in the place of `$$NOW`, for which mingo would read the system's clock,
 * and turns regular expressions into those of JavaScript.
 */
export function boundConstants(expression: unknown, now: Date): unknown {
  if (expression === '$$NOW') return now;
  if (isRegex(expression)) return compileRegex(expression.pattern, expression.options);
  if (Array.isArray(expression)) return expression.map((item) => boundConstants(item, now));
  if (!isDocument(expression) || '$literal' in expression) return expression;
  return Object.fromEntries(
    Object.entries(expression).map(([key, value]) => [key, boundConstants(value, now)]),
  );
}

/** The predicate of `$expr`. */
export function truthOfExpression(
  expression: unknown,
  scope: ExpressionScope,
): (document: StoredDocument) => boolean {
  const evaluated = compileExpression(expression, scope);
  return (document) => isTrue(evaluated(document));
}

function isTrue(value: unknown): boolean {
  return value !== false && value !== 0 && value !== null && value !== undefined;
}

/** Runs a piece of mingo and turns its complaints into refusals of the server. */
export function translated<T>(calculation: () => T): T {
  try {
    return calculation();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError('BadValue', error instanceof Error ? error.message : String(error));
  }
}
