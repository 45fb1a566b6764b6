import { z } from 'zod';
import type { Pace } from '../../usecases/deps.ts';
import { readLane } from '../../usecases/read-events.ts';
import { defineJob } from '../define.ts';

/** Queue `receive-<channel>`: "read what waits in this lane"; one active reading each, and no wake-up is lost. */
export const readEventsJob = (channel: string) => readingJob(channel, 'quick', 8);

/** Queue `fetch-<channel>`: the same for lanes whose first event needs a download, so that slow ones keep no words waiting. */
export const fetchFilesJob = (channel: string) => readingJob(channel, 'slow', 4);

const readingJob = (channel: string, pace: Pace, concurrency: number) =>
  defineJob({
    name: pace === 'slow' ? 'fetch-files' : 'read-events',
    queue: `${pace === 'slow' ? 'fetch' : 'receive'}-${channel}`,
    schema: z.object({ lane: z.string() }),
    attempts: 5,
    backoffMs: 1_000,
    concurrency,
    dedupeKey: ({ lane }) => lane,
    run: async (deps, { lane }) => {
      const read = await readLane(deps, { channel, lane }, pace);
      if (read.outcome === 'slow') await deps.wake.intake({ channel, lane }, 'slow');
      if (read.outcome === 'postponed') return { againMs: read.againMs };
      return read.outcome === 'more' ? { againMs: 0 } : undefined;
    },
  });
