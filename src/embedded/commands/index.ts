import type { EncodedReply } from '../cursors.ts';
import { refuse } from '../errors.ts';
import type { ServerState } from '../server-state.ts';
import type { StoredDocument } from '../values.ts';
import { aggregateCommands } from './aggregate.ts';
import { catalogueCommands } from './catalogue.ts';
import { diagnosticCommands } from './diagnostics.ts';
import { findAndModifyCommands } from './find-and-modify.ts';
import { indexCommands } from './indexes.ts';
import { readCommands } from './read.ts';
import type { Command } from './request.ts';
import { writeCommands } from './write.ts';

const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...diagnosticCommands,
    ...catalogueCommands,
    ...indexCommands,
    ...readCommands,
    ...writeCommands,
    ...findAndModifyCommands,
    ...aggregateCommands,
  }),
);

// Fields that any command may carry. Sessions, read preference and the like ask nothing of one node.
const genericFields = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  '$audit',
  '$client',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** Runs one command. @throws {CommandError} for everything that is not answered with `ok: 1`. */
export function runCommand(
  body: StoredDocument,
  connectionId: number,
  state: ServerState,
): StoredDocument | EncodedReply {
  const [name = ''] = Object.keys(body);
  const command = commands.get(name);
  if (command === undefined) return refuse('CommandNotFound', `no such command: '${name}'`);
  const database = body['$db'];
  if (typeof database !== 'string')
    return refuse('MissingCommandField', 'OP_MSG requests require a $db argument');
  checkFields(name, command, body);
  checkConcerns(body);
  return command.run({ name, database, body, connectionId, state });
}

function checkFields(name: string, command: Command, body: StoredDocument): void {
  const known = new Set([name, ...command.fields]);
  const foreign = Object.keys(body).find((field) => !known.has(field) && !genericFields.has(field));
  if (foreign !== undefined) {
    refuse('UnknownCommandField', `BSON field '${name}.${foreign}' is an unknown field.`);
  }
}

function checkConcerns(body: StoredDocument): void {
  if (body['txnNumber'] !== undefined) {
    refuse(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
  const level = fieldIn(body['readConcern'], 'level');
  if (level === 'snapshot' || level === 'linearizable') {
    refuse('NotAReplicaSet', `node needs to be a replica set member to use read concern`);
  }
  const nodes = fieldIn(body['writeConcern'], 'w');
  if (typeof nodes === 'number' && nodes > 1) {
    refuse('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  }
}

function fieldIn(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as StoredDocument)[field] : undefined;
}
