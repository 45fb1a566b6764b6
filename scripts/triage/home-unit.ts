import { foldPhrase } from '../../src/domain/fold.ts';
import { isWithin } from '../../src/domain/directory.ts';
import type { Unit } from '../../src/domain/unit.ts';
import type { DatedDirectory } from './sample-reader.ts';

const spellings = ({ areaType, name, aliases }: Unit): readonly string[] => [
  name,
  `${areaType} ${name}`,
  ...aliases.flatMap((alias) => [alias.name, `${alias.areaType ?? areaType} ${alias.name}`]),
];

const written = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** Units that are called so: as it is written, else without marks. */
const called = (words: string, units: readonly Unit[]): readonly Unit[] => {
  const by = (spell: (name: string) => string): readonly Unit[] =>
    units.filter((unit) => spellings(unit).some((name) => spell(name) === spell(words)));
  const exact = by(written);
  return exact.length > 0 ? exact : by(foldPhrase);
};

/**
 * The citizen's own commune or village by its id or name: "TD-DT", "xã Đạo Trù", "thon luc lieu". Of an old and a new
 * commune of one name the larger is meant. `undefined`: no unit is called so, or several of one level are.
 */
export const findHome = (
  idOrName: string,
  { directory, today }: DatedDirectory,
): string | undefined => {
  if (directory.find(idOrName) !== undefined) return idOrName;
  const found = called(idOrName, directory.units);
  const standing = found.filter(({ validity }) => isWithin(validity, today));
  const meant = standing.length > 0 ? standing : found;
  const rank = Math.max(...meant.map((unit) => directory.level(unit).rank));
  const [only, another] = meant.filter((unit) => directory.level(unit).rank === rank);
  return another === undefined ? only?.id : undefined;
};
