import { z } from 'zod';
import { deliverTo } from '../../usecases/deliver-chat.ts';
import { defineJob } from '../define.ts';

/** Queue `deliver-<channel>`: "send what waits for this person"; one active drain each, and no wake-up is lost. */
export const deliverChatJob = (channel: string) =>
  defineJob({
    name: 'deliver-chat',
    queue: `deliver-${channel}`,
    schema: z.object({ personId: z.string() }),
    attempts: 5,
    backoffMs: 1_000,
    concurrency: 8,
    dedupeKey: ({ personId }) => personId,
    run: async (deps, { personId }) => {
      const drained = await deliverTo(deps, { channel, personId });
      return drained.outcome === 'throttled' ? { pauseMs: drained.retryAfterMs } : undefined;
    },
  });
