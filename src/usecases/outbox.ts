import type { Channel } from '../channels/channel.ts';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { Reply } from '../chat/message.ts';

/**
 * Makes a reply ready to be committed.
 *
 * A channel that answers in its own response has shown the reply when the turn ends, so it is stored as sent;
 * a held reply, and every reply of other channels, waits for delivery.
 */
export function outboxEntry(
  key: string,
  reply: Reply,
  channel: Channel | undefined,
  now: Date,
): OutboxEntry {
  const holdMs = reply.holdMs ?? 0;
  const isShown = channel?.capabilities.answersInResponse === true && holdMs === 0;
  return {
    key,
    ...(reply.groupId === undefined ? {} : { groupId: reply.groupId }),
    message: reply.message,
    at: now,
    notBefore: new Date(now.getTime() + holdMs),
    state: isShown ? 'sent' : 'waiting',
    attempts: 0,
    ...(isShown ? { sentAt: now } : {}),
  };
}
