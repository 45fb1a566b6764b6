import { z } from 'zod';
import { trimChats } from '../../usecases/trim-chats.ts';
import { defineJob } from '../define.ts';

const HOUR_MS = 3_600_000;

/** Queue `trim`: lets go of old lines, so that no chat grows without end. */
export const trimChatsJob = defineJob({
  name: 'trim-chats',
  queue: 'trim',
  schema: z.object({}),
  attempts: 1,
  backoffMs: 0,
  concurrency: 1,
  everyMs: HOUR_MS,
  dedupeKey: () => 'trim',
  run: (deps) => trimChats(deps),
});
