import { compareValues, equalValues, rankOf } from './compare.ts';
import { isOperatorDocument } from './filter-operators.ts';
import { isDocument, type StoredDocument } from './values.ts';

/** Tells whether every document that matches a filter surely matches the other one too. */
export function implies(filter: StoredDocument, partial: StoredDocument): boolean {
  const clauses = clausesOf(filter);
  return clausesOf(partial).every(([path, operand]) => {
    const own = clauses.filter(([other]) => other === path).map(([, value]) => value);
    return own.some((value) => impliesOperand(value, operand));
  });
}

function clausesOf(filter: StoredDocument): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, operand]): [string, unknown][] => {
    if (key === '$and' && Array.isArray(operand)) return operand.flatMap(clausesOf);
    if (!isOperatorDocument(operand)) return [[key, { $eq: operand }]];
    return Object.entries(operand as StoredDocument).map(([name, value]) => [
      key,
      { [name]: value },
    ]);
  });
}

function impliesOperand(own: unknown, wanted: unknown): boolean {
  if (!isDocument(own) || !isDocument(wanted)) return false;
  const [[ownName, ownValue] = ['', null]] = Object.entries(own);
  const [[name, value] = ['', null]] = Object.entries(wanted);
  if (ownName === name && equalValues(ownValue, value)) return true;
  switch (name) {
    case '$exists':
      return value === true && demandsValue(ownName, ownValue);
    case '$in':
      return (
        Array.isArray(value) &&
        everyPoint(ownName, ownValue, (p) => value.some((v) => equalValues(v, p)))
      );
    case '$gt':
    case '$gte':
      return impliesLimit(ownName, ownValue, name, value, 1);
    case '$lt':
    case '$lte':
      return impliesLimit(ownName, ownValue, name, value, -1);
    default:
      return false;
  }
}

function demandsValue(name: string, value: unknown): boolean {
  if (['$gt', '$gte', '$lt', '$lte'].includes(name)) return value !== null;
  return everyPoint(name, value, (point) => point !== null);
}

function everyPoint(name: string, value: unknown, test: (point: unknown) => boolean): boolean {
  if (name === '$eq') return !Array.isArray(value) && test(value);
  return name === '$in' && Array.isArray(value) && value.every((v) => !Array.isArray(v) && test(v));
}

function impliesLimit(
  ownName: string,
  ownValue: unknown,
  name: string,
  value: unknown,
  sign: 1 | -1,
): boolean {
  const isInclusive = name.endsWith('e');
  const within = (point: unknown) => {
    const order = compareValues(point, value) * sign;
    return sameGroup(point, value) && (isInclusive ? order >= 0 : order > 0);
  };
  if (ownName === '$eq' || ownName === '$in') return everyPoint(ownName, ownValue, within);
  const strict = sign === 1 ? '$gt' : '$lt';
  if (ownName !== strict && ownName !== `${strict}e`) return false;
  if (!sameGroup(ownValue, value)) return false;
  const order = compareValues(ownValue, value) * sign;
  return order > 0 || (order === 0 && (isInclusive || ownName === strict));
}

function sameGroup(left: unknown, right: unknown): boolean {
  return rankOf(left) === rankOf(right);
}
