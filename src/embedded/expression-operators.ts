import { ObjectId } from 'bson';
import { evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { compareValues, identityKey } from './compare.ts';
import { truncateDate } from './date-trunc.ts';
import { CommandError, refuse } from './errors.ts';
import { typeNameOf } from './filter-operators.ts';
import { inShellForm } from './shell-form.ts';
import { encodedSizeBytes, isDocument } from './values.ts';

type Operator = (document: unknown, argument: unknown, options: Options) => unknown;

/** Evaluates the two operands of a comparison; a missing one stays `undefined`, below null. */
function pair(
  name: string,
  document: unknown,
  argument: unknown,
  options: Options,
): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2) {
    throw new CommandError(
      'WrongArgumentCount',
      `Expression ${name} takes exactly 2 arguments. ${Array.isArray(argument) ? argument.length : 1} were passed in.`,
    );
  }
  return [evalExpr(document, argument[0], options), evalExpr(document, argument[1], options)];
}

function comparison(name: string, decide: (order: number) => boolean | number): Operator {
  return (document, argument, options) => {
    const [left, right] = pair(name, document, argument, options);
    return decide(compareValues(left, right));
  };
}

/** A one-argument operator may be given its argument alone or as a list of one. */
function single(document: unknown, argument: unknown, options: Options): unknown {
  const isListOfOne = Array.isArray(argument) && argument.length === 1;
  return evalExpr(document, isListOfOne ? argument[0] : argument, options);
}

function isElement(document: unknown, argument: unknown, options: Options): boolean {
  const [value, list] = pair('$in', document, argument, options);
  if (Array.isArray(list)) return list.some((item) => compareValues(item, value) === 0);
  return refuse(
    'InNeedsArray',
    `$in requires an array as a second argument, found: ${typeNameOf(list)}`,
  );
}

function size(document: unknown, argument: unknown, options: Options): number {
  const value = single(document, argument, options);
  if (Array.isArray(value)) return value.length;
  return refuse(
    'SizeNeedsArray',
    `The argument to $size must be an array, but was of type: ${typeNameOf(value)}`,
  );
}

function toText(document: unknown, argument: unknown, options: Options): unknown {
  const value = single(document, argument, options);
  if (value instanceof ObjectId) return value.toHexString();
  return expressions.$toString({}, { $literal: value }, options);
}

function toObjectId(document: unknown, argument: unknown, options: Options): unknown {
  const value = single(document, argument, options);
  if (value === null || value === undefined) return null;
  if (value instanceof ObjectId) return value;
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
  return refuse(
    'ConversionFailure',
    `Failed to parse objectId ${inShellForm(value)} in $convert with no onError value`,
  );
}

function caseChange(change: (text: string) => string): Operator {
  return (document, argument, options) => {
    const value = single(document, argument, options);
    // Only ASCII letters change, as on a real server.
    return toPlainText(value).replace(/[a-z]+/gi, change);
  };
}

function toPlainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number') return `${value}`;
  return refuse('ConversionFailure', `can't convert from BSON type ${typeNameOf(value)} to String`);
}

function documentSize(document: unknown, argument: unknown, options: Options): unknown {
  const value = single(document, argument, options);
  if (value === null || value === undefined) return null;
  return isDocument(value)
    ? encodedSizeBytes(value)
    : refuse('BadValue', '$bsonSize requires a document input');
}

/** mingo's expression operators, with those replaced whose results differ from MongoDB's. */
export const expressionOperators = {
  ...expressions,
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: comparison('$cmp', Math.sign),
  $in: isElement,
  $size: size,
  $type: (document: unknown, argument: unknown, options: Options) =>
    typeNameOf(single(document, argument, options)),
  $toString: toText,
  $toObjectId: toObjectId,
  $toLower: caseChange((text) => text.toLowerCase()),
  $toUpper: caseChange((text) => text.toUpperCase()),
  $bsonSize: documentSize,
  $dateTrunc: (document: unknown, argument: unknown, options: Options) =>
    truncateDate(evalExpr(document, argument, options)),
};

// mingo's running options are bound to the whole group; each member needs its own root.
function unboundOptions(options: Options & { readonly options?: Options }): Options {
  return options.options ?? options;
}

/** Values of an accumulator's expression over the documents of a group; missing ones are left out. */
function gathered(documents: unknown[], expression: unknown, options: Options): unknown[] {
  // Used as an expression over a list, mingo hands over the values themselves.
  if (expression === null || expression === undefined) return documents;
  const unbound = unboundOptions(options);
  return documents
    .map((document) => evalExpr(document, expression, unbound))
    .filter((value) => value !== undefined);
}

function extreme(
  sign: 1 | -1,
): (documents: unknown[], expression: unknown, options: Options) => unknown {
  return (documents, expression, options) => {
    const values = gathered(documents, expression, options).filter((value) => value !== null);
    const [first, ...others] = values;
    if (first === undefined) return null;
    return others.reduce(
      (best, value) => (compareValues(value, best) * sign > 0 ? value : best),
      first,
    );
  };
}

function distinctValues(documents: unknown[], expression: unknown, options: Options): unknown[] {
  const values = gathered(documents, expression, options);
  return [...new Map(values.map((value) => [identityKey(value), value])).values()];
}

/** mingo's accumulators, with those replaced whose results differ from MongoDB's. */
export const accumulatorOperators = {
  ...accumulators,
  $push: gathered,
  $addToSet: distinctValues,
  $max: extreme(1),
  $min: extreme(-1),
};
