import { z } from 'zod';
import { deliverChat } from '../../usecases/deliver-chat.ts';
import { defineJob } from '../define.ts';

/** Queue `deliver-<channel>`: "drain this chat"; one active drain a chat, and no wake-up is lost. */
export const deliverChatJob = (channel: string) =>
  defineJob({
    name: 'deliver-chat',
    queue: `deliver-${channel}`,
    schema: z.object({ chatId: z.string() }),
    attempts: 5,
    backoffMs: 1_000,
    concurrency: 8,
    dedupeKey: ({ chatId }) => chatId,
    run: async (deps, { chatId }) => {
      const drained = await deliverChat(deps, { channel, chatId });
      return drained.outcome === 'throttled' ? { pauseMs: drained.retryAfterMs } : undefined;
    },
  });
