import { join } from 'node:path';
import { readSettings } from '../../src/config.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { importFolder } from '../commands/import-org.ts';
import { keepRunning, type Child } from './child.ts';
import { freePort } from './ports.ts';
import { startServices } from './services.ts';
import { until } from './until.ts';

/** How the processes of the app are started beside their services. */
export interface HouseOrder {
  /** Everything is kept under it. */
  readonly folder: string;
  /** Folder of the organisation, with its personas. */
  readonly sample: string;
  readonly clockFile: string;
  /** Variables beyond those that every demo has, such as those of a channel. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onRestart: (name: string) => void;
  /** Told when the organisation was new, with how many things it has. */
  readonly onImported?: (added: number) => void;
}

/** The app in two processes, Redis and MongoDB, each started again when it ends. */
export interface LaunchedHouse {
  readonly address: string;
  readonly store: Store;
  readonly children: readonly Child[];
  /** Ends everything in reverse order. */
  stop(): Promise<void>;
}

const START_MS = 60_000;

/**
 * Starts web and worker with what they need, on loopback, as development does.
 *
 * @throws {NotInTime} when something does not answer within a minute; what was started is ended.
 */
export async function launchHouse(order: HouseOrder): Promise<LaunchedHouse> {
  const { folder, sample, onRestart } = order;
  const port = await freePort(Number(process.env['CB_PORT'] ?? 8080));
  const address = `http://127.0.0.1:${port}`;
  const services = await startServices(folder, process.env, onRestart);
  const children: Child[] = [...services.children];
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
    for (const child of children.toReversed()) await child.stop();
  };
  try {
    const environment = {
      NODE_ENV: 'development',
      MONGODB_URI: services.mongoUri,
      REDIS_URL: services.redisUrl,
      CB_PORT: String(port),
      CB_PUBLIC_URL: address,
      CB_SWEEP_SECONDS: '1',
      CB_DEMO_PERSONAS: join(sample, 'personas.json'),
      CB_DEMO_CLOCK: order.clockFile,
      ...order.environment,
    };
    const { added } = await importFolder(services.mongoUri, sample);
    if (added > 0) order.onImported?.(added);
    const store = await openStoreOf(environment);
    closing.push(() => store.close());
    for (const role of ['web', 'worker'] as const)
      children.push(startRole(role, environment, folder, onRestart));
    await until('the pages', START_MS, async () =>
      (await fetch(`${address}/readyz`)).ok ? true : undefined,
    );
    return { address, store, children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openStoreOf(environment: Readonly<Record<string, string>>): Promise<Store> {
  const { secrets } = readSettings(environment);
  return openStore({
    uri: secrets.mongoUri,
    dataKey: secrets.dataKey,
    buildIndexes: false,
    checkIndexes: false,
  });
}

const startRole = (
  role: 'web' | 'worker',
  environment: Readonly<Record<string, string>>,
  folder: string,
  onRestart: (name: string) => void,
): Child =>
  keepRunning(
    {
      name: role,
      command: process.execPath,
      args: ['--import', 'tsx', 'src/main.ts', role],
      environment,
      logFile: join(folder, 'log', `${role}.log`),
    },
    onRestart,
  );
