import type { Directory } from '../domain/directory.ts';
import type { Unit } from '../domain/unit.ts';
import { type Clusters, createClusters } from './clusters.ts';
import { type Country, createCountry } from './country.ts';
import { createLineage } from './lineage.ts';
import { formsByName, type NamedUnit, type NameForm, namesOf, villageForms } from './name-forms.ts';

/** Some villages, of which one can be asked whether it is among them. */
export type Villages = Pick<ReadonlySet<string>, 'has'>;

/** A unit above the villages, with the clusters of villages that belong or once belonged to it. */
export interface Area {
  readonly unit: Unit;
  /** Ended, or called "cũ" by its aliases. */
  readonly isFormer: boolean;
  readonly areaTypes: ReadonlySet<string>;
  readonly clusters: ReadonlySet<number>;
  readonly rank: number;
}

/** All names by which a deployment's places are called. */
export interface Gazetteer {
  /** Of areas, and of villages too unless there are very many. */
  readonly forms: readonly NameForm[];
  /** Where villages are so many that only those of a few communes are looked at in a message. */
  readonly country: Country | undefined;
  area(unitId: string): Area | undefined;
  /** What a unit has become; itself when it still exists. */
  presentOf(unitId: string): readonly string[];
  /** Villages that belong or once belonged to some areas; a village is its own. */
  villagesOf(unitIds: readonly string[]): Villages;
}

const hasEnded = (unit: Unit, on: string): boolean =>
  unit.validity.to !== undefined && unit.validity.to < on;

const saysFormer = (unit: Unit): boolean =>
  unit.aliases.some((alias) => /\scũ$/iu.test(alias.name.normalize('NFC')));

/** Units that a unit has become, in as many steps as it took; itself when it still exists. */
const presentUnits = (directory: Directory, unit: Unit, on: string): readonly Unit[] => {
  const seen = new Set([unit.id]);
  const open = [unit];
  const present: Unit[] = [];
  for (let next = open.pop(); next; next = open.pop()) {
    if (!hasEnded(next, on)) present.push(next);
    for (const id of hasEnded(next, on) ? next.successorIds : []) {
      const successor = directory.find(id);
      if (!successor || seen.has(id)) continue;
      seen.add(id);
      open.push(successor);
    }
  }
  return present;
};

const villageNames = (
  directory: Directory,
  villageIds: ReadonlySet<string>,
  rank: number,
  on: string,
): readonly NamedUnit[] =>
  directory.units
    .filter((unit) => directory.level(unit).rank === rank)
    .flatMap((unit) =>
      presentUnits(directory, unit, on)
        .filter((present) => villageIds.has(present.id))
        .flatMap((present) =>
          namesOf(unit).map((syllables) => ({ unitId: present.id, syllables })),
        ),
    );

const hasBegun = (unit: Unit, on: string): boolean =>
  unit.validity.from === undefined || unit.validity.from <= on;

// An importer may know an old commune by what it became alone; then it holds what that holds.
const clustersWithin = (
  directory: Directory,
  clusters: Clusters,
  unit: Unit,
  on: string,
): ReadonlySet<number> => {
  const own = clusters.below(unit.id);
  if (own.size > 0) return own;
  return new Set(presentUnits(directory, unit, on).flatMap(({ id }) => [...clusters.below(id)]));
};

const areasOf = (
  directory: Directory,
  clusters: Clusters,
  rank: number,
  on: string,
): readonly Area[] =>
  directory.units
    .filter((unit) => directory.level(unit).rank > rank && hasBegun(unit, on))
    .map((unit) => ({
      unit,
      isFormer: hasEnded(unit, on) || saysFormer(unit),
      areaTypes: new Set(
        [unit.areaType, ...unit.aliases.map((alias) => alias.areaType ?? unit.areaType)].map(
          (type) => type.normalize('NFC').toLowerCase(),
        ),
      ),
      clusters: clustersWithin(directory, clusters, unit, on),
      rank: directory.level(unit).rank,
    }));

/** Villages of one deployment up to which all of them are looked at in every message. */
const MOST_AT_ONCE = 1_000;

/** Collects every name, former name, incomplete name and area name of a directory as it stands on a day. */
export const createGazetteer = (directory: Directory, on: string): Gazetteer => {
  const receivers = directory.receivers(on);
  const rank = receivers.reduce(
    (least, unit) => Math.min(least, directory.level(unit).rank),
    Number.POSITIVE_INFINITY,
  );
  const villages = receivers.filter((unit) => directory.level(unit).rank === rank);
  const lineage = createLineage(directory);
  const clusters = createClusters(villages, lineage);
  const named = villageNames(directory, new Set(villages.map((unit) => unit.id)), rank, on);
  const areas = areasOf(directory, clusters, rank, on);
  const areaById = new Map(areas.map((area) => [area.unit.id, area]));
  const areaNames = areas.flatMap(({ unit }) =>
    namesOf(unit).map((syllables) => ({ unitId: unit.id, syllables })),
  );
  const areaForms = formsByName('area', areaNames, false);
  const parentOf = (unitId: string): string => directory.parent(unitId, on)?.id ?? '';
  const formsOf = (some: readonly NamedUnit[]) => villageForms(some, parentOf);
  const isCountry = villages.length > MOST_AT_ONCE;
  const country = { named, areas, clusters, lineage, parentOf, formsOf };
  return {
    forms: isCountry ? areaForms : [...formsOf(named), ...areaForms],
    country: isCountry ? createCountry(country) : undefined,
    area: (unitId) => areaById.get(unitId),
    presentOf: (unitId) =>
      presentUnits(directory, directory.unit(unitId), on).map((unit) => unit.id),
    villagesOf: (unitIds) => {
      const own = new Set(unitIds.filter((id) => clusters.of(id) !== undefined));
      const within = unitIds.flatMap((id) => areaById.get(id)?.clusters ?? []);
      return {
        has: (villageId) => {
          const cluster = clusters.of(villageId);
          if (cluster === undefined) return false;
          return own.has(villageId) || within.some((held) => held.has(cluster));
        },
      };
    },
  };
};
