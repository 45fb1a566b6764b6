import { readFile } from 'node:fs/promises';
import {
  CATEGORIES,
  type CategoryId,
  KINDS,
  type Kind,
  URGENCIES,
  type Urgency,
} from '../../src/domain/category.ts';

/** A message with what people say that it means. */
export interface Labelled {
  readonly id: string;
  readonly text: string;
  readonly commune?: string;
  /** The one village meant; null when it takes a question or none is named. */
  readonly place: string | null;
  /** Villages that a question must offer. */
  readonly accept: readonly string[];
  readonly decision: 'assign' | 'ask' | 'none';
  readonly category: CategoryId;
  readonly kind: Kind;
  readonly urgency: Urgency;
}

/** The code as one of a list. @throws {Error} naming the field. */
export const oneOf = <Code extends string>(
  codes: readonly Code[],
  value: unknown,
  field: string,
): Code => {
  const code = codes.find((known) => known === value);
  if (code === undefined) throw new Error(`${field} is ${JSON.stringify(value)}`);
  return code;
};

const readLabelled = (line: string): Labelled => {
  const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const { id, text, commune, place, accept } = row;
  if (typeof text !== 'string') throw new Error('no text');
  return {
    id: typeof id === 'string' ? id : '',
    text,
    ...(typeof commune === 'string' ? { commune } : {}),
    place: typeof place === 'string' ? place : null,
    accept: Array.isArray(accept) ? accept.filter((one) => typeof one === 'string') : [],
    decision: oneOf(['assign', 'ask', 'none'], row['decision'], 'decision'),
    category: oneOf(CATEGORIES, row['category'], 'category'),
    kind: oneOf(KINDS, row['kind'], 'kind'),
    urgency: oneOf(URGENCIES, row['urgency'], 'urgency'),
  };
};

/**
 * Reads labelled messages, a JSON object a line.
 *
 * @throws {Error} naming the first bad line.
 */
export async function loadLabelled(path: string): Promise<readonly Labelled[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [readLabelled(line)];
    } catch (error) {
      throw new Error(`${path}:${at + 1} ${error instanceof Error ? error.message : ''}`, {
        cause: error,
      });
    }
  });
}
