const HOUR_MS = 3_600_000;
/** Zalo delivers again for two hours. */
const LATE_IN_WINDOW_MS = 3 * HOUR_MS;
/** Telegram delivers again for a day. */
const LATE_MS = 25 * HOUR_MS;

/**
 * When something happened, as far as the provider can be believed: never after it was received, and not so long before
 * that no delivery takes as long; then, and where the time cannot be read, when it was received. Otherwise a wrong
 * clock would close a window on somebody who has just written, or keep a bot silent for years.
 *
 * @param hasWindow - Of the channel: there a time that is too early keeps our answer back.
 */
export function plausibleTime(told: Date, receivedAt: Date, hasWindow: boolean): Date {
  const lateMs = receivedAt.getTime() - told.getTime();
  const isPlausible = lateMs >= 0 && lateMs <= (hasWindow ? LATE_IN_WINDOW_MS : LATE_MS);
  return isPlausible ? told : receivedAt;
}
