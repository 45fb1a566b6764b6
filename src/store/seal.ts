import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Used only outside production, where `config.ts` demands a key. */
const DEVELOPMENT_KEY = 'development-only-data-key-0000000000';
const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MARK_CHARACTERS = 22;

/** What lies in the database was sealed under another key, for another place, or was changed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';

  constructor() {
    super('sealed under another CB_DATA_KEY, or changed since');
  }
}

/** Closes and opens what must not be read in the database: AES-256-GCM, bound to where it lies. */
export interface Sealer {
  /** @param place - Such as `events/telegram:17`; the seal opens there alone. */
  seal(words: string, place: string): string;
  /** @throws {SealBroken} */
  open(sealed: string, place: string): string;
  /**
   * A fingerprint of 22 characters, the same for the same words. Without the key nobody can find out what it stands
   * for by trying, as one could with a plain hash of a chat's number.
   */
  mark(words: string): string;
}

/**
 * A sealer for one key.
 *
 * @param secret - At least 32 characters; the key is derived from it. Default: the development's.
 */
export function createSealer(secret: string = DEVELOPMENT_KEY): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'cau-noi/store', 32));
  const markKey = Buffer.from(hkdfSync('sha256', secret, '', 'cau-noi/marks', 32));
  return {
    seal: (words, place) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const closed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()]);
      const parts = Buffer.concat([nonce, cipher.getAuthTag(), closed]);
      return `${VERSION}.${parts.toString('base64url')}`;
    },
    open: (sealed, place) => {
      const [version, parts = ''] = sealed.split('.');
      const bytes = Buffer.from(parts, 'base64url');
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken();
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        cipher.setAAD(Buffer.from(place));
        cipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const open = cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([open, cipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken();
      }
    },
    mark: (words) =>
      createHmac('sha256', markKey).update(words).digest('base64url').slice(0, MARK_CHARACTERS),
  };
}
