import { describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/launch/ports.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { RedisServer } from '../fixtures/redis-server.ts';
import { openTown, type Town } from '../fixtures/town.ts';
import { useOffice, type Speaker } from '../usecases/office.ts';
import { Works } from './works.ts';

const opened = useOffice();
const PATIENT = { timeout: 15_000, interval: 20 };
/** Hints have 300 ms; the rest is what a busy machine may take. */
const HINTED_MS = 1_000;

/** A message whose hint was lost. */
async function putUnnoticed(to: Speaker, key: string): Promise<void> {
  const { deps, store, clock } = opened.office;
  await openConversation(deps, to.chat);
  const at = clock.now();
  const message = { lines: [{ key: 'page.name', params: {} }] };
  await store.conversations.push(to.chat, [
    { key, message, at, notBefore: at, state: 'waiting', attempts: 0 },
  ]);
}

const expectToArrive = (to: Speaker, count: number) =>
  expect.poll(() => to.heard().length, PATIENT).toBe(count);

async function took(work: () => PromiseLike<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

describe('a Redis that is flushed in the middle of work', () => {
  it('loses no message and no reminder: the schedule returns by itself', async () => {
    const redis = await RedisServer.start();
    const { office } = opened;
    {
      await using works = new Works(office, redis.url, 200);
      works.start({ scheduleAgainMs: 300 });
      const villager = office.newcomer();
      await putUnnoticed(villager, 'before');
      await expectToArrive(villager, 1);
      await works.redis.flushall();
      await putUnnoticed(villager, 'after');
      await expectToArrive(villager, 2);
    }
    await redis.close();
  });
});

describe('a Redis that is killed', () => {
  it('keeps no turn from being taken, and everything is sent once it is back', async () => {
    const redis = await RedisServer.start();
    const { office } = opened;
    {
      await using works = new Works(office, redis.url, 200);
      works.start({ scheduleAgainMs: 300 });
      const villager = office.newcomer();
      await putUnnoticed(villager, 'before');
      await expectToArrive(villager, 1);
      await redis.kill();
      const message = villager.message({ kind: 'text', text: '/trogiup' });
      expect(await took(() => handleMessage(works.deps, message))).toBeLessThan(2 * HINTED_MS);
      expect(office.events('wake.failed').length).toBeGreaterThan(0);
      await redis.resume();
      await expectToArrive(villager, 2);
    }
    await redis.close();
  });
});

describe('a Redis that does not answer', () => {
  it('costs a turn no more than the time of its hints', async () => {
    const redis = await RedisServer.start();
    const { office } = opened;
    {
      await using works = new Works(office, redis.url);
      await works.wake.triage('no-such-case');
      await works.redis.client('PAUSE', 3_000, 'ALL');
      const { chat } = office.newcomer();
      expect(
        await took(() => works.wake.delivery({ channel: 'telegram', personId: 'p' })),
      ).toBeLessThan(HINTED_MS);
      expect(await took(() => works.wake.page(chat))).toBeLessThan(HINTED_MS);
    }
    await redis.close();
  });
});

describe('a hub', () => {
  it('rings the pages of a chat until they leave, also within a process while Redis is away', async () => {
    const redis = await RedisServer.start();
    {
      await using works = new Works(opened.office, redis.url);
      const chat = { channel: 'web', chatId: 'page-1' };
      let rings = 0;
      const listen = () => works.hub.subscribe(chat, () => (rings += 1));
      const ringUntilHeard = (before: number) =>
        expect
          .poll(() => works.hub.publish(chat).then(() => rings), PATIENT)
          .toBeGreaterThan(before);
      const leave = listen();
      await ringUntilHeard(0);
      leave();
      leave();
      const before = rings;
      await works.hub.publish(chat);
      await expect.poll(() => works.hub.ping().then(() => rings), PATIENT).toBe(before);
      await redis.kill();
      const leaveAgain = listen();
      await ringUntilHeard(before);
      leaveAgain();
    }
    await redis.close();
  });
});

describe('a Redis that was never there', () => {
  const lines = async (town: Town): Promise<readonly { words: string[] | null }[]> => {
    const response = await fetch(`${town.app.address}/demo/ba-con/chat/lines`);
    return ((await response.json()) as { lines: { words: string[] | null }[] }).lines;
  };

  it.each(['web', 'all'] as const)('lets the role %s start, answer and end', async (role) => {
    const redisUrl = `redis://127.0.0.1:${await freePort()}`;
    const startedMs = performance.now();
    const town = await openTown({ redisUrl, role });
    expect(performance.now() - startedMs).toBeLessThan(15_000);
    const ready = await fetch(`${town.app.address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { mongo: true, redis: false, organisation: true },
    ]);
    const form = new FormData();
    form.set('eventId', crypto.randomUUID());
    form.set('text', 'trợ giúp');
    const answer = await fetch(`${town.app.address}/demo/ba-con/chat`, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json', origin: town.app.address ?? '' },
    });
    expect(answer.status).toBe(200);
    expect((await lines(town)).length).toBe(2);
    expect(await took(() => town[Symbol.asyncDispose]())).toBeLessThan(10_000);
  });
});
