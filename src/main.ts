import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { createApp, type App, type Role } from './app.ts';
import { BadEnvironment, readSettings, type Settings } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { Persona } from './usecases/seat-personas.ts';

/** If closing hangs, the process ends all the same after this, in milliseconds. */
const FORCED_EXIT_MS = 20_000;

const ROLE = z.enum(['web', 'worker', 'all']);
const PERSONAS = z.array(
  z.object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    role: z.enum(['citizen', 'team', 'coordinator', 'leader']),
    label: z.object({ vi: z.string() }).catchall(z.string()),
    cadreId: z.string().optional(),
  }),
);

/** The process cannot start; the message says what to mend. */
class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

function readRole(argument: string | undefined): Role {
  const role = ROLE.safeParse(argument ?? 'all');
  if (!role.success) throw new CannotStart('usage: main [web | worker | all]');
  return role.data;
}

async function readPersonas({ config }: Settings): Promise<readonly Persona[]> {
  if (config.demoPersonasFile === undefined) return [];
  const personas = PERSONAS.safeParse(await readJson(config.demoPersonasFile));
  if (!personas.success)
    throw new CannotStart(`CB_DEMO_PERSONAS: ${z.prettifyError(personas.error)}`);
  return personas.data as readonly Persona[];
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new CannotStart('CB_DEMO_PERSONAS: names no file of JSON', { cause });
  }
}

/** The demo's clock runs ahead by what the launcher wrote into a file, so that a reminder need not be waited for. */
function demoClock({ config: { demoClockFile } }: Settings): { clock?: Clock } {
  if (demoClockFile === undefined) return {};
  const aheadMs = (): number => Number(readFileSync(demoClockFile, 'utf8'));
  if (!existsSync(demoClockFile) || Number.isNaN(aheadMs()))
    throw new CannotStart('CB_DEMO_CLOCK: names no file with a number of milliseconds');
  return { clock: { now: () => new Date(Date.now() + aheadMs()) } };
}

/** What to mend, where it can be told; never a stack trace. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BadEnvironment || error instanceof CannotStart) return error.message;
  if (error.name === 'StoreUnavailable') return 'MONGODB_URI: no MongoDB answers there';
  if ('code' in error && error.code === 'EADDRINUSE')
    return 'CB_PORT: another program has this port';
  return `${error.name}: ${error.message}`;
}

function closeOnSignals(app: App): void {
  const close = (): void => {
    setTimeout(() => process.exit(1), FORCED_EXIT_MS).unref();
    app.close().catch(() => {
      process.exitCode = 1;
    });
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

try {
  const role = readRole(process.argv[2]);
  const settings = readSettings(process.env);
  const app = await createApp(settings, role, {
    personas: await readPersonas(settings),
    ...demoClock(settings),
  });
  closeOnSignals(app);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}
