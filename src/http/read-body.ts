/** Why a body was not read: it is larger than allowed, came too slowly, or its sender hung up. */
export type UnreadBody = 'too-large' | 'too-slow' | 'cut-off';

/** How much of a body is read, and how long. */
export interface BodyLimits {
  readonly mostBytes: number;
  readonly mostMs: number;
}

/** All bytes of a request's body within its limits; never more of it in memory than they allow. */
export async function readBody(
  { headers, body }: Request,
  { mostBytes, mostMs }: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | UnreadBody> {
  if (Number(headers.get('content-length')) > mostBytes) return 'too-large';
  if (body === null) return new Uint8Array();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'too-slow'>((resolve) => {
    timer = setTimeout(() => resolve('too-slow'), mostMs);
  });
  const reader = body.getReader();
  const read = await Promise.race([late, readAll(reader, mostBytes)]);
  clearTimeout(timer);
  // Whoever still sends is not listened to any more.
  if (typeof read === 'string') reader.cancel().catch(() => undefined);
  return read;
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | UnreadBody> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(Buffer.concat(chunks));
      sizeBytes += value.byteLength;
      if (sizeBytes > mostBytes) return 'too-large';
      chunks.push(value);
    }
  } catch {
    return 'cut-off';
  }
}
