import { buffer } from 'node:stream/consumers';
import { mongo, type Connection } from 'mongoose';
import type { FileRef } from '../domain/case.ts';
import { databaseOf } from './connection.ts';

/** A file to keep, once its type was told by its content. */
export interface NewFile {
  /** ASCII only. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The bucket's name: its collections are `files.files` and `files.chunks`. */
export const BUCKET = 'files';

/** Photos, voice notes and documents, in GridFS. Our id is the file's name there, so no driver id leaves the store. */
export class Files {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Keeps a file under an id; one that is kept under it already stays. */
  async put({ name, mediaType, bytes }: NewFile, newId: string): Promise<FileRef> {
    const [kept] = await this.#bucket().find({ filename: newId }).limit(1).toArray();
    if (kept !== undefined) return refOf(kept);
    const upload = this.#bucket().openUploadStream(newId, { metadata: { name, mediaType } });
    await new Promise<void>((resolve, reject) => {
      upload.once('finish', resolve).once('error', reject).end(bytes);
    });
    return { id: newId, mediaType, sizeBytes: bytes.byteLength, name };
  }

  /** A kept file with its bytes. */
  async open(id: string): Promise<{ ref: FileRef; bytes: Uint8Array } | undefined> {
    const [found] = await this.#bucket().find({ filename: id }).limit(1).toArray();
    if (found === undefined) return undefined;
    const { _id: fileId } = found;
    const bytes = await buffer(this.#bucket().openDownloadStream(fileId));
    return { ref: refOf(found), bytes };
  }

  /** Removes a file for good. Repeating it changes nothing. */
  async remove(id: string): Promise<void> {
    for (const { _id: fileId } of await this.#bucket().find({ filename: id }).toArray()) {
      await this.#bucket().delete(fileId);
    }
  }

  #bucket(): mongo.GridFSBucket {
    return new mongo.GridFSBucket(databaseOf(this.#connection), { bucketName: BUCKET });
  }
}

function refOf({ filename, length, metadata }: mongo.GridFSFile): FileRef {
  return {
    id: filename,
    mediaType: String(metadata?.['mediaType']),
    sizeBytes: length,
    name: String(metadata?.['name']),
  };
}
