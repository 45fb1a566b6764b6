import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, inject, it } from 'vitest';
import { importFolder } from '../../scripts/commands/import-org.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { createApp } from '../../src/app.ts';
import { readSettings } from '../../src/config.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { openTown, PERSONAS, SAMPLE } from '../fixtures/town.ts';

const PATIENT = { timeout: 20_000, interval: 50 };

const environmentOf = ({ uri }: TestDatabase, port: number) => ({
  NODE_ENV: 'test',
  MONGODB_URI: uri,
  REDIS_URL: inject('redisUrl'),
  CB_PORT: String(port),
  CB_QUEUE_PREFIX: `{${crypto.randomUUID()}}`,
  CB_SWEEP_SECONDS: '1',
});

const say = (address: string | undefined, chat: string, text: string): Promise<Response> => {
  const form = new FormData();
  form.set('eventId', crypto.randomUUID());
  form.set('text', text);
  const headers = { accept: 'application/json', origin: address ?? '' };
  return fetch(`${address}${chat}`, { method: 'POST', body: form, headers });
};

/** How a process ended: its code, or the signal that ended it, after so many milliseconds. */
async function ended(child: ChildProcess): Promise<{ code: unknown; signal: unknown; ms: number }> {
  const startedMs = performance.now();
  const [code, signal] = (await once(child, 'exit')) as [unknown, unknown];
  return { code, signal, ms: performance.now() - startedMs };
}

describe('a process that is told to end', () => {
  it('hangs up on open pages, lets everything go and ends with 0 by itself', async () => {
    const database = await openTestDatabase();
    await importFolder(database.uri, SAMPLE);
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'all'], {
      env: {
        PATH: process.env['PATH'],
        ...environmentOf(database, port),
        CB_DEMO_PERSONAS: `${SAMPLE}personas.json`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let log = '';
    child.stdout?.on('data', (text: Buffer) => (log += text.toString()));
    await expect
      .poll(
        () =>
          fetch(`${address}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        PATIENT,
      )
      .toBe(true);
    const page = await fetch(`${address}/demo/ba-con/chat/events`);
    const closed = page.text().then(
      () => true,
      () => true,
    );
    child.kill('SIGTERM');
    const end = await ended(child);
    expect(end).toMatchObject({ code: 0, signal: null });
    expect(end.ms).toBeLessThan(10_000);
    expect(await closed).toBe(true);
    expect(log).toContain('app.stopped');
    await database.close();
  }, 60_000);
});

describe('a town that is closed', () => {
  it('ends the turns under way first, answers nobody after, and may be closed twice', async () => {
    const town = await openTown();
    const { address } = town.app;
    const answer = say(address, '/demo/ba-con/chat', 'trợ giúp');
    await expect
      .poll(() => town.log.some((line) => line.includes('turn.taken')), PATIENT)
      .toBe(true);
    await Promise.all([town.app.close(), town.app.close()]);
    expect((await answer).status).toBe(200);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed');
    await expect(town.app.deps.store.ping()).rejects.toThrow('the store did not answer');
    expect(town.log.filter((line) => line.includes('app.stopped'))).toHaveLength(1);
    await town[Symbol.asyncDispose]();
  });
});

describe('a process without an organisation', () => {
  it('says so, refuses turns kindly, and goes to work once one is imported', async () => {
    const database = await openTestDatabase();
    const settings = readSettings(environmentOf(database, 0));
    const lines: string[] = [];
    const log = createLog('debug', { write: (line) => void lines.push(line) });
    const app = await createApp(settings, 'all', { log, personas: PERSONAS });
    const { address } = app;
    expect(lines.join('')).toContain('organisation.missing');
    const ready = async () => (await fetch(`${address}/readyz`)).status;
    expect(await ready()).toBe(503);
    expect((await say(address, '/demo/ba-con/chat', 'chào')).status).toBe(503);
    const sweeps = () => lines.filter((line) => line.includes('sweep.done')).length;
    await expect.poll(sweeps, PATIENT).toBeGreaterThan(1);
    expect(lines.join('')).not.toMatch(/job\.failed|sweep\.hindered/);
    await importFolder(database.uri, SAMPLE);
    expect(await ready()).toBe(200);
    expect((await say(address, '/demo/ba-con/chat', 'chào')).status).toBe(200);
    await app.close();
    await database.close();
  }, 40_000);
});
