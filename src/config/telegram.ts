import { z } from 'zod';
import { baseUrl, flag, optional, type Demand } from './fields.ts';

/** The variables of the Telegram channel. */
export const TELEGRAM = {
  TELEGRAM_ENABLED: flag,
  TELEGRAM_API_ROOT: baseUrl.default('https://api.telegram.org'),
  TELEGRAM_BOT_TOKEN: optional(
    z.string().regex(/^\d+:[\w-]{8,}$/, 'must look like 123456:ABC-def'),
  ),
  TELEGRAM_WEBHOOK_SECRET: optional(
    z.string().regex(/^[\w-]{1,256}$/, 'must be 1 to 256 of A-Za-z0-9_-'),
  ),
  TELEGRAM_MODE: z.enum(['webhook', 'polling']).default('webhook'),
};

type Environment = z.infer<z.ZodObject<typeof TELEGRAM>>;

/** One bot at Telegram. */
export interface TelegramSettings {
  readonly apiRoot: string;
  readonly mode: 'webhook' | 'polling';
  readonly botToken: string;
  readonly webhookSecret: string;
}

/** Without the secret every request would be taken for one of Telegram's. */
export function checkTelegram(environment: Environment, demand: Demand<Environment>): void {
  if (!environment.TELEGRAM_ENABLED) return;
  demand('TELEGRAM_BOT_TOKEN', 'when TELEGRAM_ENABLED is true');
  demand('TELEGRAM_WEBHOOK_SECRET', 'when TELEGRAM_ENABLED is true');
}

/** The settings of a channel that is switched on. */
export function readTelegram(environment: Environment): TelegramSettings | undefined {
  const { TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = environment;
  if (!environment.TELEGRAM_ENABLED || !botToken || !webhookSecret) return undefined;
  return {
    apiRoot: environment.TELEGRAM_API_ROOT,
    mode: environment.TELEGRAM_MODE,
    botToken,
    webhookSecret,
  };
}
