import type { Ability, Cadre, Role } from './cadre.ts';
import type { Organisation, OrganisationTree } from './organisation.ts';
import type { LocalText } from './text.ts';
import type { Level, Period, Unit } from './unit.ts';

/** What one position allows its holder. */
export interface Grant {
  readonly position: Cadre['positions'][number];
  readonly abilities: readonly Ability[];
}

/** The organisation's tree, as it is looked at on a day; pure and immutable. `on` is a local date `YYYY-MM-DD`. */
export interface Directory {
  readonly organisation: Organisation;
  readonly units: readonly Unit[];
  /** @throws {UnknownUnit} when there is none. */
  unit(unitId: string): Unit;
  find(unitId: string): Unit | undefined;
  /** @throws {UnknownLevel} when the organisation has no such level. */
  level(unit: Unit): Level;
  role(roleId: string): Role | undefined;
  parent(unitId: string, on: string): Unit | undefined;
  /** From the unit itself up to the root. */
  chain(unitId: string, on: string): readonly Unit[];
  /** Units right below that exist on that day. */
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
  grants(cadre: Cadre, on: string): readonly Grant[];
}

/** A unit was asked for that the organisation does not have. */
export class UnknownUnit extends Error {
  override readonly name = 'UnknownUnit';
  readonly unitId: string;
  constructor(unitId: string) {
    super(`no unit ${unitId}`);
    this.unitId = unitId;
  }
}

/** A unit belongs to a level that the organisation does not have. */
export class UnknownLevel extends Error {
  override readonly name = 'UnknownLevel';
  readonly levelId: string;
  constructor(levelId: string) {
    super(`no level ${levelId}`);
    this.levelId = levelId;
  }
}

/** Whether a local date `YYYY-MM-DD` lies in a period, both ends included. */
export const isWithin = (period: Period, on: string): boolean =>
  (period.from === undefined || period.from <= on) && (period.to === undefined || on <= period.to);

/**
 * "thôn Lục Liễu"; a name that already says what it is stays as people say it:
 * "Tổ dân phố 1" is "tổ dân phố 1", never "tổ dân phố Tổ dân phố 1".
 */
const areaNameOf = (unit: Pick<Unit, 'areaType' | 'name'>): string => {
  const prefix = `${unit.areaType} `;
  const startsWithType = unit.name.toLowerCase().startsWith(prefix.toLowerCase());
  return prefix + (startsWithType ? unit.name.slice(prefix.length) : unit.name);
};

const indexChildren = (units: readonly Unit[]): ReadonlyMap<string, readonly Unit[]> => {
  const below = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const parentId of new Set(unit.parents.map((parent) => parent.unitId))) {
      const siblings = below.get(parentId) ?? [];
      siblings.push(unit);
      below.set(parentId, siblings);
    }
  }
  return below;
};

class IndexedDirectory implements Directory {
  readonly organisation: Organisation;
  readonly units: readonly Unit[];
  readonly #byId: ReadonlyMap<string, Unit>;
  readonly #below: ReadonlyMap<string, readonly Unit[]>;
  readonly #levels: ReadonlyMap<string, Level>;
  readonly #roles: ReadonlyMap<string, Role>;

  constructor(tree: OrganisationTree) {
    this.organisation = tree.organisation;
    this.units = tree.units;
    this.#byId = new Map(tree.units.map((unit) => [unit.id, unit]));
    this.#below = indexChildren(tree.units);
    this.#levels = new Map(tree.organisation.levels.map((level) => [level.id, level]));
    this.#roles = new Map(tree.organisation.roles.map((role) => [role.id, role]));
  }

  unit(unitId: string): Unit {
    const unit = this.#byId.get(unitId);
    if (unit === undefined) throw new UnknownUnit(unitId);
    return unit;
  }

  find(unitId: string): Unit | undefined {
    return this.#byId.get(unitId);
  }

  level(unit: Unit): Level {
    const level = this.#levels.get(unit.levelId);
    if (level === undefined) throw new UnknownLevel(unit.levelId);
    return level;
  }

  role(roleId: string): Role | undefined {
    return this.#roles.get(roleId);
  }

  parent(unitId: string, on: string): Unit | undefined {
    const dated = this.unit(unitId).parents.findLast((parent) => isWithin(parent.validity, on));
    return dated === undefined ? undefined : this.unit(dated.unitId);
  }

  chain(unitId: string, on: string): readonly Unit[] {
    const chain: Unit[] = [];
    let next: Unit | undefined = this.unit(unitId);
    // A tree that was written past the import might hold a circle; asking must still end.
    while (next !== undefined && !chain.includes(next)) {
      chain.push(next);
      next = this.parent(next.id, on);
    }
    return chain;
  }

  children(unitId: string, on: string): readonly Unit[] {
    const listed = this.#below.get(this.unit(unitId).id) ?? [];
    return listed.filter(
      (unit) => isWithin(unit.validity, on) && this.parent(unit.id, on)?.id === unitId,
    );
  }

  subtree(unitId: string, on: string): readonly string[] {
    const found = new Set([this.unit(unitId).id]);
    // A set grows while it is walked, so this reaches every depth, and each unit once.
    for (const id of found) for (const child of this.children(id, on)) found.add(child.id);
    return [...found];
  }

  receivers(on: string): readonly Unit[] {
    return this.units.filter((unit) => this.level(unit).receives && isWithin(unit.validity, on));
  }

  areaName(unitId: string): string {
    return areaNameOf(this.unit(unitId));
  }

  placeName(unitId: string, on: string): string {
    const parent = this.parent(unitId, on);
    const says = parent !== undefined && parent.name !== this.unit(unitId).name;
    return says ? `${this.areaName(unitId)} (${parent.name})` : this.areaName(unitId);
  }

  bodyName(unitId: string): LocalText {
    const { body } = this.level(this.unit(unitId));
    const area = this.areaName(unitId);
    const named = Object.entries(body).map(([locale, words]) => [locale, `${words} ${area}`]);
    return { ...Object.fromEntries(named), vi: `${body.vi} ${area}` };
  }

  grants(cadre: Cadre, on: string): readonly Grant[] {
    return cadre.positions
      .filter(
        (position) => this.find(position.unitId) !== undefined && isWithin(position.validity, on),
      )
      .map((position) => ({ position, abilities: this.role(position.roleId)?.abilities ?? [] }));
  }
}

/** Indexes a tree once, so that every question afterwards is a look-up. */
export const createDirectory = (tree: OrganisationTree): Directory => new IndexedDirectory(tree);

export type { OrganisationTree };
