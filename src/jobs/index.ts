import { deliverChatJob } from './definitions/deliver-chat.ts';
import { fetchFilesJob, readEventsJob } from './definitions/read-events.ts';
import { maintainChannelsJob } from './definitions/maintain-channels.ts';
import { sweepJob } from './definitions/sweep.ts';
import { triageCaseJob } from './definitions/triage-case.ts';
import { trimChatsJob } from './definitions/trim-chats.ts';
import type { JobDefinition } from './define.ts';

/** A channel as the queues see it. */
export interface ServedChannel {
  readonly id: string;
  /** Events of it are taken in to be read later, by a webhook or by polling. */
  readonly takesIn: boolean;
}

/** Every job of the system; receiving and delivery have one queue per channel, the latter with that provider's rate. */
export const jobList = (
  channels: readonly ServedChannel[],
  sweepEveryMs: number,
): readonly JobDefinition[] =>
  [
    triageCaseJob,
    sweepJob(sweepEveryMs),
    trimChatsJob,
    ...channels
      .filter(({ takesIn }) => takesIn)
      .flatMap(({ id }) => [readEventsJob(id), fetchFilesJob(id)]),
    ...channels.map(({ id }) => deliverChatJob(id)),
    maintainChannelsJob,
  ] as readonly JobDefinition[];
