import type { TelegramOptions } from './telegram-channel.ts';
import { ALLOWED_UPDATES } from './read-update.ts';
import { toSendError } from './send-error.ts';
import { createWaitingApi } from './telegram-api.ts';

/**
 * Tells Telegram where to deliver and which secret to show; repeatable.
 *
 * @param publicUrl - Where people reach the pages, https, without a trailing slash.
 * @throws {SendError} when Telegram did not take it.
 */
export async function registerWebhook(
  options: Pick<TelegramOptions, 'apiRoot' | 'botToken' | 'webhookSecret' | 'fetch'>,
  publicUrl: string,
): Promise<void> {
  try {
    await createWaitingApi(options).setWebhook(`${publicUrl}/webhooks/telegram`, {
      secret_token: options.webhookSecret,
      allowed_updates: ALLOWED_UPDATES,
    });
  } catch (error) {
    throw toSendError(error);
  }
}
