import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Heard {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

type Answer = (heard: Heard, response: ServerResponse) => void | Promise<void>;

/** A small HTTP server on loopback that answers what a test needs, and remembers what it was asked. */
export class LocalServer {
  readonly heard: Heard[] = [];
  readonly #server: Server;
  /** Answers from now on. */
  answer: Answer = (_, response) => void response.writeHead(404).end();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<LocalServer> {
    const server = createServer();
    const local = new LocalServer(server);
    server.on('request', (request, response) => void local.#take(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return local;
  }

  /** `127.0.0.1:<port>`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** What was asked for last. */
  get last(): Heard {
    const last = this.heard.at(-1);
    if (last === undefined) throw new Error('nothing was asked for');
    return last;
  }

  /** Answers every request with this JSON from now on. */
  json(body: unknown, headers: Readonly<Record<string, string>> = {}, status = 200): void {
    this.answer = (_, response) =>
      void response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((ended) => this.#server.close(ended));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    const heard = { method, path, headers, body: Buffer.concat(chunks) };
    this.heard.push(heard);
    await this.answer(heard, response);
  }
}
