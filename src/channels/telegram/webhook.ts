import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import type { InboundSink, WebhookRoute } from '../channel.ts';
import { readUpdate } from './read-update.ts';

/** Updates carry words and ids, never files; the longest text has 4096 characters. */
const MOST_BODY_BYTES = 1024 * 1024;

/** Takes one update; resolves once it is stored or needs no storing, rejects when Telegram must deliver it again. */
export type Receive = (update: Update, sink: InboundSink) => Promise<void>;

/**
 * The address that Telegram delivers to: 401 without the secret, 400 for what is no update, 200 once stored.
 * What fails in storing is thrown on, so that the web server answers 503 and Telegram delivers again.
 * Ours instead of grammY's `webhookCallback`, which asks Telegram who the bot is before it looks at the
 * secret, and throws on broken JSON.
 */
export const telegramWebhook = (secret: string, receive: Receive): WebhookRoute => ({
  method: 'POST',
  path: '/webhooks/telegram',
  maxBodyBytes: MOST_BODY_BYTES,
  handle: async (request, sink) => {
    const shown = request.headers.get('x-telegram-bot-api-secret-token') ?? '';
    if (!isEqual(shown, secret)) return answer(401);
    const update = readUpdate(parse(await request.text()));
    if (update === undefined) return answer(400);
    await receive(update, sink);
    return answer(200);
  },
});

const answer = (status: number): Response => new Response(null, { status });

/** As hashes, which are equally long, so the comparison takes the same time for any guess. */
function isEqual(shown: string, secret: string): boolean {
  const [one, other] = [shown, secret].map((words) => createHash('sha256').update(words).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
