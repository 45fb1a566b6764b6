import { createServer } from 'node:net';

/** Finds a free port of the loopback address; the wanted one if it is free. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () =>
      wanted === 0 ? reject(new Error('no free port')) : resolve(freePort()),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}
