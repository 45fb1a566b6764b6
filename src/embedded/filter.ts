import { refuse } from './errors.ts';
import { type ExpressionScope, truthOfExpression } from './expression.ts';
import {
  bitsTest,
  equalityTest,
  isOperatorDocument,
  isRegex,
  membershipTest,
  moduloTest,
  rangeTest,
  regexTest,
  sizeTest,
  typeTest,
} from './filter-operators.ts';
import { anyValueAt, anyWholeAt, type ValueTest } from './path.ts';
import { fieldOf, isDocument, numberOf, type StoredDocument } from './values.ts';

/** Decides whether a document matches a filter. */
export type Predicate = (document: StoredDocument) => boolean;

/** Where a filter stands: `$expr` needs the variables and the clock of its command. */
export type FilterScope = ExpressionScope;

/**
 * Compiles a MongoDB filter into a predicate.
 *
 * @throws {CommandError} BadValue or FailedToParse when an operator is unknown or malformed.
 */
export function compileFilter(filter: StoredDocument, scope: FilterScope): Predicate {
  const clauses = Object.keys(filter).map((key) => compileClause(key, filter[key], scope));
  if (clauses.length === 0) return () => true;
  if (clauses.length === 1 && clauses[0] !== undefined) return clauses[0];
  return (document) => clauses.every((clause) => clause(document));
}

function compileClause(key: string, operand: unknown, scope: FilterScope): Predicate {
  if (!key.startsWith('$')) return compileField(key, operand, scope);
  switch (key) {
    case '$and':
      return every(compileBranches(key, operand, scope));
    case '$or':
      return some(compileBranches(key, operand, scope));
    case '$nor':
      return not(some(compileBranches(key, operand, scope)));
    case '$expr':
      return truthOfExpression(operand, scope);
    case '$comment':
      return () => true;
    default:
      return refuse('BadValue', `unknown top level operator: ${key}`);
  }
}

function compileBranches(key: string, operand: unknown, scope: FilterScope): Predicate[] {
  if (!Array.isArray(operand)) return refuse('BadValue', `${key} must be an array`);
  if (operand.length === 0) refuse('BadValue', `$and/$or/$nor must be a nonempty array`);
  return operand.map((branch) =>
    isDocument(branch)
      ? compileFilter(branch, scope)
      : refuse('BadValue', '$or/$and/$nor entries need to be full objects'),
  );
}

function every(branches: readonly Predicate[]): Predicate {
  return (document) => branches.every((branch) => branch(document));
}

function some(branches: readonly Predicate[]): Predicate {
  return (document) => branches.some((branch) => branch(document));
}

function not(branch: Predicate): Predicate {
  return (document) => !branch(document);
}

function compileField(path: string, operand: unknown, scope: FilterScope): Predicate {
  const parts = path.split('.');
  if (!isOperatorDocument(operand)) return atAnyValue(parts, equalityTest(operand));
  return compileOperators(parts, operand as StoredDocument, scope);
}

function compileOperators(
  parts: readonly string[],
  operators: StoredDocument,
  scope: FilterScope,
): Predicate {
  const clauses = Object.keys(operators)
    .filter((operator) => operator !== '$options')
    .map((operator) => compileOperator(parts, operator, operators, scope));
  if ('$options' in operators && !('$regex' in operators)) {
    refuse('BadValue', '$options needs a $regex');
  }
  return clauses.length === 1 && clauses[0] !== undefined ? clauses[0] : every(clauses);
}

function atAnyValue(parts: readonly string[], test: ValueTest): Predicate {
  const [only] = parts;
  // No path at all stands for an element of $elemMatch, which is never entered when it is a list.
  if (only === undefined) return test;
  if (parts.length > 1) return (document) => anyValueAt(document, parts, test);
  // The commonest case by far, kept free of the general walk.
  return (document) => {
    const value = fieldOf(document, only);
    return Array.isArray(value) ? value.some((item) => test(item)) || test(value) : test(value);
  };
}

function compileOperator(
  parts: readonly string[],
  operator: string,
  operators: StoredDocument,
  scope: FilterScope,
): Predicate {
  const operand = operators[operator];
  switch (operator) {
    case '$ne':
      if (isRegex(operand)) refuse('BadValue', `Can't have regex as arg to $ne.`);
      return not(atAnyValue(parts, equalityTest(operand)));
    case '$nin':
      return not(atAnyValue(parts, membershipTest(operand, '$nin')));
    case '$not':
      return not(compileNegated(parts, operand, scope));
    case '$exists':
      return existence(parts, operand);
    case '$size':
      return atWhole(parts, sizeTest(operand));
    case '$elemMatch':
      return atWhole(parts, elementTest(operand, scope));
    case '$all':
      return compileAll(parts, operand, scope);
    default:
      return atAnyValue(parts, valueTest(operator, operators));
  }
}

function atWhole(parts: readonly string[], test: ValueTest): Predicate {
  return (document) => anyWholeAt(document, parts, test);
}

function valueTest(operator: string, operators: StoredDocument): ValueTest {
  const operand = operators[operator];
  switch (operator) {
    case '$eq':
      return isRegex(operand) ? storedRegexTest(operand) : equalityTest(operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return rangeTest(operator, operand);
    case '$in':
      return membershipTest(operand, operator);
    case '$regex':
      return regexOperatorTest(operand, operators['$options']);
    case '$type':
      return typeTest(operand);
    case '$mod':
      return moduloTest(operand);
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return bitsTest(operator, operand);
    case '$comment':
      return () => true;
    default:
      return refuse('BadValue', `unknown operator: ${operator}`);
  }
}

// Unlike a bare regex, {$eq: /x/} matches only a stored regular expression.
function storedRegexTest(wanted: { pattern: string; options: string }): ValueTest {
  return (value) =>
    isRegex(value) && value.pattern === wanted.pattern && value.options === wanted.options;
}

function regexOperatorTest(operand: unknown, options: unknown): ValueTest {
  if (options !== undefined && typeof options !== 'string') {
    return refuse('BadValue', '$options has to be a string');
  }
  if (isRegex(operand)) {
    if (options !== undefined && operand.options !== '') {
      refuse('FailedToParse', 'options set in both $regex and $options');
    }
    return regexTest(operand.pattern, options ?? operand.options);
  }
  if (typeof operand === 'string') return regexTest(operand, options ?? '');
  return refuse('BadValue', '$regex has to be a string');
}

function compileNegated(parts: readonly string[], operand: unknown, scope: FilterScope): Predicate {
  if (isRegex(operand)) return atAnyValue(parts, equalityTest(operand));
  if (!isDocument(operand)) return refuse('BadValue', '$not needs a regex or a document');
  if (Object.keys(operand).length === 0) refuse('BadValue', '$not cannot be empty');
  if (!isOperatorDocument(operand)) {
    refuse('BadValue', `unknown operator: ${Object.keys(operand)[0] ?? ''}`);
  }
  return compileOperators(parts, operand, scope);
}

function existence(parts: readonly string[], operand: unknown): Predicate {
  const exists = atWhole(parts, (value) => value !== undefined);
  return isTruthy(operand) ? exists : not(exists);
}

/** MongoDB's truth of a value: false, zero, null and missing are false, everything else is true. */
export function isTruthy(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined && numberOf(value) !== 0;
}

function elementTest(operand: unknown, scope: FilterScope): ValueTest {
  const matches = compileElement(operand, scope);
  return (value) => Array.isArray(value) && value.some((item) => matches(item));
}

/**
 * Compiles the operand of `$elemMatch` or `$pull`: operators on the element itself, or a filter on
 * the fields of an element that is a document or an array.
 */
export function compileElement(operand: unknown, scope: FilterScope): ValueTest {
  if (!isDocument(operand)) return refuse('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (isOperatorDocument(operand) && !['$and', '$or', '$nor', '$expr'].includes(first ?? '')) {
    return compileOperators([], operand, scope) as ValueTest;
  }
  const matches = compileFilter(operand, scope);
  return (item) => (isDocument(item) || Array.isArray(item)) && matches(item as StoredDocument);
}

function compileAll(parts: readonly string[], operand: unknown, scope: FilterScope): Predicate {
  if (!Array.isArray(operand)) return refuse('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  const matching = operand.filter((item) => isDocument(item) && '$elemMatch' in item);
  if (matching.length > 0 && matching.length < operand.length) {
    refuse('BadValue', '$all/$elemMatch has to be consistent');
  }
  return every(operand.map((item) => compileAllItem(parts, item, scope)));
}

function compileAllItem(parts: readonly string[], item: unknown, scope: FilterScope): Predicate {
  if (isDocument(item) && '$elemMatch' in item) {
    return atWhole(parts, elementTest(item['$elemMatch'], scope));
  }
  if (isOperatorDocument(item)) refuse('BadValue', 'no $ expressions in $all');
  return atAnyValue(parts, equalityTest(item));
}
