import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connected, connect, type Numbered, refusalOf } from './driver.ts';

let connected: Connected;

beforeEach(async () => {
  connected = await connect({}, { retryReads: false, retryWrites: false });
});
afterEach(() => connected.close());

const things = () => connected.db.collection<Numbered>('things');

describe('a fault', () => {
  test('cuts the connection before the n-th command, which does nothing', async () => {
    connected.server.faults.onCommand(2, 'drop-before');
    await things().insertOne({ _id: 1 });
    const refusal = await refusalOf(things().insertOne({ _id: 2 }));
    expect(refusal['name']).toBe('MongoNetworkError');
    await things().insertOne({ _id: 3 });
    expect((await things().find().toArray()).map(({ _id }) => _id)).toEqual([1, 3]);
  });

  test('cuts the connection after the command, which has taken effect', async () => {
    connected.server.faults.onCommand(1, 'drop-after');
    await refusalOf(things().insertOne({ _id: 1 }));
    expect(await things().countDocuments()).toBe(1);
  });

  test('refuses with a code', async () => {
    connected.server.faults.onCommand(1, { code: 'OutOfDiskSpace' });
    const refusal = await refusalOf(things().insertOne({ _id: 1 }));
    expect(refusal.code).toBe(14031);
    expect(await things().countDocuments()).toBe(0);
  });

  test('holds a command back', async () => {
    connected.server.faults.onCommand((name) => name === 'find', { delayMs: 60 });
    const began = performance.now();
    await things().findOne();
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  });

  test('chosen by a predicate lasts until it is cancelled', async () => {
    const cancel = connected.server.faults.onCommand((name) => name === 'insert', 'drop-before');
    await refusalOf(things().insertOne({ _id: 1 }));
    await refusalOf(things().insertOne({ _id: 1 }));
    expect(await things().countDocuments()).toBe(0);
    cancel();
    await things().insertOne({ _id: 1 });
    expect(await things().countDocuments()).toBe(1);
  });

  test('does not count what the driver sends by itself', async () => {
    await connected.db.admin().ping();
    expect(connected.server.faults.commandCount).toBe(0);
    await things().insertOne({ _id: 1 });
    expect(connected.server.faults.commandCount).toBe(1);
  });

  test('is gone after clearing', async () => {
    connected.server.faults.onCommand(1, 'drop-before');
    connected.server.faults.clear();
    await things().insertOne({ _id: 1 });
    expect(await things().countDocuments()).toBe(1);
  });
});

describe('a fail point', () => {
  const arm = (mode: unknown, faults: Record<string, unknown> = {}) =>
    connected.db.admin().command({ configureFailPoint: 'failCommand', mode, data: faults });

  test('fails so many of the named commands with its code and labels', async () => {
    const errorLabels = ['RetryableWriteError'];
    await arm({ times: 1 }, { failCommands: ['insert'], errorCode: 8, errorLabels });
    expect(await things().countDocuments()).toBe(0);
    const refusal = await refusalOf(things().insertOne({ _id: 1 }));
    expect(refusal.code).toBe(8);
    expect(refusal['errorLabels']).toEqual(errorLabels);
    await things().insertOne({ _id: 1 });
    expect(await things().countDocuments()).toBe(1);
  });

  test('lets the first ones through', async () => {
    await arm({ skip: 1 }, { failCommands: ['insert'], closeConnection: true });
    await things().insertOne({ _id: 1 });
    const refusal = await refusalOf(things().insertOne({ _id: 2 }));
    expect(refusal['name']).toBe('MongoNetworkError');
  });

  test('holds a command back and then fails it', async () => {
    const blocked = { blockConnection: true, blockTimeMS: 60, errorCode: 11600 };
    await arm('alwaysOn', { failCommands: ['find'], ...blocked });
    const began = performance.now();
    expect((await refusalOf(things().findOne()))['codeName']).toBe('InterruptedAtShutdown');
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  });

  test('lasts until it is turned off or another takes its place', async () => {
    await arm('alwaysOn', { failCommands: ['insert'], errorCode: 8 });
    await refusalOf(things().insertOne({ _id: 1 }));
    await arm('alwaysOn', { failCommands: ['find'], errorCode: 8 });
    await things().insertOne({ _id: 1 });
    await refusalOf(things().findOne());
    await arm('off');
    expect(await things().findOne()).toEqual({ _id: 1 });
  });

  test('that asks for what the server cannot do is refused', async () => {
    const refusal = await refusalOf(
      arm('alwaysOn', { failCommands: ['find'], writeConcernError: {} }),
    );
    expect(refusal.code).toBe(115);
    expect((await refusalOf(arm({ times: 1 }))).code).toBe(14);
  });
});
