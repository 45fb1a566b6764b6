import { Double, Long } from 'bson';
import { refuse } from './errors.ts';
import { encode, type StoredDocument } from './values.ts';
import { encodeCursorReply } from './wire.ts';

// The server's own limits: 101 documents in a first batch, 16 MiB in any, ten idle minutes.
const firstBatchCount = 101;
const batchBytes = 16 * 1024 * 1024;
const idleMs = 10 * 60_000;

/** A reply that is encoded already. */
export class EncodedReply {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

interface OpenCursor {
  readonly id: Long;
  readonly namespace: string;
  readonly documents: Iterator<StoredDocument>;
  /** A document that was read but did not fit in the last batch. */
  leftOver: Uint8Array | undefined;
  usedAtMs: number;
}

/** How the first reply of a cursor is cut. */
export interface FirstBatch {
  /** Most documents in the first batch. Default 101. */
  readonly batchSize?: number | undefined;
  /** True when the cursor is to be closed after the first batch. */
  readonly isSingle?: boolean;
}

/** Results that did not fit into one reply and wait for `getMore`. */
export class Cursors {
  readonly #open = new Map<string, OpenCursor>();
  #nextId = 1;

  get count(): number {
    return this.#open.size;
  }

  /** Opens a cursor and returns the reply with its first batch. */
  open(
    namespace: string,
    documents: Iterable<StoredDocument>,
    { batchSize = firstBatchCount, isSingle = false }: FirstBatch,
  ): EncodedReply {
    this.#forgetIdle();
    const cursor: OpenCursor = {
      id: Long.fromNumber(this.#nextId++),
      namespace,
      documents: documents[Symbol.iterator](),
      leftOver: undefined,
      usedAtMs: performance.now(),
    };
    const { batch, isDone } = takeBatch(cursor, batchSize);
    const staysOpen = !isDone && !isSingle;
    if (staysOpen) this.#open.set(cursor.id.toString(), cursor);
    return reply(cursor, 'firstBatch', batch, staysOpen);
  }

  /** The reply to `getMore`. @throws {CommandError} CursorNotFound. */
  next(id: unknown, namespace: string, batchSize: number): EncodedReply {
    const cursor = this.#open.get(String(id));
    if (cursor === undefined) return refuse('CursorNotFound', `cursor id ${String(id)} not found`);
    if (cursor.namespace !== namespace) {
      refuse(
        'IllegalOperation',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.usedAtMs = performance.now();
    const { batch, isDone } = takeBatch(cursor, batchSize);
    if (isDone) this.#open.delete(String(id));
    return reply(cursor, 'nextBatch', batch, !isDone);
  }

  /** Closes a cursor; tells whether it was open. */
  kill(id: unknown): boolean {
    return this.#open.delete(String(id));
  }

  #forgetIdle(): void {
    const limitMs = performance.now() - idleMs;
    for (const [id, cursor] of this.#open) if (cursor.usedAtMs < limitMs) this.#open.delete(id);
  }
}

function reply(
  cursor: OpenCursor,
  batchName: 'firstBatch' | 'nextBatch',
  batch: readonly Uint8Array[],
  staysOpen: boolean,
): EncodedReply {
  const head = { id: staysOpen ? cursor.id : Long.ZERO, ns: cursor.namespace };
  return new EncodedReply(encodeCursorReply(head, batchName, batch, { ok: new Double(1) }));
}

function takeBatch(cursor: OpenCursor, count: number): { batch: Uint8Array[]; isDone: boolean } {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    // Reading one document ahead tells whether the cursor is exhausted.
    cursor.leftOver ??= nextEncoded(cursor.documents);
    if (cursor.leftOver === undefined) return { batch, isDone: true };
    bytes += cursor.leftOver.length;
    const isFull = batch.length === count || (batch.length > 0 && bytes > batchBytes);
    if (isFull) return { batch, isDone: false };
    batch.push(cursor.leftOver);
    cursor.leftOver = undefined;
  }
}

function nextEncoded(documents: Iterator<StoredDocument>): Uint8Array | undefined {
  const step = documents.next();
  return step.done === true ? undefined : encode(step.value);
}
