import type { Calendar } from './calendar.ts';
import type { Directory } from './directory.ts';

/** What a decision about a case looks at besides the case itself. */
export interface Setting {
  readonly now: Date;
  readonly directory: Directory;
  readonly calendar: Calendar;
}

/** The local date of the decision, `YYYY-MM-DD`, as the directory wants it. */
export const dayOf = (setting: Setting): string => setting.calendar.dateOf(setting.now);
