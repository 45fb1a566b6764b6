import { registerZaloBotWebhook } from '../../src/channels/zalo-bot/register-webhook.ts';
import {
  createZaloBotEmulator,
  type ZaloBotEmulator,
  type ZaloBotOptions,
} from '../../test/emulators/zalo-bot/zalo-bot-emulator.ts';
import { ZaloBotPhone } from '../story/phones/zalo-bot-phone.ts';
import type { Provider } from './provider.ts';

const SECRET = 'emulated-bot-secret';

/** A bot of the Zalo Bot Platform, with what a test needs of its emulator. */
export interface ZaloBotProvider extends Provider {
  readonly emulator: ZaloBotEmulator;
  readonly webhookSecret: string;
}

export async function startZaloBot(
  now: () => Date,
  options: Omit<ZaloBotOptions, 'now'> = {},
): Promise<ZaloBotProvider> {
  const emulator = await createZaloBotEmulator({ ...options, now });
  const { apiBase, token, mediaHost } = emulator;
  const account = { apiBase, botToken: token, webhookSecret: SECRET, mediaHosts: [mediaHost] };
  return {
    channel: 'zalo-bot',
    emulator,
    webhookSecret: SECRET,
    environment: {
      ZALO_BOT_ENABLED: 'true',
      ZALO_BOT_API_BASE: apiBase,
      ZALO_BOT_TOKEN: token,
      ZALO_BOT_WEBHOOK_SECRET: SECRET,
      ZALO_BOT_MEDIA_HOSTS: mediaHost,
    },
    connect: ({ address }) => registerZaloBotWebhook(account, address),
    phone: (name, narrate) => new ZaloBotPhone(name, emulator.user(name), narrate),
    close: () => emulator.close(),
  };
}
