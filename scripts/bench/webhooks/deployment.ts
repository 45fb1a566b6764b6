import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFolder } from '../../commands/import-org.ts';
import { keepRunning, type Child } from '../../launch/child.ts';
import { freePort } from '../../launch/ports.ts';
import { startServices } from '../../launch/services.ts';
import { until } from '../../launch/until.ts';

const SAMPLE = 'data/sample-tam-dao';
const START_MS = 60_000;

/** Redis, the MongoDB stand-in, one web and one worker process, as they run in a small commune. */
export class Deployment implements AsyncDisposable {
  readonly mongoUri: string;
  readonly address: string;
  readonly #folder: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #children: Child[];

  private constructor(
    folder: string,
    mongoUri: string,
    environment: Readonly<Record<string, string>>,
    children: readonly Child[],
  ) {
    this.mongoUri = mongoUri;
    this.address = `http://127.0.0.1:${environment['CB_PORT']}`;
    this.#folder = folder;
    this.#environment = environment;
    this.#children = [...children];
  }

  /** Starts the services with the sample organisation, and the web process; not yet the worker. */
  static async start(settings: Readonly<Record<string, string>>): Promise<Deployment> {
    const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bench-'));
    const services = await startServices(folder, process.env);
    await importFolder(services.mongoUri, SAMPLE);
    const environment = {
      NODE_ENV: 'development',
      MONGODB_URI: services.mongoUri,
      REDIS_URL: services.redisUrl,
      CB_PORT: String(await freePort()),
      CB_LOG_LEVEL: 'warn',
      ...settings,
    };
    const deployment = new Deployment(folder, services.mongoUri, environment, services.children);
    deployment.startRole('web');
    await until('the pages', START_MS, async () =>
      (await fetch(`${deployment.address}/readyz`)).ok ? true : undefined,
    );
    return deployment;
  }

  startRole(role: 'web' | 'worker'): void {
    const program = {
      name: role,
      command: process.execPath,
      args: ['--import', 'tsx', 'src/main.ts', role],
      environment: this.#environment,
      logFile: join(this.#folder, 'log', `${role}.log`),
    };
    this.#children.push(keepRunning(program));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children.toReversed()) await child.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
