import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadLocales, type LocaleTree } from '../src/i18n/load.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REFERENCE = 'vi';

/** Sentences of a language by their dotted key. */
function flatten(tree: LocaleTree, prefix = ''): ReadonlyMap<string, string> {
  const leaves = Object.entries(tree).flatMap(([name, child]) =>
    typeof child === 'string'
      ? ([[prefix + name, child]] as const)
      : [...flatten(child, `${prefix}${name}.`)],
  );
  return new Map(leaves);
}

/** Plural forms differ by language: Vietnamese has one where English has two. */
const stem = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, '');

const placeholders = (sentence: string): string =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))]
    .toSorted((one, other) => one.localeCompare(other))
    .join(' ');

function differences(
  locale: string,
  tree: LocaleTree,
  reference: ReadonlyMap<string, string>,
): readonly string[] {
  const own = flatten(tree);
  const stems = new Map([...own].map(([key, sentence]) => [stem(key), sentence]));
  const known = new Map([...reference].map(([key, sentence]) => [stem(key), sentence]));
  return [
    ...[...known.keys()]
      .filter((key) => !stems.has(key))
      .map((key) => `${locale}: ${key} is missing`),
    ...[...stems.keys()]
      .filter((key) => !known.has(key))
      .map((key) => `${locale}: ${key} is not in ${REFERENCE}`),
    ...[...known]
      .filter(
        ([key, sentence]) =>
          stems.has(key) && placeholders(stems.get(key) ?? '') !== placeholders(sentence),
      )
      .map(([key]) => `${locale}: ${key} has other values than in ${REFERENCE}`),
  ];
}

/** Where sentences are said: by the service, and on what commands print for people. */
const SPEAKING = ['src', 'scripts/commands'];

/** Keys that stand in the code as literals, and the beginnings of those that are put together. */
function keysInCode(): { readonly whole: ReadonlySet<string>; readonly begun: readonly string[] } {
  const files = SPEAKING.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|js)$/.test(path) && !path.startsWith('telemetry/'))
      .map((path) => `${ROOT}${folder}/${path}`),
  );
  const source = files.map((path) => readFileSync(path, 'utf8')).join('\n');
  const whole = [...source.matchAll(/['"`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map(
    ([, key]) => key ?? '',
  );
  const begun = [...source.matchAll(/`([a-zA-Z][\w-]*\.(?:[\w-]+\.)*)[\w-]*\$\{/g)].map(
    ([, start]) => start ?? '',
  );
  return { whole: new Set(whole), begun };
}

const locales = loadLocales(`${ROOT}locales`);
const reference = flatten(locales[REFERENCE] ?? {});
const { whole, begun } = keysInCode();
const unused = [...new Set([...reference.keys()].map(stem))].filter(
  (key) => !whole.has(key) && !begun.some((start) => key.startsWith(start)),
);
const sections = new Set(Object.keys(locales[REFERENCE] ?? {}));
const stems = new Set([...reference.keys()].map(stem));
const unknown = [...whole].filter(
  (key) =>
    sections.has(key.split('.')[0] ?? '') &&
    !stems.has(key) &&
    ![...stems].some((known) => known.startsWith(`${key}.`)),
);
const problems = [
  ...Object.entries(locales).flatMap(([locale, tree]) => differences(locale, tree, reference)),
  ...unused.map((key) => `${key} is used nowhere`),
  ...unknown.map((key) => `${key} is in the code, but in no language`),
];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
