import type { z } from 'zod';
import type { Deps } from '../usecases/deps.ts';

/** What is to happen after a run that did not finish its work. Neither counts as a failed try. */
export type JobEnd =
  /** The whole queue stops for so long, in milliseconds. */
  | { readonly pauseMs: number }
  /** This job runs again after so long, in milliseconds, behind those that wait; the queue goes on. */
  | { readonly againMs: number };

/** A queue job: ids in its payload, never words of people or their addresses, for payloads lie in Redis in clear. */
export interface JobDefinition<Payload = unknown> {
  /** Such as `triage-case`; also the job's name in Redis. */
  readonly name: string;
  readonly queue: string;
  readonly schema: z.ZodType<Payload>;
  /** Tries in all. */
  readonly attempts: number;
  /** First wait between tries in milliseconds, doubling. */
  readonly backoffMs: number;
  /** Jobs of one queue that a worker runs side by side. */
  readonly concurrency: number;
  /** It starts by itself, so many milliseconds apart, with an empty payload; absent, only when asked. */
  readonly everyMs?: number;
  /** While a job with this key is active, later ones of the key become one more run after it. */
  dedupeKey(payload: Payload): string;
  /** The higher, the later; a job without one goes before all that have one. Default none. */
  priority?(payload: Payload): number | undefined;
  /** Must be repeatable: a stalled job runs twice. */
  run(deps: Deps, payload: Payload): Promise<JobEnd | void>;
}

/** Checks a definition's types; returns it as it is. */
export const defineJob = <Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> =>
  definition;
