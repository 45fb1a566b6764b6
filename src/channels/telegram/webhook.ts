import type { Update } from 'grammy/types';
import type { InboundSink, ReceivedEvent, WebhookRoute } from '../channel.ts';
import { isSameSecret } from '../wire/same-secret.ts';
import { readUpdate } from './read-update.ts';

/** Updates carry words and ids, never files; the longest text has 4096 characters. */
const MOST_BODY_BYTES = 1024 * 1024;

/** Reads one update; resolves once it is carried out or needs nothing, rejects when it must be tried again. */
export type Receive = (update: Update, sink: InboundSink, attempt: number) => Promise<void>;

/**
 * The address that Telegram delivers to: 401 without the secret, 400 for what is no update, else 200 once stored.
 * Ours instead of grammY's `webhookCallback`, which asks Telegram who the bot is before it looks at the
 * secret, and throws on broken JSON.
 */
export const telegramWebhook = (secret: string): WebhookRoute => ({
  method: 'POST',
  path: '/webhooks/telegram',
  maxBodyBytes: MOST_BODY_BYTES,
  accept: async (request) => {
    const shown = request.headers.get('x-telegram-bot-api-secret-token') ?? '';
    if (!isSameSecret(shown, secret)) return { status: 401, events: [] };
    const update = parseUpdate(await request.text());
    return update === undefined
      ? { status: 400, events: [] }
      : { status: 200, events: [eventOf(update)] };
  },
});

/** What is stored of an update until it is read. */
export const eventOf = (update: Update): ReceivedEvent => ({
  key: String(update.update_id),
  chatId: chatIdOf(update),
  order: update.update_id,
  body: JSON.stringify(update),
});

/** An update whose parts that we read are as documented, or `undefined`. */
export const parseUpdate = (body: string): Update | undefined => readUpdate(parse(body));

function chatIdOf({ message, edited_message: edited, callback_query: press, ...rest }: Update) {
  const said = message ?? edited ?? press?.message ?? rest.my_chat_member;
  return String(said?.chat.id ?? press?.from.id ?? '');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
