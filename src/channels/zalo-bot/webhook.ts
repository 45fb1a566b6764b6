import type { Acceptance, WebhookRoute } from '../channel.ts';
import { isSameSecret } from '../wire/same-secret.ts';
import { eventOf, parseDelivery } from './event.ts';

/** Events carry words and addresses of files, never files; the longest text has 2 000 characters. */
const MOST_BODY_BYTES = 1024 * 1024;

/**
 * The address that Zalo delivers to: 401 without the secret, 400 for what is no event, else 200 once stored. What we
 * do not know is acknowledged and forgotten; what the bot said itself is no event.
 */
export const zaloBotWebhook = (secret: string): WebhookRoute => ({
  method: 'POST',
  path: '/webhooks/zalo-bot',
  maxBodyBytes: MOST_BODY_BYTES,
  accept: async (request): Promise<Acceptance> => {
    const shown = request.headers.get('x-bot-api-secret-token') ?? '';
    if (!isSameSecret(shown, secret)) return { status: 401, events: [] };
    const delivered = parseDelivery(await request.text());
    switch (delivered.kind) {
      case 'malformed':
        return { status: 400, events: [] };
      case 'strange':
        return { status: 200, events: [] };
      case 'said': {
        const isOwn = delivered.event.message.from?.is_bot === true;
        return { status: 200, events: isOwn ? [] : [eventOf(delivered.event)] };
      }
    }
  },
});
