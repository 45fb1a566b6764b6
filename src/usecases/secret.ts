import { createHash } from 'node:crypto';

/** Only the hash of a one-time code or link is stored, so a stolen database opens nothing. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');
