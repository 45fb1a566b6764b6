import { messageLength } from './wire.ts';

/** Collects received bytes until they make up a message; each byte is copied at most twice. */
export class MessageBuffer {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes that the next message needs; 4 until its announced length is known. */
  #wanted = 4;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** Takes the next complete message off, if there is one. @throws {ProtocolError} */
  take(): Buffer | undefined {
    if (this.#length < this.#wanted) return undefined;
    const bytes = this.#joined();
    const length = messageLength(bytes);
    this.#wanted = length;
    if (bytes.length < length) return undefined;
    this.#replace(bytes.subarray(length));
    return bytes.subarray(0, length);
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    const bytes =
      first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }

  #replace(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    this.#wanted = 4;
  }
}
