import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { badRequest } from './refusal.ts';

/** A file that came with a call. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One call of a bot. Scalars of a form are text, as they are on the wire. */
export class Call {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, Upload>;
  /** When it had arrived, in milliseconds since the process began. */
  readonly arrivedMs = performance.now();

  constructor(
    method: string,
    fields: Readonly<Record<string, unknown>>,
    uploads: ReadonlyMap<string, Upload> = new Map(),
  ) {
    this.method = method;
    this.fields = fields;
    this.uploads = uploads;
  }

  /** Empty when it is left out. */
  text(name: string): string {
    const value = this.fields[name];
    return typeof value === 'string' ? value : '';
  }

  number(name: string): number | undefined {
    const value = this.fields[name];
    return value === undefined || value === '' ? undefined : Number(value);
  }

  flag(name: string): boolean {
    return this.fields[name] === true || this.fields[name] === 'true';
  }

  /** An object or list, which forms carry as JSON. */
  structure(name: string): unknown {
    const value = this.fields[name];
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`can't parse ${name} JSON object`);
    }
  }

  /** The part that `attach://<name>` names. */
  upload(reference: string): Upload | undefined {
    return reference.startsWith('attach://')
      ? this.uploads.get(reference.slice('attach://'.length))
      : undefined;
  }
}

/** Reads a call in any of the forms that grammY sends. */
export async function readCall(method: string, request: IncomingMessage): Promise<Call> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(method, request);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  return new Call(method, body === '' ? {} : (JSON.parse(body) as Record<string, unknown>));
}

/** With busboy, for Node's own parser throws on the terse part headers of grammY. */
function readForm(method: string, request: IncomingMessage): Promise<Call> {
  const fields: Record<string, unknown> = {};
  const uploads = new Map<string, Upload>();
  const form = new Busboy({ headers: request.headers as BusboyHeaders });
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (part, stream, name) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => uploads.set(part, { name, bytes: Buffer.concat(chunks) }));
  });
  return new Promise((resolve, reject) => {
    form.once('finish', () => resolve(new Call(method, fields, uploads)));
    form.once('error', reject);
    request.pipe(form);
  });
}
