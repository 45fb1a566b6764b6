import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, WebhookRoute } from '../../src/channels/channel.ts';
import { createWebChannel } from '../../src/channels/web/web-channel.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import { openHttpHouse, type HttpHouse } from './fixtures/http-house.ts';
import { Visitor } from './fixtures/visitor.ts';

let house: HttpHouse;
beforeAll(async () => {
  house = await openHttpHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const configured = (config: Partial<HttpDeps['config']>) =>
  house.serve((deps) => ({ ...deps, config: { ...deps.config, ...config } }));

describe('what machines ask', () => {
  it('says that the process lives and can work', async () => {
    expect(await (await house.app.request('/healthz')).text()).toBe('ok');
    const ready = async () => (await house.app.request('/readyz')).json();
    await expect
      .poll(ready, { timeout: 10_000 })
      .toEqual({ mongo: true, redis: true, organisation: true });
  });

  it.each([
    [{ mongo: true, redis: false, organisation: true }, 200],
    [{ mongo: false, redis: true, organisation: true }, 503],
    [{ mongo: true, redis: true, organisation: false }, 503],
  ])('answers %o with %i, for without Redis turns are still taken', async (state, status) => {
    const app = house.serve((deps) => ({ ...deps, readiness: async () => state }));
    const response = await app.request('/readyz');
    expect([response.status, await response.json()]).toEqual([status, state]);
  });

  it('shows the figures to those who bear the token alone', async () => {
    const app = configured({ metricsToken: 'a-token-of-tests-1' });
    const ask = (token: string) =>
      app.request('/metrics', { headers: { authorization: `Bearer ${token}` } });
    expect(await (await ask('a-token-of-tests-1')).text()).toContain('# HELP cb_');
    expect((await ask('a-token-of-tests-2')).status).toBe(404);
    expect((await ask('')).status).toBe(404);
  });

  it('shows the figures without a token to the own machine alone, and to nobody through a proxy', async () => {
    await using server = await listen(house.app.fetch);
    expect((await fetch(`${server.address}/metrics`)).status).toBe(200);
    const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } };
    expect((await fetch(`${server.address}/metrics`, forwarded)).status).toBe(404);
    expect((await house.app.request('/metrics')).status).toBe(404);
  });
});

async function listen(fetch: Parameters<typeof serve>[0]['fetch']) {
  return new Promise<AsyncDisposable & { address: string }>((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        address: `http://127.0.0.1:${port}`,
        [Symbol.asyncDispose]: () =>
          new Promise((ended) => {
            server.close(() => ended());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
  });
}

describe('headers', () => {
  it('allow no script, style or frame but our own', async () => {
    const { headers } = await house.visitor().ask('/chat');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('keep the session to TLS where pages are served by it', async () => {
    const visitor = new Visitor(configured({ secureCookies: true }));
    const { headers } = await visitor.ask('/chat');
    expect(headers.getSetCookie()[0]).toMatch(/^__Host-caunoi=[\w-]{32};.* Secure; /);
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    await visitor.says('xin chào');
    expect(await visitor.lines()).toHaveLength(2);
  });
});

describe('scripts and styles', () => {
  it('are found at the addresses that the page names, and kept for ever', async () => {
    const page = await house.visitor().read('/chat');
    const addresses = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(addresses.length).toBeGreaterThan(8);
    for (const address of addresses) {
      const response = await house.app.request(address);
      expect([address, response.status]).toEqual([address, 200]);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('weigh less than 40 KB of script and 25 KB of style, compressed', async () => {
    const page = await house.visitor().read('/chat');
    const sizeOf = async (pattern: RegExp): Promise<number> => {
      const addresses = new Set([...page.matchAll(pattern)].map(([, address]) => address ?? ''));
      const sizes = await Promise.all(
        [...addresses].map(async (address) => {
          const response = await house.app.request(address, {
            headers: { 'accept-encoding': 'gzip' },
          });
          expect(response.headers.get('content-encoding')).toBe('gzip');
          return (await response.arrayBuffer()).byteLength;
        }),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    };
    expect(await sizeOf(/(?:href|src)="([^"]+\.js)"/g)).toBeLessThan(40_000);
    expect(await sizeOf(/href="([^"]+\.css)"/g)).toBeLessThan(25_000);
  });

  it('has fonts with Vietnamese letters, as the style names them', async () => {
    const page = await house.visitor().read('/chat');
    const address = /href="([^"]+style\.css)"/.exec(page)?.[1] ?? '';
    const style = await (await house.app.request(address)).text();
    const fonts = [...style.matchAll(/url\("\.\.(\/fonts\/[^"]+)"/g)].map(
      ([, font]) => `/assets${font}`,
    );
    expect(fonts).toHaveLength(4);
    for (const font of fonts) {
      const bytes = new Uint8Array(await (await house.app.request(font)).arrayBuffer());
      expect(Buffer.from(bytes.subarray(0, 4)).toString('latin1')).toBe('wOF2');
    }
  });

  it('have a service worker that can change', async () => {
    const response = await house.app.request('/service-worker.js');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });
});

describe('pages for what goes wrong', () => {
  it('tell in the voice that there is no such page', async () => {
    const response = await house.visitor().ask('/khong-co');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Có thể đường dẫn bị thiếu chữ.');
  });

  it('tell programs in their own way', async () => {
    const response = await house
      .visitor()
      .ask('/khong-co', { headers: { accept: 'application/json' } });
    expect(await response.json()).toEqual({ error: 404 });
  });

  it('tell of a fault of ours without its words', async () => {
    const app = house.serve((deps) => ({
      ...deps,
      loadConversation: () => Promise.reject(new Error('secret words')),
    }));
    const response = await new Visitor(app).ask('/chat');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret words');
    expect(house.log.findLast((line) => line.includes('request.failed'))).not.toContain(
      'secret words',
    );
  });

  it('tell that there is no network, for when there is none', async () => {
    expect(await house.visitor().read('/offline')).toContain('Máy chưa vào được mạng.');
  });

  it('count what was refused by its route alone', async () => {
    await house.visitor().post('/chat', { eventId: 'x' });
    expect(house.log.at(-1)).toMatch(/"route":"\/chat","status":400,"msg":"request\.refused"/);
  });
});

describe('signing in by a one-time link', () => {
  const CADRE = 'TD-DT-12-1';
  const link = async (): Promise<string> => {
    const token = randomUUID();
    const expiresAt = new Date(house.clock.now().getTime() + 60_000);
    await house.house.deps.store.signIns.create({
      tokenHash: hashSecret(token),
      cadreId: CADRE,
      expiresAt,
    });
    return `/vao/${token}`;
  };

  it('is not spent by a messenger that opens it to draw a preview', async () => {
    const path = await link();
    const visitor = house.visitor();
    expect(await visitor.read(path)).toContain('<form method="post">');
    await visitor.read(path);
    expect((await visitor.post(path, {})).headers.get('location')).toBe('/chat');
  });

  it('makes a new session the cadre’s, never the one that somebody may have planted', async () => {
    const visitor = house.visitor();
    await visitor.ask('/chat');
    const planted = visitor.cookies.get('caunoi');
    await visitor.post(await link(), {});
    expect(visitor.cookies.get('caunoi')).not.toBe(planted);
    await visitor.says('việc của tổ');
    const [, answer] = await visitor.lines();
    expect(answer?.words?.join(' ')).not.toContain('chưa hiểu');
    const cadre = await house.house.deps.store.cadres.load(CADRE);
    expect(cadre?.chats.length).toBeGreaterThan(0);
  });

  it('works once', async () => {
    const path = await link();
    await house.visitor().post(path, {});
    const second = await house.visitor().post(path, {});
    expect(second.status).toBe(410);
    expect(await second.text()).toContain('đã dùng rồi hoặc đã hết hạn');
    expect(second.headers.getSetCookie()).toEqual([]);
  });

  it('is ended by leaving the device', async () => {
    const visitor = house.visitor();
    await visitor.post(await link(), {});
    const before = (await house.house.deps.store.cadres.load(CADRE))?.chats.length ?? 0;
    await visitor.post('/chat/leave', {});
    expect((await house.house.deps.store.cadres.load(CADRE))?.chats).toHaveLength(before - 1);
  });
});

/** A channel with one webhook, which answers like this. */
const channelOf = (accept: WebhookRoute['accept']): Channel => ({
  id: 'post',
  capabilities: createWebChannel({ publish: async () => undefined }).capabilities,
  webhooks: [{ method: 'POST', path: '/webhooks/post', maxBodyBytes: 64, accept }],
  read: async () => undefined,
  send: async () => ({}),
});

/** Calls that webhook. */
const call = (
  accept: WebhookRoute['accept'],
  body: string | ReadableStream,
  takeIn: HttpDeps['takeIn'] = async () => undefined,
) => {
  const app = house.serve((deps) => ({ ...deps, channels: [channelOf(accept)], takeIn }));
  return app.request('/webhooks/post', {
    method: 'POST',
    body,
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  });
};

const EVENT = { key: '1', chatId: '2', order: 3, body: 'hello' };

describe('webhooks', () => {
  it('reach their channel without origin or cookie, and store what it names', async () => {
    const taken: unknown[] = [];
    const response = await call(
      async (request) => ({
        status: 200,
        events: [{ ...EVENT, body: await request.text() }],
      }),
      'hello',
      async (channelId, events) => void taken.push(channelId, ...events),
    );
    expect(response.status).toBe(200);
    expect(taken).toEqual(['post', EVENT]);
  });

  it('are not read beyond their limit, whether or not they tell their length', async () => {
    let calls = 0;
    const accept = async () => {
      calls += 1;
      return { status: 200, events: [] };
    };
    const untold = new Blob(['x'.repeat(65)]).stream();
    expect((await call(accept, 'x'.repeat(65))).status).toBe(413);
    expect((await call(accept, untold)).status).toBe(413);
    expect(calls).toBe(0);
  });

  it.each([400, 401])(
    'leave a line without personal data when they are answered %i',
    async (status) => {
      const response = await call(async () => ({ status, events: [] }), '{"from":"0912345678"}');
      expect(response.status).toBe(status);
      const line = house.log.findLast((one) => one.includes('webhook.refused')) ?? '';
      expect(line).toContain(`"channel":"post","status":${status}`);
      expect(line).not.toContain('0912345678');
    },
  );

  it('are answered 503 when an event could not be stored, so that the provider delivers again', async () => {
    const response = await call(
      async () => ({ status: 200, events: [EVENT] }),
      'x',
      () => Promise.reject(new Error('0912345678')),
    );
    expect(response.status).toBe(503);
    const line = house.log.findLast((one) => one.includes('webhook.failed')) ?? '';
    expect(line).toContain('"channel":"post"');
    expect(line).not.toContain('0912345678');
  });

  it.each([
    ['POST', '/webhooks/web'],
    ['GET', '/webhooks/web'],
    ['POST', '/webhooks/0912345678'],
  ])('%s %s does not exist, and is told of without the address', async (method, path) => {
    expect((await house.app.request(path, { method })).status).toBe(404);
    const line = house.log.at(-1) ?? '';
    expect(line).toMatch(/"channel":"\(none\)","status":404,"msg":"webhook\.refused"/);
    expect(line).not.toContain('0912345678');
  });
});

describe('without demo mode', () => {
  it.each(['/demo', '/demo/ba-con/chat', '/demo/ba-con/chat/lines', '/demo/ba-con/chat/events'])(
    '%s does not exist',
    async (path) => {
      expect((await house.visitor().ask(path)).status).toBe(404);
    },
  );
});
