import { z } from 'zod';
import { maintainChannels } from '../../usecases/maintain-channels.ts';
import { defineJob } from '../define.ts';

const FIVE_MINUTES_MS = 300_000;

/** Queue `maintain`: renews what a provider would let run out, and calls for a person where only one can help. */
export const maintainChannelsJob = defineJob({
  name: 'maintain-channels',
  queue: 'maintain',
  schema: z.object({}),
  attempts: 1,
  backoffMs: 0,
  concurrency: 1,
  everyMs: FIVE_MINUTES_MS,
  dedupeKey: () => 'maintain',
  run: (deps) => maintainChannels(deps),
});
