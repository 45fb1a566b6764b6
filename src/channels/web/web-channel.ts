import type { ChatRef } from '../../domain/person.ts';
import type { Capabilities, Channel } from '../channel.ts';

const CAPABILITIES: Capabilities = {
  hasButtons: true,
  keepsNoHistory: true,
  answersInResponse: true,
  reachesAway: false,
  // A publication is one small Redis command; the limit only keeps a bulk notice from crowding out replies.
  messagesPerSecond: 500,
};

/**
 * The chat page as a channel. There is no provider: what was said lies in the conversation, and
 * sending is telling the open pages of the chat to look there again.
 *
 * @param options.publish - Tells the open pages; a lost hint costs at most one heartbeat.
 */
export function createWebChannel(options: { publish(chat: ChatRef): Promise<void> }): Channel {
  return {
    id: 'web',
    capabilities: CAPABILITIES,
    webhooks: [],
    read: async () => undefined,
    send: async (chat) => {
      await options.publish(chat);
      return {};
    },
  };
}
