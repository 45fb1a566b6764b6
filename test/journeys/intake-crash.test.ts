import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../scripts/commands/import-org.ts';
import { keepRunning, type Child } from '../../scripts/launch/child.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { startServices } from '../../scripts/launch/services.ts';
import { until } from '../../scripts/launch/until.ts';
import { DemoClock } from '../../scripts/story/demo-clock.ts';
import { registerWebhook } from '../../src/channels/telegram/register-webhook.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { TelegramPerson } from '../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../emulators/telegram/telegram-emulator.ts';
import { SAMPLE } from '../fixtures/town.ts';
import { withRows } from '../usecases/rows.ts';

const SECRET = 'webhook-secret-of-a-test';
const VILLAGERS = 8;
const MESSAGES = 8;
/** Longer than a reader may hold an event of one that died. */
const LEASE_MINUTES = 2;

type ProcessName = 'web' | 'worker' | 'redis' | 'mongodb stand-in';

/** The processes of a deployment, each started again when it ends, with Telegram at an emulator. */
class Deployment {
  readonly folder = mkdtempSync(join(tmpdir(), 'cau-noi-intake-'));
  readonly clock = new DemoClock(join(this.folder, 'clock'));
  mongoUri = '';
  #children: readonly Child[] = [];

  async start(telegram: TelegramEmulator): Promise<void> {
    const services = await startServices(this.folder, {});
    this.mongoUri = services.mongoUri;
    await importFolder(services.mongoUri, SAMPLE);
    const port = await freePort();
    const environment = {
      NODE_ENV: 'development',
      MONGODB_URI: services.mongoUri,
      REDIS_URL: services.redisUrl,
      CB_PORT: String(port),
      CB_SWEEP_SECONDS: '1',
      CB_DEMO_CLOCK: this.clock.file,
      TELEGRAM_ENABLED: 'true',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    };
    const role = (name: 'web' | 'worker'): Child =>
      keepRunning({
        name,
        command: process.execPath,
        args: ['--import', 'tsx', 'src/main.ts', name],
        environment,
        logFile: join(this.folder, 'log', `${name}.log`),
      });
    this.#children = [...services.children, role('web'), role('worker')];
    const address = `http://127.0.0.1:${port}`;
    await until('the pages', 60_000, async () =>
      (await fetch(`${address}/readyz`)).ok ? true : undefined,
    );
    const account = { apiRoot: telegram.apiRoot, botToken: telegram.token, webhookSecret: SECRET };
    await registerWebhook(account, address);
  }

  kill(name: ProcessName): void {
    const pid = this.#children.find((child) => child.name === name)?.pid;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    for (const child of this.#children.toReversed()) await child.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ids of events that a reader holds at this moment. */
  held(): Promise<readonly string[]> {
    return withRows(this.mongoUri, async (rows) => {
      const found = await rows
        .collection<{ _id: string }>('events')
        .find({ state: 'held' })
        .toArray();
      return found.map(({ _id }) => _id);
    });
  }
}

describe('events while processes are killed', () => {
  const deployment = new Deployment();
  let telegram: TelegramEmulator;
  let store: Store;
  let villagers: readonly TelegramPerson[];

  beforeAll(async () => {
    telegram = await createTelegramEmulator();
    await deployment.start(telegram);
    store = await openStore({ uri: deployment.mongoUri, buildIndexes: false });
    villagers = Array.from({ length: VILLAGERS }, (_, index) => telegram.user(`Bà con ${index}`));
  }, 90_000);
  afterAll(async () => {
    await store.close();
    await deployment.stop();
    await telegram.close();
  });

  const killReader = async (): Promise<void> => {
    await until('an event in the middle of being read', 60_000, async () => {
      const [held] = await deployment.held();
      if (held === undefined) return undefined;
      deployment.kill('worker');
      return held;
    });
    deployment.clock.advance(LEASE_MINUTES);
  };
  const seenIn = async ({ id }: TelegramPerson): Promise<readonly number[]> => {
    const chat = { channel: 'telegram', chatId: String(id) };
    const conversation = await store.conversations.load(chat);
    return (conversation?.seen ?? []).map(({ eventId }) => Number(eventId.split(':')[1]));
  };
  const readAll = (total: number) =>
    until('all events to be read', 90_000, async () => {
      const seen = await Promise.all(villagers.map(seenIn));
      const { unread } = await store.inbox.count();
      return unread === 0 && seen.flat().length >= total ? true : undefined;
    });

  it('are read once each and in order, whichever dies in the middle', async () => {
    const say = (round: number): void => {
      for (let message = 1; message <= MESSAGES; message += 1)
        for (const each of villagers) each.sends(`xin chào ${round} ${message}`);
    };
    say(1);
    await killReader();
    await killReader();
    await readAll(VILLAGERS * MESSAGES);
    deployment.clock.advance(LEASE_MINUTES);
    say(2);
    // The store goes while deliveries come in: they are refused, and come again.
    deployment.kill('mongodb stand-in');
    deployment.kill('redis');
    deployment.kill('web');
    await killReader();
    await readAll(2 * VILLAGERS * MESSAGES);
    expect(telegram.updates.sender.deliveries.some(({ status }) => status !== 200)).toBe(true);
    for (const each of villagers) {
      const seen = await seenIn(each);
      expect(seen).toHaveLength(2 * MESSAGES);
      expect(seen).toEqual([...new Set(seen)].toSorted((one, other) => one - other));
    }
    expect(await store.inbox.count()).toEqual({ unread: 0, failed: 0 });
  }, 200_000);
});
