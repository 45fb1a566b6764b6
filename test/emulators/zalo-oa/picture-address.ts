import { invalid } from './refusal.ts';
import { pictureType } from './uploads.ts';

const MOST_BYTES = 1024 * 1024;
const PATIENCE_MS = 5_000;

/**
 * Fetches a picture as Zalo does; what does not lie on this machine is taken unseen, for nothing else can be reached.
 *
 * @throws {ZaloRefusal} when it cannot be had, is too big, or is none.
 */
export async function checkPictureAt(
  url: unknown,
  kind: 'image' | 'gif',
): Promise<{ url: string; bytes?: Uint8Array }> {
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
    throw invalid('url');
  if (new URL(url).hostname !== '127.0.0.1') return { url };
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => {
    throw invalid('url');
  });
  if (!response.ok) throw invalid('url');
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = pictureType(bytes);
  const isFit = kind === 'gif' ? type === 'gif' : type === 'jpg' || type === 'png';
  if (bytes.byteLength > MOST_BYTES || !isFit) throw invalid('url');
  return { url, bytes };
}
