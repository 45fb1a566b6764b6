import type { LocalText } from './text.ts';

/** Local calendar dates `YYYY-MM-DD`, both inclusive; an absent end is open. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** A point on the map in decimal degrees, WGS 84. */
export interface Pin {
  readonly latitude: number;
  readonly longitude: number;
}

/** A tier of the organisation's tree; names are the organisation's, never ours (the district tier ended in July 2025). */
export interface Level {
  readonly id: string;
  /** 0 for the lowest tier (the village), growing upwards. */
  readonly rank: number;
  readonly name: LocalText;
  /** What the responsible body is called: "tổ dân vận", "khối dân vận". */
  readonly body: LocalText;
  /** Whether concerns are placed in units of this tier. */
  readonly receives: boolean;
}

/** A former or other name of a unit; it stays valid input for ever. */
export interface Alias {
  readonly name: string;
  readonly areaType?: string;
  readonly validity: Period;
}

/** Something that everybody there knows, and says the place by. */
export interface Spot {
  readonly name: string;
  readonly pin?: Pin;
}

/** A place and the body responsible for it. */
export interface Unit {
  /** An id of our own: official codes are reused (08911 was Hợp Châu, is Tam Đảo since July 2025). */
  readonly id: string;
  readonly levelId: string;
  /** Written before the name: "thôn", "tổ dân phố", "xã". */
  readonly areaType: string;
  readonly name: string;
  readonly validity: Period;
  /** Dated parents, newest last; none for a root. */
  readonly parents: readonly { readonly unitId: string; readonly validity: Period }[];
  readonly aliases: readonly Alias[];
  /** Units that took over this unit's area when its validity ended. */
  readonly successorIds: readonly string[];
  readonly centre?: Pin;
  /** Imported ones; those that officers add are kept apart. Default: none. */
  readonly landmarks?: readonly Spot[];
  /** How far the name can be trusted, as imported. */
  readonly source?: string;
}
