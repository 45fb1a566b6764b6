import { setMaxListeners } from 'node:events';
import { serve } from '@hono/node-server';
import type { InboundSink } from './channels/channel.ts';
import type { Settings } from './config.ts';
import { buildHouse, type House, type Overrides } from './house.ts';
import { createServer } from './http/server.ts';
import { pageDeps } from './page-deps.ts';
import { startWorkers } from './jobs/workers.ts';
import type { Deps } from './usecases/deps.ts';
import { handleMessage } from './usecases/handle-message.ts';
import { keepFile } from './usecases/keep-file.ts';
import { seatPersonas } from './usecases/seat-personas.ts';

/** What a process does: serve pages and webhooks, do queued and timed work, or both. */
export type Role = 'web' | 'worker' | 'all';

/** A running process; closing it lets what is under way end first. */
export interface App extends AsyncDisposable {
  /** Where people reach the pages. */
  readonly address: string;
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
export async function createApp(settings: Settings, role: Role, overrides: Overrides = {}): Promise<App> {
  const startedMs = performance.now();
  const house = await buildHouse(settings, overrides);
  const opened: Close[] = [house.close];
  const close = closeOnce(house, role, opened);
  try {
    await seatPersonas(house.deps, house.personas);
    if (role !== 'web') opened.push(await startWorker(house));
    if (role !== 'worker') opened.push(await startWeb(house));
  } catch (error) {
    await close();
    throw error;
  }
  house.deps.events.started({ role, ms: performance.now() - startedMs });
  return { address: house.publicUrl, deps: house.deps, close, [Symbol.asyncDispose]: close };
}

function closeOnce(house: House, role: Role, opened: readonly Close[]): Close {
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    for (const close of opened.toReversed()) await close();
    house.deps.events.stopped({ role });
  };
  return () => (closing ??= end());
}

async function startWorker({ queues, deps, jobs, channels, settings }: House): Promise<Close> {
  const rates = new Map(channels.map(({ id, capabilities }) => [`deliver-${id}`, capabilities.messagesPerSecond]));
  const workers = await startWorkers(queues, deps, jobs, {
    sweepSeconds: settings.config.sweepSeconds,
    messagesPerSecond: (queue) => rates.get(queue),
  });
  return () => workers.close(CLOSE_MS);
}

async function startWeb(house: House): Promise<Close> {
  const { deps, settings, channels } = house;
  const sink: InboundSink = {
    receive: (message) => handleMessage(deps, message),
    storeFile: (file) => keepFile(deps, file),
  };
  const closing = new AbortController();
  // Every open event stream listens to it.
  setMaxListeners(0, closing.signal);
  const stopServer = await listen(house, (publicUrl) => createServer(pageDeps(house, sink, publicUrl, closing.signal)).fetch);
  const stops = await Promise.all(channels.map((channel) => channel.start?.(sink)));
  house.publicUrl = settings.config.publicUrl ?? house.publicUrl;
  return async () => {
    closing.abort();
    await Promise.all(stops.map((stop) => stop?.()));
    await stopServer();
  };
}

type Fetch = Parameters<typeof serve>[0]['fetch'];

/** Binds the port first: with port 0 the address is known only then. */
function listen(house: House, buildFetch: (publicUrl: string) => Fetch): Promise<Close> {
  const { host, port, publicUrl } = house.settings.config;
  let fetch: Fetch | undefined;
  return new Promise((resolve, reject) => {
    const server = serve({ hostname: host, port, fetch: (...request) => fetch?.(...request) ?? new Response(null, { status: 503 }) }, (bound) => {
      house.publicUrl = publicUrl ?? `http://${host}:${bound.port}`;
      fetch = buildFetch(house.publicUrl);
      resolve(() => new Promise((ended) => {
        const hurry = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), CLOSE_MS);
        server.close(() => {
          clearTimeout(hurry);
          ended();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }));
    });
    server.once('error', reject);
  });
}
