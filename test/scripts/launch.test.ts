import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { keepRunning } from '../../scripts/launch/child.ts';
import { endLeftovers, rememberRunning } from '../../scripts/launch/leftovers.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { NotInTime, until } from '../../scripts/launch/until.ts';
import { DemoClock } from '../../scripts/story/demo-clock.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'cau-noi-launch-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));
const PATIENT = { timeout: 10_000, interval: 20 };

const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A small program; `stubborn` does not hear SIGTERM. */
const program = (name: string, body: string) => ({
  name,
  command: process.execPath,
  args: ['-e', `${body}; console.log(process.pid); setInterval(() => undefined, 1000)`],
  logFile: join(FOLDER, 'log', `${name}.log`),
});

describe('a program that is kept running', () => {
  it('is started again when it ends, its output kept, until it is told to stop', async () => {
    const restarts: string[] = [];
    const child = keepRunning(program('kept', ''), (name) => restarts.push(name));
    const { pid: first } = child;
    const said = () =>
      readFileSync(join(FOLDER, 'log', 'kept.log'), 'utf8')
        .trim()
        .split('\n');
    await expect.poll(said, PATIENT).toEqual([String(first)]);
    process.kill(first ?? 0, 'SIGKILL');
    await expect.poll(() => child.pid !== first && isAlive(child.pid), PATIENT).toBe(true);
    await expect.poll(said, PATIENT).toEqual([String(first), String(child.pid)]);
    const { pid: second } = child;
    await child.stop();
    expect(restarts).toEqual(['kept']);
    expect([first, second].map(isAlive)).toEqual([false, false]);
  });

  it('is ended by force when it does not hear', async () => {
    const child = keepRunning(program('stubborn', 'process.on("SIGTERM", () => undefined)'));
    const log = () => readFileSync(join(FOLDER, 'log', 'stubborn.log'), 'utf8');
    await expect.poll(log, PATIENT).not.toBe('');
    await child.stop();
    expect(isAlive(child.pid)).toBe(false);
  });

  it('that cannot be started says why in its log', async () => {
    const child = keepRunning({
      name: 'absent',
      command: join(FOLDER, 'no-such-program'),
      args: [],
      logFile: join(FOLDER, 'absent.log'),
    });
    await expect
      .poll(() => readFileSync(join(FOLDER, 'absent.log'), 'utf8'), PATIENT)
      .toMatch(/ENOENT/);
    await child.stop();
    expect(child.pid).toBeUndefined();
  });
});

describe('what a killed launcher left behind', () => {
  const idle = (title: string) =>
    spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', title]);

  it('is ended when it is ours, and nobody else is', async () => {
    const [ours, stranger] = [idle('scripts/launch/stand-in.ts'), idle('a-letter.txt')];
    const children = [ours, stranger].map((child) => ({
      name: 'idle',
      pid: child.pid,
      stop: async () => undefined,
    }));
    rememberRunning(FOLDER, children);
    const ended = once(ours, 'exit');
    await endLeftovers(FOLDER);
    await ended;
    expect(isAlive(stranger.pid)).toBe(true);
    expect(existsSync(join(FOLDER, 'running.json'))).toBe(false);
    stranger.kill();
    await endLeftovers(FOLDER);
  });
});

describe('a port', () => {
  it('is the wanted one where it is free, else another', async () => {
    const free = await freePort();
    expect(await freePort(free)).toBe(free);
    const server = createServer().listen(free, '127.0.0.1');
    await once(server, 'listening');
    expect(await freePort(free)).not.toBe(free);
    server.close();
  });
});

describe('waiting', () => {
  it('ends with what was found, and a probe that throws counts as not yet', async () => {
    let asked = 0;
    const found = await until('the third time', 5_000, () => {
      asked += 1;
      if (asked === 1) throw new Error('not yet');
      return asked === 3 ? 'there' : undefined;
    });
    expect(found).toBe('there');
  });

  it('gives up after its time, naming what was waited for', async () => {
    const waiting = until('spring', 60, () => undefined);
    await expect(waiting).rejects.toThrow(NotInTime);
    await expect(waiting).rejects.toThrow(/in vain for spring/);
  });
});

describe('the clock of the demo', () => {
  const clockAt = (iso: string): DemoClock => {
    const file = join(FOLDER, `clock-${iso}`);
    const clock = new DemoClock(file);
    clock.advance((new Date(iso).getTime() - Date.now()) / 60_000);
    return clock;
  };
  const minutesFrom = (clock: DemoClock, iso: string): number =>
    Math.round((clock.now().getTime() - new Date(iso).getTime()) / 60_000);

  it('is kept in its file, so that every process has the same', () => {
    const clock = clockAt('2026-11-25T01:00:00Z');
    clock.advance(90);
    const again = new DemoClock(clock.file);
    expect(minutesFrom(again, '2026-11-25T02:30:00Z')).toBe(0);
  });

  it.each([
    ['a working evening', '2026-11-25T13:00:00Z', '2026-11-26T00:30:00Z'],
    ['the night before', '2026-11-24T20:00:00Z', '2026-11-25T00:30:00Z'],
    ['a Friday noon', '2026-11-27T05:00:00Z', '2026-11-30T00:30:00Z'],
    ['the eve of Tết', '2027-02-05T03:00:00Z', '2027-02-12T00:30:00Z'],
  ])('goes from %s to the next morning on which offices open', (_when, from, morning) => {
    const clock = clockAt(from);
    clock.goToMorning();
    expect(minutesFrom(clock, morning)).toBe(0);
  });
});

describe('a list of processes that is spoilt', () => {
  it('stops the launcher rather than ending a stranger', async () => {
    writeFileSync(join(FOLDER, 'running.json'), '["all"]');
    await expect(endLeftovers(FOLDER)).rejects.toThrow(/expected number/i);
    rmSync(join(FOLDER, 'running.json'));
  });
});
