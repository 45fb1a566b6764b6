import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DECLINE_REASONS, STATUSES } from '../../src/domain/case.ts';
import { CATEGORIES, KINDS, URGENCIES } from '../../src/domain/category.ts';
import { FLOWS } from '../../src/flows/index.ts';
import { BadLocaleFile, loadLocales, type LocaleTree } from '../../src/i18n/load.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOCALES = loadLocales(join(ROOT, 'locales'));

const leaves = (tree: LocaleTree, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    const full = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[full, value] as const] : leaves(value, full);
  });

const sentences = (locale: string): ReadonlyMap<string, string> =>
  new Map(leaves(LOCALES[locale] ?? {}));
const VI = sentences('vi');
const EN = sentences('en');

const placeholders = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();

const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name));

const isThere = (key: string): boolean => VI.has(key) || VI.has(`${key}_other`);

describe('the languages', () => {
  it('say the same things', () => {
    expect([...EN.keys()].toSorted()).toEqual([...VI.keys()].toSorted());
  });

  it('put the same values into them', () => {
    const differing = [...VI].filter(
      ([key, sentence]) =>
        placeholders(sentence).join() !== placeholders(EN.get(key) ?? '').join() &&
        !key.startsWith('format.'),
    );
    expect(differing).toEqual([]);
  });

  it('have a label for every code', () => {
    const codes = [
      ...CATEGORIES.map((code) => `category.${code}`),
      ...KINDS.map((code) => `kind.${code}`),
      ...URGENCIES.map((code) => `urgency.${code}`),
      ...STATUSES.flatMap((code) => [`status.${code}`]),
      ...DECLINE_REASONS.flatMap((code) => [
        `declineReason.${code}`,
        `notice.declineReason.${code}`,
      ]),
      ...FLOWS.flatMap(({ commands }) => commands.map(({ name }) => `command.${name}`)),
    ];
    expect(codes.filter((code) => !VI.has(code))).toEqual([]);
  });

  it('have every sentence that the code names', () => {
    const named = ['src/chat', 'src/flows']
      .flatMap(sourceFiles)
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/say\(\s*'([^']+)'/g)])
      .map(([, key]) => key ?? '');
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !isThere(key))).toEqual([]);
  });
});

describe('the voice', () => {
  it('has no word for the person addressed', () => {
    const addressing = /(?<!\p{L})(bạn|quý khách|quý vị|quý ông|anh\/chị|ông\/bà)(?!\p{L})/iu;
    expect([...VI].filter(([, sentence]) => addressing.test(sentence))).toEqual([]);
  });

  it('speaks no office language', () => {
    const office =
      /vui lòng|kính mong|tiếp nhận và|theo quy định|xin trân trọng|ngày làm việc kể từ/iu;
    expect([...VI].filter(([, sentence]) => office.test(sentence))).toEqual([]);
  });

  it('carries no sign but those with a meaning', () => {
    const signs = [...VI.values(), ...EN.values()].flatMap((sentence) => [
      ...sentence.matchAll(/\p{Extended_Pictographic}/gu),
    ]);
    const foreign = signs.map(([sign]) => sign).filter((sign) => !'✅⏰❗📍📷'.includes(sign));
    expect(foreign).toEqual([]);
  });

  it('keeps every button short enough for a phone', () => {
    const labels = [...VI, ...EN].filter(
      ([key]) => /Choice(_one|_other)?$/.test(key) && !key.startsWith('withheld'),
    );
    expect(labels.filter(([, label]) => label.length > 32)).toEqual([]);
  });

  it('is never two words of politeness in a row', () => {
    expect([...VI].filter(([, sentence]) => /ạ\S*\s+ạ|ạ ạ/u.test(sentence))).toEqual([]);
  });
});

it('no sentence for people stands in the code of the talk', () => {
  const marked = ['src/chat', 'src/flows']
    .flatMap(sourceFiles)
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(['`])((?:(?!\1).)*[À-ỹ](?:(?!\1).)*)\1/gu)]
        .filter(([literal]) => !literal.includes('\n'))
        .map(([literal]) => literal),
    );
  expect(marked.filter((literal) => literal.length > 4)).toEqual([]);
});

describe('a language file', () => {
  it.each(['{"a": 5}', '{"a": {"b": ["x"]}}', '[]', 'null'])('with %s is refused', (content) => {
    const own = mkdtempSync(join(tmpdir(), 'cau-noi-locales-'));
    writeFileSync(join(own, 'vi.json'), content);
    writeFileSync(join(own, 'notes.txt'), 'not a language');
    expect(() => loadLocales(own)).toThrow(BadLocaleFile);
    rmSync(own, { recursive: true });
  });
});
