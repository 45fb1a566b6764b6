import { createHash } from 'node:crypto';

/**
 * What invites and sign-in links are found by. An invite's code is stored nowhere in clear; a sign-in link is, in the
 * outbox of its chat until that is trimmed, so a stolen database opens those that are unused and younger than their 15
 * minutes, and no others.
 */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');
