const PATIENCE_MS = 5_000;

/** What a picture is, by its first bytes, whatever it is called. */
export function pictureType(bytes: Uint8Array): 'jpg' | 'png' | 'gif' | undefined {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (head.startsWith('ffd8ff')) return 'jpg';
  if (head === '89504e470d0a1a0a') return 'png';
  return head.startsWith('474946383') ? 'gif' : undefined;
}

/** An address that a provider would fetch: `bytes` only where it lies on this machine, for nothing else can be reached. */
export interface Fetched {
  readonly url: string;
  readonly bytes?: Uint8Array;
}

/**
 * Fetches a file as a provider does, once, without a cookie.
 *
 * @returns `undefined` when it is no address of the web, or nothing can be had there.
 */
export async function fetchAsProvider(url: unknown): Promise<Fetched | undefined> {
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined;
  if (new URL(url).hostname !== '127.0.0.1') return { url };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(url, { signal }).catch(() => undefined);
  if (response?.ok !== true) return undefined;
  return { url, bytes: new Uint8Array(await response.arrayBuffer()) };
}
