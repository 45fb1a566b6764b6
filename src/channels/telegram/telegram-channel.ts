import type { Locale, Text } from '../../domain/text.ts';
import type { Capabilities, Channel } from '../channel.ts';
import { announceMenus } from './announce.ts';
import { hearMembership } from './membership.ts';
import { startPolling } from './polling.ts';
import { createReceiver } from './receive-update.ts';
import { createSeenMark } from './seen-mark.ts';
import { sendMessage } from './send-message.ts';
import { createSendingApi, createUploadingApi, createWaitingApi } from './telegram-api.ts';
import { eventOf, parseUpdate, telegramWebhook } from './webhook.ts';

/** What the bot needs to know of its account. */
export interface TelegramOptions {
  /** Address of the Bot API without a trailing slash; an emulator's in tests. */
  readonly apiRoot: string;
  /** `webhook` in production; `polling` for development, where nothing can reach us. */
  readonly mode: 'webhook' | 'polling';
  readonly botToken: string;
  /** What Telegram repeats in a header of every delivery: 1 to 256 of `A-Za-z0-9_-`. */
  readonly webhookSecret: string;
  /** Default: Node's own. */
  readonly fetch?: typeof globalThis.fetch;
  /** Words for a group that the bot was put into; without it the bot leaves silently. */
  readonly translate?: (text: Text, locale: Locale) => string;
  /** Learns of failures that nobody waits for: a poll, the farewell of a group, an acknowledged button. */
  readonly onError?: (error: unknown) => void;
}

const CAPABILITIES: Capabilities = {
  hasButtons: true,
  keepsNoHistory: false,
  answersInResponse: false,
  reachesAway: true,
  // Telegram's limit is about 30. A sliding second touches six windows of three, and a worker has eight calls on their way.
  messagesPerSecond: 15,
  chatPaceMs: 1_000,
};

/** Telegram as a channel: private chats with one bot. */
export function createTelegramChannel(options: TelegramOptions): Channel {
  const sending = createSendingApi(options);
  const apis = { words: sending, files: createUploadingApi(options) };
  const waiting = createWaitingApi(options);
  const receive = createReceiver(waiting, options);
  const seenMark = createSeenMark(sending);
  return {
    id: 'telegram',
    capabilities: CAPABILITIES,
    webhooks: options.mode === 'webhook' ? [telegramWebhook(options.webhookSecret)] : [],
    read: async (body, sink, attempt) => {
      const update = parseUpdate(body);
      if (update === undefined) return;
      if (update.my_chat_member !== undefined) await hearMembership(update.my_chat_member, sink);
      await receive(update, sink, attempt);
      void seenMark.after(update);
    },
    send: (chat, message, rendering, part) =>
      sendMessage(apis, chat.chatId, message, rendering, part),
    announce: (menus) => announceMenus(waiting, menus),
    ...(options.mode === 'polling'
      ? {
          start: async (takeIn) =>
            startPolling(sending, (update) => takeIn([eventOf(update)]), options),
        }
      : {}),
  };
}
