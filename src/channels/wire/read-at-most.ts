/** Reads a body, counting while it comes; `undefined` once it has more bytes than that, and the rest is not read. */
export async function readAtMost(
  { body, headers }: Pick<Response, 'body' | 'headers'>,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  if (Number(headers.get('content-length') ?? 0) > mostBytes) {
    await body?.cancel();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (sizeBytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
