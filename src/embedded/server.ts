import { createServer, type Server, type Socket } from 'node:net';
import { Catalogue } from './catalogue.ts';
import { noLog } from './change-log.ts';
import { serveConnection } from './connection.ts';
import { Cursors } from './cursors.ts';
import { CommandError } from './errors.ts';
import { removeExpired } from './expiry.ts';
import { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import type { ReadCounters } from './select.ts';
import type { ServerClock, ServerState } from './server-state.ts';

const host = '127.0.0.1';
const sweepEveryMs = 60_000;

/** How an embedded server is started. */
export interface EmbeddedOptions {
  /** Port on 127.0.0.1. Default 0, any free one. */
  readonly port?: number;
  /** Folder that holds the data. Default none: everything is in memory and gone at the end. */
  readonly dataDir?: string;
  /** Time for TTL indexes, `$currentDate` and `$$NOW`. Default the system's. */
  readonly clock?: ServerClock;
  /**
   * True to wait for the disk before each acknowledgement, so that writes survive a power cut too.
   * Default false: they survive the end of the process, however sudden.
   */
  readonly fsync?: boolean;
  /** Journal size in bytes below which it is never compacted. Default 8 MiB. */
  readonly compactAboveBytes?: number;
}

/** A running stand-in for a MongoDB server, on loopback. */
export interface EmbeddedServer {
  /** Connection string without a database, such as `mongodb://127.0.0.1:27017/`. */
  readonly uri: string;
  readonly port: number;
  /** Makes chosen commands fail, for tests. */
  readonly faults: Faults;
  /** What queries have read so far. */
  readonly counters: Readonly<ReadCounters>;
  /** Deletes what TTL indexes say has expired, as is done each minute; returns how many. */
  sweepExpired(): number;
  /** Rewrites the journal down to what is alive. At once when there is no data folder. */
  compact(): Promise<void>;
  /** Ends all connections and closes the journal. May be repeated. */
  close(): Promise<void>;
}

/**
 * Starts a server that speaks the MongoDB wire protocol on 127.0.0.1.
 *
 * It is for development and tests; nothing authenticates its clients.
 *
 * @throws {Error} under `NODE_ENV=production`, when the port is taken, when another server has the
 *   data folder, or when its journal is damaged other than at the end.
 */
export async function startEmbedded(
  options: EmbeddedOptions = {},
  // The one look at the environment in this folder: no configuration may overrule this refusal.
  environment: string | undefined = process.env['NODE_ENV'],
): Promise<EmbeddedServer> {
  if (environment === 'production') {
    throw new Error('The embedded MongoDB stand-in must not run under NODE_ENV=production.');
  }
  const journal =
    options.dataDir === undefined ? undefined : await Journal.open(options.dataDir, options);
  try {
    const catalogue = new Catalogue(journal ?? noLog);
    journal?.replayInto(catalogue);
    return await listen(options, catalogue, journal);
  } catch (error) {
    await journal?.close();
    throw error;
  }
}

async function listen(
  options: EmbeddedOptions,
  catalogue: Catalogue,
  journal: Journal | undefined,
): Promise<EmbeddedServer> {
  const state: ServerState = {
    catalogue,
    cursors: new Cursors(),
    clock: options.clock ?? { now: () => new Date() },
    counters: { documentsExamined: 0, collectionScans: 0 },
  };
  const faults = new Faults();
  const commit = () => journal?.commit();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => accept(socket, sockets, { state, faults, commit }));
  const port = await bind(server, options.port ?? 0);
  const sweepExpired = () => {
    const removed = removeExpired(catalogue, state.clock.now());
    commit();
    return removed;
  };
  const timer = setInterval(() => sweepQuietly(sweepExpired), sweepEveryMs).unref();
  const close = async () => {
    clearInterval(timer);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await journal?.close();
  };
  return {
    uri: `mongodb://${host}:${port}/`,
    port,
    faults,
    counters: state.counters,
    sweepExpired,
    compact: async () => journal?.compact(),
    close,
  };
}

// A journal that cannot be written is reported to the clients, whose commands fail by it.
function sweepQuietly(sweepExpired: () => number): void {
  try {
    sweepExpired();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
}

let connectionCount = 0;

function accept(
  socket: Socket,
  sockets: Set<Socket>,
  served: Parameters<typeof serveConnection>[2],
): void {
  socket.setNoDelay(true);
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
  // The loop that reads the socket sees the error too; without a listener it would end the process.
  socket.on('error', () => socket.destroy());
  connectionCount += 1;
  void serveConnection(socket, connectionCount, served);
}

async function bind(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address was given.');
  return address.port;
}
