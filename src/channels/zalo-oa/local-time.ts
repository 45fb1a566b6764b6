/** Viet Nam has one time zone and no summer time. Zalo does not say by which clock its nights are; this is the likely one. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Zalo's night ends at six; limits of a day are counted anew after midnight, with a minute for its clock. */
const MORNING_MS = 6 * HOUR_MS;
const MARGIN_MS = 60_000;

const sinceMidnight = (now: Date): number => (now.getTime() + OFFSET_MS) % DAY_MS;

/** Milliseconds to the next end of the night. */
export const untilMorning = (now: Date): number =>
  (MORNING_MS - sinceMidnight(now) + DAY_MS) % DAY_MS || DAY_MS;

/** Milliseconds to the next day, and a minute. */
export const untilTomorrow = (now: Date): number => DAY_MS - sinceMidnight(now) + MARGIN_MS;
