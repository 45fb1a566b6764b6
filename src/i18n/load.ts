import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../domain/text.ts';

/** The sentences of one language: sections within sections, sentences at the leaves. */
export interface LocaleTree {
  readonly [key: string]: string | LocaleTree;
}

/** A language file holds something that is neither a sentence nor a section. */
export class BadLocaleFile extends Error {
  override readonly name = 'BadLocaleFile';
}

const readTree = (value: unknown, path: string): LocaleTree => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadLocaleFile(`${path} is not a section`);
  const entries = Object.entries(value).map(([key, child]: [string, unknown]) => [
    key,
    typeof child === 'string' ? child : readTree(child, `${path}.${key}`),
  ]);
  return Object.fromEntries(entries) as LocaleTree;
};

/**
 * Reads every `<locale>.json` of a folder; a new language is a new file and nothing else.
 *
 * @throws {BadLocaleFile} when a file holds anything but sentences.
 */
export const loadLocales = (folder: string): Readonly<Record<Locale, LocaleTree>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => [
        name.slice(0, -'.json'.length),
        readTree(JSON.parse(readFileSync(join(folder, name), 'utf8')), name),
      ]),
  );
