import { z } from 'zod';
import { sweep } from '../../usecases/sweep.ts';
import { defineJob } from '../define.ts';

/** Queue `sweep`: does what is due and nobody was woken for. */
export const sweepJob = (everyMs: number) =>
  defineJob({
    name: 'sweep',
    queue: 'sweep',
    schema: z.object({}),
    attempts: 1,
    backoffMs: 0,
    concurrency: 1,
    everyMs,
    dedupeKey: () => 'sweep',
    run: (deps) => sweep(deps),
  });
