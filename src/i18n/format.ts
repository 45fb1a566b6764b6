import type { InstantStyle } from '../domain/text.ts';

/** Says a sentence of the `format` section; the languages differ in it, the arithmetic does not. */
export type SayFormat = (key: string, params: Readonly<Record<string, string | number>>) => string;

/** The parts of an instant as a wall clock and calendar show them in a place. */
interface LocalMoment {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** Days since the epoch; neighbours differ by one. */
  readonly dayNumber: number;
  /** ISO: 1 Monday to 7 Sunday. */
  readonly weekday: number;
}

const DAY_MS = 86_400_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

// Making a format costs far more than using it.
const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, made);
  return made;
};

const localMoment = (at: Date, timeZone: string): LocalMoment => {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: string): number => Number(parts[type]);
  const [year, month, day] = [read('year'), read('month'), read('day')];
  const dayNumber = Date.UTC(year, month - 1, day) / DAY_MS;
  const weekday = new Date(dayNumber * DAY_MS).getUTCDay() || 7;
  const date = new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
  return { date, year, month, day, hour: read('hour'), minute: read('minute'), dayNumber, weekday };
};

const clock = (moment: LocalMoment, sayFormat: SayFormat): string => {
  const params = { hour: moment.hour, minute: String(moment.minute).padStart(2, '0') };
  return sayFormat(moment.minute === 0 ? 'format.fullHour' : 'format.clock', params);
};

const day = (moment: LocalMoment, today: LocalMoment, sayFormat: SayFormat): string =>
  sayFormat(moment.year === today.year ? 'format.day' : 'format.dayOfYear', {
    weekday: sayFormat(`format.weekday.${moment.weekday}`, {}),
    month: sayFormat(`format.month.${moment.month}`, {}),
    day: moment.day,
    year: moment.year,
  });

// Words people use for days that are near; all others are named.
const NEAR_DAYS: Readonly<Record<string, string>> = {
  '-1': 'format.yesterday',
  '0': 'format.today',
  '1': 'format.tomorrow',
};

const moment = (at: LocalMoment, now: LocalMoment, sayFormat: SayFormat): string => {
  const near = NEAR_DAYS[String(at.dayNumber - now.dayNumber)];
  const spoken = near === undefined ? day(at, now, sayFormat) : sayFormat(near, {});
  return sayFormat('format.moment', { clock: clock(at, sayFormat), day: spoken });
};

/**
 * Speaks an instant: "thứ Năm 26/11", "16 giờ 30", "16 giờ 30 hôm nay".
 *
 * @param now - From where "hôm nay" and "mai" are reckoned; another year than its own is said.
 */
export const formatInstant = (
  instant: { readonly at: Date; readonly style: InstantStyle },
  setting: { readonly now: Date; readonly timeZone: string; readonly sayFormat: SayFormat },
): string => {
  const at = localMoment(instant.at, setting.timeZone);
  const now = localMoment(setting.now, setting.timeZone);
  switch (instant.style) {
    case 'clock':
      return clock(at, setting.sayFormat);
    case 'day':
      return day(at, now, setting.sayFormat);
    case 'moment':
      return moment(at, now, setting.sayFormat);
  }
};
