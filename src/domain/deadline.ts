import type { DayTable, OfficeHours, QuietHours } from './calendar.ts';
import type { CategoryId, Kind, Urgency } from './category.ts';

/** A length of time as it is counted: working hours or days, or plain clock hours. */
export interface Span {
  readonly amount: number;
  readonly unit: 'working-hours' | 'working-days' | 'clock-hours' | 'calendar-days';
}

/** Limits of one kind of case. */
export interface Norm {
  readonly accept: Span;
  /** Absent for ideas and praise: nobody is late with thanks. */
  readonly resolve?: Span;
}

/** Limits that differ for a category or kind; `null` takes the limit away. */
interface NormException {
  readonly accept?: Span;
  readonly resolve?: Span | null;
}

/** Limits per urgency, with exceptions per category or kind; the most particular wins. */
export interface DeadlineNorms {
  readonly byUrgency: Readonly<Record<Urgency, Norm>>;
  /** Keyed by category or kind; they stand for what is usual, so they apply to `normal` urgency alone. */
  readonly byCategory: Readonly<Record<string, NormException>>;
  readonly needsInfoSilence: Span;
  readonly ratingWindow: Span;
  readonly leaderAfterOverdue: Span;
  readonly dutyUnread: Span;
}

/**
 * The limits of a case: of its kind, else of its category, else of its urgency.
 * A pressing case keeps the limits of its urgency, because no exception may slow down what a rule has hurried.
 */
export const normFor = (
  norms: DeadlineNorms,
  about: { readonly urgency: Urgency; readonly categoryId: CategoryId; readonly kind: Kind },
): Norm => {
  const usual = norms.byUrgency[about.urgency];
  if (about.urgency !== 'normal') return usual;
  const { accept, resolve } = {
    ...usual,
    ...norms.byCategory[about.categoryId],
    ...norms.byCategory[about.kind],
  };
  return resolve === undefined || resolve === null ? { accept } : { accept, resolve };
};

/** 8 and 4 working hours as in Hà Nội; 7 working days as in Huế; 7, 3 and 1 days as a neighbourhood system has them. */
export const DEFAULT_NORMS: DeadlineNorms = {
  byUrgency: {
    normal: {
      accept: { amount: 8, unit: 'working-hours' },
      resolve: { amount: 7, unit: 'working-days' },
    },
    soon: {
      accept: { amount: 4, unit: 'working-hours' },
      resolve: { amount: 3, unit: 'working-days' },
    },
    emergency: {
      accept: { amount: 0.25, unit: 'clock-hours' },
      resolve: { amount: 1, unit: 'calendar-days' },
    },
  },
  byCategory: {
    // Land papers go through several bodies and a legal procedure.
    'dat-dai': { resolve: { amount: 20, unit: 'calendar-days' } },
    'hoi-dap': { resolve: { amount: 5, unit: 'working-days' } },
    'hien-ke': { resolve: null },
  },
  needsInfoSilence: { amount: 5, unit: 'working-days' },
  ratingWindow: { amount: 14, unit: 'calendar-days' },
  leaderAfterOverdue: { amount: 2, unit: 'working-days' },
  dutyUnread: { amount: 0.25, unit: 'clock-hours' },
};

/** The two halves of a day, 07:30 to 11:30 and 13:00 to 17:00, in minutes after midnight. */
const FULL_DAY = [
  { from: 450, to: 690 },
  { from: 780, to: 1020 },
] as const;

/** Monday to Friday, morning and afternoon. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = {
  '1': FULL_DAY,
  '2': FULL_DAY,
  '3': FULL_DAY,
  '4': FULL_DAY,
  '5': FULL_DAY,
};

/** 20:00 to 07:00. */
export const DEFAULT_QUIET_HOURS: QuietHours = { from: 1200, to: 420 };

const off = (name: string, ...dates: readonly string[]): DayTable['daysOff'] =>
  dates.map((date) => ({ date, name }));

/**
 * Days off under Labour Code 2019, Art. 112, with the swaps of officials.
 * 2025 and 2026 as the authorities decided; 2027 from the lunar calendar at UTC+7, to be confirmed in autumn 2026.
 * 24 November is a working day here: should it become a day off, deadlines are a day early, never late.
 */
export const DEFAULT_DAY_TABLES: readonly DayTable[] = [
  {
    year: 2025,
    provenance: 'decided',
    daysOff: [
      ...off('Tết Dương lịch', '2025-01-01'),
      ...off(
        'Tết Nguyên đán',
        '2025-01-27',
        '2025-01-28',
        '2025-01-29',
        '2025-01-30',
        '2025-01-31',
      ),
      ...off('Giỗ Tổ Hùng Vương', '2025-04-07'),
      ...off('30/4 và 1/5', '2025-04-30', '2025-05-01', '2025-05-02'),
      ...off('Quốc khánh', '2025-09-01', '2025-09-02'),
    ],
    workedDays: ['2025-04-26'],
  },
  {
    year: 2026,
    provenance: 'decided',
    daysOff: [
      ...off('Tết Dương lịch', '2026-01-01', '2026-01-02'),
      ...off(
        'Tết Nguyên đán',
        '2026-02-16',
        '2026-02-17',
        '2026-02-18',
        '2026-02-19',
        '2026-02-20',
      ),
      // 10/3 of the lunar year is Sunday 26 April, made up on Monday.
      ...off('Giỗ Tổ Hùng Vương', '2026-04-26', '2026-04-27'),
      ...off('30/4 và 1/5', '2026-04-30', '2026-05-01'),
      ...off('Quốc khánh', '2026-08-31', '2026-09-01', '2026-09-02'),
    ],
    workedDays: ['2026-01-10', '2026-08-22'],
  },
  {
    year: 2027,
    provenance: 'computed',
    daysOff: [
      ...off('Tết Dương lịch', '2027-01-01'),
      // Tết is Saturday 6 February: its eve and four days, two of them made up after the weekend.
      ...off(
        'Tết Nguyên đán',
        '2027-02-05',
        '2027-02-06',
        '2027-02-07',
        '2027-02-08',
        '2027-02-09',
        '2027-02-10',
        '2027-02-11',
      ),
      ...off('Giỗ Tổ Hùng Vương', '2027-04-16'),
      // 1 May is a Saturday, made up on Monday.
      ...off('30/4 và 1/5', '2027-04-30', '2027-05-01', '2027-05-03'),
      ...off('Quốc khánh', '2027-09-02', '2027-09-03'),
    ],
    workedDays: [],
  },
];
