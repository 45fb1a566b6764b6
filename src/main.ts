import { readFileSync } from 'node:fs';
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
  const personas = PERSONAS.safeParse(JSON.parse(await readFile(config.demoPersonasFile, 'utf8')));
  if (!personas.success)
    throw new CannotStart(`CB_DEMO_PERSONAS: ${z.prettifyError(personas.error)}`);
  return personas.data as readonly Persona[];
}

/** The demo's clock runs ahead by what the launcher wrote into a file, so that a reminder need not be waited for. */
function demoClock({ config: { demoClockFile } }: Settings): { clock?: Clock } {
  if (demoClockFile === undefined) return {};
  return {
    clock: { now: () => new Date(Date.now() + Number(readFileSync(demoClockFile, 'utf8'))) },
  };
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
  const isOurs = error instanceof BadEnvironment || error instanceof CannotStart;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(`${isOurs ? (error as Error).message : reason}\n`);
  process.exitCode = 1;
}
