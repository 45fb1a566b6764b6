import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { until } from '../../scripts/launch/until.ts';
import { runCommand } from '../../scripts/commands/run.ts';
import { readCallback } from '../../scripts/commands/zalo/callback.ts';
import { openStore } from '../../src/store/index.ts';
import { challengeOf } from '../emulators/zalo-oa/tokens.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import {
  createZaloOaEmulator,
  type ZaloOaEmulator,
} from '../emulators/zalo-oa/zalo-oa-emulator.ts';

/** What a command printed and how it ended. */
interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('scripts/admin zalo', () => {
  let zalo: ZaloOaEmulator;
  let database: TestDatabase;
  beforeAll(async () => {
    zalo = await createZaloOaEmulator();
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await zalo.close();
    await database.close();
  });

  const environment = (): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    MONGODB_URI: database.uri,
    REDIS_URL: 'redis://127.0.0.1:1',
    CB_PUBLIC_URL: 'https://caunoi.example',
    ZALO_OA_ENABLED: 'true',
    ZALO_OA_APP_ID: zalo.appId,
    ZALO_OA_APP_SECRET: zalo.appSecret,
    ZALO_OA_ID: zalo.oaId,
    ZALO_OA_API_BASE: zalo.apiBase,
    ZALO_OA_BUSINESS_BASE: zalo.businessBase,
    ZALO_OA_OAUTH_BASE: zalo.oauthBase,
  });

  /**
   * Runs it as a person does.
   *
   * @param typed - What is typed at the end of each print, given all that was printed; `undefined` for nothing yet.
   */
  function run(
    args: readonly string[],
    typed: (out: string) => Promise<string | undefined> | string | undefined = () => undefined,
  ): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', 'scripts/admin.ts', 'zalo', ...args],
        { env: environment() },
      );
      let out = '';
      let err = '';
      let isAnswered = false;
      const answer = async (): Promise<void> => {
        const words = isAnswered ? undefined : await typed(out);
        if (words === undefined || isAnswered) return;
        isAnswered = true;
        child.stdin.end(words);
      };
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        answer().catch(reject);
      });
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
    });
  }

  /** The same within this process, for what reads nothing. */
  async function call(
    args: readonly string[],
    changed: Record<string, string> = {},
  ): Promise<Ended> {
    for (const [name, value] of Object.entries({ ...environment(), ...changed }))
      vi.stubEnv(name, value);
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const failure = await runCommand(['zalo', ...args]).catch((error: unknown) => error as Error);
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    const code = failure === undefined ? 0 : 1;
    return { code, out: lines.join('\n'), err: failure?.message ?? '' };
  }

  /** Opens the link that was printed, as an administrator does; the address to which Zalo leads back. */
  async function consentTo(out: string): Promise<string | undefined> {
    const link = /^http\S+\/v4\/oa\/permission\?\S+$/m.exec(out)?.[0];
    if (link === undefined || !out.includes('Paste the address')) return undefined;
    const response = await fetch(link, { redirect: 'manual' });
    return response.headers.get('location') ?? '';
  }

  it('leads from nothing to a message that was sent, and never shows a token', async () => {
    const seen: string[] = [];
    const step = async (
      args: readonly string[],
      typed?: Parameters<typeof run>[1],
    ): Promise<Ended> => {
      const ended = await (typed === undefined ? call(args) : run(args, typed));
      seen.push(ended.out, ended.err);
      return ended;
    };
    const before = await step(['status']);
    expect(before).toMatchObject({ code: 0 });
    expect(before.out).toMatch(/Tokens: none yet[\s\S]+1\. Let Cầu Nối speak[^\n]+zalo login/);
    const lan = zalo.user('Lan');
    expect((await step(['send-test', lan.id])).err).toMatch(/Not sent\. There is no token/);

    const login = await step(['login'], async (out) => {
      const address = await consentTo(out);
      return address === undefined ? undefined : `${address}\n`;
    });
    expect(login).toMatchObject({ code: 0, err: '' });
    expect(login.out).toMatch(/stored, sealed\.\nThey speak for: UBND xã Cầu Nối/);

    const after = await step(['status']);
    expect(after.out).toMatch(
      /pair 1, 0\.0 h old, renewed in (20\.0|19\.9) h, access ends in 25\.0 h/,
    );
    expect(after.out).toMatch(/Account: UBND xã Cầu Nối[\s\S]+followers: \d+/);
    expect(after.out).toMatch(/Switches: buttons off, billed messages off/);
    expect(after.out).toContain('https://caunoi.example/webhooks/zalo-oa');

    expect((await step(['send-test', lan.id])).err).toMatch(/Not sent\. Zalo error -2\d\d/);
    lan.sends('chào');
    const sent = await step(['send-test', lan.id]);
    expect(sent.out).toMatch(/Zalo took it: message \w+, paid by reply/);
    await until('the message', 2_000, () => lan.hasHeard(/nhắn thử/) || undefined);
    expect(zalo.calls().length).toBeGreaterThan(2);
    expect(seen.join('\n')).not.toMatch(/\b[AR][\w-]{60,}/);
    expect(seen.join('\n')).not.toContain(zalo.appSecret);
  }, 60_000);

  it('takes a code in a call of its own, once', async () => {
    const printed = await run(['login'], (out) => (out.includes('Paste') ? '\n' : undefined));
    expect(printed).toMatchObject({ code: 1 });
    expect(printed.err).toContain('nothing was pasted');
    const address = (await consentTo(printed.out)) ?? '';
    expect((await call(['login', '--code', address])).out).toContain('stored, sealed');
    const again = await call(['login', '--code', address]);
    expect(again.err).toMatch(/answers another link|no link was printed/);
  }, 60_000);

  it('does not let a bare code of another account speak', async () => {
    const verifier = 'V'.repeat(43);
    const other = { ZALO_OA_ID: '4242', ZALO_OA_CODE_VERIFIER: verifier };
    const code = zalo.tokens.consent(challengeOf(verifier));
    const refused = await call(['login', '--code', code], other);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toMatch(/Nothing was changed: these tokens are of the account \d+ \(UBND/);
    expect((await call(['status'], other)).out).toContain('Tokens: none yet');
  }, 60_000);

  it('takes a pair of the API Explorer through its input', async () => {
    const pair = zalo.tokens.issue();
    const type = (words: string) => (out: string) => (out.includes('Paste') ? words : undefined);
    const { out } = await run(['login', '--tokens'], type(JSON.stringify(pair)));
    expect(out).toContain('They speak for');
    const second = zalo.tokens.issue();
    const lines = `${second.access_token}\n${second.refresh_token}\n\n`;
    expect((await run(['login', '--tokens'], type(lines))).code).toBe(0);
    expect((await run(['login', '--tokens'], type('only-one-token\n\n'))).err).toMatch(
      /no two tokens/,
    );
    const dead = { access_token: 'x'.repeat(40), refresh_token: 'y'.repeat(40) };
    const refused = await run(['login', '--tokens'], type(JSON.stringify(dead)));
    expect(refused.err).toMatch(/Nothing was changed[^\n]+Zalo error -216/);
    expect(refused.err).not.toContain('xxxx');
  }, 90_000);

  it.each([
    [[], 0, /usage: scripts\/admin zalo status/],
    [['cook'], 1, /there is no zalo cook/],
    [['login', '--help'], 0, /An administrator of the Official Account opens it/],
    [['status', '--help'], 0, /never a token itself/],
    [['send-test', '--help'], 0, /within 48 hours/],
    [['send-test', '-h'], 0, /to whoever wrote last/],
    [['send-test'], 1, /Nobody has written to the account yet[\s\S]+zalo status/],
    [['status'], 0, /Events: none from Zalo in the last 3 days/],
    [['send-test', 'Lan'], 1, /USER-ID is a number/],
    [['send-test', '1', '2'], 1, /usage/],
    [['login', '--tokens', '--code', 'x'], 1, /only one of/],
    [['login', '--frobnicate'], 1, /frobnicate/],
    [['login', '--redirect', 'nowhere'], 1, /--redirect https/],
    [['login', '--code', 'https://caunoi.example/zalo?code=abcdefgh12&oa_id=9'], 1, /account 9/],
    [['login', '--code', 'https://caunoi.example/zalo?code=abcdefgh12&state=x'], 1, /another link/],
  ] as const)('answers %o', async (args, code, says) => {
    const ended = await call(args);
    expect(ended.code).toBe(code);
    expect(`${ended.out}${ended.err}`).toMatch(says);
  });

  it('writes to whoever wrote last when no id is given, and says when something arrived', async () => {
    const [earlier, latest] = [zalo.user('Lan'), zalo.user('Minh')];
    await using store = await openStore({ uri: database.uri, buildIndexes: false });
    for (const [user, at] of [
      [latest, new Date('2026-11-25T02:00:00Z')],
      [earlier, new Date('2026-11-25T01:00:00Z')],
    ] as const) {
      user.sends('chào');
      const chat = { channel: 'zalo-oa', chatId: user.id };
      await store.conversations.create(chat, `person-${user.id}`, 'vi', at);
      await store.conversations.interacted(chat, at, at);
    }
    const event = { key: 'a', chatId: latest.id, order: 1, body: '{}' };
    await store.inbox.add('zalo-oa', [event], new Date('2026-11-25T02:00:01Z'));
    const { out } = await call(['send-test']);
    expect(out).toMatch(/To whoever wrote last, at 2026-11-25T02:00:00[^\n]+\nZalo took it/);
    expect(out).not.toContain(latest.id);
    await until('the message', 2_000, () => latest.hasHeard(/nhắn thử/) || undefined);
    expect((await call(['status'])).out).toContain('arrived 2026-11-25T02:00:01');
  });

  it('says what to set where the channel is off', async () => {
    const { err, code } = await call(['status'], { ZALO_OA_ENABLED: 'false' });
    expect(code).toBe(1);
    expect(err).toMatch(/ZALO_OA_ENABLED=true[\s\S]+ZALO_OA_APP_ID/);
  });
});

describe('an address that Zalo led back to', () => {
  it.each([
    ['https://x/zalo?code=abcdefgh&oa_id=12&state=s', { code: 'abcdefgh', oaId: '12', state: 's' }],
    [' https://x/?code=abcdefgh \n', { code: 'abcdefgh' }],
    ['abcdefgh-_', { code: 'abcdefgh-_' }],
  ])('%s is read', (pasted, callback) => {
    expect(readCallback(pasted)).toEqual(callback);
  });

  it.each([
    ['', /nothing was pasted/],
    ['https://x/?error=-14003', /-14003.*address to return to/],
    ['https://x/?error=-14002', /-14002.*not active/],
    ['https://x/?error=<b>', /no number/],
    ['https://x/', /no code in it/],
    ['http://', /no whole address/],
    ['một mã', /neither/],
    ['x', /neither/],
  ])('%o is not', (pasted, says) => {
    expect(() => readCallback(pasted)).toThrow(says);
  });
});
