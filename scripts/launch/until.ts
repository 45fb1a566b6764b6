import { setTimeout as pause } from 'node:timers/promises';

/** What was waited for did not come in time. */
export class NotInTime extends Error {
  override readonly name = 'NotInTime';
}

/**
 * Asks again until a probe gives something other than `undefined`; a probe that throws counts as not yet.
 *
 * @param limitMs - Gives up after this long, in milliseconds.
 * @throws {NotInTime} naming what was waited for.
 */
export async function until<Found>(
  what: string,
  limitMs: number,
  probe: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    const found = await Promise.resolve(undefined)
      .then(probe)
      .catch(() => undefined);
    if (found !== undefined) return found;
    if (performance.now() > giveUpAt)
      throw new NotInTime(`waited ${limitMs} ms in vain for ${what}`);
    await pause(50);
  }
}
