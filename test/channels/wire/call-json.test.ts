import { fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/launch/ports.ts';
import { callJson, NoAnswer, retryAfterOf } from '../../../src/channels/wire/call-json.ts';
import { LocalServer } from './local-server.ts';

describe('a call to a provider', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await LocalServer.start();
  });
  afterAll(() => server.close());

  const call = (timeoutMs = 5_000) =>
    callJson({
      url: `${server.url}/path?token=secret-token`,
      method: 'POST',
      body: '{}',
      timeoutMs,
    });
  const failure = async (url: string, timeoutMs = 5_000): Promise<NoAnswer> => {
    const error = await callJson({ url, method: 'GET', timeoutMs }).catch(
      (cause: unknown) => cause,
    );
    if (!(error instanceof NoAnswer)) throw new Error('it was answered');
    return error;
  };

  it('brings status, headers and JSON', async () => {
    server.json({ error: 0 }, { 'x-ratelimit-remain': '7' });
    const { status, headers, body } = await call();
    expect([status, headers.get('x-ratelimit-remain'), body]).toEqual([200, '7', { error: 0 }]);
  });

  it.each([
    ['a gateway’s page', 502, '<html>Bad Gateway</html>'],
    ['an empty body', 200, ''],
    ['half of a body', 200, '{"error":'],
    ['more than any answer has', 200, JSON.stringify('x'.repeat(1024 * 1024))],
  ])('has no JSON in %s', async (_label, status, body) => {
    server.answer = (_, response) => void response.writeHead(status).end(body);
    expect(await call()).toMatchObject({ status, body: undefined });
  });

  it('follows no redirect, which would carry the token elsewhere', async () => {
    server.answer = (_, response) =>
      void response.writeHead(302, { location: `${server.url}/elsewhere` }).end();
    expect(await call()).toMatchObject({ status: 302 });
    expect(server.last.path).toContain('/path');
  });

  it.each([
    ['Node’s own fetch', globalThis.fetch],
    ['that of a proxy', undiciFetch as unknown as typeof globalThis.fetch],
  ])('carries a form with a file through %s', async (_label, fetch) => {
    server.json({});
    const body = new FormData();
    body.append('file', new Blob(['bytes of a file'], { type: 'image/jpeg' }), 'photo.jpg');
    await callJson({ url: server.url, method: 'POST', body, timeoutMs: 5_000, fetch });
    expect(server.last.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.last.body.toString()).toMatch(/filename="photo\.jpg"[\s\S]+bytes of a file/);
  });

  it('that was refused at the door has not arrived', async () => {
    const { mayHaveArrived } = await failure(`http://127.0.0.1:${await freePort()}/`);
    expect(mayHaveArrived).toBe(false);
  });

  it('to a host without an address has not arrived', async () => {
    expect((await failure('http://nowhere.invalid/')).mayHaveArrived).toBe(false);
  });

  it('that was cut, or not answered in time, may have arrived', async () => {
    server.answer = (_, response) => void response.destroy();
    expect((await failure(server.url)).mayHaveArrived).toBe(true);
    server.answer = () => undefined;
    expect((await failure(server.url, 50)).mayHaveArrived).toBe(true);
  });

  it('whose body stops coming is not waited for without end', async () => {
    server.answer = (_, response) => void response.writeHead(200).write('{"error"');
    expect((await failure(server.url, 100)).mayHaveArrived).toBe(true);
  });

  it('tells nothing of its address when it fails', async () => {
    server.answer = (_, response) => void response.destroy();
    const error = await failure(`${server.url}/path?token=secret-token`);
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain('secret-token');
  });

  it.each([
    ['7', 7_000],
    [undefined, undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['99999999', undefined],
  ])('reads Retry-After %s', (value, expected) => {
    expect(retryAfterOf(new Headers(value === undefined ? {} : { 'retry-after': value }))).toBe(
      expected,
    );
  });
});
