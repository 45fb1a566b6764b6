import type { Directory } from '../domain/directory.ts';
import type { Unit } from '../domain/unit.ts';
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

/** A unit above the villages, with the villages that belong or once belonged to it. */
export interface Area {
  readonly unit: Unit;
  /** Ended, or called "cũ" by its aliases. */
  readonly isFormer: boolean;
  readonly areaTypes: ReadonlySet<string>;
  readonly villageIds: ReadonlySet<string>;
  readonly rank: number;
}

/** All names by which a deployment's places are called. */
export interface Gazetteer {
  readonly forms: readonly NameForm[];
  area(unitId: string): Area | undefined;
  /** Villages of a unit, itself included when it is one. */
  villagesOf(unitId: string): ReadonlySet<string>;
}

const LONGEST_NAME = 8;

/** The first {@link LONGEST_NAME} words of a name. */
export const syllablesOf = (name: string): readonly Syllable[] =>
  (
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []
  )
    .slice(0, LONGEST_NAME)
    .map(readSyllable);

const foldedName = (syllables: readonly Syllable[]): string =>
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

const parentIds = (unit: Unit): readonly string[] => unit.parents.map((parent) => parent.unitId);

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

/** Every unit that a village belongs to or belonged to, and what those have become. */
const aboveOf = (directory: Directory, village: Unit): ReadonlySet<string> => {
  const above = new Set<string>();
  const open = [...parentIds(village)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const unit = above.has(id) ? undefined : directory.find(id);
    if (!unit) continue;
    above.add(id);
    // A district that was divided has handed its villages to several; dated parents say which.
    open.push(...parentIds(unit), ...(unit.successorIds.length === 1 ? unit.successorIds : []));
  }
  return above;
};

const villagesByArea = (
  directory: Directory,
  villages: readonly Unit[],
): ReadonlyMap<string, Set<string>> => {
  const byArea = new Map<string, Set<string>>();
  for (const village of villages) {
    for (const id of aboveOf(directory, village)) {
      const known = byArea.get(id);
      if (known) known.add(village.id);
      else byArea.set(id, new Set([village.id]));
    }
  }
  return byArea;
};

interface NamedUnit {
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
    stems.set(stem, [...(stems.get(stem) ?? []), one]);
  }
  return stems;
};

/** Names left when the last word is dropped, where at least two villages of one parent share them. */
const stubs = (
  named: readonly NamedUnit[],
  parentOf: (unitId: string) => string,
): readonly NameForm[] => {
  const forms: NameForm[] = [];
  for (const sharing of stemsOf(named).values()) {
    const parents = sharing.map((one) => parentOf(one.unitId));
    const ones = sharing.filter((one, at) =>
      sharing.some((other, to) => other.unitId !== one.unitId && parents[to] === parents[at]),
    );
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

// An importer may know an old commune by what it became alone; then it holds what that holds.
const villagesWithin = (
  directory: Directory,
  byArea: ReadonlyMap<string, Set<string>>,
  unit: Unit,
  on: string,
): ReadonlySet<string> =>
  byArea.get(unit.id) ??
  new Set(presentUnits(directory, unit, on).flatMap(({ id }) => [...(byArea.get(id) ?? [])]));

const hasBegun = (unit: Unit, on: string): boolean =>
  unit.validity.from === undefined || unit.validity.from <= on;

const areasOf = (
  directory: Directory,
  byArea: ReadonlyMap<string, Set<string>>,
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
      villageIds: villagesWithin(directory, byArea, unit, on),
      rank: directory.level(unit).rank,
    }));

/** Collects every name, former name, incomplete name and area name of a directory as it stands on a day. */
export const createGazetteer = (directory: Directory, on: string): Gazetteer => {
  const receivers = directory.receivers(on);
  const rank = Math.min(...receivers.map((unit) => directory.level(unit).rank));
  const villages = receivers.filter((unit) => directory.level(unit).rank === rank);
  const villageIds = new Set(villages.map((unit) => unit.id));
  const byArea = villagesByArea(directory, villages);
  const named = villageNames(directory, villageIds, rank, on);
  const areas = areasOf(directory, byArea, rank, on);
  const areaById = new Map(areas.map((area) => [area.unit.id, area]));
  const areaNames = areas.flatMap(({ unit }) =>
    namesOf(unit).map((syllables) => ({ unitId: unit.id, syllables })),
  );
  return {
    forms: [
      ...group('village', named, false),
      ...group('village', withoutTypeWord(named), true),
      ...stubs(named, (unitId) => directory.parent(unitId, on)?.id ?? ''),
      ...group('area', areaNames, false),
    ],
    area: (unitId) => areaById.get(unitId),
    villagesOf: (unitId) =>
      villageIds.has(unitId) ? new Set([unitId]) : (areaById.get(unitId)?.villageIds ?? new Set()),
  };
};
