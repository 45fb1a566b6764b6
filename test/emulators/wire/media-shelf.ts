import { Hono } from 'hono';
import type { Bound } from './server.ts';

interface Shelved {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** Files that people sent, at addresses of Zalo's own. */
export class MediaShelf {
  /** Known once the server listens. */
  address = '';
  /** Addresses that lead elsewhere, by their path. */
  readonly redirects = new Map<string, string>();
  readonly #files = new Map<string, Shelved>();
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];

  /** @returns The address of the file. */
  put(name: string, bytes: Uint8Array, mediaType: string): string {
    const path = `/${this.#files.size + 1}/${name}`;
    this.#files.set(path, { bytes, mediaType });
    return `${this.address}${path}`;
  }

  /** An address that leads to another. */
  redirect(to: string): string {
    const path = `/away/${this.redirects.size + 1}`;
    this.redirects.set(path, to);
    return `${this.address}${path}`;
  }

  /** Files are there no more, as after some days. */
  clear(): void {
    this.#files.clear();
  }

  find(path: string): Shelved | undefined {
    this.asked.push(path);
    return this.#files.get(path);
  }
}

/** Serves the shelf. */
export function createMediaServer(shelf: MediaShelf): Hono<Bound> {
  const app = new Hono<Bound>();
  app.get('*', (context) => {
    const path = decodeURIComponent(new URL(context.req.url).pathname);
    const away = shelf.redirects.get(path);
    if (away !== undefined) return context.redirect(away, 302);
    const found = shelf.find(path);
    if (found === undefined) return context.html('<h1>Not Found</h1>', 404);
    return context.body(new Uint8Array(found.bytes), 200, { 'content-type': found.mediaType });
  });
  return app;
}
