import { Long, Timestamp } from 'bson';
import { type FieldChange, keep, removal, type UpdateOperator } from './field-change.ts';
import { addToSet, pop, pull, pullAll, push } from './array-operators.ts';
import { compareValues } from './compare.ts';
import { refuse } from './errors.ts';
import type { FilterScope } from './filter.ts';
import { typeNameOf } from './filter-operators.ts';
import { type Arithmetic, calculate, isNumeric } from './numbers.ts';
import { inShellForm } from './shell-form.ts';
import { copyOf, isDocument, isInt32, type StoredDocument } from './values.ts';

/** Update operators that change one field by itself; `$rename` and `$setOnInsert` stand apart. */
export const updateOperators: Readonly<Record<string, UpdateOperator>> = {
  $set: (argument) => () => copyOf(argument),
  $unset: () => () => removal,
  $inc: (argument, path) => arithmetic('add', argument, path),
  $mul: (argument, path) => arithmetic('multiply', argument, path),
  $min: (argument) => extreme(argument, -1),
  $max: (argument) => extreme(argument, 1),
  $currentDate: currentDate,
  $bit: bitwise,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

function arithmetic(kind: Arithmetic, argument: unknown, path: string): FieldChange {
  const name = kind === 'add' ? '$inc' : '$mul';
  const verb = kind === 'add' ? 'increment' : 'multiply';
  if (!isNumeric(argument)) {
    refuse(
      'TypeMismatch',
      `Cannot ${verb} with non-numeric argument: ${inShellForm({ [path]: argument })}`,
    );
  }
  return ({ value, id }) => {
    if (value === undefined) return kind === 'add' ? argument : calculate(kind, argument, 0);
    if (isNumeric(value)) return calculate(kind, value, argument);
    const field = path.split('.').at(-1) ?? path;
    return refuse(
      'TypeMismatch',
      `Cannot apply ${name} to a value of non-numeric type. {_id: ${inShellForm(id)}} has the field '${field}' of non-numeric type ${typeNameOf(value)}`,
    );
  };
}

function extreme(argument: unknown, sign: 1 | -1): FieldChange {
  return ({ value }) => {
    if (value === undefined) return copyOf(argument);
    return compareValues(argument, value) * sign > 0 ? copyOf(argument) : keep;
  };
}

function currentDate(argument: unknown, _path: string, scope: FilterScope): FieldChange {
  const type = isDocument(argument) ? argument['$type'] : 'date';
  if (typeof argument !== 'boolean' && !isDocument(argument)) {
    refuse(
      'BadValue',
      `${typeNameOf(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  if (isDocument(argument) && Object.keys(argument).join() !== '$type') {
    refuse('BadValue', `Unrecognized $currentDate option: ${Object.keys(argument).join()}`);
  }
  if (type !== 'date' && type !== 'timestamp') {
    refuse(
      'BadValue',
      `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}`,
    );
  }
  const seconds = Math.floor(scope.now.getTime() / 1000);
  return () => (type === 'date' ? scope.now : new Timestamp({ t: seconds, i: 1 }));
}

const bitOperations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bitwise(argument: unknown, path: string): FieldChange {
  if (!isDocument(argument) || Object.keys(argument).length === 0) {
    return refuse(
      'BadValue',
      `The $bit modifier is not compatible with a ${typeNameOf(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  for (const [name, operand] of Object.entries(argument)) checkBitOperand(name, operand);
  return ({ value = 0 }) => {
    if (!isIntegral(value)) {
      refuse(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type.The field '${path}' has the type ${typeNameOf(value)}`,
      );
    }
    return bitResult(value, argument);
  };
}

function checkBitOperand(name: string, operand: unknown): void {
  if (!(name in bitOperations)) {
    refuse(
      'BadValue',
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${inShellForm(operand)}}`,
    );
  }
  if (!isIntegral(operand)) {
    refuse(
      'BadValue',
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeNameOf(operand)}' is not supported here: {${name}: ${inShellForm(operand)}}`,
    );
  }
}

function isIntegral(value: unknown): boolean {
  return ['int', 'long'].includes(typeNameOf(value));
}

function bitResult(value: unknown, operations: StoredDocument): unknown {
  let bits = BigInt(String(value));
  let isLong = value instanceof Long;
  for (const [name, operand] of Object.entries(operations)) {
    isLong ||= operand instanceof Long;
    bits = bitOperations[name]?.(bits, BigInt(String(operand))) ?? bits;
  }
  const number = Number(bits);
  return !isLong && isInt32(number) ? number : Long.fromBigInt(bits);
}
