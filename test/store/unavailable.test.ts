import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openStore, StoreUnavailable } from '../../src/store/index.ts';
import { useTestStore } from './open.ts';
import { collected, entry, NOW, patch, sampleCase, CLAIMING } from './samples.ts';

const opened = useTestStore();

const chat = { channel: 'web', chatId: '1' };

/** A port on which nobody listens any more. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 1;
}

describe('a store whose server is away', () => {
  it('does not open, and says so within its time', async () => {
    const uri = `mongodb://127.0.0.1:${await deadPort()}/absent`;
    const opening = openStore({ uri, buildIndexes: true, timeoutMs: 300 });
    await expect(opening).rejects.toThrow(StoreUnavailable);
  });
});

describe('a server that refuses', () => {
  it('surfaces as one error with its cause, from every collection', async (context) => {
    const { server } = opened.database;
    if (server === undefined)
      return context.skip('commands are refused on the embedded server only');
    const { store } = opened;
    const before = await store.conversations.create(chat, 'p', 'vi', NOW);
    const cancel = server.faults.onCommand(() => true, { code: 'OutOfDiskSpace' });
    const calls: readonly (() => Promise<unknown>)[] = [
      () => store.organisation.load(),
      () => store.organisation.edition(),
      () => store.cadres.load('a'),
      () => collected(store.cadres.all()),
      () => store.invites.redeem('hash', chat, NOW),
      () => store.signIns.redeem('hash', NOW),
      () => store.people.ensure(chat, 'vi', 'id', NOW),
      () => store.conversations.commit(before, patch()),
      () => store.conversations.push(chat, [entry('a')]),
      () => store.conversations.claim(chat, NOW, CLAIMING),
      () => store.cases.insert(sampleCase('c')),
      () => store.cases.figures(['block'], NOW, NOW),
      () => store.timers.lease(NOW, 1, 1_000),
      () => store.inbox.add('web', [{ key: 'k', chatId: '1', order: 1, body: 'b' }], NOW),
      () => store.inbox.claim('lane', NOW, 1_000),
      () => store.files.open('f'),
      () => store.files.put({ name: 'a', mediaType: 'image/png', bytes: new Uint8Array(1) }, 'f'),
      () => store.counters.bump('withheld', '2026-11-23'),
      () => store.indexes.difference(),
    ];
    for (const call of calls) {
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect(error).toHaveProperty('cause.message', expect.stringContaining('OutOfDiskSpace'));
    }
    cancel();
    expect(await store.conversations.commit(before, patch())).toBe(true);
  });
});

describe('a server that is slow or drops the line', () => {
  it('surfaces within the time that was given, and the store goes on afterwards', async (context) => {
    const { server, uri } = opened.database;
    if (server === undefined)
      return context.skip('commands are delayed on the embedded server only');
    await using store = await openStore({ uri, buildIndexes: false, timeoutMs: 400 });
    const cancel = server.faults.onCommand((name) => name === 'update', { delayMs: 1_500 });
    await expect(store.people.setLocale('nobody', 'en')).rejects.toThrow(StoreUnavailable);
    cancel();
    await store.people.setLocale('nobody', 'en');
    // A lost read is repeated by the driver itself; a lost write is not.
    const mend = server.faults.onCommand((name) => name === 'update', 'drop-before');
    await expect(store.people.setLocale('nobody', 'en')).rejects.toThrow(StoreUnavailable);
    mend();
    await store.ping();
  });
});

describe('a closed store', () => {
  it('answers nothing more, and may be closed again', async () => {
    const store = await openStore({ uri: opened.database.uri, buildIndexes: false });
    await store.close();
    await store.close();
    await expect(store.people.load('p')).rejects.toThrow(StoreUnavailable);
    await expect(store.ping()).rejects.toThrow(StoreUnavailable);
    await expect(store.files.open('f')).rejects.toThrow(StoreUnavailable);
  });
});
