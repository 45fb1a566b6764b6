import type { Ability, Cadre, Role } from './cadre.ts';
import type { Organisation, OrganisationTree } from './organisation.ts';
import type { LocalText } from './text.ts';
import type { Level, Unit } from './unit.ts';

/** The organisation's tree, as it is looked at on a day; pure and immutable. `on` is a local date `YYYY-MM-DD`. */
export interface Directory {
  readonly organisation: Organisation;
  readonly units: readonly Unit[];
  /** @throws {UnknownUnit} when there is none. */
  unit(unitId: string): Unit;
  find(unitId: string): Unit | undefined;
  level(unit: Unit): Level;
  role(roleId: string): Role | undefined;
  parent(unitId: string, on: string): Unit | undefined;
  /** From the unit itself up to the root. */
  chain(unitId: string, on: string): readonly Unit[];
  children(unitId: string, on: string): readonly Unit[];
  /** The unit and everything below it. */
  subtree(unitId: string, on: string): readonly string[];
  /** Units that receive concerns on that day. */
  receivers(on: string): readonly Unit[];
  /** "thôn Lục Liễu". */
  areaName(unitId: string): string;
  /** "thôn Lục Liễu (Đạo Trù)": with the parent, for telling namesakes apart. */
  placeName(unitId: string, on: string): string;
  /** "tổ dân vận thôn Lục Liễu", per language. */
  bodyName(unitId: string): LocalText;
  /** What a cadre may do on a day. */
  grants(cadre: Cadre, on: string): readonly { readonly position: Cadre['positions'][number]; readonly abilities: readonly Ability[] }[];
}

export type { OrganisationTree };
