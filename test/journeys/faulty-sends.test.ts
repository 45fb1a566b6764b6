import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { keepRunning, type Child } from '../../scripts/launch/child.ts';
import { until } from '../../scripts/launch/until.ts';
import type { OutboxEntry } from '../../src/chat/conversation.ts';
import { say } from '../../src/domain/text.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { TelegramPerson } from '../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../emulators/telegram/telegram-emulator.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';

const CHATS = 8;
const EACH = 4;
/** A lease of a minute, a call of 15 s that nobody answers, and the sweep. */
const LIMIT_MS = 150_000;

const chatOf = ({ id }: TelegramPerson) => ({ channel: 'telegram', chatId: String(id) });

describe('a Telegram and a worker in which everything goes wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-sends-'));
  let telegram: TelegramEmulator;
  let database: TestDatabase;
  let store: Store;
  let worker: Child;
  let people: readonly TelegramPerson[];

  beforeAll(async () => {
    telegram = await createTelegramEmulator();
    database = await openTestDatabase();
    store = await openStore({ uri: database.uri, buildIndexes: true });
    people = Array.from({ length: CHATS }, (_, index) => telegram.user(`Bà con ${index}`));
    for (const person of people) await fill(person);
    worker = keepRunning({
      name: 'worker',
      command: process.execPath,
      args: ['--import', 'tsx', 'src/main.ts', 'worker'],
      environment: {
        NODE_ENV: 'test',
        MONGODB_URI: database.uri,
        REDIS_URL: inject('redisUrl'),
        CB_QUEUE_PREFIX: `{${randomUUID()}}`,
        CB_SWEEP_SECONDS: '1',
        TELEGRAM_ENABLED: 'true',
        TELEGRAM_API_ROOT: telegram.apiRoot,
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_WEBHOOK_SECRET: 'of-a-test',
      },
      logFile: join(folder, 'worker.log'),
    });
  }, 60_000);
  afterAll(async () => {
    await worker.stop();
    await store.close();
    await database.close();
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts the messages of one chat, each with words of its own. */
  async function fill(person: TelegramPerson): Promise<void> {
    person.sends('chào');
    const now = new Date();
    const chat = chatOf(person);
    const { id } = await store.people.ensure(chat, 'vi', randomUUID(), now);
    await store.conversations.create(chat, id, 'vi', now);
    await store.conversations.push(
      chat,
      Array.from({ length: EACH }, (_, index) => ({
        key: `m${index}`,
        message: { lines: [say('format.plain', { words: `tin ${index}` })] },
        urgency: 'notice' as const,
        at: now,
        notBefore: now,
        state: 'waiting' as const,
        attempts: 0,
      })),
    );
  }

  const outbox = async (person: TelegramPerson): Promise<readonly OutboxEntry[]> =>
    (await store.conversations.load(chatOf(person)))?.outbox ?? [];

  const said = (person: TelegramPerson): readonly string[] =>
    person.transcript.filter(({ from }) => from === 'bot').map(({ words }) => words);

  it(
    'says nothing twice, keeps the order, and records whatever nobody knows of',
    async () => {
      telegram.faults.plan('sendMessage', { kind: 'cut', isDone: false }, { after: 2 });
      telegram.faults.plan('sendMessage', { kind: 'cut', isDone: true }, { after: 3 });
      telegram.faults.plan('sendMessage', { kind: 'silent' }, { after: 2 });
      telegram.faults.plan('sendMessage', { kind: 'gateway', status: 502 }, { after: 2 });
      telegram.faults.throttle('sendMessage', 2);
      // Whoever is in this call is killed in it.
      telegram.faults.plan('sendMessage', { kind: 'silent' }, { after: 2 });
      await until('a third of all', LIMIT_MS, () =>
        people.flatMap(said).length >= (CHATS * EACH) / 3 ? true : undefined,
      );
      if (worker.pid === undefined) throw new Error('the worker is there');
      process.kill(worker.pid, 'SIGKILL');
      await until('everything to be settled', LIMIT_MS, async () => {
        const entries = (await Promise.all(people.map(outbox))).flat();
        const isOpen = entries.some(({ state }) => state === 'waiting' || state === 'sending');
        return isOpen ? undefined : true;
      });
      const unknown: string[] = [];
      for (const person of people) {
        const heard = said(person);
        expect(new Set(heard).size).toBe(heard.length);
        expect(heard).toEqual(heard.toSorted());
        const entries = await outbox(person);
        const lost = entries.filter(
          ({ state }, index) => state === 'sent' && !heard.includes(`tin ${index}`),
        );
        expect(lost).toEqual([]);
        expect(entries.every(({ state }) => state === 'sent' || state === 'unknown')).toBe(true);
        for (const { key, state } of entries)
          if (state === 'unknown') unknown.push(`${person.id} ${key}`);
      }
      const listed = (await store.conversations.undeliverable(new Date(), 1_000)).map(
        ({ chat, entry, why }) => [`${chat.chatId} ${entry.key}`, why] as const,
      );
      expect(listed.map(([which]) => which).toSorted()).toEqual(unknown.toSorted());
      expect(listed.every(([, why]) => why === 'unknown')).toBe(true);
      // Two that were cut off and two that nobody answered, one of them maybe with others whose worker was killed.
      expect(unknown.length).toBeGreaterThanOrEqual(3);
      expect(unknown.length).toBeLessThanOrEqual(4 + CHATS);
    },
    LIMIT_MS * 2,
  );
});
