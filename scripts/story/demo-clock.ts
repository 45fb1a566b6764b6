import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createCalendar } from '../../src/domain/calendar.ts';
import {
  DEFAULT_DAY_TABLES,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../src/domain/deadline.ts';

const CALENDAR = createCalendar({
  timeZone: 'Asia/Ho_Chi_Minh',
  officeHours: DEFAULT_OFFICE_HOURS,
  quietHours: DEFAULT_QUIET_HOURS,
  dayTables: DEFAULT_DAY_TABLES,
});

const HOUR_MS = 3_600_000;

/** The demo's clock, ahead of the real one by a number of milliseconds kept in a file that every process reads. */
export class DemoClock {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
    if (!existsSync(file)) this.#write(0);
  }

  now(): Date {
    return new Date(Date.now() + Number(readFileSync(this.file, 'utf8')));
  }

  /** Moves on by so many minutes; returns the new time in words. */
  advance(minutes: number): string {
    this.#write(Number(readFileSync(this.file, 'utf8')) + minutes * 60_000);
    return this.#words();
  }

  /** Moves on to the next minute at which an office opens in the morning; returns the new time in words. */
  goToMorning(): string {
    const now = this.now();
    for (let day = 0; day < 30; day += 1) {
      const start = CALENDAR.startOfDay(new Date(now.getTime() + day * 86_400_000));
      const hourLater = CALENDAR.addSpan(start, { amount: 1, unit: 'working-hours' });
      const opening = new Date(hourLater.getTime() - HOUR_MS);
      const isThatDay = CALENDAR.dateOf(opening) === CALENDAR.dateOf(start);
      if (isThatDay && opening > now)
        return this.advance((opening.getTime() - now.getTime()) / 60_000);
    }
    throw new Error('the calendar has no working day within a month');
  }

  #words(): string {
    const at = new Intl.DateTimeFormat('vi', {
      timeZone: 'Asia/Ho_Chi_Minh',
      weekday: 'long',
      day: 'numeric',
      month: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    return at.format(this.now());
  }

  /** By a rename, so that no process ever reads half a number. */
  #write(aheadMs: number): void {
    writeFileSync(`${this.file}.new`, String(Math.round(aheadMs)));
    renameSync(`${this.file}.new`, this.file);
  }
}
