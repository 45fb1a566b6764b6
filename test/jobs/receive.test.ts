import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import type { Deps } from '../../src/usecases/deps.ts';
import { createIntake } from '../../src/usecases/take-in.ts';
import { RedisServer } from '../fixtures/redis-server.ts';
import { useOffice } from '../usecases/office.ts';
import { PostChannel, postEvent } from '../usecases/post-channel.ts';
import { everythingIn } from './redis-contents.ts';
import { Works } from './works.ts';

const opened = useOffice();
const PATIENT = { timeout: 20_000, interval: 20 };

/** Queues and an intake of a house with one provider of plain words. */
async function open(redisUrl = inject('redisUrl'), sweepEveryMs = 3_600_000) {
  const channel = new PostChannel();
  const { office } = opened;
  const channels: Deps['channels'] = new Map([[channel.id, channel]]);
  const works = new Works({ deps: { ...office.deps, channels } }, redisUrl, sweepEveryMs);
  const intake = createIntake(works.deps);
  const say = (chatId: string, order: number, text: string) =>
    intake.takeIn('post', [postEvent(chatId, order, text)]);
  const close = async (): Promise<void> => {
    await intake.close();
    await works[Symbol.asyncDispose]();
  };
  return { channel, works, say, [Symbol.asyncDispose]: close };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('workers', () => {
  it('of two processes read many chats side by side, each in order, each event once', async () => {
    await using house = await open();
    house.works.start();
    house.works.start();
    const chats = numbers(6).map(() => randomUUID());
    await Promise.all(
      chats.map(async (chat) => {
        for (const order of numbers(8)) await house.say(chat, order, `${chat} ${order}`);
      }),
    );
    await expect.poll(() => house.channel.reads.length, PATIENT).toBe(48);
    for (const chat of chats) {
      const read = house.channel.reads.filter(([text]) => text.startsWith(chat));
      expect(read.map(([text]) => text)).toEqual(numbers(8).map((order) => `${chat} ${order}`));
    }
  });

  it('lose no hint that comes while its chat is being read', async () => {
    await using house = await open();
    const chat = randomUUID();
    house.channel.whileReading = async (text) => {
      if (text === 'một') for (const order of [2, 3]) await house.say(chat, order, `${order}`);
    };
    house.works.start();
    await house.say(chat, 1, 'một');
    await expect
      .poll(() => house.channel.reads.map(([text]) => text), PATIENT)
      .toEqual(['một', '2', '3']);
  });

  it('try an event again after its wait without being asked, while the others go on', async () => {
    await using house = await open();
    const { clock } = opened.office;
    const chat = randomUUID();
    house.channel.cannotRead = (text, attempt) =>
      text === 'hỏng' && attempt === 1 ? new Error('no file') : undefined;
    house.works.start();
    await house.say(chat, 1, 'hỏng');
    await expect.poll(() => house.channel.attemptsAt('hỏng'), PATIENT).toEqual([1]);
    await house.say(chat, 2, 'sau');
    await house.say(randomUUID(), 1, 'chat khác');
    await expect.poll(() => house.channel.attemptsAt('chat khác'), PATIENT).toEqual([1]);
    expect(house.channel.attemptsAt('sau')).toEqual([]);
    // The office's clock stands still but for this: the wait of two seconds is the queue's own.
    clock.advance(1);
    await expect.poll(() => house.channel.attemptsAt('sau'), PATIENT).toEqual([1]);
    expect(house.channel.attemptsAt('hỏng')).toEqual([1, 2]);
  });

  it('go on with a chat of more than fifty events', async () => {
    await using house = await open();
    const chat = randomUUID();
    for (const order of numbers(60)) await house.say(chat, order, `${order}`);
    house.works.start();
    await expect.poll(() => house.channel.reads.length, PATIENT).toBe(60);
  });

  it('find no chat and no words in Redis', async () => {
    await using house = await open();
    house.channel.cannotRead = (text, attempt) => (attempt === 1 ? new Error(text) : undefined);
    const chat = '7000000123';
    await house.say(chat, 1, 'zqxmark gọi 0912345678');
    house.works.start();
    await expect.poll(() => house.channel.reads.length, PATIENT).toBe(1);
    expect(await everythingIn(house.works)).not.toMatch(/zqxmark|0912345678|7000000123/);
  });
});

describe('a Redis that is killed', () => {
  it('keeps nothing from being read, and what was left is read once it is back', async () => {
    const redis = await RedisServer.start();
    {
      await using house = await open(redis.url, 200);
      house.works.start({ scheduleAgainMs: 300 });
      const chat = randomUUID();
      await house.say(chat, 1, 'trước');
      await expect.poll(() => house.channel.reads.length, PATIENT).toBe(1);
      await redis.kill();
      await house.say(chat, 2, 'trong lúc mất');
      await expect.poll(() => house.channel.reads.length, PATIENT).toBe(2);
      // Stored by a process that died before it could read.
      const { inbox } = house.works.deps.store;
      await inbox.add('post', [postEvent(chat, 3, 'sót lại')], opened.office.clock.now());
      opened.office.clock.advance(1);
      await redis.resume();
      await expect.poll(() => house.channel.attemptsAt('sót lại'), PATIENT).toEqual([1]);
    }
    await redis.close();
  });
});
