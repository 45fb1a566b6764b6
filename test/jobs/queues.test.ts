import { Queue } from 'bullmq';
import { describe, expect, inject, it } from 'vitest';
import { SendError } from '../../src/channels/errors.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { putNotice } from '../../src/usecases/tell.ts';
import { RedisServer } from '../fixtures/redis-server.ts';
import { useOffice, type Speaker } from '../usecases/office.ts';
import { Works } from './works.ts';

const opened = useOffice();
const PATIENT = { timeout: 15_000, interval: 20 };

const newWorks = (sweepEveryMs?: number): Works =>
  new Works(opened.office, inject('redisUrl'), sweepEveryMs);

/** Puts a message into a chat and hints at it through Redis. */
async function put(works: Works, to: Speaker, key: string): Promise<void> {
  const { conversation } = await openConversation(works.deps, to.chat);
  const words = { key: 'page.name', params: {} };
  await putNotice(works.deps, conversation, {
    key,
    message: { lines: [words], choices: [{ id: key, label: words }] },
  });
}

const arrived = (to: Speaker) => to.heard().map(({ choices }) => choices[0]?.id);
const keys = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);

describe('workers', () => {
  it('place and tell a concern that a turn hints at', async () => {
    await using works = newWorks();
    works.start();
    const villager = opened.office.newcomer();
    const team = await opened.office.member('TD-DT-12-1');
    await villager.tellsOfHole();
    await villager.presses(/^Gửi$/);
    await handleMessage(works.deps, villager.pressing(/^Đồng ý/));
    await expect.poll(() => team.heard().length, PATIENT).toBe(1);
    expect(await villager.onlyCase()).toMatchObject({ teamUnitId: 'TD-DT-12' });
  });

  it('of two processes send every message of many chats once and in order', async () => {
    await using works = newWorks();
    works.start();
    works.start();
    const speakers = keys(4).map(() => opened.office.newcomer());
    await Promise.all(
      speakers.map(async (each) => {
        for (const key of keys(10)) await put(works, each, key);
      }),
    );
    for (const each of speakers) await expect.poll(() => arrived(each), PATIENT).toEqual(keys(10));
  });

  it('lose no wake-up that comes while the chat is being drained', async () => {
    await using works = newWorks();
    const { channel } = opened.office;
    const villager = opened.office.newcomer();
    channel.pause = async (chatId) => {
      if (chatId !== villager.chat.chatId || arrived(villager).length > 0) return;
      for (const key of ['b', 'c']) await put(works, villager, key);
    };
    works.start();
    await put(works, villager, 'a');
    await expect.poll(() => arrived(villager), PATIENT).toEqual(['a', 'b', 'c']);
    channel.pause = async () => undefined;
  });

  it('pause the queue, not the process, when the provider asks for a pause', async () => {
    await using works = newWorks();
    const { office } = opened;
    const [first, second] = [office.newcomer(), office.newcomer()];
    let refusedAt = 0;
    office.channel.fails = (chatId) => {
      if (chatId !== first.chat.chatId || refusedAt > 0) return undefined;
      refusedAt = performance.now();
      // The office's clock stands still: as soon as the queue goes on, the message is due.
      office.clock.advance(1);
      return new SendError('throttled', { retryAfterMs: 1_200 });
    };
    works.start();
    await put(works, first, 'a');
    await expect.poll(() => refusedAt, PATIENT).toBeGreaterThan(0);
    office.clock.advance(1);
    await put(works, second, 'b');
    await works.wake.triage('no-such-case');
    await expect
      .poll(async () => works.redis.llen(`${works.settings.prefix}:triage:wait`), PATIENT)
      .toBe(0);
    await expect.poll(() => arrived(second), PATIENT).toEqual(['b']);
    expect(performance.now() - refusedAt).toBeGreaterThanOrEqual(1_100);
    await expect.poll(() => arrived(first), PATIENT).toEqual(['a']);
    office.channel.fails = () => undefined;
  });

  it('repeat a job that failed, and leave no words of people in Redis', async () => {
    await using works = newWorks();
    const { office } = opened;
    const villager = office.newcomer();
    let failures = 0;
    const people = new Proxy(office.store.people, {
      get: (store, name) => {
        if (name !== 'load' || failures > 1) return Reflect.get(store, name);
        failures += 1;
        return () => Promise.reject(new Error('bà Sáu nhà đầu ngõ, 0912345678'));
      },
    });
    works.start({}, { ...works.deps, store: { ...works.deps.store, people } });
    await put(works, villager, 'a');
    await expect.poll(() => arrived(villager), PATIENT).toEqual(['a']);
    expect(office.events('job.failed').at(-1)).toMatchObject({
      queue: 'deliver-telegram',
      error: 'Error',
    });
    expect(await everyValue(works)).not.toMatch(/bà Sáu|0912345678/);
    expect(office.log.join('')).not.toMatch(/bà Sáu|0912345678/);
  });

  it('refuse a payload that is none of theirs for good', async () => {
    await using works = newWorks();
    works.start();
    const { prefix } = works.settings;
    const queue = new Queue('triage', { connection: works.redis, prefix });
    await queue.add('triage-case', { caseId: 12 }, { attempts: 8 });
    await expect.poll(() => queue.getFailedCount(), PATIENT).toBe(1);
  });
});

describe('a worker that is closed', () => {
  it('lets what is active end first', async () => {
    await using works = newWorks();
    const villager = opened.office.newcomer();
    const gate = hold(villager);
    const workers = works.start();
    await put(works, villager, 'a');
    await gate.reached;
    const closing = workers.close(10_000);
    gate.open();
    await closing;
    expect(arrived(villager)).toEqual(['a']);
  });

  it('drops what does not end in time; another worker repeats no call, and goes on', async () => {
    await using works = newWorks();
    const { office } = opened;
    const villager = office.newcomer();
    const gate = hold(villager);
    const workers = works.start();
    await put(works, villager, 'a');
    await gate.reached;
    await put(works, villager, 'b');
    const startedMs = performance.now();
    await workers.close(200);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(arrived(villager)).toEqual([]);
    office.clock.advance(2);
    works.start();
    await expect.poll(() => arrived(villager), PATIENT).toEqual(['b']);
    const [first] = (await office.store.conversations.load(villager.chat))?.outbox ?? [];
    expect(first).toMatchObject({ key: 'a', state: 'unknown' });
    gate.open();
  });

  it('ends though Redis is away', async () => {
    const redis = await RedisServer.start();
    const works = new Works(opened.office, redis.url);
    const workers = works.start();
    await works.wake.triage('no-such-case');
    await redis.kill();
    const startedMs = performance.now();
    await workers.close(1_000);
    await works[Symbol.asyncDispose]();
    expect(performance.now() - startedMs).toBeLessThan(8_000);
    await redis.close();
  });
});

/** Holds the next message to a chat in the middle of being sent. */
function hold(villager: Speaker): { reached: Promise<void>; open(): void } {
  const { channel } = opened.office;
  const opens: (() => void)[] = [];
  const gate = new Promise<void>((resolve) => opens.push(resolve));
  const reached = new Promise<void>((resolve) => {
    channel.pause = async (chatId) => {
      if (chatId !== villager.chat.chatId) return;
      channel.pause = async () => undefined;
      resolve();
      await gate;
    };
  });
  return { reached, open: () => opens.forEach((open) => open()) };
}

/** Everything in Redis under the prefix, keys and values, as text. */
async function everyValue({ redis, settings }: Works): Promise<string> {
  const names = await redis.keys(`${settings.prefix.replaceAll(/[{}]/g, '?')}*`);
  const dumps = await Promise.all(names.map((name) => valueOf(redis, name)));
  return JSON.stringify([names, dumps]);
}

async function valueOf(redis: Works['redis'], name: string): Promise<unknown> {
  switch (await redis.type(name)) {
    case 'hash':
      return redis.hgetall(name);
    case 'list':
      return redis.lrange(name, 0, -1);
    case 'zset':
      return redis.zrange(name, '0', '-1');
    case 'set':
      return redis.smembers(name);
    case 'stream':
      return redis.xrange(name, '-', '+');
    default:
      return redis.get(name);
  }
}

describe('Redis', () => {
  it('holds no chat and no words, whatever is put into the queues', async () => {
    await using works = newWorks(200);
    const { office } = opened;
    const villager = office.newcomer();
    await villager.tellsOfHole();
    await villager.presses(/^Gửi$/);
    await handleMessage(works.deps, villager.pressing(/^Đồng ý/));
    await put(works, villager, 'a');
    // Read while nobody works: a job that is done may be gone before it is looked at.
    const waiting = await everyValue(works);
    works.start();
    await expect.poll(() => arrived(villager), PATIENT).toContain('a');
    const everything = waiting + (await everyValue(works));
    expect(waiting).toContain('personId');
    expect(everything).not.toContain(villager.chat.chatId);
    expect(everything).not.toMatch(/lục liễu|bê tông/i);
  });
});
