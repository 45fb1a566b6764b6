import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the channel of any provider may import of ours. */
const PROVIDER = [
  'chat',
  'domain',
  'channels/channel.ts',
  'channels/errors.ts',
  'channels/rendering',
  'channels/wire',
] as const;

/** What each place of `src/` may import: places of ours, then packages. The same table stands in ARCHITECTURE.md. */
const ALLOWED: Readonly<
  Record<string, { readonly ours: readonly string[]; readonly packages: readonly string[] }>
> = {
  domain: { ours: ['text/understand.ts'], packages: [] },
  'domain/calendar.ts': { ours: ['domain'], packages: ['temporal-polyfill'] },
  text: { ours: ['domain'], packages: [] },
  chat: { ours: ['domain', 'text'], packages: [] },
  flows: { ours: ['chat', 'text', 'domain'], packages: [] },
  i18n: { ours: ['domain'], packages: ['i18next', 'node:fs', 'node:path'] },
  import: { ours: ['domain'], packages: ['csv-parse/sync', 'zod', 'node:'] },
  'channels/channel.ts': { ours: ['chat', 'domain'], packages: [] },
  'channels/errors.ts': { ours: [], packages: [] },
  'channels/index.ts': { ours: ['channels'], packages: [] },
  'channels/web': {
    ours: ['chat', 'domain', 'channels/channel.ts', 'channels/errors.ts'],
    packages: [],
  },
  'channels/rendering': { ours: ['chat', 'domain', 'channels/channel.ts'], packages: [] },
  'channels/wire': {
    ours: ['channels/channel.ts', 'channels/errors.ts'],
    packages: ['node:', 'sharp', 'undici', 'zod'],
  },
  'channels/telegram': {
    ours: PROVIDER,
    packages: ['grammy', '@grammyjs/auto-retry', 'node:'],
  },
  'channels/zalo-oa': {
    ours: PROVIDER,
    packages: ['zod', 'node:'],
  },
  'channels/zalo-bot': {
    ours: PROVIDER,
    packages: ['node:', 'zod'],
  },
  store: { ours: ['domain', 'chat'], packages: ['mongoose', 'node:'] },
  usecases: {
    ours: [
      'domain',
      'text',
      'chat',
      'flows',
      'channels/channel.ts',
      'channels/errors.ts',
      'store',
      'telemetry',
    ],
    packages: ['node:crypto', 'file-type'],
  },
  jobs: {
    ours: ['usecases', 'domain', 'telemetry'],
    packages: ['bullmq', 'ioredis', 'zod', 'node:crypto'],
  },
  http: {
    ours: ['chat', 'domain', 'channels/channel.ts', 'channels/errors.ts', 'telemetry'],
    packages: ['hono', '@hono/node-server', 'zod', 'node:', '@fontsource/be-vietnam-pro'],
  },
  embedded: { ours: [], packages: ['bson', 'mingo', 'node:'] },
  telemetry: { ours: [], packages: ['pino', 'prom-client'] },
  'config.ts': { ours: ['config'], packages: ['zod'] },
  config: { ours: [], packages: ['zod'] },
  'house.ts': { ours: ['*'], packages: ['node:'] },
  'load-model.ts': { ours: ['text'], packages: ['node:fs/promises', 'node:url'] },
  'page-deps.ts': { ours: ['*'], packages: [] },
  'app.ts': { ours: ['*'], packages: ['@hono/node-server', 'node:events', 'node:http'] },
  'main.ts': {
    ours: ['app.ts', 'config.ts', 'domain', 'usecases'],
    packages: ['zod', 'node:fs', 'node:fs/promises'],
  },
};

const ROOT = resolve(import.meta.dirname, '../src');
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);

/** The most particular row of the table that a file falls under. */
const placeOf = (path: string): string | undefined =>
  Object.keys(ALLOWED)
    .filter((place) => path === place || path.startsWith(`${place}/`))
    .toSorted((one, other) => other.length - one.length)[0];

/** Imports of a file with whether each is of types alone. */
function importsOf(path: string): readonly { readonly target: string; readonly isType: boolean }[] {
  const source = readFileSync(join(ROOT, path), 'utf8');
  const statements = source.matchAll(
    /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm,
  );
  return [...statements].map(([, type, from, bare]) => ({
    target: resolveTarget(path, from ?? bare ?? ''),
    isType: type !== undefined,
  }));
}

const resolveTarget = (path: string, specifier: string): string =>
  specifier.startsWith('.')
    ? `src:${relative(ROOT, resolve(ROOT, dirname(path), specifier))}`
    : specifier;

function breaches(path: string): readonly string[] {
  const place = placeOf(path);
  const rule = place === undefined ? undefined : ALLOWED[place];
  if (place === undefined || rule === undefined) return [`${path} has no row in the table`];
  return importsOf(path)
    .filter(({ target, isType }) => !isAllowed(place, rule, target, isType))
    .map(({ target }) => `${path} must not import ${target.replace('src:', '')}`);
}

function isAllowed(
  place: string,
  { ours, packages }: { readonly ours: readonly string[]; readonly packages: readonly string[] },
  target: string,
  isType: boolean,
): boolean {
  if (!target.startsWith('src:'))
    return packages.some(
      (name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
  const path = target.slice('src:'.length);
  if (path.startsWith('embedded/')) return place === 'embedded';
  if (place === 'usecases' && path.startsWith('store/') && !isType)
    return path === 'store/errors.ts';
  const within = [place, ...ours];
  return within.some(
    (allowed) => allowed === '*' || path === allowed || path.startsWith(`${allowed}/`),
  );
}

describe('the architecture', () => {
  it('has only imports that its table allows', () => {
    expect(files.flatMap(breaches)).toEqual([]);
  });

  it('has no cycle', () => {
    const graph = new Map(files.map((path) => [path, importsOf(path)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const { target, isType } of graph.get(path) ?? [])
        if (target.startsWith('src:') && !isType)
          walk(target.slice('src:'.length), [...trail, path]);
      done.add(path);
    };
    for (const path of files) walk(path, []);
    expect(cycles).toEqual([]);
  });

  it('reads the environment only in main', () => {
    const readers = files.filter((path) =>
      /\bprocess\.env\b/.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(readers.filter((path) => path !== 'main.ts' && !path.startsWith('embedded/'))).toEqual(
      [],
    );
  });

  it('takes the present and chance only from Clock and Ids in its pure and its deciding parts', () => {
    const places = /^(domain|text|chat|flows|usecases)\//;
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(/;
    const breakers = files.filter(
      (path) => places.test(path) && impure.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(breakers).toEqual([]);
  });

  it('holds sentences for people only in locales', () => {
    const vietnamese =
      /'[^'\n]*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ][^'\n]* [^'\n]*[^'\n]*'/;
    const places = /^(chat|flows|usecases|http|jobs|channels|store)\//;
    const speakers = files.filter(
      (path) => places.test(path) && vietnamese.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(speakers).toEqual([]);
  });
});
