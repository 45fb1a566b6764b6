import { z } from 'zod';
import { baseUrl, flag, optional, secret } from './config/fields.ts';
import { checkTelegram, readTelegram, TELEGRAM, type TelegramSettings } from './config/telegram.ts';
import { checkZaloBot, readZaloBot, ZALO_BOT, type ZaloBotSettings } from './config/zalo-bot.ts';
import { checkZaloOa, readZaloOa, ZALO_OA, type ZaloOaSettings } from './config/zalo-oa.ts';

const port = z.coerce.number().int().min(0).max(65_535);

const ENVIRONMENT = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
    CB_DEMO_PERSONAS: optional(z.string()),
    CB_DEMO_CLOCK: optional(z.string()),
    CB_HOST: z.string().default('127.0.0.1'),
    CB_PORT: port.default(8080),
    CB_PUBLIC_URL: optional(baseUrl),
    CB_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    CB_QUEUE_PREFIX: z
      .string()
      .regex(/^[\w{}-]+$/)
      .default('{cb}'),
    CB_SWEEP_SECONDS: z.coerce.number().int().min(1).max(300).default(15),
    CB_BUILD_INDEXES: flag,
    CB_SESSION_SECRET: optional(secret(32)),
    CB_METRICS_TOKEN: optional(secret(16)),
    CB_DATA_KEY: optional(secret(32)),
    MONGODB_URI: z.url({ protocol: /^mongodb(\+srv)?$/ }),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }),
    OUTBOUND_PROXY: optional(z.url({ protocol: /^https?$/ })),
    ...TELEGRAM,
    ...ZALO_OA,
    ...ZALO_BOT,
  })
  .superRefine((environment, context) => {
    const demand = (name: keyof typeof environment, because: string): void => {
      if (environment[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: `is needed ${because}` });
    };
    if (environment.NODE_ENV === 'production') {
      demand('CB_SESSION_SECRET', 'in production');
      demand('CB_PUBLIC_URL', 'in production');
      demand('CB_METRICS_TOKEN', 'in production');
      demand('CB_DATA_KEY', 'in production');
      for (const name of ['CB_DEMO_PERSONAS', 'CB_DEMO_CLOCK'] as const)
        if (environment[name] !== undefined)
          context.addIssue({
            code: 'custom',
            path: [name],
            message: 'must not be set in production',
          });
    }
    checkTelegram(environment, demand);
    checkZaloOa(environment, demand);
    checkZaloBot(environment, demand);
  });

/** Settings without secrets; safe to print. */
export interface Config {
  readonly isProduction: boolean;
  /** A file of fictional people whom anybody may play; its presence is the demo mode, never in production. */
  readonly demoPersonasFile: string | undefined;
  /** A file with the milliseconds by which the demo's clock is ahead; never in production. */
  readonly demoClockFile: string | undefined;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Address under which people reach the pages; absent in development, where the bound address serves. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  /** Before every key in Redis; braces keep one deployment in one cluster slot. */
  readonly queuePrefix: string;
  readonly sweepSeconds: number;
  readonly buildIndexes: boolean;
}

/** Settings that must never be printed. */
export interface Secrets {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly sessionSecret: string;
  readonly metricsToken: string | undefined;
  /** Key under which raw events, tokens and phone numbers lie in the database; at least 32 characters. */
  readonly dataKey: string;
  /** Through which providers are called; may hold a password. */
  readonly outboundProxy: string | undefined;
  readonly channels: ChannelSettings;
}

/** The channels that are switched on. */
export interface ChannelSettings {
  readonly telegram: TelegramSettings | undefined;
  readonly zaloOa: ZaloOaSettings | undefined;
  readonly zaloBot: ZaloBotSettings | undefined;
}

/** Everything read from the environment. */
export interface Settings {
  readonly config: Config;
  readonly secrets: Secrets;
}

/** The environment is not usable; the message has one line for each bad variable and none of their values. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

/** Used only outside production, so that a cookie survives a restart of the demo. */
const DEVELOPMENT_SESSION_SECRET = 'development-only-session-secret-0000';
const DEVELOPMENT_DATA_KEY = 'development-only-data-key-0000000000';

/**
 * Reads the settings; the only place that knows the names of variables.
 *
 * @throws {BadEnvironment} naming every bad variable at once.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = ENVIRONMENT.safeParse(environment, { error: whyWrong });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new BadEnvironment(
      `These variables are missing or wrong:\n${[...new Set(lines)].join('\n')}`,
    );
  }
  return Object.freeze({ config: configFrom(parsed.data), secrets: secretsFrom(parsed.data) });
}

/** zod's own words, but for what is simply not there. */
const whyWrong: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? 'is not set' : undefined;

type Environment = z.infer<typeof ENVIRONMENT>;

function configFrom(environment: Environment): Config {
  return Object.freeze({
    isProduction: environment.NODE_ENV === 'production',
    demoPersonasFile: environment.CB_DEMO_PERSONAS,
    demoClockFile: environment.CB_DEMO_CLOCK,
    host: environment.CB_HOST,
    port: environment.CB_PORT,
    publicUrl: environment.CB_PUBLIC_URL,
    logLevel: environment.CB_LOG_LEVEL,
    queuePrefix: environment.CB_QUEUE_PREFIX,
    sweepSeconds: environment.CB_SWEEP_SECONDS,
    buildIndexes: environment.CB_BUILD_INDEXES || environment.NODE_ENV !== 'production',
  });
}

function secretsFrom(environment: Environment): Secrets {
  return Object.freeze({
    mongoUri: environment.MONGODB_URI,
    redisUrl: environment.REDIS_URL,
    sessionSecret: environment.CB_SESSION_SECRET ?? DEVELOPMENT_SESSION_SECRET,
    metricsToken: environment.CB_METRICS_TOKEN,
    dataKey: environment.CB_DATA_KEY ?? DEVELOPMENT_DATA_KEY,
    outboundProxy: environment.OUTBOUND_PROXY,
    channels: {
      telegram: readTelegram(environment),
      zaloOa: readZaloOa(environment),
      zaloBot: readZaloBot(environment),
    },
  });
}
