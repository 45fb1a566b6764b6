import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbedded } from '../../src/embedded/server.ts';
import { type Connected, connect, type Numbered, refusalOf } from './driver.ts';

let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const journal = () => join(dataDir, 'journal');

/** Does something with a server on the test's folder and closes it. */
async function during<T>(act: (connected: Connected) => Promise<T>): Promise<T> {
  const connected = await connect({ dataDir, compactAboveBytes: 20_000 });
  try {
    return await act(connected);
  } finally {
    await connected.close();
  }
}

const things = ({ db }: Connected) => db.collection<Numbered>('things');

describe('a restart', () => {
  test('brings back documents, deletions, indexes and empty collections', async () => {
    await during(async (connected) => {
      await things(connected).createIndex({ code: 1 }, { unique: true });
      await things(connected).insertMany([
        { _id: 1, code: 'a' },
        { _id: 2, code: 'b' },
        { _id: 3, code: 'c' },
      ]);
      await things(connected).updateOne({ _id: 1 }, { $set: { code: 'd' } });
      await things(connected).deleteOne({ _id: 2 });
      await connected.db.createCollection('empty');
      await connected.db.collection('gone').insertOne({});
      await connected.db.collection('gone').drop();
    });
    await during(async (connected) => {
      expect(await things(connected).find().toArray()).toEqual([
        { _id: 1, code: 'd' },
        { _id: 3, code: 'c' },
      ]);
      expect((await refusalOf(things(connected).insertOne({ _id: 4, code: 'c' }))).code).toBe(
        11000,
      );
      const names = (await connected.db.listCollections().toArray()).map(({ name }) => name);
      expect(names).toEqual(['empty', 'things']);
    });
  });

  test('brings back what changed indexes and expiry', async () => {
    await during(async (connected) => {
      await things(connected).createIndexes([
        { key: { a: 1 } },
        { key: { at: 1 }, expireAfterSeconds: 60 },
      ]);
      await things(connected).dropIndex('a_1');
      await connected.db.command({
        collMod: 'things',
        index: { name: 'at_1', expireAfterSeconds: 30 },
      });
      await things(connected).insertOne({ _id: 1, at: new Date(0) });
      expect(connected.server.sweepExpired()).toBe(1);
    });
    await during(async (connected) => {
      expect(await things(connected).listIndexes().toArray()).toEqual([
        { v: 2, key: { _id: 1 }, name: '_id_' },
        { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 30 },
      ]);
      expect(await things(connected).countDocuments()).toBe(0);
    });
  });

  test('keeps the part of a batch that was written before a refusal', async () => {
    await during(async (connected) => {
      await refusalOf(things(connected).insertMany([{ _id: 1 }, { _id: 1 }]));
    });
    expect(await during((connected) => things(connected).countDocuments())).toBe(1);
  });
});

async function spawnServer(): Promise<{ child: ChildProcess; uri: string }> {
  const program = fileURLToPath(new URL('server-program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) return { child, uri: line };
  throw new Error('The server ended before it said where it is.');
}

describe('a process that is killed', () => {
  test('loses no acknowledged write, also in the middle of compactions', async () => {
    const { child, uri } = await spawnServer();
    const client = await new mongoose.mongo.MongoClient(uri, {
      serverSelectionTimeoutMS: 200,
    }).connect();
    const collection = client.db('test').collection<Numbered>('things');
    const acknowledged = new Map<number, number>();
    const killed = once(child, 'exit');
    const write = async (start: number) => {
      for (let i = 0; ; i++) {
        const [_id, n] = [(start + i * 7) % 100, i];
        await collection.updateOne(
          { _id },
          { $max: { n }, $set: { text: 'x'.repeat(200) } },
          { upsert: true },
        );
        acknowledged.set(_id, Math.max(n, acknowledged.get(_id) ?? 0));
        if (acknowledged.size === 100 && i > 150) child.kill('SIGKILL');
      }
    };
    await Promise.allSettled([write(0), write(50), write(100)]);
    await killed;
    await client.close(true);
    const found = await during((connected) => things(connected).find().toArray());
    const kept = new Map(found.map(({ _id, n }) => [_id, n ?? -1]));
    const lost = [...acknowledged].filter(([id, n]) => (kept.get(id) ?? -1) < n);
    expect(lost).toEqual([]);
    expect(acknowledged.size).toBe(100);
  });

  test('frees its folder, which two servers cannot share', async () => {
    const { child } = await spawnServer();
    const refusal = await refusalOf(startEmbedded({ dataDir }));
    expect(refusal.message).toContain('is in use by another server');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await startEmbedded({ dataDir })).close();
  });
});

/** Stores five documents by a command each. */
async function fill(): Promise<void> {
  await during(async (connected) => {
    for (let i = 1; i <= 5; i++) await things(connected).insertOne({ _id: i });
  });
}

function count(): Promise<number> {
  return during((connected) => things(connected).countDocuments());
}

describe('the journal', () => {
  test('is cut at a torn end, whatever the length of the tear', async () => {
    await fill();
    const whole = readFileSync(journal());
    for (const missing of [1, 5, 20, 30]) {
      writeFileSync(journal(), whole);
      truncateSync(journal(), whole.length - missing);
      expect(await count()).toBe(4);
      expect(await count()).toBe(4);
    }
  });

  test('takes writes again after it was cut', async () => {
    await fill();
    appendFileSync(journal(), Buffer.from([200, 0, 0, 0, 1, 2]));
    await during((connected) => things(connected).insertOne({ _id: 6 }));
    expect(await count()).toBe(6);
  });

  test('may end in zeros, as after a power cut', async () => {
    await fill();
    appendFileSync(journal(), Buffer.alloc(5000));
    expect(await count()).toBe(5);
  });

  test('that is damaged in the middle keeps the server from starting', async () => {
    await fill();
    const bytes = readFileSync(journal());
    bytes[40] = (bytes[40] ?? 0) ^ 0xff;
    writeFileSync(journal(), bytes);
    const refusal = await refusalOf(startEmbedded({ dataDir }));
    expect(refusal['name']).toBe('JournalDamaged');
    expect(readFileSync(journal())).toEqual(bytes);
  });

  test('is compacted once it has grown well past what is alive', async () => {
    await during(async (connected) => {
      await things(connected).insertOne({ _id: 1, text: 'x'.repeat(2000) });
      for (let n = 0; n < 200; n++) await things(connected).updateOne({ _id: 1 }, { $set: { n } });
      await connected.server.compact();
      expect(statSync(journal()).size).toBeLessThan(3000);
      await things(connected).insertOne({ _id: 2 });
    });
    expect(await count()).toBe(2);
  });

  test('keeps what is written, dropped and created while it is compacted', async () => {
    await during(async (connected) => {
      const filler = Array.from({ length: 3000 }, (_, _id) => ({ _id, n: 0 }));
      await things(connected).insertMany(filler);
      await connected.db.collection<Numbered>('doomed').insertMany(filler);
      const compaction = connected.server.compact();
      await things(connected).updateMany({ _id: { $lt: 1500 } }, { $set: { n: 1 } });
      await things(connected).deleteMany({ _id: { $gte: 2990 } });
      await connected.db.collection('doomed').drop();
      await connected.db.collection('fresh').insertOne({ a: 1 });
      await things(connected).createIndex({ n: 1 });
      await compaction;
    });
    await during(async (connected) => {
      expect(await things(connected).countDocuments()).toBe(2990);
      expect(await things(connected).countDocuments({ n: 1 })).toBe(1500);
      expect(await connected.db.collection('fresh').countDocuments()).toBe(1);
      expect(await connected.db.listCollections({ name: 'doomed' }).toArray()).toEqual([]);
      expect(await things(connected).listIndexes().toArray()).toHaveLength(2);
    });
  });

  test('takes nothing any more once the server is closed', async () => {
    const connected = await connect({ dataDir });
    await things(connected).insertOne({ _id: 1 });
    connected.server.faults.onCommand(1, { delayMs: 200 });
    const late = refusalOf(things(connected).insertOne({ _id: 2 }));
    await expect.poll(() => connected.server.faults.commandCount).toBe(2);
    await connected.server.close();
    await late;
    await connected.client.close();
    expect(await count()).toBe(1);
  });

  test('may wait for the disk at each write', async () => {
    const connected = await connect({ dataDir, fsync: true });
    await things(connected).insertOne({ _id: 1 });
    await connected.close();
    expect(await count()).toBe(1);
  });
});
