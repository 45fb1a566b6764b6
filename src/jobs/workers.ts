import { Queue, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Deps } from '../usecases/deps.ts';
import { workerConnection, type QueueSettings } from './connection.ts';
import type { JobDefinition } from './define.ts';

/** The schedule returns only by being put again after a flush of Redis. */
const SCHEDULE_AGAIN_MS = 60_000;

/** Running workers of one process. */
export interface Workers {
  /** Lets active jobs end, at most `deadlineMs`, then drops them: they are repeatable. */
  close(deadlineMs: number): Promise<void>;
}

/** Starts a worker per queue and the schedule of the sweep. */
export async function startWorkers(
  settings: QueueSettings,
  deps: Deps,
  jobs: readonly JobDefinition[],
  options: { sweepSeconds: number; messagesPerSecond(queue: string): number | undefined },
): Promise<Workers> {
  const connection = workerConnection(settings);
  const workers = jobs.map((job) =>
    startWorker(settings, connection, deps, job, options.messagesPerSecond(job.queue)),
  );
  const schedule = await startSchedule(settings, options.sweepSeconds);
  return {
    close: async (deadlineMs) => {
      schedule.stop();
      await Promise.all(workers.map((worker) => closeWithin(worker, deadlineMs)));
      await schedule.close();
      connection.disconnect();
    },
  };
}

function startWorker(
  settings: QueueSettings,
  connection: ReturnType<typeof workerConnection>,
  deps: Deps,
  job: JobDefinition,
  perSecond: number | undefined,
): Worker {
  const worker: Worker = new Worker(job.queue, (active) => runJob(deps, worker, job, active), {
    connection,
    prefix: settings.prefix,
    concurrency: job.concurrency,
    skipVersionCheck: true,
    limiter: { max: perSecond ?? 1_000, duration: 1_000 },
  });
  worker.on('error', (error) => settings.onError(error));
  worker.on('failed', (failed, error) =>
    deps.events.jobFailed({
      queue: job.queue,
      jobId: failed?.id,
      attempts: failed?.attemptsMade ?? 0,
      error,
    }),
  );
  return worker;
}

async function runJob(deps: Deps, worker: Worker, job: JobDefinition, active: Job): Promise<void> {
  const payload = job.schema.safeParse(active.data);
  if (!payload.success) throw new UnrecoverableError('the payload does not fit the job');
  const pause = await job.run(deps, payload.data);
  if (pause === undefined) return;
  await worker.rateLimit(pause.pauseMs);
  throw Worker.RateLimitError();
}

async function startSchedule(settings: QueueSettings, sweepSeconds: number) {
  const connection = workerConnection(settings);
  const queue = new Queue('sweep', { connection, prefix: settings.prefix, skipVersionCheck: true });
  queue.on('error', (error) => settings.onError(error));
  const put = () =>
    queue.upsertJobScheduler(
      'sweep',
      { every: sweepSeconds * 1_000 },
      {
        name: 'sweep',
        data: {},
        opts: { removeOnComplete: { count: 100 }, removeOnFail: { age: 604_800 } },
      },
    );
  await put();
  const again = setInterval(() => void put().catch(settings.onError), SCHEDULE_AGAIN_MS);
  return {
    stop: () => clearInterval(again),
    close: async () => {
      await queue.close();
      connection.disconnect();
    },
  };
}

async function closeWithin(worker: Worker, deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), deadlineMs);
  });
  const ended = await Promise.race([worker.close(), deadline]);
  clearTimeout(timer);
  if (ended === 'late') await worker.close(true);
}
