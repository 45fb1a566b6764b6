import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { until } from './until.ts';
import type { Child } from './child.ts';

const PIDS = z.array(z.number().int());
const fileIn = (folder: string): string => join(folder, 'running.json');

/** Notes which processes work on a folder, so that a launcher that was killed leaves none behind for ever. */
export function rememberRunning(folder: string, children: readonly Child[]): void {
  writeFileSync(fileIn(folder), JSON.stringify(children.flatMap((child) => child.pid ?? [])));
}

/** Ends processes of an earlier launcher that did not end in order: two on one folder would spoil its files. */
export async function endLeftovers(folder: string): Promise<void> {
  if (!existsSync(fileIn(folder))) return;
  const pids = PIDS.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  for (const pid of pids) if (isOurs(pid)) await endProcess(pid);
  rmSync(fileIn(folder));
}

/** A process id may have been given to somebody else since. */
function isOurs(pid: number): boolean {
  try {
    return /redis-server|src\/main\.ts|stand-in\.ts/.test(
      readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    );
  } catch {
    return false;
  }
}

async function endProcess(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  const isGone = () => (isOurs(pid) ? undefined : true);
  await until('a leftover process to end', 5_000, isGone).catch(() => process.kill(pid, 'SIGKILL'));
}
