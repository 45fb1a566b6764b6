import { setMaxListeners } from 'node:events';
import { Server } from 'node:http';
import { serve, type ServerType } from '@hono/node-server';
import type { Settings } from './config.ts';
import { buildHouse, type House, type Overrides } from './house.ts';
import { refuseNonsense, SERVER_PATIENCE } from './http/patience.ts';
import { createServer } from './http/server.ts';
import { pageDeps } from './page-deps.ts';
import { within } from './jobs/within.ts';
import { startWorkers } from './jobs/workers.ts';
import type { Deps } from './usecases/deps.ts';
import { announceToAll } from './usecases/announce-menus.ts';
import { seatPersonas } from './usecases/seat-personas.ts';
import { createSink } from './usecases/sink.ts';
import { createIntake } from './usecases/take-in.ts';

/** What a process does: serve pages and webhooks, do queued and timed work, or both. */
export type Role = 'web' | 'worker' | 'all';

/** A running process; closing it lets what is under way end first. */
export interface App extends AsyncDisposable {
  /** Where the pages are bound; absent in the worker role. */
  readonly address: string | undefined;
  /** What the use cases work with, for the commands of `scripts/` and for tests. */
  readonly deps: Deps;
  close(): Promise<void>;
}

type Close = () => Promise<void>;

/** How long active jobs and requests may still take when closing, in milliseconds. */
const CLOSE_MS = 10_000;

/**
 * Starts a process from its settings: builds the house, then opens what the role asks for.
 *
 * @throws {StoreUnavailable} when MongoDB does not answer.
 */
export async function createApp(
  settings: Settings,
  role: Role,
  overrides: Overrides = {},
): Promise<App> {
  const startedMs = performance.now();
  const house = await buildHouse(settings, overrides);
  const opened: Close[] = [house.close];
  const close = closeOnce(house, role, opened);
  let address: string | undefined;
  try {
    await lookForOrganisation(house);
    await seatPersonas(house.deps, house.personas);
    if (role !== 'web') opened.push(startWorker(house));
    if (role !== 'worker') {
      const web = await startWeb(house);
      opened.push(web.close);
      address = web.address;
    }
  } catch (error) {
    await close();
    throw error;
  }
  house.deps.events.started({ role, ms: performance.now() - startedMs });
  return { address, deps: house.deps, close, [Symbol.asyncDispose]: close };
}

/** Without one no turn can be taken; the process stays up, for it goes to work as soon as one is imported. */
async function lookForOrganisation({ deps }: House): Promise<void> {
  if ((await deps.store.organisation.edition()) === 0) deps.events.organisationMissing();
}

function closeOnce(house: House, role: Role, opened: readonly Close[]): Close {
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    const failures: unknown[] = [];
    // Whatever cannot be closed must not keep the rest open.
    for (const close of opened.toReversed())
      await close().catch((error: unknown) => failures.push(error));
    house.deps.events.stopped({ role });
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  };
  return () => (closing ??= end());
}

function startWorker({ queues, deps, jobs, channels }: House): Close {
  const rates = new Map(
    channels.map(({ id, capabilities }) => [`deliver-${id}`, capabilities.messagesPerSecond]),
  );
  const workers = startWorkers(queues, deps, jobs, {
    messagesPerSecond: (queue) => rates.get(queue),
  });
  return () => workers.close(CLOSE_MS);
}

/** What is bound, and how it ends. */
interface Web {
  readonly address: string;
  readonly close: Close;
}

async function startWeb(house: House): Promise<Web> {
  const { deps, channels } = house;
  const sink = createSink(deps);
  const intake = createIntake(deps);
  const closing = new AbortController();
  // Every open event stream listens to it.
  setMaxListeners(0, closing.signal);
  const server = await listen(
    house,
    createServer(pageDeps(house, sink, intake, closing.signal)).fetch,
  );
  void announceToAll(deps, house.translator.locales);
  const stops = await Promise.all(
    channels.map(async (channel) => channel.start?.((events) => intake.takeIn(channel.id, events))),
  );
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all(stops.map(async (stop) => stop?.()));
    await server.close();
    // What is still unread then lies in the store.
    await within(CLOSE_MS, intake.close()).catch(() => undefined);
  };
  return { address: server.address, close };
}

function listen(house: House, fetch: Parameters<typeof serve>[0]['fetch']): Promise<Web> {
  const { host, port } = house.settings.config;
  return new Promise((resolve, reject) => {
    const options = { hostname: host, port, fetch, serverOptions: SERVER_PATIENCE };
    const server = serve(options, (bound) => {
      const address = `http://${host}:${bound.port}`;
      house.publicUrl ??= address;
      resolve({ address, close: () => closeServer(server) });
    });
    server.once('error', reject);
    if (server instanceof Server) refuseNonsense(server, house.deps.events);
  });
}

/** Lets requests under way end, then hangs up. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((ended) => {
    const hurry = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, CLOSE_MS);
    server.close(() => {
      clearTimeout(hurry);
      ended();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
