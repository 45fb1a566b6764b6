import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Catalogue } from './catalogue.ts';
import type { ChangeLog } from './change-log.ts';
import type { Collection } from './collection.ts';
import { refuse } from './errors.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import type { IndexSpec } from './index-spec.ts';
import { encodeFrame, type Frame, JournalFile } from './journal-file.ts';
import { decode, encode, type StoredDocument } from './values.ts';

const frameKinds = {
  createCollection: 1,
  dropCollection: 2,
  createIndex: 3,
  dropIndex: 4,
  put: 5,
  remove: 6,
} as const;

/** Settings of a journal; the defaults are those of the server's options. */
export interface JournalOptions {
  readonly fsync?: boolean;
  readonly compactAboveBytes?: number;
}

const defaultCompactAboveBytes = 8 * 1024 * 1024;
// Documents written between two looks at the clients that wait.
const snapshotChunk = 500;

/**
 * The append-only file that makes a server's data last.
 *
 * It holds effects (documents as they are after a write, deletions, definitions), not commands. The
 * changes of one command go out in one write before the command is acknowledged, so that they are
 * with the operating system when the process is killed.
 */
export class Journal implements ChangeLog {
  readonly #folder: string;
  readonly #lock: FolderLock;
  readonly #fsync: boolean;
  readonly #compactAboveBytes: number;
  #file: JournalFile;
  /** The file a running compaction writes; it takes part in every commit. */
  #next: JournalFile | undefined;
  #compaction: Promise<void> | undefined;
  #catalogue: Catalogue | undefined;
  #pending: Buffer[] = [];
  #failure: Error | undefined;
  #sizeAfterCompaction = 0;
  /** `closing` ends a compaction early; `closed` refuses every further write. */
  #stage: 'open' | 'closing' | 'closed' = 'open';

  private constructor(folder: string, lock: FolderLock, options: JournalOptions) {
    this.#folder = folder;
    this.#lock = lock;
    this.#fsync = options.fsync ?? false;
    this.#compactAboveBytes = options.compactAboveBytes ?? defaultCompactAboveBytes;
    rmSync(this.#path('journal.next'), { force: true });
    this.#file = new JournalFile(this.#path('journal'), 'a+');
  }

  /** Opens the journal in a folder, which is created when absent. @throws when it is in use. */
  static async open(folder: string, options: JournalOptions = {}): Promise<Journal> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Journal(folder, await lockFolder(folder), options);
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  /** Rebuilds the collections and indexes that the journal describes. @throws {JournalDamaged} */
  replayInto(catalogue: Catalogue): void {
    const specs = new Map<string, Map<string, IndexSpec>>();
    for (const frame of this.#file.read()) replay(frame, catalogue, specs);
    for (const collection of catalogue.all()) {
      collection.restoreIndexes(specs.get(collection.namespace)?.values() ?? []);
    }
    // Replaying went through the catalogue, which reports what it does to this very log.
    this.#pending = [];
    this.#catalogue = catalogue;
    this.#sizeAfterCompaction = this.#file.sizeBytes;
  }

  createCollection(namespace: string): void {
    this.#note(frameKinds.createCollection, encode({ namespace }));
  }

  dropCollection(namespace: string): void {
    this.#note(frameKinds.dropCollection, encode({ namespace }));
  }

  createIndex(namespace: string, spec: IndexSpec): void {
    this.#note(frameKinds.createIndex, encode({ namespace, spec }));
  }

  dropIndex(namespace: string, name: string): void {
    this.#note(frameKinds.dropIndex, encode({ namespace, name }));
  }

  put(namespace: string, document: Uint8Array): void {
    this.#pending.push(putFrame(namespace, document));
  }

  remove(namespace: string, id: unknown): void {
    this.#note(frameKinds.remove, encode({ namespace, id }));
  }

  #note(kind: number, payload: Uint8Array): void {
    this.#pending.push(encodeFrame(kind, payload));
  }

  /**
   * Writes what was noted since the last commit.
   *
   * @throws {CommandError} OutOfDiskSpace when the disk refuses; nothing is acknowledged after that.
   */
  commit(): void {
    if (this.#failure !== undefined)
      refuse('OutOfDiskSpace', `the journal failed: ${this.#failure.message}`);
    if (this.#pending.length === 0) return;
    // A file descriptor that is closed may by now belong to another file.
    if (this.#stage === 'closed') refuse('InterruptedAtShutdown', 'the server is closed');
    const bytes = this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending);
    this.#pending = [];
    if (bytes !== undefined) this.#write(bytes);
    if (this.#isOvergrown()) void this.compact();
  }

  #write(bytes: Buffer): void {
    try {
      this.#file.append(bytes);
      this.#next?.append(bytes);
      if (this.#fsync) this.#file.sync();
    } catch (failure) {
      this.#failure = failure instanceof Error ? failure : new Error(String(failure));
      refuse('OutOfDiskSpace', `the journal failed: ${String(failure)}`);
    }
  }

  #isOvergrown(): boolean {
    const { sizeBytes } = this.#file;
    return sizeBytes > this.#compactAboveBytes && sizeBytes > 2 * this.#sizeAfterCompaction;
  }

  /** Rewrites the journal down to what is alive, while commands go on. */
  async compact(): Promise<void> {
    this.#compaction ??= this.#rewrite().finally(() => {
      this.#compaction = undefined;
    });
    await this.#compaction;
  }

  async #rewrite(): Promise<void> {
    const catalogue = this.#catalogue;
    if (catalogue === undefined || this.#stage !== 'open' || this.#failure !== undefined) return;
    let next: JournalFile | undefined;
    try {
      next = new JournalFile(this.#path('journal.next'), 'w+');
      // From here on each commit goes to both files, so the new one always shows the present state
      // of everything written to it so far.
      this.#next = next;
      const isComplete = await this.#snapshot(catalogue, next);
      if (isComplete) this.#adopt(next);
      else next.close();
    } catch {
      // The old journal is whole. A full disk will show at a commit; the next try is far off.
      next?.close();
      this.#sizeAfterCompaction = this.#file.sizeBytes;
    } finally {
      this.#next = undefined;
    }
  }

  #adopt(next: JournalFile): void {
    next.sync();
    renameSync(next.path, this.#path('journal'));
    this.#file.close();
    this.#file = next;
    this.#sizeAfterCompaction = next.sizeBytes;
  }

  async #snapshot(catalogue: Catalogue, next: JournalFile): Promise<boolean> {
    const collections = catalogue.all();
    next.append(Buffer.concat(collections.flatMap(definitionFrames)));
    for (const collection of collections) {
      let frames: Buffer[] = [];
      for (const record of collection.records()) {
        // A collection may be dropped, or the server closed, while others have their turn.
        if (this.#stage !== 'open' || catalogue.find(collection.namespace) !== collection) break;
        frames.push(putFrame(collection.namespace, encode(record.document)));
        if (frames.length < snapshotChunk) continue;
        next.append(Buffer.concat(frames));
        frames = [];
        await nextTurn();
      }
      if (catalogue.find(collection.namespace) === collection) next.append(Buffer.concat(frames));
    }
    return this.#stage === 'open';
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    if (this.#stage !== 'open') return;
    this.#stage = 'closing';
    await this.#compaction;
    if (this.#failure === undefined) this.commit();
    this.#stage = 'closed';
    this.#file.close();
    await this.#lock.release();
  }
}

function putFrame(namespace: string, document: Uint8Array): Buffer {
  return encodeFrame(frameKinds.put, Buffer.from(`${namespace}\0`), document);
}

function definitionFrames(collection: Collection): Buffer[] {
  const { namespace, indexes } = collection;
  const specs = indexes.map(({ spec }) => spec).filter(({ name }) => name !== '_id_');
  return [
    encodeFrame(frameKinds.createCollection, encode({ namespace })),
    ...specs.map((spec) => encodeFrame(frameKinds.createIndex, encode({ namespace, spec }))),
  ];
}

type SpecsByNamespace = Map<string, Map<string, IndexSpec>>;

function replay({ kind, payload }: Frame, catalogue: Catalogue, specs: SpecsByNamespace): void {
  if (kind === frameKinds.put) return replayPut(payload, catalogue);
  const change = decode(payload);
  const namespace = String(change['namespace']);
  switch (kind) {
    case frameKinds.createCollection:
      catalogue.ensure(namespace);
      return;
    case frameKinds.dropCollection:
      catalogue.drop(namespace);
      specs.delete(namespace);
      return;
    case frameKinds.createIndex:
      noteSpec(specs, namespace, change['spec'] as StoredDocument & IndexSpec);
      return;
    case frameKinds.dropIndex:
      specs.get(namespace)?.delete(String(change['name']));
      return;
    default:
      catalogue.find(namespace)?.forget(change['id']);
  }
}

function replayPut(payload: Buffer, catalogue: Catalogue): void {
  const split = payload.indexOf(0);
  const bytes = payload.subarray(split + 1);
  catalogue.ensure(payload.toString('utf8', 0, split)).restore(decode(bytes), bytes.length);
}

function noteSpec(specs: SpecsByNamespace, namespace: string, spec: IndexSpec): void {
  const known = specs.get(namespace) ?? new Map<string, IndexSpec>();
  specs.set(namespace, known.set(spec.name, spec));
}
