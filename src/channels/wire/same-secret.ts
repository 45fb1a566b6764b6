import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in the same time for any guess: as hashes, which are equally long. */
export function isSameSecret(shown: string, secret: string): boolean {
  const [one, other] = [shown, secret].map((words) => createHash('sha256').update(words).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
