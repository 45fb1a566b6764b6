import type { Capabilities, Channel } from '../channel.ts';
import { ZaloBotClient } from './client.ts';
import type { ZaloBotOptions } from './options.ts';
import { parcels } from './parcels.ts';
import { startPolling } from './polling.ts';
import { readEvent } from './read-event.ts';
import { sendParcel } from './send-parcel.ts';
import { zaloBotWebhook } from './webhook.ts';

const HOUR_MS = 3_600_000;

const CAPABILITIES: Capabilities = {
  hasButtons: false,
  keepsNoHistory: false,
  answersInResponse: false,
  reachesAway: true,
  // Nobody has said what the platform bears; a pilot needs no more.
  messagesPerSecond: 5,
  chatPaceMs: 1_000,
  // Whether a bot may write first is not documented, so it answers only, within the time that accounts have.
  window: { freeMs: 48 * HOUR_MS, billedMs: 48 * HOUR_MS },
};

/** A bot of the Zalo Bot Platform as a channel, for pilots: private chats, numbered choices, answers only. */
export function createZaloBotChannel(options: ZaloBotOptions): Channel {
  const client = new ZaloBotClient(options);
  return {
    id: 'zalo-bot',
    capabilities: CAPABILITIES,
    webhooks: options.mode === 'webhook' ? [zaloBotWebhook(options.webhookSecret)] : [],
    read: (body, sink, attempt) => readEvent(client, options, body, sink, attempt),
    send: async ({ chatId }, message, rendering, part) => {
      const all = parcels(message, rendering, options.addressOf);
      const parcel = all[part];
      if (parcel === undefined) return {};
      const { messageId } = await sendParcel(client, chatId, parcel, rendering);
      return { providerId: messageId, hasMore: part + 1 < all.length };
    },
    ...(options.mode === 'polling'
      ? { start: async (takeIn) => startPolling(client, takeIn, options) }
      : {}),
  };
}
