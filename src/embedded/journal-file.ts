import { closeSync, fdatasyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

// A frame is: length of the payload, CRC-32 of kind and payload, kind, payload.
const frameHeaderBytes = 9;
// No document exceeds 16 MiB, so a longer frame cannot be ours.
const maxPayloadBytes = 17 * 1024 * 1024;
const readBytes = 4 * 1024 * 1024;

/** One change as it stands in the journal. */
export interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
}

/** The journal is damaged somewhere else than at its end, so that data would be lost. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
}

/** Encodes one frame; the parts of the payload follow each other. */
export function encodeFrame(kind: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const frame = Buffer.allocUnsafe(frameHeaderBytes + length);
  frame.writeUInt32LE(length, 0);
  frame.writeUInt8(kind, 8);
  let at = frameHeaderBytes;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  frame.writeUInt32LE(crc32(frame.subarray(8)), 4);
  return frame;
}

/** A file of frames that only grows. */
export class JournalFile {
  readonly path: string;
  readonly #descriptor: number;
  #sizeBytes: number;

  constructor(path: string, flags: 'a+' | 'w+') {
    this.path = path;
    this.#descriptor = openSync(path, flags, 0o600);
    this.#sizeBytes = 0;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Appends bytes in one write. @throws when the disk does not take them all. */
  append(bytes: Buffer): void {
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written);
    }
    this.#sizeBytes += bytes.length;
  }

  /** Waits until the disk has everything. */
  sync(): void {
    fdatasyncSync(this.#descriptor);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /**
   * Reads all frames and cuts off a torn one at the end, left by a process that was killed.
   *
   * @throws {JournalDamaged} when more follows after an unreadable frame.
   */
  *read(): Generator<Frame> {
    const reader = new ChunkReader(this.#descriptor);
    for (;;) {
      const frame = reader.next();
      if (frame === undefined) break;
      yield frame;
    }
    this.#sizeBytes = reader.offset;
    if (!reader.isAtEnd) this.#repair(reader);
  }

  #repair(reader: ChunkReader): void {
    if (!reader.isTorn()) {
      throw new JournalDamaged(
        `${this.path} is damaged at byte ${reader.offset}; restore it from a copy`,
      );
    }
    ftruncateSync(this.#descriptor, reader.offset);
  }
}

/** Reads frames one by one, a few megabytes at a time. */
class ChunkReader {
  readonly #descriptor: number;
  #buffer = Buffer.alloc(0);
  #readOffset = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Byte at which the next frame begins. */
  get offset(): number {
    return this.#readOffset - this.#buffer.length;
  }

  get isAtEnd(): boolean {
    return this.#buffer.length === 0;
  }

  next(): Frame | undefined {
    if (!this.#fill(frameHeaderBytes)) return undefined;
    const length = this.#buffer.readUInt32LE(0);
    if (length > maxPayloadBytes || !this.#fill(frameHeaderBytes + length)) return undefined;
    const frame = this.#buffer.subarray(0, frameHeaderBytes + length);
    if (crc32(frame.subarray(8)) !== frame.readUInt32LE(4)) return undefined;
    this.#buffer = this.#buffer.subarray(frame.length);
    return { kind: frame.readUInt8(8), payload: frame.subarray(frameHeaderBytes) };
  }

  /** Tells whether what is left looks like one unfinished write: too short, or zeros to the end. */
  isTorn(): boolean {
    if (!this.#fill(frameHeaderBytes)) return true;
    const length = this.#buffer.readUInt32LE(0);
    const isCut = length <= maxPayloadBytes && !this.#fill(frameHeaderBytes + length + 1);
    return isCut || this.#isZeroToEnd();
  }

  #isZeroToEnd(): boolean {
    for (;;) {
      if (this.#buffer.some((byte) => byte !== 0)) return false;
      this.#buffer = Buffer.alloc(0);
      if (!this.#fill(1)) return true;
    }
  }

  #fill(wanted: number): boolean {
    while (this.#buffer.length < wanted) {
      const chunk = Buffer.allocUnsafe(Math.max(readBytes, wanted - this.#buffer.length));
      const count = readSync(this.#descriptor, chunk, 0, chunk.length, this.#readOffset);
      if (count === 0) return false;
      this.#readOffset += count;
      this.#buffer = Buffer.concat([this.#buffer, chunk.subarray(0, count)]);
    }
    return true;
  }
}
