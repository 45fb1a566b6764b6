import { registerWebhook } from '../../src/channels/telegram/register-webhook.ts';
import {
  createTelegramEmulator,
  type EmulatorOptions,
  type TelegramEmulator,
} from '../../test/emulators/telegram/telegram-emulator.ts';
import { TelegramPhone } from '../story/phones/telegram-phone.ts';
import type { Provider } from './provider.ts';

const SECRET = 'emulated-webhook-secret';

/** Telegram, with what a test needs of its emulator. */
export interface TelegramProvider extends Provider {
  readonly emulator: TelegramEmulator;
  readonly webhookSecret: string;
}

export async function startTelegram(
  now: () => Date,
  options: Omit<EmulatorOptions, 'now'> = {},
): Promise<TelegramProvider> {
  const emulator = await createTelegramEmulator({ ...options, now });
  const { apiRoot, token } = emulator;
  return {
    channel: 'telegram',
    emulator,
    webhookSecret: SECRET,
    environment: {
      TELEGRAM_ENABLED: 'true',
      TELEGRAM_API_ROOT: apiRoot,
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    },
    connect: ({ address }) =>
      registerWebhook({ apiRoot, botToken: token, webhookSecret: SECRET }, address),
    phone: (name, narrate) => new TelegramPhone(name, emulator.user(name), narrate),
    close: () => emulator.close(),
  };
}
