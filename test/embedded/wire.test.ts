import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crc32c } from '../../src/embedded/crc32c.ts';
import { startEmbedded } from '../../src/embedded/server.ts';
import { type Connected, connect, refusalOf } from './driver.ts';

const { BSON } = mongoose.mongo;

let connected: Connected;
let socket: Socket;

beforeEach(async () => {
  connected = await connect();
  socket = createConnection(connected.server.port, '127.0.0.1');
  await once(socket, 'connect');
});
afterEach(async () => {
  socket.destroy();
  await connected.close();
});

function framed(opCode: number, payload: Buffer, requestId = 7): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + payload.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, payload]);
}

function opMsg(body: object, flags = 0, sequences: Buffer[] = []): Buffer {
  const flagBytes = Buffer.alloc(4);
  flagBytes.writeUInt32LE(flags);
  return framed(
    2013,
    Buffer.concat([flagBytes, ...sequences, Buffer.from([0]), BSON.serialize(body)]),
  );
}

function sequence(name: string, documents: object[]): Buffer {
  const content = Buffer.concat([
    Buffer.from(`${name}\0`),
    ...documents.map((document) => BSON.serialize(document)),
  ]);
  const length = Buffer.alloc(4);
  length.writeInt32LE(content.length + 4);
  return Buffer.concat([Buffer.from([1]), length, content]);
}

/** The next whole message that the server sends. */
async function nextMessage(): Promise<Buffer> {
  let received = Buffer.alloc(0);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received = Buffer.concat([received, chunk as Buffer]);
    if (received.length >= 4 && received.length >= received.readInt32LE(0)) break;
  }
  return received;
}

async function reply(): Promise<Record<string, unknown>> {
  const message = await nextMessage();
  expect(message.readInt32LE(8)).toBe(7);
  return BSON.deserialize(message.subarray(message.readInt32LE(12) === 1 ? 36 : 21));
}

describe('the handshake', () => {
  test('answers hello by OP_QUERY as a lone server that drivers accept', async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]),
      BSON.serialize({ isMaster: 1, helloOk: true }),
    ]);
    socket.write(framed(2004, query));
    const answer = await reply();
    expect(answer).toMatchObject({ ismaster: true, helloOk: true, maxWireVersion: 21, ok: 1 });
    expect(answer).not.toHaveProperty('setName');
    expect(answer).not.toHaveProperty('compression');
  });

  test('refuses any other command by OP_QUERY', async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('test.$cmd\0'),
      Buffer.alloc(8),
      BSON.serialize({ find: 'things' }),
    ]);
    socket.write(framed(2004, query));
    expect(await reply()).toMatchObject({ ok: 0, code: 352 });
  });

  test('tells the driver of no replica set and of sessions', async () => {
    const hello = await connected.db.admin().command({ hello: 1 });
    expect(hello).toMatchObject({ isWritablePrimary: true, logicalSessionTimeoutMinutes: 30 });
    expect(await connected.db.admin().ping()).toEqual({ ok: 1 });
    expect(await connected.db.admin().buildInfo()).toMatchObject({ version: '7.0.0' });
    expect(await connected.db.admin().serverStatus()).toMatchObject({ version: '7.0.0' });
  });
});

describe('OP_MSG', () => {
  test('takes documents from a sequence', async () => {
    const documents = [{ _id: 1 }, { _id: 2 }];
    socket.write(opMsg({ insert: 'things', $db: 'test' }, 0, [sequence('documents', documents)]));
    expect(await reply()).toEqual({ n: 2, ok: 1 });
  });

  test('checks a checksum', async () => {
    const message = opMsg({ ping: 1, $db: 'admin' }, 1);
    message.writeInt32LE(message.length + 4, 0);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32LE(crc32c(message));
    socket.write(Buffer.concat([message, checksum]));
    expect(await reply()).toEqual({ ok: 1 });
    socket.write(Buffer.concat([message, Buffer.from('nope')]));
    await once(socket, 'close');
  });

  test('does not answer when more is to come', async () => {
    socket.write(opMsg({ insert: 'things', documents: [{ _id: 1 }], $db: 'test' }, 2));
    socket.write(opMsg({ count: 'things', $db: 'test' }));
    expect(await reply()).toEqual({ n: 1, ok: 1 });
  });

  test('arrives in pieces and several at once', async () => {
    const two = Buffer.concat([opMsg({ ping: 1, $db: 'admin' }), opMsg({ ping: 1, $db: 'admin' })]);
    for (const byte of two.subarray(0, 30)) socket.write(Buffer.from([byte]));
    socket.write(two.subarray(30));
    let length = 0;
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length >= 2 * 38) break;
    }
    expect(length).toBe(76);
  });

  test.each([
    ['an unknown opcode', framed(2012, Buffer.alloc(20))],
    ['an impossible length', Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['a broken body', framed(2013, Buffer.from([0, 0, 0, 0, 0, 99, 0, 0, 0]))],
    ['required flags that do not exist', opMsg({ ping: 1, $db: 'admin' }, 4)],
  ])('ends the connection at %s and goes on with the others', async (_name, bytes) => {
    socket.write(bytes);
    await once(socket, 'close');
    expect(await connected.db.admin().ping()).toEqual({ ok: 1 });
  });
});

describe('commands', () => {
  test('that do not exist are refused', async () => {
    const refusal = await refusalOf(connected.db.command({ conquer: 1 }));
    expect(refusal).toMatchObject({ code: 59, codeName: 'CommandNotFound' });
    expect(refusal.message).toBe("no such command: 'conquer'");
  });

  test('with an unknown field are refused', async () => {
    const refusal = await refusalOf(connected.db.command({ find: 'things', colour: 'red' }));
    expect(refusal).toMatchObject({ code: 40415 });
    expect(refusal.message).toBe("BSON field 'find.colour' is an unknown field.");
  });

  test.each([
    ['a collation', { find: 'things', collation: { locale: 'vi' } }, 115],
    ['a tailable cursor', { find: 'things', tailable: true }, 115],
    ['a capped collection', { create: 'things', capped: true, size: 10 }, 115],
    ['a validator', { create: 'things', validator: {} }, 115],
    ['a transaction number', { insert: 'things', documents: [{}], txnNumber: 1 }, 20],
    ['two nodes', { insert: 'things', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['a snapshot', { find: 'things', readConcern: { level: 'snapshot' } }, 123],
    ['an empty batch', { insert: 'things', documents: [] }, 16],
    ['an odd name', { insert: 'thi$ngs', documents: [{}] }, 73],
  ])('that ask for %s are refused', async (_name, command, code) => {
    expect((await refusalOf(connected.db.command(command))).code).toBe(code);
  });

  test('are accepted within a session, but not within a transaction', async () => {
    const things = connected.db.collection('things');
    await connected.client.withSession(async (session) => {
      await things.insertOne({ a: 1 }, { session });
      const transaction = session.withTransaction(() => things.insertOne({ a: 2 }, { session }));
      const refusal = await refusalOf(transaction);
      expect(refusal.message).toMatch(/does not support retryable writes|replica set member/);
    });
    expect(await things.countDocuments()).toBe(1);
  });
});

describe('databases and collections', () => {
  test('appear with their first document and go when dropped', async () => {
    await connected.client.db('one').collection('a').insertOne({ x: 1 });
    await connected.client.db('two').createCollection('b');
    const { databases } = await connected.db.admin().listDatabases();
    expect(databases.map(({ name }) => name)).toEqual(['one', 'two']);
    const collections = await connected.client.db('one').listCollections({ name: 'a' }).toArray();
    expect(collections).toMatchObject([{ name: 'a', type: 'collection' }]);
    await connected.client.db('one').dropDatabase();
    await connected.client.db('two').collection('b').drop();
    expect((await connected.db.admin().listDatabases()).databases).toEqual([]);
  });
});

describe('cursors', () => {
  test('return everything in batches and none twice', async () => {
    const things = connected.db.collection('things');
    await things.insertMany(Array.from({ length: 250 }, (_, i) => ({ i })));
    const found = await things.find().batchSize(40).toArray();
    expect(found.map(({ i }) => i)).toEqual(Array.from({ length: 250 }, (_, i) => i));
  });

  test('show the documents as they were when the query came', async () => {
    const things = connected.db.collection('things');
    await things.insertMany([{ i: 1 }, { i: 2 }, { i: 3 }]);
    const cursor = things.find().batchSize(1);
    await cursor.next();
    await things.updateMany({}, { $inc: { i: 10 } });
    expect((await cursor.toArray()).map(({ i }) => i)).toEqual([2, 3]);
  });

  test('split batches at 16 MiB', async () => {
    const things = connected.db.collection('things');
    const text = 'x'.repeat(6_000_000);
    for (let i = 0; i < 4; i++) await things.insertOne({ i, text });
    const batches = await connected.db.command({ find: 'things', batchSize: 100 });
    expect(batches['cursor'].firstBatch).toHaveLength(2);
  });

  test('can be closed, and are unknown then', async () => {
    await connected.db.collection('things').insertMany([{}, {}, {}]);
    const { cursor } = await connected.db.command({ find: 'things', batchSize: 1 });
    const killed = await connected.db.command({ killCursors: 'things', cursors: [cursor.id] });
    expect(killed['cursorsKilled']).toHaveLength(1);
    const more = connected.db.command({ getMore: cursor.id, collection: 'things' });
    expect((await refusalOf(more)).code).toBe(43);
  });
});

describe('the server', () => {
  test('does not start in production', async () => {
    await expect(startEmbedded({}, 'production')).rejects.toThrow('NODE_ENV=production');
  });

  test('does not start on a port that is taken', async () => {
    await expect(startEmbedded({ port: connected.server.port })).rejects.toThrow('EADDRINUSE');
  });

  test('may be closed twice', async () => {
    const server = await startEmbedded();
    await server.close();
    await server.close();
    await expect(refusalOf(server.compact())).rejects.toThrow('not refused');
  });
});
