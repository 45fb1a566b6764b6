import type { EncodedReply } from '../cursors.ts';
import { refuse } from '../errors.ts';
import { evaluate, type ExpressionScope } from '../expression.ts';
import type { ServerState } from '../server-state.ts';
import { isDocument, type StoredDocument, wholeNumberOf } from '../values.ts';

/** One command with what it may touch. */
export interface CommandRequest {
  readonly name: string;
  readonly database: string;
  readonly body: StoredDocument;
  readonly connectionId: number;
  readonly state: ServerState;
}

/** What a command answers; `ok: 1` is added to a plain document. */
export type CommandReply = StoredDocument | EncodedReply;

/** A command of the wire protocol. */
export interface Command {
  /** Fields that it understands besides those every command may have. */
  readonly fields: readonly string[];
  readonly run: (request: CommandRequest) => CommandReply;
}

/** Full name of the collection that a command's first field names. @throws {CommandError} */
export function namespaceOf(request: CommandRequest): string {
  const name = request.body[request.name];
  if (typeof name !== 'string') {
    return refuse('InvalidNamespace', `collection name has invalid type ${typeof name}`);
  }
  if (name === '') refuse('InvalidNamespace', `Invalid namespace specified '${request.database}.'`);
  return `${request.database}.${name}`;
}

/** The scope of a command's expressions: its `let` and one present time. */
export function scopeOf(request: CommandRequest): ExpressionScope {
  const now = request.state.clock.now();
  const given = optionalDocument(request.body, 'let') ?? {};
  const empty = { now, variables: {} };
  const variables = Object.fromEntries(
    Object.entries(given).map(([name, expression]) => [name, evaluate(expression, {}, empty)]),
  );
  return { now, variables };
}

/** A field that must be a document when present. @throws {CommandError} TypeMismatch. */
export function optionalDocument(body: StoredDocument, field: string): StoredDocument | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (isDocument(value)) return value;
  return refuse('TypeMismatch', `BSON field '${field}' is the wrong type, expected type 'object'`);
}

/** A list of documents that must be present. @throws {CommandError} */
export function requiredDocuments(body: StoredDocument, field: string): StoredDocument[] {
  const value = body[field];
  if (value === undefined)
    return refuse('MissingCommandField', `BSON field '${field}' is missing but a required field`);
  if (Array.isArray(value) && value.every(isDocument)) return value;
  return refuse(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type, expected a list of objects`,
  );
}

/** A whole number of at least 0 when present. @throws {CommandError} */
export function optionalCount(body: StoredDocument, field: string): number | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  const number = wholeNumberOf(value);
  if (number === undefined) {
    return refuse(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type, expected a whole number`,
    );
  }
  if (number < 0)
    refuse('BadValue', `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return number;
}

/** Refuses options that the stand-in does not carry out. @throws {CommandError} */
export function refuseFields(body: StoredDocument, fields: readonly string[]): void {
  const used = fields.find((field) => body[field] !== undefined && body[field] !== false);
  if (used !== undefined) {
    refuse('CommandNotSupported', `The embedded server does not support the option '${used}'`);
  }
}

/** Accepts only the collation that compares by bytes. @throws {CommandError} */
export function refuseCollation(body: StoredDocument): void {
  const collation = optionalDocument(body, 'collation');
  if (collation === undefined || Object.keys(collation).length === 0) return;
  if (collation['locale'] === 'simple') return;
  refuse('CommandNotSupported', 'The embedded server knows only the simple collation');
}
