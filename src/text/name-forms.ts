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

/** One of the names of a village that exists. */
export interface NamedUnit {
  readonly unitId: string;
  readonly syllables: readonly Syllable[];
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

// "Đạo Trù cũ" names the unit by the time, not by another name: the qualifier is read on its own.
const QUALIFIER = /\s(?:cũ|mới)$/iu;

/** What a unit is called, without its type; former names too. */
export const namesOf = (unit: Unit): readonly (readonly Syllable[])[] =>
  [
    withoutOwnType(unit.name, unit.areaType),
    ...unit.aliases
      .filter((alias) => !QUALIFIER.test(alias.name.normalize('NFC')))
      .map((alias) => withoutOwnType(alias.name, alias.areaType ?? unit.areaType)),
  ].filter((syllables) => syllables.length > 0);

const isNumber = (syllables: readonly Syllable[]): boolean =>
  syllables.every((one) => /^\p{N}/u.test(one.folded) || one.folded.length === 1);

/** A form for each spelling of these names, with all units that bear it. */
export const formsByName = (
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

/** Every way in which these villages may be called: in full, by another type word, cut short. */
export const villageForms = (
  named: readonly NamedUnit[],
  parentOf: (unitId: string) => string,
): readonly NameForm[] => [
  ...formsByName('village', named, false),
  ...formsByName('village', withoutTypeWord(named), true),
  ...stubs(named, parentOf),
];
