import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarRules, createCalendar, type DayTable } from '../../src/domain/calendar.ts';
import {
  DEFAULT_DAY_TABLES,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
  type Span,
} from '../../src/domain/deadline.ts';

const table = (year: number, daysOff: string[], workedDays: string[] = []): DayTable => ({
  year,
  provenance: 'decided',
  daysOff: daysOff.map((date) => ({ date, name: 'nghỉ' })),
  workedDays,
});

const TET_2023 = ['20', '23', '24', '25', '26'].map((day) => `2023-01-${day}`);
const EARLIER_TABLES = [
  table(2022, ['2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04']),
  table(2023, TET_2023),
  table(2024, ['2024-09-02', '2024-09-03']),
];

const rules = (changes: Partial<CalendarRules> = {}): CalendarRules => ({
  officeHours: DEFAULT_OFFICE_HOURS,
  quietHours: DEFAULT_QUIET_HOURS,
  dayTables: [...EARLIER_TABLES, ...DEFAULT_DAY_TABLES],
  timeZone: 'Asia/Ho_Chi_Minh',
  ...changes,
});

const calendar = createCalendar(rules());
const local = (moment: string): Date => new Date(`${moment.replace(' ', 'T')}:00+07:00`);
const days = (amount: number): Span => ({ amount, unit: 'working-days' });
const hours = (amount: number): Span => ({ amount, unit: 'working-hours' });

describe('days', () => {
  it('belong to the local date, which is ahead of UTC in the evening', () => {
    expect(calendar.dateOf(new Date('2026-11-23T16:59:59Z'))).toBe('2026-11-23');
    expect(calendar.dateOf(new Date('2026-11-23T17:00:00Z'))).toBe('2026-11-24');
    expect(calendar.startOfDay(new Date('2026-11-23T18:30:00Z'))).toEqual(
      local('2026-11-24 00:00'),
    );
  });

  it('are found west of Greenwich and across a change to summer time', () => {
    const newYork = createCalendar(rules({ timeZone: 'America/New_York' }));
    expect(newYork.dateOf(new Date('2026-03-08T04:59:00Z'))).toBe('2026-03-07');
    const span = { amount: 1, unit: 'calendar-days' } as const;
    const noon = new Date('2026-03-07T17:00:00Z');
    expect(newYork.addSpan(noon, span)).toEqual(new Date('2026-03-08T16:00:00Z'));
  });

  it('before 1970 have weekdays too', () => {
    expect(calendar.isWorkingDay('1969-12-31')).toBe(true);
    expect(calendar.isWorkingDay('1969-12-28')).toBe(false);
  });
});

describe('working days', () => {
  it.each([
    ['a weekday', '2026-11-23', true],
    ['a Saturday', '2026-11-21', false],
    ['a Saturday worked in exchange', '2026-08-22', true],
    ['the day given for it', '2026-08-31', false],
    ['Tết', '2026-02-17', false],
    ['a Monday that makes up for a Sunday', '2026-04-27', false],
    ['24 November, until it is decided', '2026-11-24', true],
  ])('count %s as the table says', (_what, date, isWorked) => {
    expect(calendar.isWorkingDay(date)).toBe(isWorked);
  });

  it('leave out a Saturday with office hours, whose hours count all the same', () => {
    const saturday = { ...DEFAULT_OFFICE_HOURS, '6': [{ from: 450, to: 690 }] };
    const withSaturday = createCalendar(rules({ officeHours: saturday }));
    expect(withSaturday.isWorkingDay('2026-11-21')).toBe(false);
    const friday = local('2026-11-20 16:00');
    expect(withSaturday.addSpan(friday, hours(2))).toEqual(local('2026-11-21 08:30'));
    expect(withSaturday.addSpan(friday, days(1))).toEqual(local('2026-11-23 17:00'));
  });

  it('leave out a weekday without office hours', () => {
    const { '3': _wednesday, ...rest } = DEFAULT_OFFICE_HOURS;
    expect(createCalendar(rules({ officeHours: rest })).isWorkingDay('2026-11-25')).toBe(false);
  });
});

describe('a deadline in working days', () => {
  // Public pages of Hue-S, which show when a report was sent and its deadline under a norm of seven working days.
  it.each([
    ['62584', '2022-01-28 10:00', '2022-02-15'],
    ['121357', '2023-10-22 19:04', '2023-11-01'],
    ['165657', '2024-10-27 15:57', '2024-11-06'],
    ['192368', '2025-07-01 16:28', '2025-07-10'],
    ['63416', '2022-02-12 12:35', '2022-02-23'],
    ['165321', '2024-10-24 14:01', '2024-11-04'],
    ['194290', '2025-07-18 17:46', '2025-07-29'],
    ['157290', '2024-08-26 18:08', '2024-09-06'],
    ['197854', '2025-08-23 18:28', '2025-09-05'],
  ])('is that of report %s in Huế', (_page, sent, due) => {
    expect(calendar.addSpan(local(sent), days(7))).toEqual(local(`${due} 17:00`));
  });

  it('follows the rule for report 99124, and the page once a day off is overridden', () => {
    const sent = local('2023-01-21 19:30');
    expect(calendar.addSpan(sent, days(7))).toEqual(local('2023-02-07 17:00'));
    const dayTables = [table(2023, TET_2023, ['2023-01-26'])];
    const overridden = createCalendar(rules({ dayTables }));
    expect(overridden.addSpan(sent, days(7))).toEqual(local('2023-02-06 17:00'));
  });

  it('counts a Saturday worked in exchange', () => {
    const friday = local('2026-08-21 09:00');
    expect(calendar.addSpan(friday, days(1))).toEqual(local('2026-08-22 17:00'));
  });

  it('is the end of day 0 when no day is given', () => {
    expect(calendar.addSpan(local('2026-11-21 09:00'), days(0))).toEqual(local('2026-11-23 17:00'));
  });

  it('is never before the instant it starts from', () => {
    const evening = local('2026-11-23 19:00');
    expect(calendar.addSpan(evening, days(0))).toEqual(evening);
  });
});

describe('a deadline in working hours', () => {
  it.each([
    ['within a half-day', '2026-11-23 08:00', 2, '2026-11-23 10:00'],
    ['over lunch', '2026-11-23 10:30', 4, '2026-11-23 16:00'],
    ['over a weekend', '2026-11-20 16:00', 8, '2026-11-23 16:00'],
    ['from the night before', '2026-11-22 21:00', 4, '2026-11-23 11:30'],
    ['to the very end of a day', '2026-11-23 07:30', 8, '2026-11-23 17:00'],
    ['from the minute a half-day ends', '2026-11-23 11:30', 1, '2026-11-23 14:00'],
    ['over Tết', '2026-02-13 16:00', 2, '2026-02-23 08:30'],
    ['of no length', '2026-11-22 21:00', 0, '2026-11-22 21:00'],
  ])('is reckoned %s', (_what, from, amount, due) => {
    expect(calendar.addSpan(local(from), hours(amount))).toEqual(local(due));
  });

  it('gives a worked Saturday the hours of an ordinary day', () => {
    const friday = local('2026-08-21 16:00');
    expect(calendar.addSpan(friday, hours(5))).toEqual(local('2026-08-22 11:30'));
  });

  it('reads intervals in any order', () => {
    const monday = [
      { from: 780, to: 1020 },
      { from: 450, to: 690 },
    ];
    const officeHours = { ...DEFAULT_OFFICE_HOURS, '1': monday };
    const shuffled = createCalendar(rules({ officeHours }));
    expect(shuffled.addSpan(local('2026-11-23 06:00'), hours(1))).toEqual(
      local('2026-11-23 08:30'),
    );
    expect(shuffled.addSpan(local('2026-08-22 06:00'), hours(1))).toEqual(
      local('2026-08-22 08:30'),
    );
  });
});

describe('a deadline in clock hours or calendar days', () => {
  it('runs through night and weekend', () => {
    const saturday = local('2026-11-21 22:00');
    expect(calendar.addSpan(saturday, { amount: 0.25, unit: 'clock-hours' })).toEqual(
      local('2026-11-21 22:15'),
    );
    expect(calendar.addSpan(saturday, { amount: 14, unit: 'calendar-days' })).toEqual(
      local('2026-12-05 22:00'),
    );
  });
});

describe('a pause', () => {
  it('moves the deadline by the working time that passed', () => {
    const due = local('2026-11-24 17:00');
    const moved = calendar.resume(due, local('2026-11-20 16:00'), local('2026-11-23 08:30'));
    expect(moved).toEqual(local('2026-11-25 09:30'));
  });

  it('of a night or a weekend moves nothing', () => {
    const due = local('2026-11-24 17:00');
    expect(calendar.resume(due, local('2026-11-20 17:00'), local('2026-11-23 07:30'))).toEqual(due);
  });
});

describe('a pause over a weekend', () => {
  it.each([
    ['working-hours', '2026-11-21 16:00'],
    ['working-days', '2026-11-21 16:00'],
    ['clock-hours', '2026-11-23 16:30'],
    ['calendar-days', '2026-11-23 16:30'],
  ] as const)('moves a limit in %s to %s', (unit, moved) => {
    const [due, asked, answered] = ['2026-11-21 16:00', '2026-11-20 17:30', '2026-11-22 18:00'];
    expect(calendar.resume(local(due), local(asked), local(answered), unit)).toEqual(local(moved));
  });

  it.each(['working-hours', 'clock-hours'] as const)('never moves %s back', (unit) => {
    const due = local('2026-11-24 16:00');
    const [asked, answered] = [local('2026-11-23 10:00'), local('2026-11-23 09:00')];
    expect(calendar.resume(due, asked, answered, unit)).toEqual(due);
  });
});

describe('a share of the time', () => {
  it('is a share of working time', () => {
    const from = local('2026-11-20 13:00');
    const due = local('2026-11-23 17:00');
    expect(calendar.portion(from, due, 0.5)).toEqual(local('2026-11-23 09:30'));
    expect(calendar.portion(from, due, 1)).toEqual(due);
    expect(calendar.portion(from, due, 0)).toEqual(from);
  });

  it('is a share of clock time where no office is open', () => {
    const from = local('2026-11-21 20:00');
    expect(calendar.portion(from, local('2026-11-22 00:00'), 0.5)).toEqual(
      local('2026-11-21 22:00'),
    );
  });
});

describe('quiet hours', () => {
  it.each([
    ['the evening', '2026-11-23 20:00', '2026-11-24 07:00'],
    ['the early morning', '2026-11-24 06:59', '2026-11-24 07:00'],
    ['the minute they end', '2026-11-24 07:00', '2026-11-24 07:00'],
    ['the day', '2026-11-24 12:00', '2026-11-24 12:00'],
    ['the minute before they begin', '2026-11-24 19:59', '2026-11-24 19:59'],
  ])('over midnight move %s', (_what, at, told) => {
    expect(calendar.outOfQuiet(local(at))).toEqual(local(told));
  });

  it.each([
    ['11:29', '11:29'],
    ['11:30', '13:00'],
    ['12:59', '13:00'],
    ['13:00', '13:00'],
  ])('within a day move %s to %s', (at, told) => {
    const lunch = createCalendar(rules({ quietHours: { from: 690, to: 780 } }));
    expect(lunch.outOfQuiet(local(`2026-11-23 ${at}`))).toEqual(local(`2026-11-23 ${told}`));
  });

  it('of no length are none', () => {
    const loud = createCalendar(rules({ quietHours: { from: 0, to: 0 } }));
    expect(loud.outOfQuiet(local('2026-11-23 00:00'))).toEqual(local('2026-11-23 00:00'));
  });
});

describe('the day tables', () => {
  it('reach to the end of their last year', () => {
    expect(createCalendar(rules({ dayTables: DEFAULT_DAY_TABLES })).coveredUntil).toBe(
      '2027-12-31',
    );
  });

  it('end where a year is missing', () => {
    const dayTables = [table(2028, []), table(2025, []), table(2026, [])];
    expect(createCalendar(rules({ dayTables })).coveredUntil).toBe('2026-12-31');
  });

  it('cover nothing when there are none, and deadlines are reckoned all the same', () => {
    const without = createCalendar(rules({ dayTables: [] }));
    expect(without.coveredUntil).toBe('');
    expect(without.addSpan(local('2026-02-16 09:00'), days(1))).toEqual(local('2026-02-17 17:00'));
  });

  it.each(DEFAULT_DAY_TABLES)('of $year list dates of that year, swaps on rest days', (year) => {
    const { daysOff, workedDays } = year;
    const dates = [...daysOff.map((day) => day.date), ...workedDays];
    expect(dates.filter((date) => !date.startsWith(`${year.year}-`))).toEqual([]);
    expect(new Set(dates).size).toBe(dates.length);
    const weekdays = workedDays.map((date) => new Date(`${date}T00:00Z`).getUTCDay());
    expect(weekdays.every((weekday) => weekday === 6)).toBe(true);
  });
});

describe('an organisation without office hours', () => {
  it.each([[{}], [{ '6': [{ from: 450, to: 690 }] }], [{ '1': [] }]])(
    'is refused, since no deadline would ever come: %j',
    (officeHours) => {
      expect(() => createCalendar(rules({ officeHours }))).toThrow(RangeError);
    },
  );
});

const instants = fc.date({
  min: new Date('2022-01-01T00:00:00Z'),
  max: new Date('2029-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const fewHours = fc.integer({ min: 0, max: 80 }).map((quarters) => quarters / 4);

describe('for any instant', () => {
  it('a deadline in working hours is that many working hours away', () => {
    fc.assert(
      fc.property(instants, fewHours, (from, amount) => {
        const due = calendar.addSpan(from, hours(amount));
        expect(calendar.workingMinutesBetween(from, due)).toBeCloseTo(amount * 60, 6);
      }),
    );
  });

  it('a later start never gives an earlier deadline', () => {
    const spans = fc.constantFrom<Span['unit']>('working-hours', 'working-days', 'calendar-days');
    fc.assert(
      fc.property(instants, instants, spans, fc.nat(10), (a, b, unit, amount) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const due = (from: Date) => calendar.addSpan(from, { amount, unit }).getTime();
        expect(due(early)).toBeLessThanOrEqual(due(late));
      }),
    );
  });

  it('a deadline in working days is the n-th working day after day 0', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 25 }), (from, amount) => {
        const due = calendar.dateOf(calendar.addSpan(from, days(amount)));
        let counted = calendar.isWorkingDay(calendar.dateOf(from)) ? 0 : -1;
        for (let at = calendar.startOfDay(from); calendar.dateOf(at) < due; ) {
          at = new Date(at.getTime() + 86_400_000);
          if (calendar.isWorkingDay(calendar.dateOf(at))) counted += 1;
        }
        expect(calendar.isWorkingDay(due)).toBe(true);
        expect(counted).toBe(amount);
      }),
    );
  });

  it('working time adds up, and none passes backwards', () => {
    fc.assert(
      fc.property(fc.tuple(instants, instants, instants), (three) => {
        const [a, b, c] = three.toSorted((one, other) => one.getTime() - other.getTime());
        if (a === undefined || b === undefined || c === undefined) return;
        const sum = calendar.workingMinutesBetween(a, b) + calendar.workingMinutesBetween(b, c);
        expect(calendar.workingMinutesBetween(a, c)).toBeCloseTo(sum, 3);
        expect(calendar.workingMinutesBetween(c, a)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('a share of the time lies between start and deadline', () => {
    const shares = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(instants, fewHours, shares, (from, length, share) => {
        const due = calendar.addSpan(from, { amount: length, unit: 'clock-hours' });
        const at = calendar.portion(from, due, share).getTime();
        expect(at).toBeGreaterThanOrEqual(from.getTime());
        expect(at).toBeLessThanOrEqual(due.getTime());
      }),
    );
  });

  it('nobody is told in quiet hours, and never before the instant', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const told = calendar.outOfQuiet(at);
        const minute = (told.getTime() - calendar.startOfDay(told).getTime()) / 60_000;
        expect(told.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(minute >= 420 && minute < 1200).toBe(true);
      }),
    );
  });
});
