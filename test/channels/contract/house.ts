import { Redis } from 'ioredis';
import { until } from '../../../scripts/launch/until.ts';
import { makeInvite } from '../../../scripts/commands/invite.ts';
import type { Hands } from '../../../scripts/providers/hands.ts';
import type { Store } from '../../../src/store/index.ts';
import type { Deps } from '../../../src/usecases/deps.ts';
import { RedisServer } from '../../fixtures/redis-server.ts';
import { openTown, type Town } from '../../fixtures/town.ts';
import { withRows } from '../../usecases/rows.ts';
import { isUnderWay } from './reconcile.ts';
import type { Rig, StartRig } from './rig.ts';

/** Wednesday 25 November 2026, 08:00 in Viet Nam. */
const START = new Date('2026-11-25T01:00:00Z');
const SETTLE_MS = 60_000;

/** A channel with a whole town behind it and a Redis of its own, on loopback. */
export interface ContractHouse extends AsyncDisposable {
  readonly rig: Rig;
  readonly town: Town;
  readonly redis: RedisServer;
  readonly deps: Deps;
  readonly store: Store;
  readonly now: () => Date;
  /** Where letters to the webhook go. */
  readonly address: string;
  /** Somebody of the channel, the same each time by name. */
  readonly person: (name: string) => Hands;
  /** How many events lie in the store, read or not. */
  readonly eventCount: () => Promise<number>;
  /** Lets somebody of the sample join from this person's chat. */
  readonly join: (person: Hands, cadreId: string) => Promise<void>;
  /** Every line so far whose event has this name. */
  readonly logged: (event: string) => readonly string[];
  /** All that lies in Redis. */
  readonly queued: () => Promise<string>;
  /** Waits until nothing is left to be read, or to be sent to anybody; the clock goes on faster meanwhile. */
  readonly settled: () => Promise<void>;
  /** Redis forgets everything. */
  readonly loseQueues: () => Promise<void>;
  /** Starts the process again, as after a deployment. */
  readonly restart: () => Promise<void>;
}

/** Opens a house for one channel. */
export async function openHouse(startRig: StartRig): Promise<ContractHouse> {
  let town: Town | undefined;
  const redis = await RedisServer.start();
  const rig = await startRig(() => town?.clock.now() ?? START);
  const opened = await openTown({
    now: START,
    redisUrl: redis.url,
    environment: rig.environment,
  });
  town = opened;
  let app = opened.app;
  const connect = async (): Promise<void> => {
    const { address = '', deps } = app;
    await rig.connect({ address, store: deps.store, now: () => opened.clock.now() });
  };
  await connect();
  const people = new Map<string, Hands>();
  return {
    rig,
    town: opened,
    redis,
    get deps() {
      return app.deps;
    },
    get store() {
      return app.deps.store;
    },
    now: () => opened.clock.now(),
    get address() {
      return app.address ?? '';
    },
    person: (name) => {
      const known = people.get(name) ?? rig.person(name);
      people.set(name, known);
      return known;
    },
    eventCount: () =>
      withRows(opened.database.uri, (db) => db.collection('events').countDocuments()),
    join: async (person, cadreId) => {
      await person.says(await makeInvite(app.deps.store, cadreId, opened.clock.now(), 7));
      await person.hears(/Đã vào mạng lưới/);
    },
    logged: (event) => opened.log.filter((line) => line.includes(`"msg":"${event}"`)),
    queued: () => everythingIn(redis),
    settled: () => settled(rig, opened, () => app.deps, [...people.values()]),
    loseQueues: async () => {
      const queues = new Redis(redis.url);
      await queues.flushall();
      queues.disconnect();
    },
    restart: async () => {
      await app.close();
      app = await opened.start('all');
      await connect();
    },
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await rig.close();
      await redis.close();
    },
  };
}

async function settled(
  rig: Rig,
  { clock }: Town,
  deps: () => Deps,
  people: readonly Hands[],
): Promise<void> {
  await rig.provider?.idle();
  await until('everything to be read and sent', SETTLE_MS, async () => {
    const { inbox, conversations } = deps().store;
    const isRead = (await inbox.count()).unread === 0;
    const waiting = await Promise.all(
      people.map(async ({ chatId }) => {
        const found = await conversations.load({ channel: rig.channel, chatId });
        const open = found?.outbox.filter((entry) => isUnderWay(entry, clock.now()));
        return (open?.length ?? 0) + (found?.pending.length ?? 0);
      }),
    );
    if (isRead && waiting.every((count) => count === 0)) return true;
    // Waits of minutes after a failure are none of real minutes.
    clock.advance(0.1);
    return undefined;
  });
}

async function everythingIn({ url }: RedisServer): Promise<string> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => [key, await READ[await redis.type(key)]?.(redis, key)]),
    );
    return JSON.stringify(values);
  } finally {
    redis.disconnect();
  }
}

const READ: Readonly<Record<string, (redis: Redis, key: string) => Promise<unknown>>> = {
  string: (redis, key) => redis.get(key),
  hash: (redis, key) => redis.hgetall(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  set: (redis, key) => redis.smembers(key),
  zset: (redis, key) => redis.zrange(key, '0', '-1'),
  stream: (redis, key) => redis.xrange(key, '-', '+'),
};
