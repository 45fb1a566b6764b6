import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationSpec, TestFile, TestSpec } from '../../scripts/crud-spec/format.ts';
import { assertMatches, Mismatch } from '../../scripts/crud-spec/match.ts';
import { runTest } from '../../scripts/crud-spec/run-test.ts';
import { Target } from '../../scripts/crud-spec/target.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/embedded/server.ts';

let server: EmbeddedServer;
let target: Target;

beforeAll(async () => {
  server = await startEmbedded();
  target = await Target.connect(server.uri);
});
afterAll(async () => {
  await target.close();
  await server.close();
});

const insertTwo: OperationSpec = {
  name: 'insertOne',
  object: 'wells',
  arguments: { document: { _id: 2 } },
  expectResult: { insertedId: 2 },
};

const holding = (...documents: readonly { readonly _id: number }[]) => [
  { collectionName: 'wells', databaseName: 'village', documents },
];

const fileWith = (spec: Partial<TestSpec>): [TestFile, TestSpec] => {
  const whole = { description: 'a test', operations: [insertTwo], ...spec };
  const createEntities = [
    { client: { id: 'client', observeEvents: ['commandStartedEvent'] } },
    { database: { id: 'db', client: 'client', databaseName: 'village' } },
    { collection: { id: 'wells', database: 'db', collectionName: 'wells' } },
  ];
  const initialData = holding({ _id: 1 });
  return [
    { description: 'a file', schemaVersion: '1.0', createEntities, initialData, tests: [whole] },
    whole,
  ];
};

const verdict = async (spec: Partial<TestSpec>) => await runTest(...fileWith(spec), target);

describe('a test in the unified format', () => {
  test('passes when results, events and outcome are as expected', async () => {
    const command = { insert: 'wells', documents: [{ _id: 2 }], bypassDocumentValidation: null };
    const events = [{ commandStartedEvent: { command, databaseName: 'village' } }];
    const outcome = holding({ _id: 1 }, { _id: 2 });
    const expectEvents = [{ client: 'client', events }];
    expect(await verdict({ outcome, expectEvents })).toEqual({ ended: 'passed' });
  });

  test('fails by a wrong result, a missing event and a missing error', async () => {
    const wrong = { ...insertTwo, expectResult: { insertedId: 3 } };
    const isError = { ...insertTwo, expectError: { isError: true } } as const;
    const expectEvents = [{ client: 'client', events: [] }];
    expect((await verdict({ operations: [wrong] })).reason).toContain('insertedId: expected 3');
    expect((await verdict({ expectEvents })).reason).toContain('0 events are expected');
    expect((await verdict({ operations: [isError] })).reason).toContain('no error came');
  });

  test('knows the errors of the server by code and content', async () => {
    const again = { ...insertTwo, arguments: { document: { _id: 1 } } };
    const expectError = { isClientError: false, errorCode: 11000, errorContains: 'e11000' };
    const { expectResult: _, ...operation } = { ...again, expectError };
    expect(await verdict({ operations: [operation] })).toEqual({ ended: 'passed' });
    const other = { ...operation, expectError: { errorCode: 8 } };
    expect((await verdict({ operations: [other] })).ended).toBe('failed');
  });

  test('is skipped on another version or topology, and with calls unknown here', async () => {
    const runOnRequirements = [{ minServerVersion: '8.0' }, { topologies: ['sharded'] }];
    expect((await verdict({ runOnRequirements })).ended).toBe('skipped');
    const operations = [{ name: 'watch', object: 'wells' }];
    expect((await verdict({ operations })).ended).toBe('skipped');
    const met = [...runOnRequirements, { minServerVersion: '6.0', maxServerVersion: '7.0.99' }];
    expect((await verdict({ runOnRequirements: met })).ended).toBe('passed');
  });
});

describe('matching', () => {
  const matches = (expected: unknown, actual: unknown) => () =>
    assertMatches(expected, actual, 'value');

  test('lets only root documents hold more than is expected', () => {
    expect(matches({ a: 1 }, { a: 1, b: 2 })).not.toThrow();
    expect(matches([{ a: 1 }], [{ a: 1, b: 2 }])).not.toThrow();
    expect(matches({ a: { b: 1 } }, { a: { b: 1, c: 2 } })).toThrow(Mismatch);
    expect(matches([1], [1, 2])).toThrow(Mismatch);
  });

  test('obeys $$exists, $$unsetOrMatches and $$type, and refuses other operators', () => {
    expect(matches({ a: { $$exists: false } }, {})).not.toThrow();
    expect(matches({ a: { $$exists: true } }, {})).toThrow(Mismatch);
    expect(matches({ a: { $$unsetOrMatches: 1 } }, {})).not.toThrow();
    expect(matches({ a: { $$unsetOrMatches: 1 } }, { a: 2 })).toThrow(Mismatch);
    expect(matches({ a: { $$type: ['string', 'int'] } }, { a: 2 })).not.toThrow();
    expect(matches({ a: { $$type: 'string' } }, { a: 2 })).toThrow(Mismatch);
    expect(matches({ a: { $$other: 1 } }, { a: 1 })).toThrow('not known');
  });
});
