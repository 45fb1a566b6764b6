import { registerWebhook } from '../../src/channels/telegram/register-webhook.ts';
import { readSettings } from '../../src/config.ts';
import { UsageError, type AdminCommand } from './command.ts';

/** Tells Telegram where to deliver. */
export const telegramWebhookCommand: AdminCommand = {
  name: 'telegram-webhook',
  usage: 'telegram-webhook',
  summary:
    'Tells Telegram to deliver to CB_PUBLIC_URL with the secret of the settings; repeat after a change.',
  run: async () => {
    const { config, secrets } = readSettings(process.env);
    const { telegram } = secrets.channels;
    if (telegram === undefined) throw new UsageError('TELEGRAM_ENABLED is not true');
    if (config.publicUrl === undefined) throw new UsageError('CB_PUBLIC_URL is not set');
    await registerWebhook(telegram, config.publicUrl);
    console.log(`Telegram delivers to ${config.publicUrl}/webhooks/telegram`);
  },
};
