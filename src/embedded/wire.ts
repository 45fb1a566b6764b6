import { refuse } from './errors.ts';
import { crc32c } from './crc32c.ts';
import { decode, encode, type StoredDocument } from './values.ts';

/** Largest message that is accepted, in bytes, as a real server announces it. */
export const maxMessageBytes = 48_000_000;

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
const checksumPresent = 1;
const moreToCome = 2;

/** One command as it came over the wire. */
export interface WireRequest {
  readonly requestId: number;
  /** `msg` for OP_MSG; `query` for the old OP_QUERY, which drivers use for the first handshake. */
  readonly kind: 'msg' | 'query';
  /** The command, with the documents of its sequences put in place. */
  readonly body: StoredDocument;
  /** False when the client says that it will not read a reply. */
  readonly wantsReply: boolean;
}

/** The bytes did not form a message; the connection cannot go on. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/**
 * Announced length in bytes of the message that begins with these bytes, of which there are at
 * least four.
 *
 * @throws {ProtocolError} when it is impossible.
 */
export function messageLength(start: Buffer): number {
  const length = start.readInt32LE(0);
  if (length < headerBytes || length > maxMessageBytes) {
    throw new ProtocolError(`message of ${length} bytes`);
  }
  return length;
}

/** Reads one complete message. @throws {ProtocolError} when it is not one. */
export function readMessage(message: Buffer): WireRequest {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  try {
    if (opCode === opMsg) return readOpMsg(message, requestId);
    if (opCode === opQuery) return readOpQuery(message, requestId);
  } catch (cause) {
    throw new ProtocolError(`malformed message with opcode ${opCode}`, { cause });
  }
  throw new ProtocolError(`unsupported opcode ${opCode}`);
}

function readOpMsg(message: Buffer, requestId: number): WireRequest {
  const flags = message.readUInt32LE(headerBytes);
  // Bits 0 to 15 must be understood; only two of them exist.
  if ((flags & 0xffff & ~(checksumPresent | moreToCome)) !== 0) refuse('BadValue', 'unknown flags');
  const hasChecksum = (flags & checksumPresent) !== 0;
  const end = hasChecksum ? message.length - 4 : message.length;
  if (hasChecksum && crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) {
    refuse('BadValue', 'OP_MSG checksum does not match contents');
  }
  const body = readSections(message.subarray(headerBytes + 4, end));
  return { requestId, kind: 'msg', body, wantsReply: (flags & moreToCome) === 0 };
}

function readSections(bytes: Buffer): StoredDocument {
  let body: StoredDocument | undefined;
  const sequences: StoredDocument = {};
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at];
    const length = bytes.readInt32LE(at + 1);
    const section = bytes.subarray(at + 1, at + 1 + length);
    if (kind === 0) body = decode(section);
    else if (kind === 1) readSequence(section, sequences);
    else refuse('BadValue', `unknown section kind ${String(kind)}`);
    at += 1 + length;
  }
  if (body === undefined) return refuse('BadValue', 'OP_MSG without a body');
  return Object.assign(body, sequences);
}

function readSequence(section: Buffer, sequences: StoredDocument): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: StoredDocument[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const length = section.readInt32LE(at);
    documents.push(decode(section.subarray(at, at + length)));
    at += length;
  }
  sequences[section.toString('utf8', 4, nameEnd)] = documents;
}

function readOpQuery(message: Buffer, requestId: number): WireRequest {
  const nameEnd = message.indexOf(0, headerBytes + 4);
  const namespace = message.toString('utf8', headerBytes + 4, nameEnd);
  const at = nameEnd + 1 + 8;
  const body = decode(message.subarray(at, at + message.readInt32LE(at)));
  const database = namespace.slice(0, Math.max(0, namespace.indexOf('.')));
  return { requestId, kind: 'query', body: { ...body, $db: database }, wantsReply: true };
}

/** Frames a reply, already encoded as BSON, in the form that its request expects. */
export function frameReply(request: WireRequest, body: Uint8Array): Buffer {
  return request.kind === 'msg' ? frameOpMsg(request, body) : frameOpReply(request, body);
}

function frameOpMsg({ requestId }: WireRequest, body: Uint8Array): Buffer {
  const prefix = header(opMsg, requestId, headerBytes + 5 + body.length, 5);
  return Buffer.concat([prefix, body]);
}

function frameOpReply({ requestId }: WireRequest, body: Uint8Array): Buffer {
  const prefix = header(opReply, requestId, headerBytes + 20 + body.length, 20);
  prefix.writeInt32LE(8, headerBytes);
  prefix.writeInt32LE(1, headerBytes + 16);
  return Buffer.concat([prefix, body]);
}

let nextRequestId = 1;

// The five bytes after an OP_MSG header are empty flags and the kind of the only section, 0.
function header(opCode: number, responseTo: number, length: number, extra: number): Buffer {
  const bytes = Buffer.alloc(headerBytes + extra);
  bytes.writeInt32LE(length, 0);
  nextRequestId = (nextRequestId % 0x7fff_ffff) + 1;
  bytes.writeInt32LE(nextRequestId, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(opCode, 12);
  return bytes;
}

/** Encodes a reply whose cursor holds documents that are encoded already. */
export function encodeCursorReply(
  cursor: StoredDocument,
  batchName: 'firstBatch' | 'nextBatch',
  batch: readonly Uint8Array[],
  rest: StoredDocument,
): Uint8Array {
  const items = batch.map((bytes, i): RawField => [0x03, String(i), bytes]);
  const inner = appended(encode(cursor), [[0x04, batchName, rawDocument(items)]]);
  return appended(encode(rest), [[0x03, 'cursor', inner]]);
}

type RawField = readonly [type: number, name: string, bytes: Uint8Array];

function rawDocument(fields: readonly RawField[]): Buffer {
  return appended(Buffer.from([5, 0, 0, 0, 0]), fields);
}

function appended(document: Uint8Array, fields: readonly RawField[]): Buffer {
  const parts: Uint8Array[] = [document.subarray(0, document.length - 1)];
  for (const [type, name, bytes] of fields) {
    parts.push(Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`)]), bytes);
  }
  const whole = Buffer.concat([...parts, Buffer.from([0])]);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}
