import { z } from 'zod';
import { baseUrl, flag, optional, zaloMediaHosts, type Demand } from './fields.ts';

/** The variables of the Zalo Bot channel, a pilot. */
export const ZALO_BOT = {
  ZALO_BOT_ENABLED: flag,
  ZALO_BOT_API_BASE: baseUrl.default('https://bot-api.zaloplatforms.com'),
  ZALO_BOT_TOKEN: optional(z.string().regex(/^\d+:[\w-]{8,}$/, 'must look like 123456:ABC-def')),
  ZALO_BOT_WEBHOOK_SECRET: optional(z.string().min(8).max(256)),
  ZALO_BOT_MODE: z.enum(['webhook', 'polling']).default('webhook'),
  ZALO_BOT_MEDIA_HOSTS: zaloMediaHosts,
};

type Environment = z.infer<z.ZodObject<typeof ZALO_BOT>>;

/** One bot of the Zalo Bot Platform. */
export interface ZaloBotSettings {
  readonly apiBase: string;
  readonly mode: 'webhook' | 'polling';
  readonly botToken: string;
  readonly webhookSecret: string;
  /** Hosts, or parents of hosts, from which pictures and sound are fetched. */
  readonly mediaHosts: readonly string[];
}

/** Without the secret every request would be taken for one of Zalo's. */
export function checkZaloBot(environment: Environment, demand: Demand<Environment>): void {
  if (!environment.ZALO_BOT_ENABLED) return;
  demand('ZALO_BOT_TOKEN', 'when ZALO_BOT_ENABLED is true');
  demand('ZALO_BOT_WEBHOOK_SECRET', 'when ZALO_BOT_ENABLED is true');
}

/** The settings of a channel that is switched on. */
export function readZaloBot(environment: Environment): ZaloBotSettings | undefined {
  const { ZALO_BOT_TOKEN: botToken, ZALO_BOT_WEBHOOK_SECRET: webhookSecret } = environment;
  if (!environment.ZALO_BOT_ENABLED || !botToken || !webhookSecret) return undefined;
  return {
    apiBase: environment.ZALO_BOT_API_BASE,
    mode: environment.ZALO_BOT_MODE,
    botToken,
    webhookSecret,
    mediaHosts: environment.ZALO_BOT_MEDIA_HOSTS,
  };
}
