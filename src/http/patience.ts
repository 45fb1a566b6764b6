import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpEvents } from './deps.ts';

/** How long a server waits for those who send slowly, in milliseconds, as options of Node's own. */
export const SERVER_PATIENCE = {
  /** Headers are a few hundred bytes, on any line. */
  headersTimeout: 10_000,
  /** A photo of 8 MB takes a phone on a weak line two or three minutes. */
  requestTimeout: 300_000,
  /** Longer than a proxy keeps a connection that is not used: hanging up first breaks the request it just sends. */
  keepAliveTimeout: 75_000,
  /** How often the limits are looked at. */
  connectionsCheckingInterval: 1_000,
} as const;

/** A provider sends its kilobyte at once; one that takes longer is none, in milliseconds. */
export const WEBHOOK_BODY_MS = 5_000;

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers what is no request, or came too slowly to be one, as Node would by itself; and tells of it. */
export function refuseNonsense(server: Server, events: Pick<HttpEvents, 'requestRefused'>): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
    events.requestRefused({ route: '(none)', status });
    // Into an answer that was begun nothing else can be written.
    if (answerUnderWay(socket)?.headersSent === true) return void socket.destroy();
    socket.end(`HTTP/1.1 ${status} \r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
      socket.destroy(),
    );
  });
}

/** Node keeps it at the socket, and looks there itself before it answers such a client. */
const answerUnderWay = (socket: Duplex): ServerResponse | null | undefined =>
  Reflect.get(socket, '_httpMessage') as ServerResponse | null | undefined;
