import { textOf } from '../fields.ts';
import type { Template } from '../templates.ts';

/** What a person sees of a template: its name, and each blank filled in. */
export const wordsOf = ({ name, listParams }: Template, filled: unknown): string => {
  const values = (filled ?? {}) as Readonly<Record<string, unknown>>;
  const rows = listParams
    .filter((parameter) => values[parameter.name] !== undefined)
    .map((parameter) => `${parameter.name}: ${textOf(values[parameter.name])}`);
  return [name, ...rows].join('\n');
};
