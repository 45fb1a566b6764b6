import mongoose from 'mongoose';
import { Entities, named } from './entities.ts';
import type {
  ExpectedError,
  ExpectedEvents,
  Fields,
  OperationSpec,
  TestFile,
  TestSpec,
} from './format.ts';
import { assertMatches, Mismatch } from './match.ts';
import { callCollection, callDatabase, Unsupported } from './operations.ts';
import type { Target } from './target.ts';

const { MongoServerError } = mongoose.mongo;

/** How a test ended. */
export interface Verdict {
  readonly ended: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly reason?: string;
}

// What the Node.js driver does otherwise than its siblings, whatever the server.
const driverDepartures: readonly (readonly [file: string, test: RegExp, why: string])[] = [
  [
    'bypassDocumentValidation',
    /^(?!Insert(One)|Update|ReplaceOne).* passes bypassDocumentValidation: false$/,
    'the Node.js driver does not send bypassDocumentValidation: false',
  ],
  [
    'create-null-ids',
    /^inserting _id with type null via (insert|bulkWrite)/,
    'the Node.js driver puts an ObjectId in the place of _id: null',
  ],
];

function driverDeparture(file: TestFile, spec: TestSpec): string | undefined {
  return driverDepartures.find(
    ([name, test]) => name === file.description && test.test(spec.description),
  )?.[2];
}

/** Runs one test of a file, from filling the collections to looking at what they hold. */
export async function runTest(file: TestFile, spec: TestSpec, target: Target): Promise<Verdict> {
  const skipReason = spec.skipReason ?? driverDeparture(file, spec);
  if (skipReason !== undefined) return { ended: 'skipped', reason: skipReason };
  if (!target.meets(file.runOnRequirements) || !target.meets(spec.runOnRequirements)) {
    return { ended: 'skipped', reason: 'for another server version or topology' };
  }
  const entities = new Entities(target.uri);
  try {
    await carryOut(file, spec, target, entities);
    return { ended: 'passed' };
  } catch (error) {
    const ended = error instanceof Unsupported ? 'skipped' : 'failed';
    return { ended, reason: String(error) };
  } finally {
    await entities.close();
  }
}

async function carryOut(
  file: TestFile,
  spec: TestSpec,
  target: Target,
  entities: Entities,
): Promise<void> {
  for (const content of file.initialData ?? []) await target.fill(content);
  for (const entity of file.createEntities ?? []) entities.create(entity);
  try {
    for (const [i, operation] of spec.operations.entries()) {
      await perform(operation, `operation ${i} (${operation.name})`, target, entities);
    }
  } finally {
    await disarm(spec, target);
  }
  for (const expected of spec.expectEvents ?? []) assertEvents(expected, entities);
  for (const content of spec.outcome ?? []) await target.assertHolds(content);
}

async function disarm(spec: TestSpec, target: Target): Promise<void> {
  if (!spec.operations.some(({ name }) => name === 'failPoint')) return;
  await target.command({ configureFailPoint: 'failCommand', mode: 'off' });
}

async function perform(
  operation: OperationSpec,
  at: string,
  target: Target,
  entities: Entities,
): Promise<void> {
  let result: unknown;
  try {
    result = await call(operation, target, entities);
  } catch (error) {
    if (error instanceof Unsupported) throw error;
    if (operation.ignoreResultAndError === true) return;
    if (operation.expectError === undefined) throw error;
    return assertError(operation.expectError, error, at);
  }
  if (operation.expectError !== undefined) throw new Mismatch(`${at}: no error came`);
  if (operation.saveResultAsEntity !== undefined) {
    entities.results.set(operation.saveResultAsEntity, result);
  }
  if ('expectResult' in operation && operation.ignoreResultAndError !== true) {
    assertMatches(operation.expectResult, result, at);
  }
}

async function call(
  { name, object, arguments: given = {} }: OperationSpec,
  target: Target,
  entities: Entities,
): Promise<unknown> {
  if (object === 'testRunner') {
    if (name !== 'failPoint') throw new Unsupported(`the operation ${name} of the runner`);
    return await target.command(given['failPoint'] as Readonly<Record<string, unknown>>);
  }
  const collection = entities.collections.get(object);
  if (collection !== undefined) return await callCollection(collection, name, given);
  const db = entities.databases.get(object);
  if (db !== undefined) return await callDatabase(db, name, given);
  named(entities.clients, object);
  throw new Unsupported(`the client operation ${name}`);
}

function assertError(expected: ExpectedError, error: unknown, at: string): void {
  const got = error as Readonly<Record<string, unknown>> & Error;
  const refuse = (what: string): never => {
    throw new Mismatch(`${at}: ${what}: ${String(error)}`);
  };
  const { isClientError, errorContains, errorCode, errorCodeName } = expected;
  if (isClientError !== undefined && error instanceof MongoServerError === isClientError) {
    refuse(isClientError ? 'not an error of the client' : 'not an error of the server');
  }
  if (errorContains !== undefined && !contains(got.message, errorContains)) {
    refuse(`the error should contain «${errorContains}»`);
  }
  if (errorCode !== undefined) assertMatches(errorCode, got['code'], `${at} error.code`);
  if (errorCodeName !== undefined) assertMatches(errorCodeName, got['codeName'], `${at} codeName`);
  assertLabels(expected, got, refuse);
  if (expected.errorResponse !== undefined) {
    assertMatches(expected.errorResponse, responseOf(got), `${at} error response`);
  }
  if (expected.expectResult !== undefined) {
    assertMatches(expected.expectResult, got['result'], `${at} partial result`);
  }
  if (expected.writeErrors !== undefined) throw new Unsupported('write errors of a client bulk');
}

function assertLabels(
  { errorLabelsContain = [], errorLabelsOmit = [] }: ExpectedError,
  got: Readonly<Record<string, unknown>>,
  refuse: (what: string) => never,
): void {
  const labels = Array.isArray(got['errorLabels']) ? got['errorLabels'] : [];
  if (!errorLabelsContain.every((label) => labels.includes(label))) refuse('a label is missing');
  if (errorLabelsOmit.some((label) => labels.includes(label))) refuse('a label is too many');
}

const contains = (message: string, part: string): boolean =>
  message.toLowerCase().includes(part.toLowerCase());

// Of a refused write the driver keeps the server's word with the error itself.
function responseOf(error: Readonly<Record<string, unknown>>): unknown {
  return error['errorResponse'] ?? error;
}

function assertEvents({ client, events, ignoreExtraEvents }: ExpectedEvents, entities: Entities) {
  const seen = entities.seenBy(client);
  const isEnough = ignoreExtraEvents === true ? seen.length >= events.length : false;
  if (!isEnough && seen.length !== events.length) {
    const names = seen.map(({ type, event }) => `${type} ${String(event['commandName'])}`);
    throw new Mismatch(`${client} saw ${names.join(', ')}; ${events.length} events are expected`);
  }
  for (const [i, expected] of events.entries()) {
    const [type = ''] = Object.keys(expected);
    if (seen[i]?.type !== type) throw new Mismatch(`${client} saw no ${type} at ${i}`);
    for (const [key, value] of Object.entries(expected[type] ?? {})) {
      assertMatches(value, eventField(seen[i]?.event, key), `event ${i} ${key}`);
    }
  }
}

// Two keys of the format ask only whether the event knows an id.
function eventField(event: Fields | undefined, key: string): unknown {
  const [, idName] = /^has(Ser(?:viceId|verConnectionId))$/.exec(key) ?? [];
  if (idName === undefined) return event?.[key];
  return (event?.[`s${idName.slice(1)}`] ?? null) !== null;
}
