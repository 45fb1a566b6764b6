import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Deps } from '../usecases/deps.ts';
import { workerConnection, type QueueSettings } from './connection.ts';
import type { JobDefinition } from './define.ts';
import { startSchedules } from './schedules.ts';
import { within } from './within.ts';

/** Running workers of one process. */
export interface Workers {
  /** Lets active jobs end, at most `deadlineMs`, then drops them: they are repeatable. */
  close(deadlineMs: number): Promise<void>;
}

/** How the workers of one process work. */
export interface WorkerOptions {
  /** At most so many jobs of a queue a second, over all workers; `undefined` for no limit. */
  messagesPerSecond(queue: string): number | undefined;
  /** Schedules return this long after a flush of Redis at the latest, in milliseconds. Default 60 000. */
  readonly scheduleAgainMs?: number;
  /**
   * A job of a process that died is taken up by another after about one and a half times as long, in milliseconds.
   * Default 10 000: until then its chat or case waits.
   */
  readonly lockMs?: number;
}

const SCHEDULE_AGAIN_MS = 60_000;
const LOCK_MS = 10_000;
/** Every job may run twice; one that ends its process each time must not do so for ever. */
const MOST_STALLS = 5;
const FAREWELL_MS = 1_000;
const UNLIMITED = 1_000;

/**
 * BullMQ counts from the first job of a window on, so two full windows may stand side by side; of short ones a sliding
 * second touches one more than fit into it.
 */
const WINDOWS_PER_SECOND = 5;

const limiterOf = (perSecond: number): { readonly max: number; readonly duration: number } => ({
  max: Math.max(1, Math.floor(perSecond / WINDOWS_PER_SECOND)),
  duration: 1_000 / WINDOWS_PER_SECOND,
});

/** Starts a worker per queue, and the schedules of jobs that start by themselves. Redis may be away. */
export function startWorkers(
  settings: QueueSettings,
  deps: Deps,
  jobs: readonly JobDefinition[],
  options: WorkerOptions,
): Workers {
  const connection = workerConnection(settings);
  const workers = jobs.map((job) => new JobWorker(settings, connection, deps, job, options));
  const schedules = startSchedules(settings, jobs, options.scheduleAgainMs ?? SCHEDULE_AGAIN_MS);
  return {
    close: async (deadlineMs) => {
      await schedules.close();
      const closing = Promise.all(workers.map((worker) => worker.close(deadlineMs)));
      // Redis may go away in the middle of the farewell; without a connection nothing waits for it.
      await within(deadlineMs + FAREWELL_MS, closing).catch(() => undefined);
      connection.disconnect();
    },
  };
}

/** The worker of one queue. */
class JobWorker {
  readonly #connection: Redis;
  readonly #deps: Deps;
  readonly #job: JobDefinition;
  readonly #worker: Worker;
  readonly #active = new Set<Promise<unknown>>();

  constructor(
    settings: QueueSettings,
    connection: Redis,
    deps: Deps,
    job: JobDefinition,
    options: WorkerOptions,
  ) {
    this.#connection = connection;
    this.#deps = deps;
    this.#job = job;
    const { lockMs = LOCK_MS } = options;
    this.#worker = new Worker(job.queue, (active, token) => this.#track(this.#run(active, token)), {
      connection,
      prefix: settings.prefix,
      concurrency: job.concurrency,
      skipVersionCheck: true,
      limiter: limiterOf(options.messagesPerSecond(job.queue) ?? UNLIMITED),
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      maxStalledCount: MOST_STALLS,
    });
    this.#worker.on('error', (error) => settings.onError(error));
    this.#worker.on('failed', (failed, error) => this.#report(failed, error));
  }

  /** Takes nothing new, waits for what is active, and drops it when the time is over. */
  async close(deadlineMs: number): Promise<void> {
    await this.#worker.pause(true);
    const isLate = await isStillBusy(this.#active, deadlineMs);
    // Without Redis a farewell to it would wait for ever.
    await this.#worker.close(isLate || this.#connection.status !== 'ready');
  }

  async #track(run: Promise<void>): Promise<void> {
    this.#active.add(run);
    await run.finally(() => this.#active.delete(run));
  }

  async #run(active: Job, token: string | undefined): Promise<void> {
    const payload = this.#job.schema.safeParse(active.data);
    if (!payload.success) throw new UnrecoverableError('the payload does not fit the job');
    const end = await this.#job.run(this.#deps, payload.data).catch(withoutWords);
    if (end === undefined) return;
    if ('againMs' in end) {
      await active.moveToDelayed(Date.now() + end.againMs, token);
      throw new DelayedError();
    }
    await this.#worker.rateLimit(end.pauseMs);
    throw Worker.RateLimitError();
  }

  #report(failed: Job | undefined, error: Error): void {
    this.#deps.events.jobFailed({
      queue: this.#job.queue,
      jobId: failed?.id,
      attempts: failed?.attemptsMade ?? 0,
      error: error.cause ?? error,
    });
  }
}

/** A job that failed; its message lies in Redis in clear, so it is the name of the cause and nothing else. */
class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

/** Messages of errors may quote people. */
function withoutWords(cause: unknown): never {
  throw new JobFailed(cause instanceof Error ? cause.name : typeof cause, { cause });
}

async function isStillBusy(
  active: ReadonlySet<Promise<unknown>>,
  deadlineMs: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), deadlineMs);
  });
  const ended = Promise.allSettled(active).then(() => false);
  return Promise.race([ended, deadline]).finally(() => clearTimeout(timer));
}
