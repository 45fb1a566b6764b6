import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { keepRunning, type Child } from './child.ts';
import { freePort } from './ports.ts';
import { until } from './until.ts';

/** Redis and MongoDB as the launch scripts see them; a service named by the environment is used, not started. */
export interface Services {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly children: readonly Child[];
}

const START_MS = 30_000;

/**
 * Starts what the environment does not name, on free loopback ports, with everything kept under `folder`.
 *
 * @throws {NotInTime} when a service does not answer within 30 s.
 */
export async function startServices(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  onRestart?: (name: string) => void,
): Promise<Services> {
  const [redis, mongo] = await Promise.all([
    environment['REDIS_URL'] ? { url: environment['REDIS_URL'] } : startRedis(folder, onRestart),
    environment['MONGODB_URI']
      ? { url: environment['MONGODB_URI'] }
      : startStandIn(folder, onRestart),
  ]);
  const children = [redis, mongo].flatMap((service) => ('child' in service ? [service.child] : []));
  return { redisUrl: redis.url, mongoUri: mongo.url, children };
}

interface Started {
  readonly url: string;
  readonly child: Child;
}

async function startRedis(folder: string, onRestart?: (name: string) => void): Promise<Started> {
  const port = await freePort();
  const dir = join(folder, 'redis');
  mkdirSync(dir, { recursive: true });
  const options = {
    port,
    bind: '127.0.0.1',
    dir,
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const child = keepRunning(
    {
      name: 'redis',
      command: 'redis-server',
      args: Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
      logFile: join(folder, 'log', 'redis.log'),
    },
    onRestart,
  );
  await until('Redis', START_MS, () => accepts(port));
  return { url: `redis://127.0.0.1:${port}`, child };
}

async function startStandIn(folder: string, onRestart?: (name: string) => void): Promise<Started> {
  const port = await freePort();
  const child = keepRunning(
    {
      name: 'mongodb stand-in',
      command: process.execPath,
      args: ['--import', 'tsx', 'scripts/launch/stand-in.ts', String(port), join(folder, 'mongo')],
      logFile: join(folder, 'log', 'mongo.log'),
    },
    onRestart,
  );
  await until('the MongoDB stand-in', START_MS, () => accepts(port));
  return { url: `mongodb://127.0.0.1:${port}/cau-noi`, child };
}

/** Whether something listens there. */
function accepts(port: number): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(undefined));
  });
}
