import type { ChatRef } from './person.ts';
import type { LocalText, Locale } from './text.ts';
import type { Period } from './unit.ts';

/**
 * What a role allows, on the unit of the position and everything below it:
 * `work` accept and resolve cases; `coordinate` assign and reassign; `lead` see figures;
 * `duty` be alerted of emergencies and own what nobody else does.
 */
export type Ability = 'work' | 'coordinate' | 'lead' | 'duty';

/** A role of the organisation, as data. */
export interface Role {
  readonly id: string;
  readonly name: LocalText;
  readonly abilities: readonly Ability[];
}

/** A grant: this role in this unit for this period. */
export interface Position {
  readonly unitId: string;
  readonly roleId: string;
  /** The given post held: "bí thư chi bộ", "trưởng thôn". */
  readonly post?: string;
  readonly validity: Period;
}

/** A member of the network. */
export interface Cadre {
  readonly id: string;
  readonly name: string;
  readonly positions: readonly Position[];
  readonly chats: readonly ChatRef[];
  readonly deputyId?: string;
  readonly absences: readonly Period[];
  readonly locale: Locale;
  /** True for every person of the sample: nobody real is in it. */
  readonly isFictional: boolean;
}
