import type { FileRef } from '../../domain/case.ts';

/** What a step of work on a case has gathered; read from slots of any shape, for they come back from the store. */
export interface WorkSlots {
  readonly code: string;
  readonly words: string;
  readonly files: readonly FileRef[];
  readonly reason: string;
  readonly to: string;
  /** The missing photo was asked for once. */
  readonly wasAsked: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isFile = (value: unknown): value is FileRef =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'mediaType' in value &&
  typeof value.mediaType === 'string' &&
  'sizeBytes' in value &&
  typeof value.sizeBytes === 'number' &&
  'name' in value &&
  typeof value.name === 'string';

/** Reads slots; whatever is missing or of another shape is empty. */
export const readSlots = (slots: Readonly<Record<string, unknown>>): WorkSlots => ({
  code: textOf(slots['code']),
  words: textOf(slots['words']),
  files: Array.isArray(slots['files']) ? slots['files'].filter(isFile) : [],
  reason: textOf(slots['reason']),
  to: textOf(slots['to']),
  wasAsked: slots['wasAsked'] === true,
});
