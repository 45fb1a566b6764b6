import { z } from 'zod';
import { deliverTo } from '../../usecases/deliver-chat.ts';
import { defineJob } from '../define.ts';

/** Whatever has no priority goes before all that has one. */
const AFTER_ALL_ELSE = 10;

/**
 * Queue `deliver-<channel>`: "make the next call for this person"; a job is a call, so that the queue's limiter is the
 * provider's. One active run each, and no wake-up is lost. Bulk has runs of its own, after all others.
 */
export const deliverChatJob = (channel: string) =>
  defineJob({
    name: 'deliver-chat',
    queue: `deliver-${channel}`,
    schema: z.object({ personId: z.string(), isBulk: z.boolean().optional() }),
    attempts: 5,
    backoffMs: 1_000,
    concurrency: 8,
    dedupeKey: ({ personId, isBulk }) => (isBulk === true ? `bulk-${personId}` : personId),
    priority: ({ isBulk }) => (isBulk === true ? AFTER_ALL_ELSE : undefined),
    run: async (deps, { personId, isBulk = false }) => {
      const drained = await deliverTo(deps, { channel, personId, isBulk });
      switch (drained.outcome) {
        case 'empty':
          return undefined;
        case 'again':
          return { againMs: drained.afterMs };
        case 'throttled':
          return { pauseMs: drained.retryAfterMs };
      }
    },
  });
