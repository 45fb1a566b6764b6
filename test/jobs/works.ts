import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { createHub, type Hub } from '../../src/jobs/hub.ts';
import { jobList } from '../../src/jobs/index.ts';
import type { QueueSettings } from '../../src/jobs/connection.ts';
import { createWake, type WakeQueues } from '../../src/jobs/wake.ts';
import { startWorkers, type WorkerOptions, type Workers } from '../../src/jobs/workers.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import type { Office } from '../usecases/office.ts';

/** The queues of an office over a real Redis, under a prefix of their own. */
export class Works implements AsyncDisposable {
  readonly settings: QueueSettings;
  readonly deps: Deps;
  readonly hub: Hub;
  readonly wake: WakeQueues;
  readonly redis: Redis;
  readonly #sweepEveryMs: number;
  readonly #running: Workers[] = [];

  /** @param sweepEveryMs - Default an hour: nothing but hints starts any work. */
  constructor(office: Pick<Office, 'deps'>, redisUrl: string, sweepEveryMs = 3_600_000) {
    this.#sweepEveryMs = sweepEveryMs;
    this.settings = { redisUrl, prefix: `{${randomUUID()}}`, onError: () => undefined };
    this.hub = createHub(this.settings);
    this.wake = createWake(this.settings, this.#jobs(office.deps), this.hub, office.deps.events);
    this.deps = { ...office.deps, wake: this.wake };
    this.redis = new Redis(redisUrl);
    this.redis.on('error', () => undefined);
  }

  /** Starts the workers of one more process. */
  start(options: Partial<WorkerOptions> = {}, deps: Deps = this.deps): Workers {
    const workers = startWorkers(this.settings, deps, this.#jobs(deps), {
      messagesPerSecond: () => undefined,
      lockMs: 1_000,
      ...options,
    });
    this.#running.push(workers);
    return workers;
  }

  #jobs(deps: Deps) {
    const channels = [...deps.channels.keys()].map((id) => ({ id, takesIn: true }));
    return jobList(channels, this.#sweepEveryMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const workers of this.#running) await workers.close(2_000);
    await this.wake.close();
    await this.hub.close();
    this.redis.disconnect();
  }
}
