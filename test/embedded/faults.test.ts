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
