import { z } from 'zod';
import type { OfficeInterval } from '../domain/calendar.ts';
import { CATEGORIES, KINDS } from '../domain/category.ts';
import { DEFAULT_NORMS, DEFAULT_OFFICE_HOURS, DEFAULT_QUIET_HOURS } from '../domain/deadline.ts';
import type { LocalText } from '../domain/text.ts';
import type { Report } from './problem.ts';
import type { Files } from './read-tables.ts';

const FILE = 'organisation.json';

const minutesOf = (clock: string): number => {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

const clockTimes = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'no times like 07:30-11:30')
  .transform((words): OfficeInterval => {
    const [from = '', to = ''] = words.split('-');
    return { from: minutesOf(from), to: minutesOf(to) };
  });

const officeInterval = clockTimes.refine(({ from, to }) => from < to, 'ends before it begins');

const officeHours = z
  .partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(officeInterval).min(1))
  .refine((hours) => ['1', '2', '3', '4', '5'].some((day) => day in hours), 'has no weekday');

const span = z.strictObject({
  amount: z.number().positive().max(10_000),
  unit: z.enum(['working-hours', 'working-days', 'clock-hours', 'calendar-days']),
});
const norm = z.strictObject({ accept: span, resolve: span.exactOptional() });
const exception = z.strictObject({
  accept: span.exactOptional(),
  resolve: span.nullable().exactOptional(),
});

const norms = z.strictObject({
  byUrgency: z
    .strictObject({ normal: norm, soon: norm, emergency: norm })
    .default(DEFAULT_NORMS.byUrgency),
  byCategory: z
    .partialRecord(z.enum([...CATEGORIES, ...KINDS]), exception)
    .default(DEFAULT_NORMS.byCategory),
  needsInfoSilence: span.default(DEFAULT_NORMS.needsInfoSilence),
  ratingWindow: span.default(DEFAULT_NORMS.ratingWindow),
  leaderAfterOverdue: span.default(DEFAULT_NORMS.leaderAfterOverdue),
  dutyUnread: span.default(DEFAULT_NORMS.dutyUnread),
});

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const localText = z
  .record(z.string(), z.string().min(1))
  .refine((words): words is LocalText => words['vi'] !== undefined, 'has no vi');

const settings = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'no id like tam-dao'),
  name: localText,
  isFictional: z.boolean(),
  timeZone: z
    .string()
    .refine(isTimeZone, 'no time zone like Asia/Ho_Chi_Minh')
    .default('Asia/Ho_Chi_Minh'),
  dutyUnitId: z.string(),
  officeHours: officeHours.default(DEFAULT_OFFICE_HOURS),
  quietHours: clockTimes.default(DEFAULT_QUIET_HOURS),
  norms: norms.default(DEFAULT_NORMS),
});

/** What `organisation.json` says: names, times and limits, with defaults for what it leaves out. */
type OrganisationSettings = z.output<typeof settings>;

const parseJson = (bytes: Uint8Array, report: Report): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC'));
  } catch (error) {
    report({ file: FILE, line: 1 }, `cannot be read: ${String(error)}`);
    return undefined;
  }
};

/** Reads `organisation.json`; every wrong setting is reported by its path. */
export const readSettings = (files: Files, report: Report): OrganisationSettings | undefined => {
  const bytes = files.get(FILE);
  if (bytes === undefined) {
    report({ file: FILE, line: 1 }, 'the file is missing');
    return undefined;
  }
  const given = parseJson(bytes, report);
  if (given === undefined) return undefined;
  const parsed = settings.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    report({ file: FILE, line: 1 }, `${issue.path.join('.') || 'the whole'}: ${issue.message}`);
  }
  return undefined;
};
