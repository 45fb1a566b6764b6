import { createServer, type Server } from 'node:http';

/** A provider that takes every call at once and shows it to nobody. */
export interface SilentProvider {
  readonly apiRoot: string;
  readonly calls: number;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback address. */
export function startSilentProvider(): Promise<SilentProvider> {
  let calls = 0;
  const server: Server = createServer((request, response) => {
    request.resume().once('end', () => {
      calls += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, result: { message_id: calls } }));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({
        apiRoot: `http://127.0.0.1:${port}`,
        get calls() {
          return calls;
        },
        close: () =>
          new Promise((ended) => {
            server.close(() => ended());
            server.closeAllConnections();
          }),
      });
    });
  });
}
