import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandOut } from '../../src/http/hand-out.ts';
import { openHttpHouse, type HttpHouse } from './fixtures/http-house.ts';

const HOUR_MS = 3_600_000;
const KEY = 'development-only-data-key-0000000000';
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe('passing addresses of files', () => {
  let house: HttpHouse;
  let path: string;
  const put = async (id: string, mediaType: string): Promise<string> => {
    await house.house.deps.store.files.put({ name: 'anh.png', mediaType, bytes: PNG }, id);
    return house.house.handOut.pathOf(id);
  };
  beforeAll(async () => {
    house = await openHttpHouse();
    path = await put('file-one', 'image/png');
  });
  afterAll(() => house[Symbol.asyncDispose]());
  const status = async (asked: string): Promise<number> => (await house.app.request(asked)).status;

  it('open the file for whoever has one, without a session, and stay in no cache or index', async () => {
    const response = await house.app.request(path);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': "default-src 'none'; sandbox",
      'referrer-policy': 'no-referrer',
    });
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it('hand out as a download what might run in a browser', async () => {
    const response = await house.app.request(await put('page', 'text/html'));
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('are the same within an hour, and equally long always', () => {
    // A millisecond into an hour.
    const now = house.clock.now().getTime() + 1;
    const [first, second, ...others] = [0, HOUR_MS - 2, HOUR_MS, 400 * 24 * HOUR_MS].map((ms) =>
      createHandOut(KEY, () => new Date(now + ms)).pathOf('file-one'),
    );
    expect(second).toBe(first);
    expect(others).not.toContain(first);
    expect(others.map(({ length }) => length)).toEqual([path.length, path.length]);
  });

  it('end after a day', async () => {
    const begun = house.clock.now().getTime();
    const at = (ms: number) => createHandOut(KEY, () => new Date(begun + ms));
    const token = path.slice('/t/'.length);
    expect(at(24 * HOUR_MS - 1).read(token)).toBe('file-one');
    expect(at(25 * HOUR_MS).read(token)).toBeUndefined();
  });

  it.each([
    ['another file', (good: string) => good.replace('file-one', 'file-two')],
    ['a later end', (good: string) => good.replace(/\.([0-9a-z]{4})\./, '.zzzz.')],
    ['another proof', (good: string) => good.replace(/.{5}$/, 'AAAAA')],
    ['no proof', (good: string) => good.split('.').slice(0, 2).join('.')],
    ['a bare id', () => '/t/file-one'],
    ['nothing', () => '/t/'],
    ['a way out', () => '/t/..%2f..%2fetc%2fpasswd'],
  ] as const)('lead nowhere with %s', async (_label, change) => {
    expect(await status(change(path))).toBe(404);
  });

  it('lead nowhere once the file is gone, and under another key', async () => {
    const gone = await put('soon-gone', 'image/png');
    await house.house.deps.store.files.remove('soon-gone');
    expect(await status(gone)).toBe(404);
    const other = createHandOut(`${KEY}-other`, () => house.clock.now());
    expect(await status(other.pathOf('file-one'))).toBe(404);
  });

  it('leave no token in the log', () => {
    expect(house.log.join('\n')).not.toMatch(/file-one|soon-gone|\/t\/\w/);
  });
});
