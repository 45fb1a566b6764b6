import { z } from 'zod';
import { triageCase } from '../../usecases/triage-case.ts';
import { defineJob } from '../define.ts';

/** Queue `triage`: places one confirmed concern with a team. */
export const triageCaseJob = defineJob({
  name: 'triage-case',
  queue: 'triage',
  schema: z.object({ caseId: z.string() }),
  attempts: 8,
  backoffMs: 500,
  concurrency: 4,
  dedupeKey: ({ caseId }) => caseId,
  run: (deps, { caseId }) => triageCase(deps, caseId),
});
