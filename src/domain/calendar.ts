import { Temporal } from 'temporal-polyfill';
import type { Span } from './deadline.ts';
import type { Organisation } from './organisation.ts';

/** A span of a working day in minutes after local midnight, `from` inclusive, `to` exclusive. */
export interface OfficeInterval {
  readonly from: number;
  readonly to: number;
}

/**
 * Intervals by ISO weekday, 1 Monday to 7 Sunday; a missing day is a rest day.
 * Hours on a Saturday or Sunday count as working hours, yet the day is no working day.
 */
export type OfficeHours = Readonly<Record<string, readonly OfficeInterval[]>>;

/** Minutes after local midnight in which nobody is reminded; may cross midnight (20:00 to 07:00). */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** Days off and worked rest days of one year. A year without a table must raise an alarm, never pass silently. */
export interface DayTable {
  readonly year: number;
  /** `computed` from the lunar calendar, or `decided` by the authorities. */
  readonly provenance: 'computed' | 'decided';
  readonly daysOff: readonly { readonly date: string; readonly name: string }[];
  /** Saturdays or Sundays worked in exchange, `YYYY-MM-DD`; also overrides a day off that was worked after all. */
  readonly workedDays: readonly string[];
}

/** Local time as the organisation reckons it: office hours, days off, quiet hours. Instants in, instants out. */
export interface Calendar {
  /** The local date `YYYY-MM-DD` of an instant. */
  dateOf(at: Date): string;
  /** Local midnight at the start of the instant's day. */
  startOfDay(at: Date): Date;
  /**
   * The instant at which a span from `from` is over. Working hours start with the next office hour.
   * Working days: day 0 is the day of `from`, or the next working day; the span ends with the last office hour
   * of the n-th working day after it. Calendar days keep the local time of day.
   */
  addSpan(from: Date, span: Span): Date;
  /** Minutes of office hours between two instants, fractions included; 0 when `b` is not after `a`. */
  workingMinutesBetween(a: Date, b: Date): number;
  /**
   * `due` moved later by what passed during a pause, counted as its norm counts: working time for working hours
   * and days, clock time for clock hours and calendar days.
   * @param unit - Unit of the norm. Default `working-hours`.
   */
  resume(due: Date, pausedAt: Date, resumedAt: Date, unit?: Span['unit']): Date;
  /** When a share (0 to 1) of the working time from `from` to `due` has passed; of clock time when there is none. */
  portion(from: Date, due: Date, share: number): Date;
  isWorkingDay(date: string): boolean;
  /** The instant itself, or the end of the quiet hours that it lies in. */
  outOfQuiet(at: Date): Date;
  /** Last date known by the tables without a missing year; the empty string without any table. */
  readonly coveredUntil: string;
}

/** What a {@link Calendar} is made of. */
export type CalendarRules = Pick<
  Organisation,
  'officeHours' | 'quietHours' | 'dayTables' | 'timeZone'
>;

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Day {
  readonly date: string;
  readonly startMs: number;
  readonly stretches: readonly Stretch[];
  readonly quietFromMs: number;
  readonly quietToMs: number;
  readonly counts: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['1', '2', '3', '4', '5'];

/** ISO weekday of a day counted from 1970-01-01, which was a Thursday. */
const weekdayOf = (dayNumber: number): string => String(((((dayNumber + 3) % 7) + 7) % 7) + 1);

const dayNumberOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** Hours of a worked Saturday: those of the first ordinary working day. */
const ordinaryHours = (hours: OfficeHours): readonly OfficeInterval[] => {
  const weekday = WEEKDAYS.find((name) => (hours[name] ?? []).length > 0);
  const intervals = weekday === undefined ? undefined : hours[weekday];
  // Without it no deadline would ever be reached, and counting to one would never end.
  if (intervals === undefined) throw new RangeError('no office hours between Monday and Friday');
  return intervals.toSorted((a, b) => a.from - b.from);
};

const coveredUntil = (tables: readonly DayTable[]): string => {
  const years = new Set(tables.map((table) => table.year));
  if (years.size === 0) return '';
  let last = Math.min(...years);
  while (years.has(last + 1)) last += 1;
  return `${last}-12-31`;
};

class OfficeCalendar implements Calendar {
  readonly coveredUntil: string;
  readonly #rules: CalendarRules;
  readonly #ordinary: readonly OfficeInterval[];
  readonly #daysOff: ReadonlySet<string>;
  readonly #workedDays: ReadonlySet<string>;
  /** Asking the time zone costs a hundred microseconds a day, so each day is asked about once. */
  readonly #days = new Map<number, Day>();

  constructor(rules: CalendarRules) {
    this.#rules = rules;
    this.#ordinary = ordinaryHours(rules.officeHours);
    this.#daysOff = new Set(
      rules.dayTables.flatMap((table) => table.daysOff.map((day) => day.date)),
    );
    this.#workedDays = new Set(rules.dayTables.flatMap((table) => table.workedDays));
    this.coveredUntil = coveredUntil(rules.dayTables);
  }

  dateOf(at: Date): string {
    return this.#day(this.#indexOf(at.getTime())).date;
  }

  startOfDay(at: Date): Date {
    return new Date(this.#day(this.#indexOf(at.getTime())).startMs);
  }

  addSpan(from: Date, span: Span): Date {
    const fromMs = from.getTime();
    const { amount, unit } = span;
    if (unit === 'working-hours') return new Date(this.#afterWork(fromMs, amount * HOUR_MS));
    if (unit === 'working-days') return new Date(this.#endOfWorkingDay(fromMs, amount));
    if (unit === 'clock-hours') return new Date(fromMs + amount * HOUR_MS);
    return new Date(this.#zoned(from).add({ days: amount }).epochMilliseconds);
  }

  workingMinutesBetween(a: Date, b: Date): number {
    return this.#workMs(a.getTime(), b.getTime()) / MINUTE_MS;
  }

  resume(due: Date, pausedAt: Date, resumedAt: Date, unit: Span['unit'] = 'working-hours'): Date {
    const [dueMs, fromMs, toMs] = [due.getTime(), pausedAt.getTime(), resumedAt.getTime()];
    return unit === 'working-hours' || unit === 'working-days'
      ? new Date(this.#afterWork(dueMs, this.#workMs(fromMs, toMs)))
      : new Date(dueMs + Math.max(0, toMs - fromMs));
  }

  portion(from: Date, due: Date, share: number): Date {
    const [fromMs, dueMs] = [from.getTime(), due.getTime()];
    const workMs = this.#workMs(fromMs, dueMs);
    // A limit in clock hours may lie in the night altogether.
    if (workMs === 0) return new Date(fromMs + share * (dueMs - fromMs));
    return new Date(this.#afterWork(fromMs, share * workMs));
  }

  isWorkingDay(date: string): boolean {
    return this.#day(dayNumberOf(date)).counts;
  }

  outOfQuiet(at: Date): Date {
    const atMs = at.getTime();
    const index = this.#indexOf(atMs);
    const { quietFromMs, quietToMs } = this.#day(index);
    const crossesMidnight = quietFromMs > quietToMs;
    if (crossesMidnight && atMs >= quietFromMs) return new Date(this.#day(index + 1).quietToMs);
    const isQuiet = atMs < quietToMs && (crossesMidnight || atMs >= quietFromMs);
    return isQuiet ? new Date(quietToMs) : at;
  }

  #afterWork(fromMs: number, workMs: number): number {
    let leftMs = workMs;
    for (let index = this.#indexOf(fromMs); leftMs > 0; index += 1) {
      for (const stretch of this.#day(index).stretches) {
        const startMs = Math.max(stretch.fromMs, fromMs);
        const lengthMs = Math.max(0, stretch.toMs - startMs);
        if (leftMs <= lengthMs) return startMs + leftMs;
        leftMs -= lengthMs;
      }
    }
    return fromMs;
  }

  #workMs(fromMs: number, toMs: number): number {
    if (toMs <= fromMs) return 0;
    let workMs = 0;
    for (let index = this.#indexOf(fromMs); this.#day(index).startMs < toMs; index += 1) {
      for (const stretch of this.#day(index).stretches) {
        const overlapMs = Math.min(stretch.toMs, toMs) - Math.max(stretch.fromMs, fromMs);
        workMs += Math.max(0, overlapMs);
      }
    }
    return workMs;
  }

  #endOfWorkingDay(fromMs: number, workingDays: number): number {
    let index = this.#nextWorkingDay(this.#indexOf(fromMs));
    for (let counted = 0; counted < workingDays; counted += 1) {
      index = this.#nextWorkingDay(index + 1);
    }
    return this.#day(index).stretches.reduce((endMs, { toMs }) => Math.max(endMs, toMs), fromMs);
  }

  #nextWorkingDay(index: number): number {
    let next = index;
    while (!this.#day(next).counts) next += 1;
    return next;
  }

  /** Number of the local day, counted from 1970-01-01: guessed in UTC, then moved by the zone's offset. */
  #indexOf(atMs: number): number {
    let index = Math.floor(atMs / DAY_MS);
    while (this.#day(index).startMs > atMs) index -= 1;
    while (this.#day(index + 1).startMs <= atMs) index += 1;
    return index;
  }

  #day(index: number): Day {
    const known = this.#days.get(index);
    if (known !== undefined) return known;
    const made = this.#makeDay(index);
    this.#days.set(index, made);
    return made;
  }

  #makeDay(index: number): Day {
    const date = new Date(index * DAY_MS).toISOString().slice(0, 10);
    const intervals = this.#intervalsOf(date, weekdayOf(index));
    const isWorked = this.#workedDays.has(date) || WEEKDAYS.includes(weekdayOf(index));
    return {
      date,
      startMs: this.#minuteOf(date, 0),
      stretches: intervals.map(({ from, to }) => ({
        fromMs: this.#minuteOf(date, from),
        toMs: this.#minuteOf(date, to),
      })),
      quietFromMs: this.#minuteOf(date, this.#rules.quietHours.from),
      quietToMs: this.#minuteOf(date, this.#rules.quietHours.to),
      counts: isWorked && intervals.length > 0,
    };
  }

  #intervalsOf(date: string, weekday: string): readonly OfficeInterval[] {
    const isSwapped = this.#workedDays.has(date);
    if (isSwapped && !WEEKDAYS.includes(weekday)) return this.#ordinary;
    if (this.#daysOff.has(date) && !isSwapped) return [];
    return (this.#rules.officeHours[weekday] ?? []).toSorted((a, b) => a.from - b.from);
  }

  #minuteOf(date: string, minute: number): number {
    return Temporal.PlainDateTime.from(date)
      .add({ minutes: minute })
      .toZonedDateTime(this.#rules.timeZone).epochMilliseconds;
  }

  #zoned(at: Date): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(
      this.#rules.timeZone,
    );
  }
}

const made = new WeakMap<CalendarRules, Calendar>();

/**
 * The calendar of some rules, one per value of them: days are worked out when first asked for and kept.
 * @throws {RangeError} when no weekday from Monday to Friday has office hours, or the time zone is unknown.
 */
export const createCalendar = (rules: CalendarRules): Calendar => {
  const calendar = made.get(rules) ?? new OfficeCalendar(rules);
  made.set(rules, calendar);
  return calendar;
};
