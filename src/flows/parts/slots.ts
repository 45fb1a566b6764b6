import type { FileRef } from '../../domain/case.ts';

/** Whether a value that came back from the store is a file; slots may have any shape. */
export const isFileRef = (value: unknown): value is FileRef =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'mediaType', 'name'].every(
    (key) => typeof (value as Readonly<Record<string, unknown>>)[key] === 'string',
  );
