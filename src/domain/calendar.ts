/** A span of a working day in minutes after local midnight, `from` inclusive, `to` exclusive. */
export interface OfficeInterval {
  readonly from: number;
  readonly to: number;
}

/** Intervals by ISO weekday, 1 Monday to 7 Sunday; a missing day is a rest day. */
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
  /** Saturdays or Sundays worked in exchange, `YYYY-MM-DD`. */
  readonly workedDays: readonly string[];
}
