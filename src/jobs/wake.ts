import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Events } from '../telemetry/events.ts';
import type { Wake } from '../usecases/deps.ts';
import { requestConnection, type QueueSettings } from './connection.ts';
import type { JobDefinition } from './define.ts';
import type { Hub } from './hub.ts';
import { HINT_LIMIT_MS, within } from './within.ts';

/** Seconds; eviction is lazy. */
const KEEP = {
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 604_800 },
} as const;

/** Queues as producers see them. */
export interface WakeQueues extends Wake {
  close(): Promise<void>;
}

/** Puts hints into Redis, each within 300 ms or not at all. */
export function createWake(
  settings: QueueSettings,
  jobs: readonly JobDefinition[],
  hub: Hub,
  events: Events,
): WakeQueues {
  const connection = requestConnection(settings);
  const queues = new Map(
    jobs.map((job) => [job.queue, { job, queue: openQueue(settings, connection, job) }]),
  );
  const put = async (queueName: string, payload: object): Promise<boolean> => {
    const known = queues.get(queueName);
    if (known === undefined) return false;
    try {
      await within(HINT_LIMIT_MS, add(known.queue, known.job, payload));
      return true;
    } catch (error) {
      events.wakeFailed({ queue: queueName, error });
      return false;
    }
  };
  const hint = async (queueName: string, payload: object): Promise<void> => {
    await put(queueName, payload);
  };
  return {
    intake: ({ channel, lane }, pace = 'quick') =>
      put(`${pace === 'slow' ? 'fetch' : 'receive'}-${channel}`, { lane }),
    delivery: ({ channel, personId, isBulk }) =>
      hint(`deliver-${channel}`, { personId, ...(isBulk === true ? { isBulk } : {}) }),
    triage: (caseId) => hint('triage', { caseId }),
    page: (chat) => hub.publish(chat),
    close: async () => {
      await Promise.all([...queues.values()].map(({ queue }) => queue.close()));
      connection.disconnect();
    },
  };
}

function openQueue(settings: QueueSettings, connection: Redis, job: JobDefinition): Queue {
  const queue = new Queue(job.queue, {
    connection,
    prefix: settings.prefix,
    skipVersionCheck: true,
  });
  queue.on('error', (error) => settings.onError(error));
  return queue;
}

function add(queue: Queue, job: JobDefinition, payload: object) {
  const priority = job.priority?.(payload);
  return queue.add(job.name, payload, {
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs },
    deduplication: { id: job.dedupeKey(payload), keepLastIfActive: true },
    ...(priority === undefined ? {} : { priority }),
    ...KEEP,
  });
}
