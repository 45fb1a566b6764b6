import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { readText } from './form.ts';

/** One delivery as it arrived. */
export interface Arrived {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** Somebody who receives deliveries, keeps them as they came, and answers as told. */
export class Listener implements AsyncDisposable {
  readonly arrived: Arrived[] = [];
  /** What the next deliveries are answered, in order; then always 200. `0` is no answer at all. */
  readonly answers: number[] = [];
  readonly #server: Server;
  readonly url: string;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async open(): Promise<Listener> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const listener = new Listener(server, `http://127.0.0.1:${port}/hook`);
    server.on('request', (request, response) => void listener.#take(request, response));
    return listener;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.arrived.push({ body: await readText(request), headers: request.headers });
    const status = this.answers.shift() ?? 200;
    if (status !== 0) response.writeHead(status).end();
  }

  /** What arrived, opened. */
  get events(): readonly Readonly<Record<string, unknown>>[] {
    return this.arrived.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
