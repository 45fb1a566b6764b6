import { badRequest } from './refusal.ts';

/** Bots may fetch no more. */
const MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024;

/** A file at Telegram. */
export interface StoredFile {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
}

/** All files of both sides. */
export class StoredFiles {
  readonly #files = new Map<string, StoredFile>();

  /** @param sizeBytes - As announced; default as it is. */
  keep(folder: string, bytes: Uint8Array, sizeBytes = bytes.byteLength): StoredFile {
    const number = this.#files.size + 1;
    const kept = { id: `file-${number}`, path: `${folder}/file_${number}`, bytes, sizeBytes };
    this.#files.set(kept.id, kept);
    return kept;
  }

  find(fileId: string): StoredFile | undefined {
    return this.#files.get(fileId);
  }

  /** @throws {Refusal} when there is none, or it is too big for a bot. */
  open(fileId: string): StoredFile {
    const found = this.#files.get(fileId);
    if (found === undefined)
      throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (found.sizeBytes > MOST_DOWNLOAD_BYTES) throw badRequest('file is too big');
    return found;
  }

  at(path: string): StoredFile | undefined {
    return [...this.#files.values()].find((file) => file.path === path);
  }
}
