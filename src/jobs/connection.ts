import { Redis, type RedisOptions } from 'ioredis';

/** Settings every part of the queues needs. */
export interface QueueSettings {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly onError: (error: unknown) => void;
}

/** For workers: commands wait for Redis to come back, as BullMQ demands. */
export const workerConnection = (settings: QueueSettings): Redis =>
  connect(settings, { maxRetriesPerRequest: null });

/** For requests: commands fail at once while Redis is away; the sweep does what the hint would have. */
export const requestConnection = (settings: QueueSettings): Redis =>
  connect(settings, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 1_000 });

type Patience = Pick<
  RedisOptions,
  'maxRetriesPerRequest' | 'enableOfflineQueue' | 'commandTimeout'
>;

function connect(settings: QueueSettings, options: Patience): Redis {
  const redis = new Redis(settings.redisUrl, {
    ...options,
    retryStrategy: (times: number) => Math.min(times * 200, 2_000),
  });
  redis.on('error', (error) => settings.onError(error));
  return redis;
}
