import type { Directory } from '../domain/directory.ts';
import type { Unit } from '../domain/unit.ts';
import { type Clusters, createClusters } from './clusters.ts';
import { type Country, createCountry } from './country.ts';
import { createLineage } from './lineage.ts';
import { OWN_TYPES, TWIN_ENDINGS } from './place-words.ts';
import { readSyllable, type Syllable } from './syllable.ts';

/** How a written name relates to the units it may mean. */
export interface NameForm {
  /**
   * `village`: the full name; `stub`: a name cut short, shared by several; `area`: a unit above the villages;
   * `landmark`: something that stands in the villages.
   */
  readonly kind: 'village' | 'stub' | 'area' | 'landmark';
  readonly syllables: readonly Syllable[];
  readonly unitIds: readonly string[];
  /** Means nothing without "thôn", "tổ" or the like before it. */
  readonly needsPrefix: boolean;
  readonly isNumber: boolean;
}

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

const LONGEST_NAME = 8;

const read = new Map<string, Syllable>();
const SYLLABLES_KEPT = 10_000;

// A country's names are made of a few thousand syllables: each is kept once.
const syllableOf = (written: string): Syllable => {
  const known = read.get(written);
  if (known) return known;
  const syllable = readSyllable(written);
  if (read.size < SYLLABLES_KEPT) read.set(written, syllable);
  return syllable;
};

/** The first {@link LONGEST_NAME} words of a name. */
export const syllablesOf = (name: string): readonly Syllable[] =>
  (
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []
  )
    .slice(0, LONGEST_NAME)
    .map(syllableOf);

/** "dao tru". */
export const foldedName = (syllables: readonly Syllable[]): string =>
  syllables.map((one) => one.folded).join(' ');

// "Tổ dân phố 1" is "1" among tổ dân phố; Xóm Gò, a thôn, keeps its first word.
const withoutOwnType = (name: string, areaType: string): readonly Syllable[] => {
  const syllables = syllablesOf(name);
  const type = syllablesOf(areaType);
  const starts = type.length > 0 && type.every((one, at) => syllables[at]?.folded === one.folded);
  return starts && syllables.length > type.length ? syllables.slice(type.length) : syllables;
};

const hasEnded = (unit: Unit, on: string): boolean =>
  unit.validity.to !== undefined && unit.validity.to < on;

// "Đạo Trù cũ" names the unit by the time, not by another name: the qualifier is read on its own.
const QUALIFIER = /\s(?:cũ|mới)$/iu;

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

/** One of the names of a village that exists. */
export interface NamedUnit {
  readonly unitId: string;
  readonly syllables: readonly Syllable[];
}

const namesOf = (unit: Unit): readonly (readonly Syllable[])[] =>
  [
    withoutOwnType(unit.name, unit.areaType),
    ...unit.aliases
      .filter((alias) => !QUALIFIER.test(alias.name.normalize('NFC')))
      .map((alias) => withoutOwnType(alias.name, alias.areaType ?? unit.areaType)),
  ].filter((syllables) => syllables.length > 0);

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

const isNumber = (syllables: readonly Syllable[]): boolean =>
  syllables.every((one) => /^\p{N}/u.test(one.folded) || one.folded.length === 1);

const group = (
  kind: NameForm['kind'],
  named: readonly NamedUnit[],
  needsPrefix: boolean,
): readonly NameForm[] => {
  const byName = new Map<string, { syllables: readonly Syllable[]; ids: Set<string> }>();
  for (const { unitId, syllables } of named) {
    const name = syllables.map((one) => one.key).join(' ');
    const known = byName.get(name);
    if (known) known.ids.add(unitId);
    else byName.set(name, { syllables, ids: new Set([unitId]) });
  }
  return [...byName.values()].map(({ syllables, ids }) => ({
    kind,
    syllables,
    unitIds: [...ids],
    needsPrefix: needsPrefix || isNumber(syllables),
    isNumber: isNumber(syllables),
  }));
};

// "xóm Chanh" for Làng Chanh: the name's own type word gives way to another.
const withoutTypeWord = (named: readonly NamedUnit[]): readonly NamedUnit[] =>
  named
    .filter(({ syllables }) => syllables.length > 1 && OWN_TYPES.has(syllables[0]?.folded ?? ''))
    .map(({ unitId, syllables }) => ({ unitId, syllables: syllables.slice(1) }));

const stemsOf = (named: readonly NamedUnit[]): ReadonlyMap<string, readonly NamedUnit[]> => {
  const stems = new Map<string, NamedUnit[]>();
  for (const one of named) {
    if (one.syllables.length < 2 || OWN_TYPES.has(one.syllables[0]?.folded ?? '')) continue;
    const stem = foldedName(one.syllables.slice(0, -1));
    const known = stems.get(stem);
    if (known) known.push(one);
    else stems.set(stem, [one]);
  }
  return stems;
};

// Only twins below one parent are told apart by their last word.
const withSibling = (
  sharing: readonly NamedUnit[],
  parentOf: (unitId: string) => string,
): readonly NamedUnit[] => {
  const below = new Map<string, Set<string>>();
  for (const { unitId } of sharing) {
    const parentId = parentOf(unitId);
    below.set(parentId, (below.get(parentId) ?? new Set()).add(unitId));
  }
  return sharing.filter(({ unitId }) => (below.get(parentOf(unitId))?.size ?? 0) > 1);
};

/** Names left when the last word is dropped, where at least two villages of one parent share them. */
const stubs = (
  named: readonly NamedUnit[],
  parentOf: (unitId: string) => string,
): readonly NameForm[] => {
  const forms: NameForm[] = [];
  for (const sharing of stemsOf(named).values()) {
    const ones = withSibling(sharing, parentOf);
    const first = ones[0];
    if (!first) continue;
    const areTwins = ones.every((one) => TWIN_ENDINGS.has(one.syllables.at(-1)?.folded ?? ''));
    forms.push({
      kind: 'stub',
      syllables: first.syllables.slice(0, -1),
      unitIds: [...new Set(ones.map((one) => one.unitId))],
      needsPrefix: !areTwins,
      isNumber: false,
    });
  }
  return forms;
};

const villageForms = (
  named: readonly NamedUnit[],
  parentOf: (unitId: string) => string,
): readonly NameForm[] => [
  ...group('village', named, false),
  ...group('village', withoutTypeWord(named), true),
  ...stubs(named, parentOf),
];

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
  const areaForms = group('area', areaNames, false);
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
