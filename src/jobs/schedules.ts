import { Queue } from 'bullmq';
import { workerConnection, type QueueSettings } from './connection.ts';
import type { JobDefinition } from './define.ts';

/** Jobs that start by themselves. */
export interface Schedules {
  close(): Promise<void>;
}

/**
 * Puts the schedules into Redis, now or as soon as it answers, and again and again: after a flush they return only so.
 *
 * @param againMs - How long a flushed schedule may be missing, in milliseconds.
 */
export function startSchedules(
  settings: QueueSettings,
  jobs: readonly JobDefinition[],
  againMs: number,
): Schedules {
  const connection = workerConnection(settings);
  const queues = jobs.flatMap(({ everyMs, ...job }) => {
    if (everyMs === undefined) return [];
    const queue = new Queue(job.queue, {
      connection,
      prefix: settings.prefix,
      skipVersionCheck: true,
    });
    queue.on('error', (error) => settings.onError(error));
    return [{ queue, name: job.name, everyMs }];
  });
  let isPutting = false;
  const put = async (): Promise<void> => {
    // With Redis away one attempt waits for it; more of them would only pile up.
    if (isPutting) return;
    isPutting = true;
    await Promise.all(queues.map(upsert)).catch(settings.onError);
    isPutting = false;
  };
  void put();
  const again = setInterval(() => void put(), againMs);
  return {
    close: async () => {
      clearInterval(again);
      connection.disconnect();
      await Promise.all(queues.map(({ queue }) => queue.close()));
    },
  };
}

interface Scheduled {
  readonly queue: Queue;
  readonly name: string;
  readonly everyMs: number;
}

const upsert = ({ queue, name, everyMs }: Scheduled): Promise<unknown> =>
  queue.upsertJobScheduler(
    name,
    { every: everyMs },
    // Ages are in seconds.
    { name, data: {}, opts: { removeOnComplete: { count: 100 }, removeOnFail: { age: 604_800 } } },
  );
