import { toSendError } from './bot-error.ts';
import { ZaloBotClient } from './client.ts';
import type { ZaloBotAccount } from './options.ts';

/**
 * Tells Zalo where to deliver and which secret to show; repeatable.
 *
 * @param publicUrl - Where people reach the pages, https, without a trailing slash.
 * @throws {SendError} when Zalo did not take it.
 */
export async function registerZaloBotWebhook(
  account: ZaloBotAccount,
  publicUrl: string,
): Promise<void> {
  try {
    const url = `${publicUrl}/webhooks/zalo-bot`;
    await new ZaloBotClient(account).setWebhook(url, account.webhookSecret);
  } catch (error) {
    throw toSendError(error);
  }
}
