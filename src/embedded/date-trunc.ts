import { refuse } from './errors.ts';
import { isDocument, numberOf } from './values.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * `$dateTrunc` for a bin of one unit, in the calendar of a time zone.
 *
 * mingo truncates in UTC and shifts afterwards, which gives the wrong day east of Greenwich.
 *
 * @throws {CommandError} when the arguments are wrong or the bin is larger than one unit.
 */
export function truncateDate(argument: unknown): Date | null {
  if (!isDocument(argument))
    return refuse('BadValue', '$dateTrunc only supports an object as its argument');
  const { date, unit, timezone, binSize = 1, startOfWeek } = argument;
  if (date === null || date === undefined || unit === null || timezone === null) return null;
  if (!(date instanceof Date)) return refuse('BadValue', '$dateTrunc requires a date');
  if (numberOf(binSize) !== 1)
    refuse('CommandNotSupported', 'The embedded server supports $dateTrunc only with binSize 1');
  const zone = textOf('timezone', timezone, 'UTC');
  const offsetMs = offsetAt(date, zone);
  const local = new Date(date.getTime() + offsetMs);
  const start = truncateLocal(
    local,
    textOf('unit', unit),
    textOf('startOfWeek', startOfWeek, 'sunday'),
  );
  // The offset may differ at the start of the unit, after a change of summer time.
  const guess = new Date(start.getTime() - offsetMs);
  return new Date(start.getTime() - offsetAt(guess, zone));
}

function textOf(name: string, given: unknown, fallback?: string): string {
  const text = given ?? fallback;
  if (typeof text === 'string') return text;
  return refuse('FailedToParse', `$dateTrunc parameter ${name} must be a string`);
}

function truncateLocal(local: Date, unit: string, weekStart: string): Date {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  switch (unit) {
    case 'year':
      return new Date(Date.UTC(year, 0));
    case 'quarter':
      return new Date(Date.UTC(year, month - (month % 3)));
    case 'month':
      return new Date(Date.UTC(year, month));
    case 'week': {
      const first = weekdays.indexOf(weekStart.slice(0, 3).toLowerCase());
      if (first === -1)
        refuse('FailedToParse', '$dateTrunc parameter startOfWeek is not a day of the week');
      return new Date(Date.UTC(year, month, day - ((local.getUTCDay() - first + 7) % 7)));
    }
    case 'day':
      return new Date(Date.UTC(year, month, day));
    default:
      return truncateTime(local, unit);
  }
}

const unitMs: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

function truncateTime(local: Date, unit: string): Date {
  const lengthMs = unitMs[unit];
  if (lengthMs === undefined) return refuse('FailedToParse', `unknown time unit value: ${unit}`);
  return new Date(Math.floor(local.getTime() / lengthMs) * lengthMs);
}

function offsetAt(date: Date, timezone: string): number {
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(timezone);
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return (fixed[1] === '-' ? -minutes : minutes) * 60_000;
  }
  const parts = Object.fromEntries(
    formatter(timezone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(date.getTime() / 1000) * 1000;
}

function formatter(timezone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return refuse('UnknownTimeZone', `unrecognized time zone identifier: "${timezone}"`);
  }
}
