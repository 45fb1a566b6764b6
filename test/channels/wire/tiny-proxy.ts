import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy on loopback that connects every name to one address, as a proxy looks names up itself. */
export interface TinyProxy extends AsyncDisposable {
  readonly port: number;
  /** What it was asked to connect to, such as `api.telegram.test:80`, with the header that names who asks. */
  readonly asked: { readonly target: string; readonly authorization: string | undefined }[];
  /** Answered instead of connecting, from now on. */
  refusesWith: number | undefined;
}

/** Starts one; `to` is where all connections end. */
export async function startTinyProxy(to: URL): Promise<TinyProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => {
    response.statusCode = 405;
    response.end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: TinyProxy = {
    port: (server.address() as AddressInfo).port,
    asked: [],
    refusesWith: undefined,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connect', (request, socket, head) => {
    proxy.asked.push({
      target: request.url ?? '',
      authorization: request.headers['proxy-authorization'],
    });
    if (proxy.refusesWith !== undefined) {
      socket.end(`HTTP/1.1 ${proxy.refusesWith} No\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(to.port), to.hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return proxy;
}
