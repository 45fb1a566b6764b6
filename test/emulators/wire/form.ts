import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';

/** A file that came with a call. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a `multipart/form-data` body holds, by the names of its parts. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** With busboy, for Node's own parser throws on the terse part headers of grammY. */
export function readForm(request: IncomingMessage): Promise<Form> {
  const fields: Record<string, string> = {};
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
    form.once('finish', () => resolve({ fields, uploads }));
    form.once('error', reject);
    request.pipe(form);
  });
}

/** The whole body as text. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
