import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORGANISATION_FILES } from './read-organisation.ts';
import type { Files } from './read-tables.ts';

const readIfThere = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * Reads the files of an organisation from a folder; those that are not there are left out, for the check to report.
 * @throws the system's error when a file is there and cannot be read.
 */
export const openFolder = async (folder: string): Promise<Files> => {
  const files = new Map<string, Uint8Array>();
  for (const name of ORGANISATION_FILES) {
    const bytes = await readIfThere(join(folder, name));
    if (bytes !== undefined) files.set(name, bytes);
  }
  return files;
};
