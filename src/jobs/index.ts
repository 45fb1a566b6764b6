import { deliverChatJob } from './definitions/deliver-chat.ts';
import { sweepJob } from './definitions/sweep.ts';
import { triageCaseJob } from './definitions/triage-case.ts';
import type { JobDefinition } from './define.ts';

/** Every job of the system; delivery has one queue per channel, with that provider's rate. */
export const jobList = (channelIds: readonly string[]): readonly JobDefinition[] =>
  [triageCaseJob, sweepJob, ...channelIds.map(deliverChatJob)] as readonly JobDefinition[];
