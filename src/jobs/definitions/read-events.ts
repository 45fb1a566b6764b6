import { z } from 'zod';
import { readLane } from '../../usecases/read-events.ts';
import { defineJob } from '../define.ts';

/** Queue `receive-<channel>`: "read what waits in this lane"; one active reading each, and no wake-up is lost. */
export const readEventsJob = (channel: string) =>
  defineJob({
    name: 'read-events',
    queue: `receive-${channel}`,
    schema: z.object({ lane: z.string() }),
    attempts: 5,
    backoffMs: 1_000,
    concurrency: 8,
    dedupeKey: ({ lane }) => lane,
    run: async (deps, { lane }) => {
      const read = await readLane(deps, { channel, lane });
      if (read.outcome === 'postponed') return { againMs: read.againMs };
      return read.outcome === 'more' ? { againMs: 0 } : undefined;
    },
  });
