import type { Role } from './cadre.ts';
import type { DayTable, OfficeHours, QuietHours } from './calendar.ts';
import type { DeadlineNorms } from './deadline.ts';
import type { LocalText } from './text.ts';
import type { Level, Unit } from './unit.ts';

/** What a deployment is: names, tiers, roles and times. One document, read at start and when it changes. */
export interface Organisation {
  readonly id: string;
  readonly name: LocalText;
  readonly isFictional: boolean;
  readonly timeZone: string;
  readonly levels: readonly Level[];
  readonly roles: readonly Role[];
  /** The unit that owns what no other unit can be found for. */
  readonly dutyUnitId: string;
  readonly officeHours: OfficeHours;
  readonly quietHours: QuietHours;
  readonly dayTables: readonly DayTable[];
  readonly norms: DeadlineNorms;
  /** Grows with every import; processes reload the directory when it differs from theirs. */
  readonly edition: number;
}

/** Units and organisation as one value, the input of {@link Directory}. */
export interface OrganisationTree {
  readonly organisation: Organisation;
  readonly units: readonly Unit[];
}
