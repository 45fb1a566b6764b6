import { eventOf, parseUpdate } from '../../../src/channels/telegram/webhook.ts';
import { SAID, type WebhookSender } from './sender.ts';

const SECRET = 'webhook-secret-of-the-bench';
const TOKEN = '123456:token-of-the-bench';
const FIRST_CHAT = 7_000_000_000;

const chatId = (chat: number): number => FIRST_CHAT + chat;

const update = (chat: number, n: number): object => ({
  update_id: n,
  message: {
    message_id: n,
    date: Math.floor(Date.now() / 1_000),
    from: { id: chatId(chat), is_bot: false, first_name: 'Bà con', language_code: 'vi' },
    chat: { id: chatId(chat), first_name: 'Bà con', type: 'private' },
    text: SAID[n % SAID.length],
  },
});

/** Telegram, as it delivers text of private chats. */
export const telegramSender: WebhookSender = {
  channel: 'telegram',
  path: '/webhooks/telegram',
  settings: (apiRoot) => ({
    TELEGRAM_ENABLED: 'true',
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  }),
  delivery: (chat, n) => ({
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': SECRET,
    },
    body: JSON.stringify(update(chat, n)),
  }),
  stored: (chat, n) => {
    const parsed = parseUpdate(JSON.stringify(update(chat, n)));
    if (parsed === undefined) throw new Error('the bench makes up no update');
    return eventOf(parsed);
  },
  chatId: (chat) => String(chatId(chat)),
  numberOf: (eventId) => Number(eventId.split(':').at(1)),
};
