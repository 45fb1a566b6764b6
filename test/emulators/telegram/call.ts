import type { IncomingMessage } from 'node:http';
import { readForm, readText, type Upload } from '../wire/form.ts';
import { badRequest } from './refusal.ts';

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
  if (type.startsWith('multipart/form-data')) {
    const { fields, uploads } = await readForm(request);
    return new Call(method, fields, uploads);
  }
  const body = await readText(request);
  return new Call(method, body === '' ? {} : (JSON.parse(body) as Record<string, unknown>));
}
