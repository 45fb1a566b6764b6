import type { Directory } from '../../../src/domain/directory.ts';
import { fold } from '../../../src/text/syllable.ts';

/** A village as a search engine indexes it. */
export interface VillageRow {
  readonly id: string;
  /** Folded, without the type word. */
  readonly name: string;
  /** Folded names of the units above it, present and former. */
  readonly above: string;
}

const bareName = (directory: Directory, unitId: string): string => {
  const { name, areaType } = directory.unit(unitId);
  const [folded, type] = [fold(name), `${fold(areaType)} `];
  return folded.startsWith(type) ? folded.slice(type.length) : folded;
};

/** Villages of a directory on a day; all engines are given the same. */
export const villageRows = (directory: Directory, on: string): readonly VillageRow[] =>
  directory.receivers(on).map(({ id }) => ({
    id,
    name: bareName(directory, id),
    above: directory
      .chain(id, on)
      .slice(1)
      .map((unit) => fold(unit.name))
      .join(' '),
  }));
