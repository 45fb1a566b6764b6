import { deliverChatJob } from './definitions/deliver-chat.ts';
import { maintainChannelsJob } from './definitions/maintain-channels.ts';
import { sweepJob } from './definitions/sweep.ts';
import { triageCaseJob } from './definitions/triage-case.ts';
import { trimChatsJob } from './definitions/trim-chats.ts';
import type { JobDefinition } from './define.ts';

/** Every job of the system; delivery has one queue per channel, with that provider's rate. */
export const jobList = (
  channelIds: readonly string[],
  sweepEveryMs: number,
): readonly JobDefinition[] =>
  [
    triageCaseJob,
    sweepJob(sweepEveryMs),
    trimChatsJob,
    maintainChannelsJob,
    ...channelIds.map(deliverChatJob),
  ] as readonly JobDefinition[];
