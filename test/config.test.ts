import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BadEnvironment, readSettings } from '../src/config.ts';

const LEAST = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017/cau-noi',
  REDIS_URL: 'redis://127.0.0.1:6379',
};
const PRODUCTION = {
  ...LEAST,
  NODE_ENV: 'production',
  CB_PUBLIC_URL: 'https://caunoi.example',
  CB_SESSION_SECRET: 'a-session-secret-of-32-characters',
  CB_METRICS_TOKEN: 'a-metrics-token-of-30-letters',
  CB_DATA_KEY: 'a-data-key-of-32-characters-or-so',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Names of the variables that are complained of; none when all is well. */
function complaints(environment: Environment): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof BadEnvironment)) throw error;
    const [, ...lines] = error.message.split('\n');
    return lines.map((line) => line.trim().split(':')[0] ?? '');
  }
}

describe('settings', () => {
  it('need only the two services in development', () => {
    const { config, secrets } = readSettings(LEAST);
    expect(config).toMatchObject({
      isProduction: false,
      host: '127.0.0.1',
      port: 8080,
      sweepSeconds: 15,
      buildIndexes: true,
      publicUrl: undefined,
    });
    expect(secrets).toMatchObject({
      mongoUri: LEAST.MONGODB_URI,
      channels: { telegram: undefined, zaloOa: undefined, zaloBot: undefined },
    });
  });

  it('take an empty variable for one that is not set', () => {
    const empty = { CB_PUBLIC_URL: '', CB_SESSION_SECRET: '', TELEGRAM_BOT_TOKEN: '' };
    expect(complaints({ ...LEAST, ...empty })).toEqual([]);
  });

  it('build no indexes in production unless told to', () => {
    expect(readSettings(PRODUCTION).config.buildIndexes).toBe(false);
    expect(readSettings({ ...PRODUCTION, CB_BUILD_INDEXES: 'true' }).config.buildIndexes).toBe(
      true,
    );
  });

  it('know nothing of Telegram while it is off, though a token is there', () => {
    const token = { TELEGRAM_BOT_TOKEN: '123456:abcdefgh', TELEGRAM_WEBHOOK_SECRET: 's3cret' };
    expect(readSettings({ ...LEAST, ...token }).secrets.channels.telegram).toBeUndefined();
    const on = readSettings({ ...LEAST, ...token, TELEGRAM_ENABLED: 'true' });
    expect(on.secrets.channels.telegram).toEqual({
      apiRoot: 'https://api.telegram.org',
      mode: 'webhook',
      botToken: '123456:abcdefgh',
      webhookSecret: 's3cret',
    });
  });

  const WRONG: readonly (readonly [string, Environment, readonly string[]])[] = [
    ['everything is missing', {}, ['MONGODB_URI', 'REDIS_URL']],
    ['a port is none', { ...LEAST, CB_PORT: '99999' }, ['CB_PORT']],
    ['a port is a word', { ...LEAST, CB_PORT: 'http' }, ['CB_PORT']],
    ['an address is none', { ...LEAST, CB_PUBLIC_URL: 'caunoi' }, ['CB_PUBLIC_URL']],
    [
      'an address ends with a slash',
      { ...LEAST, CB_PUBLIC_URL: 'https://a.vn/' },
      ['CB_PUBLIC_URL'],
    ],
    ['a secret is short', { ...LEAST, CB_SESSION_SECRET: 'short' }, ['CB_SESSION_SECRET']],
    ['a store is no store', { ...LEAST, MONGODB_URI: 'https://a.vn' }, ['MONGODB_URI']],
    ['the sweep never comes', { ...LEAST, CB_SWEEP_SECONDS: '0' }, ['CB_SWEEP_SECONDS']],
    ['a flag is neither', { ...LEAST, TELEGRAM_ENABLED: 'yes' }, ['TELEGRAM_ENABLED']],
    [
      'Telegram is on without its secrets',
      { ...LEAST, TELEGRAM_ENABLED: 'true' },
      ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET'],
    ],
    [
      'production lacks its secrets and address',
      { ...LEAST, NODE_ENV: 'production' },
      ['CB_SESSION_SECRET', 'CB_PUBLIC_URL', 'CB_METRICS_TOKEN', 'CB_DATA_KEY'],
    ],
    [
      'the demo is on in production',
      { ...PRODUCTION, CB_DEMO_PERSONAS: 'a.json', CB_DEMO_CLOCK: 'clock' },
      ['CB_DEMO_PERSONAS', 'CB_DEMO_CLOCK'],
    ],
    [
      'several are wrong',
      { CB_PORT: 'x', REDIS_URL: 'y' },
      ['CB_PORT', 'MONGODB_URI', 'REDIS_URL'],
    ],
  ];

  it.each(WRONG)('name every bad variable at once when %s', (_what, environment, names) => {
    expect(complaints(environment)).toEqual(names);
  });

  it('never print a value, for it may be a secret', () => {
    const secrets = {
      MONGODB_URI: 'postgres://hoa:hush-1@db',
      REDIS_URL: 'hush-2',
      CB_SESSION_SECRET: 'hush-3',
      CB_METRICS_TOKEN: 'hush-4',
      TELEGRAM_ENABLED: 'hush-5',
      TELEGRAM_BOT_TOKEN: 'hush-6',
      TELEGRAM_WEBHOOK_SECRET: 'hush 7!',
      CB_QUEUE_PREFIX: 'hush 8!',
      TELEGRAM_MODE: 'hush-9',
    };
    expect(() => readSettings(secrets)).toThrow(BadEnvironment);
    expect(complaints(secrets)).toHaveLength(Object.keys(secrets).length);
    expect(() => readSettings(secrets)).not.toThrow(/hush/);
  });
});

const run = promisify(execFile);

/** Starts the program as it is; what it says on its way out. */
async function start(
  args: readonly string[],
  environment: Environment,
): Promise<{ code: unknown; stderr: string }> {
  const env = { PATH: process.env['PATH'], ...environment };
  const options = { env, timeout: 30_000 };
  return run(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], options).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: unknown) => error as { code: unknown; stderr: string },
  );
}

describe('a process that cannot start', () => {
  const NOT_JSON = join(tmpdir(), `cau-noi-not-json-${process.pid}`);
  writeFileSync(NOT_JSON, 'hush');

  const CASES: readonly (readonly [string, readonly string[], Environment, RegExp])[] = [
    [
      'for want of settings',
      ['web'],
      { CB_PORT: 'hush' },
      /CB_PORT.*\n.*MONGODB_URI.*\n.*REDIS_URL/,
    ],
    [
      'with a bad file of personas',
      ['web'],
      { ...LEAST, CB_DEMO_PERSONAS: NOT_JSON },
      /CB_DEMO_PERSONAS/,
    ],
    ['with a bad clock', ['web'], { ...LEAST, CB_DEMO_CLOCK: NOT_JSON }, /CB_DEMO_CLOCK/],
    [
      'because no MongoDB answers',
      ['worker'],
      { ...LEAST, MONGODB_URI: 'mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=100' },
      /MONGODB_URI: no MongoDB answers/,
    ],
  ];

  it.each(CASES)(
    '%s says so in a few lines and ends with 1',
    async (_why, args, environment, says) => {
      const { code, stderr } = await start(args, environment);
      expect(code).toBe(1);
      expect(stderr).toMatch(says);
      expect(stderr).not.toMatch(/^ +at |hush/m);
      expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
    },
    40_000,
  );
});
