import { invalid } from './refusal.ts';

/** What a call or a part of it brings. */
export type Fields = Readonly<Record<string, unknown>>;

/** A string with something in it. */
export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

/** A string, number or boolean as text; anything else is empty. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';

/** Counted as it came: what is not composed is longer. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** @throws {ZaloRefusal} naming a field that is no object. */
export function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name);
  return value as Fields;
}
