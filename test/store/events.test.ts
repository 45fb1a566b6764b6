import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import type { HeldEvent, NewEvent } from '../../src/store/events.ts';
import { createSealer, SealBroken } from '../../src/store/seal.ts';
import { everythingIn, withRows } from '../usecases/rows.ts';
import { atOnce, useTestStore } from './open.ts';

const opened = useTestStore();
const LEASE_MS = 30_000;
const NOW = new Date('2026-11-25T01:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

let chats = 0;
/** Each test has a chat of its own. */
const newChat = (): string => `chat-${(chats += 1)}`;

const event = (chatId: string, order: number, body = `body ${order}`): NewEvent => ({
  key: `${chatId}-${order}`,
  chatId,
  order,
  body,
});

const idOf = (key: string): string => `telegram/${createSealer().mark(key)}`;

/** Stores events of one chat and returns their lane. */
async function put(...events: readonly NewEvent[]): Promise<string> {
  const [lane, ...others] = await opened.store.inbox.add('telegram', events, NOW);
  if (lane === undefined || others.length > 0) throw new Error('not one lane');
  return lane;
}

const claim = (lane: string, now = NOW) => opened.store.inbox.claim(lane, now, LEASE_MS);
async function claimed(lane: string, now = NOW): Promise<HeldEvent> {
  const held = await claim(lane, now);
  if (held === undefined) throw new Error('nothing to claim');
  return held;
}

/** The keys of a lane in the order in which they are read. */
async function readAll(lane: string): Promise<readonly string[]> {
  const { inbox } = opened.store;
  const read: string[] = [];
  for (let held = await claim(lane); held !== undefined; held = await claim(lane)) {
    read.push(held.id);
    await inbox.markRead(held, NOW);
  }
  return read;
}

const rowOf = (id: string) =>
  withRows(opened.database.uri, (rows) =>
    rows.collection<{ _id: string }>('events').findOne({ _id: id }),
  );

describe('events of one chat', () => {
  it('are read by their order, whenever they came', async () => {
    const chat = newChat();
    const lane = await put(event(chat, 3), event(chat, 1));
    await put(event(chat, 2));
    const ids = [1, 2, 3].map((order) => idOf(`${chat}-${order}`));
    expect(await readAll(lane)).toEqual(ids);
  });

  it('give back what was delivered, and how often they were begun', async () => {
    const chat = newChat();
    const lane = await put(event(chat, 1, 'sụt một hố to'));
    const held = await claimed(lane);
    expect(held).toMatchObject({ lane, attempt: 1, receivedAt: NOW });
    expect(opened.store.inbox.open(held)).toBe('sụt một hố to');
  });

  it('are held by one reader at a time, however many ask at once', async () => {
    const chat = newChat();
    const lane = await put(...Array.from({ length: 5 }, (_, order) => event(chat, order)));
    const { store, other } = opened;
    const read: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const claims = await atOnce(8, (index) =>
        (index % 2 === 0 ? store : other).inbox.claim(lane, NOW, LEASE_MS),
      );
      const held = claims.filter((one) => one !== undefined);
      expect(held).toHaveLength(1);
      for (const one of held) {
        read.push(one.id);
        await store.inbox.markRead(one, NOW);
      }
    }
    expect(read).toEqual([0, 1, 2, 3, 4].map((order) => idOf(`${chat}-${order}`)));
  });

  it('are held by one reader, though an earlier one comes in between', async () => {
    const chat = newChat();
    const lane = await put(event(chat, 2));
    const held = await claimed(lane);
    await put(event(chat, 1));
    expect(await claim(lane)).toBeUndefined();
    await opened.store.inbox.markRead(held, NOW);
    expect(await readAll(lane)).toEqual([idOf(`${chat}-1`)]);
  });

  it('go to another reader when the first one died, and not before', async () => {
    const chat = newChat();
    const lane = await put(event(chat, 1), event(chat, 2));
    await claimed(lane);
    expect(await claim(lane, later(LEASE_MS - 1))).toBeUndefined();
    const again = await atOnce(4, () => claim(lane, later(LEASE_MS)));
    expect(again.filter((one) => one !== undefined)).toMatchObject([
      { id: idOf(`${chat}-1`), attempt: 2 },
    ]);
  });

  it('wait behind one that is postponed', async () => {
    const chat = newChat();
    const lane = await put(event(chat, 1), event(chat, 2));
    const { inbox } = opened.store;
    await inbox.postpone(await claimed(lane), later(2_000));
    expect(await claim(lane, later(1_999))).toBeUndefined();
    expect(await claim(lane, later(2_000))).toMatchObject({ id: idOf(`${chat}-1`), attempt: 2 });
  });

  it('go on behind one that was given up, which stays sealed', async () => {
    const chat = newChat();
    const lane = await put(event(chat, 1), event(chat, 2));
    const held = await claimed(lane);
    await opened.store.inbox.markFailed(held, NOW);
    expect(await rowOf(held.id)).toMatchObject({ state: 'failed', body: held.sealed });
    expect(await readAll(lane)).toEqual([idOf(`${chat}-2`)]);
  });

  it('are not counted as begun when they are given back', async () => {
    const lane = await put(event(newChat(), 1));
    const { inbox } = opened.store;
    await inbox.giveBack(await claimed(lane));
    expect(await claimed(lane)).toMatchObject({ attempt: 1 });
  });

  it('are changed by nobody who lost them', async () => {
    const lane = await put(event(newChat(), 1));
    const { inbox } = opened.store;
    const lost = await claimed(lane);
    const held = await claimed(lane, later(LEASE_MS));
    await inbox.postpone(lost, later(900_000));
    await inbox.giveBack(lost);
    await inbox.markFailed(lost, NOW);
    expect(await rowOf(held.id)).toMatchObject({ state: 'held', attempts: 2 });
    expect(await claim(lane, later(LEASE_MS + 1))).toBeUndefined();
  });
});

describe('a repeat', () => {
  it('changes nothing before and after the event was read', async () => {
    const chat = newChat();
    const lane = await put(event(chat, 1));
    const { inbox } = opened.store;
    expect(await inbox.add('telegram', [event(chat, 1)], later(1))).toEqual([]);
    expect(await readAll(lane)).toHaveLength(1);
    expect(await inbox.add('telegram', [event(chat, 1)], later(2))).toEqual([]);
    expect(await readAll(lane)).toEqual([]);
  });

  it('is stored once when it comes many times at once', async () => {
    const chat = newChat();
    const added = await atOnce(8, () => opened.store.inbox.add('telegram', [event(chat, 1)], NOW));
    expect(added.flat()).toHaveLength(1);
  });

  it('of a key is an event of its own in another channel', async () => {
    const chat = newChat();
    const { inbox } = opened.store;
    const [first] = await inbox.add('telegram', [event(chat, 1)], NOW);
    const [second] = await inbox.add('zalo-oa', [event(chat, 1)], NOW);
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
  });
});

it('events of no chat wait for nobody', async () => {
  const { inbox } = opened.store;
  const none = (key: string): NewEvent => ({ key, chatId: '', order: 1, body: '{}' });
  const lanes = await inbox.add('zalo-oa', [none('a'), none('b')], NOW);
  expect(lanes).toHaveLength(2);
  for (const lane of lanes) expect(await claim(lane)).toBeDefined();
});

describe('lanes that nobody reads', () => {
  const add = (...events: readonly NewEvent[]) => opened.store.inbox.add('sweep-test', events, NOW);
  const waiting = (now: Date, limit = 100) =>
    opened.store.inbox.waitingLanes(
      now,
      later(now.getTime() - NOW.getTime() - 5_000),
      limit,
      'sweep-test',
    );

  it('are found once they have waited, or their reader died', async () => {
    const chat = newChat();
    const [lane = ''] = await add(event(chat, 1), event(chat, 2));
    expect(await waiting(later(4_999))).toEqual([]);
    expect(await waiting(later(5_000))).toEqual([{ channel: 'sweep-test', lane }]);
    const { inbox } = opened.store;
    await inbox.markRead(await claimed(lane), NOW);
    const held = await claimed(lane);
    expect(await waiting(later(LEASE_MS - 1))).toEqual([]);
    expect(await waiting(later(LEASE_MS))).toEqual([{ channel: 'sweep-test', lane }]);
    await inbox.markRead(held, NOW);
    expect(await waiting(later(900_000))).toEqual([]);
    expect(await inbox.waitingLanes(later(900_000), later(900_000), 100, 'another')).toEqual([]);
  });
});

describe('a lane in which much waits', () => {
  it('hides no other, and a channel no other channel', async () => {
    const { inbox } = opened.store;
    const [loud, quiet] = [newChat(), newChat()];
    const many = Array.from({ length: 30 }, (_, order) => event(loud, order));
    const [first = ''] = await inbox.add('crowded', many, NOW);
    const [second = ''] = await inbox.add('crowded', [event(quiet, 1)], later(1));
    const waiting = await inbox.waitingLanes(later(9), later(9), 10, 'crowded');
    expect(waiting).toEqual([first, second].map((lane) => ({ channel: 'crowded', lane })));
    for (let order = 0; order < 30; order += 1) {
      const [lane = ''] = await inbox.add('dying', [event(`${loud}-${order}`, 1)], NOW);
      await claimed(lane);
    }
    expect(await inbox.waitingLanes(later(LEASE_MS), NOW, 10, 'dying')).toHaveLength(10);
    expect(await inbox.waitingLanes(later(LEASE_MS), later(9), 1, 'crowded')).toEqual([
      { channel: 'crowded', lane: first },
    ]);
  });
});

describe('what lies in the database', () => {
  it('shows no words and no chat, and nothing at all of what was read', async () => {
    const chatId = '7000000123';
    const lane = await put({
      key: `${chatId}:k-1`,
      chatId,
      order: 1,
      body: 'zqxmark gọi 0912345678',
    });
    const held = await claimed(lane);
    expect(await everythingIn(opened.database.uri)).not.toMatch(/zqxmark|0912345678|7000000123/);
    await opened.store.inbox.markRead(held, NOW);
    const row = await rowOf(held.id);
    expect(Object.keys(row ?? {}).toSorted()).toEqual(
      ['_id', 'attempts', 'channel', 'forgetAt', 'lane', 'order', 'receivedAt', 'state'].toSorted(),
    );
    expect(row).toMatchObject({ state: 'read', forgetAt: later(72 * 3_600_000) });
  });

  it('cannot be opened under another key', async () => {
    const { uri } = opened.database;
    const lane = await put(event(newChat(), 1));
    const held = await claimed(lane);
    const dataKey = 'another-data-key-of-32-characters-x';
    const stranger = await openStore({ uri, buildIndexes: false, dataKey });
    expect(() => stranger.inbox.open(held)).toThrow(SealBroken);
    await stranger.close();
  });
});
