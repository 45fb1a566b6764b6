import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FileRefused } from '../../../src/channels/errors.ts';
import {
  fetchMedia,
  lookUpPublic,
  MediaUnavailable,
  type MediaRules,
} from '../../../src/channels/wire/fetch-media.ts';
import { isPrivateAddress, standingOf } from '../../../src/channels/wire/media-hosts.ts';
import { parseJson } from '../../../src/channels/wire/parse-json.ts';
import { LocalServer } from './local-server.ts';

const HOSTS = ['zdn.vn', 'zadn.vn', '127.0.0.1:8080'];

describe('where files may be fetched from', () => {
  it.each([
    ['http://zdn.vn/a', 'named'],
    ['http://f6.photo.talk.zdn.vn/a.jpg', 'below'],
    ['https://F6.ZDN.VN/a', 'below'],
    ['http://127.0.0.1:8080/a', 'named'],
    ['http://127.0.0.1/a', 'foreign'],
    ['http://127.0.0.1:8081/a', 'foreign'],
    ['http://zdn.vn:8080/a', 'foreign'],
    ['http://f6.zdn.vn:22/a', 'foreign'],
    ['http://zdn.vn.evil.example/a', 'foreign'],
    ['http://evilzdn.vn/a', 'foreign'],
    ['http://zdn.vn@evil.example/a', 'foreign'],
    ['http://user:pass@zdn.vn/a', 'foreign'],
    ['http://169.254.169.254/latest', 'foreign'],
    ['http://[::1]/a', 'foreign'],
    ['http://2130706433/a', 'foreign'],
    ['file:///etc/passwd', 'foreign'],
    ['ftp://zdn.vn/a', 'foreign'],
  ] as const)('%s is %s', (address, standing) => {
    expect(standingOf(new URL(address), HOSTS)).toBe(standing);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '0:0:0:0:0:ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fe80::1%eth0',
    'fec0::1',
    '100::1',
    'no address',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['1.1.1.1', '203.113.131.1', '2606:4700::1111', '2001:ee0::1'])(
    '%s is public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it('a name that leads to this machine is not followed', async () => {
    const outcome = await new Promise((resolve) => {
      lookUpPublic('localhost', {}, (error) => resolve(error?.name));
    });
    expect(outcome).toBe('PrivateAddress');
  });
});

describe('fetching a file', () => {
  let server: LocalServer;
  let other: LocalServer;
  let rules: MediaRules;
  beforeAll(async () => {
    server = await LocalServer.start();
    other = await LocalServer.start();
  });
  afterAll(() => Promise.all([server.close(), other.close()]));
  beforeEach(() => {
    rules = { hosts: [server.host], mostBytes: 1_000, timeoutMs: 2_000 };
    server.heard.length = 0;
    other.heard.length = 0;
  });

  const serve = (bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): void => {
    server.answer = (_, response) => void response.writeHead(200, headers).end(bytes);
  };
  const failure = (address = `${server.url}/a`): Promise<unknown> =>
    fetchMedia(address, rules).catch((error: unknown) => error);

  it('brings its bytes and what the server calls them', async () => {
    serve(Buffer.from('bytes'), { 'content-type': 'image/png' });
    const { bytes, mediaType } = await fetchMedia(`${server.url}/a`, rules);
    expect([Buffer.from(bytes).toString(), mediaType]).toEqual(['bytes', 'image/png']);
  });

  it('asks no host that is not listed', async () => {
    expect(await failure(`${other.url}/a`)).toMatchObject({ code: 'foreign' });
    expect(await failure('no address')).toMatchObject({ code: 'foreign' });
    expect(other.heard).toEqual([]);
  });

  it('follows three redirects within the list and no more', async () => {
    server.answer = ({ path }, response) => {
      const step = Number(path.slice(1));
      if (step === 3) response.writeHead(200).end('there');
      else response.writeHead(302, { location: `/${step + 1}` }).end();
    };
    const { bytes } = await fetchMedia(`${server.url}/0`, rules);
    expect(Buffer.from(bytes).toString()).toBe('there');
    expect(await failure(`${server.url}/-1`)).toMatchObject({ code: 'refused' });
  });

  it('follows no redirect that leaves the list', async () => {
    server.answer = (_, response) =>
      void response.writeHead(302, { location: `${other.url}/inside` }).end();
    expect(await failure()).toMatchObject({ code: 'foreign' });
    expect(other.heard).toEqual([]);
  });

  it('stops at the size, announced or not', async () => {
    serve(new Uint8Array(1_001));
    expect(await failure()).toBeInstanceOf(FileRefused);
    server.answer = (_, response) => {
      response.writeHead(200);
      response.write(new Uint8Array(600));
      response.write(new Uint8Array(600));
    };
    expect(await failure()).toMatchObject({ reason: 'too-big' });
    serve(new Uint8Array(1_000));
    expect((await fetchMedia(`${server.url}/a`, rules)).bytes).toHaveLength(1_000);
  });

  it.each([
    ['is refused', (r: ServerResponse): void => void r.writeHead(404).end(), 'refused'],
    [
      'is a gateway’s page',
      (r: ServerResponse): void => void r.writeHead(502).end('<html>'),
      'refused',
    ],
    ['is cut', (r: ServerResponse): void => void r.destroy(), 'broken'],
    [
      'is cut in the middle',
      (r: ServerResponse): void => {
        r.writeHead(200, { 'content-length': '500' });
        r.write('half');
        setTimeout(() => r.destroy(), 20);
      },
      'broken',
    ],
  ] as const)('that %s can be tried again', async (_label, answer, code) => {
    server.answer = (_heard, response) => answer(response);
    const error = await failure();
    expect(error).toBeInstanceOf(MediaUnavailable);
    expect(error).toMatchObject({ code });
  });

  it('does not wait for one who dribbles', async () => {
    server.answer = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(drip));
    };
    rules = { ...rules, timeoutMs: 100, mostBytes: 1_000_000 };
    expect(await failure()).toMatchObject({ code: 'broken' });
  });

  it('goes the way that it is given, as through a proxy', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      asked.push(input instanceof URL ? input.href : 'no address');
      return globalThis.fetch(input, init);
    };
    serve(Buffer.from('x'));
    await fetchMedia(`${server.url}/a`, { ...rules, fetch });
    expect(asked).toEqual([`${server.url}/a`]);
  });
});

describe('JSON of providers', () => {
  it('keeps numbers that would be rounded, and leaves words alone', () => {
    expect(
      parseJson(
        '{"a":9007199254740993001,"b":[12345678901234567,-12345678901234567],"c":"x: 12345678901234567, \\" 9","d":1.5,"e":1795416883026}',
      ),
    ).toEqual({
      a: '9007199254740993001',
      b: ['12345678901234567', '-12345678901234567'],
      c: 'x: 12345678901234567, " 9',
      d: 1.5,
      e: 1_795_416_883_026,
    });
  });

  it.each(['', '<html>', '{"a":', 'undefined'])('is not %o', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  it.each([
    ['a string without an end', `{"a":1234567890123456,"b":"${'\\"'.repeat(200_000)}`],
    ['the same, cut in the middle', `{"a":1234567890123456,"b":"${'\\"'.repeat(200_000)}\\`],
    ['a number without an end', `[${'1'.repeat(500_000)}.`],
    ['nothing but spaces', `[${' '.repeat(500_000)}1234567890123456`],
  ])('is refused in no time, though it is %s', (_label, hostile) => {
    const startedMs = performance.now();
    expect(parseJson(hostile)).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
