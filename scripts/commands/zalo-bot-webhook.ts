import { registerZaloBotWebhook } from '../../src/channels/zalo-bot/register-webhook.ts';
import { readSettings } from '../../src/config.ts';
import { UsageError, type AdminCommand } from './command.ts';

/** Tells the Zalo Bot Platform where to deliver. */
export const zaloBotWebhookCommand: AdminCommand = {
  name: 'zalo-bot-webhook',
  usage: 'zalo-bot-webhook',
  summary:
    'Tells the Zalo Bot Platform to deliver to CB_PUBLIC_URL with the secret of the settings; repeat after a change.',
  run: async () => {
    const { config, secrets } = readSettings(process.env);
    const { zaloBot } = secrets.channels;
    if (zaloBot === undefined) throw new UsageError('ZALO_BOT_ENABLED is not true');
    if (config.publicUrl === undefined) throw new UsageError('CB_PUBLIC_URL is not set');
    await registerZaloBotWebhook(zaloBot, config.publicUrl);
    console.log(`Zalo Bot delivers to ${config.publicUrl}/webhooks/zalo-bot`);
  },
};
