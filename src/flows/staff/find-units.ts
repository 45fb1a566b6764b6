import { foldPhrase } from '../../domain/fold.ts';
import type { Directory } from '../../domain/directory.ts';
import { isWithin } from '../../domain/directory.ts';
import type { Unit } from '../../domain/unit.ts';

/** Every way in which a unit is called today, folded: with and without its type, by its parent, by its body, by former names. */
const callsOf = (unit: Unit, directory: Directory, on: string): readonly string[] => {
  const former = unit.aliases.flatMap(({ name, areaType }) =>
    areaType === undefined ? [name] : [name, `${areaType} ${name}`],
  );
  const parent = directory.parent(unit.id, on)?.name ?? '';
  const calls = [
    unit.name,
    directory.areaName(unit.id),
    directory.placeName(unit.id, on),
    `${unit.name} ${parent}`,
    ...Object.values(directory.bodyName(unit.id)),
    ...former,
  ];
  return calls.map(foldPhrase);
};

/** Units of today that are called exactly so, apart from marks and case. */
export const findUnits = (typed: string, directory: Directory, on: string): readonly Unit[] => {
  const wanted = foldPhrase(typed);
  if (wanted === '') return [];
  return directory.units.filter(
    (unit) => isWithin(unit.validity, on) && callsOf(unit, directory, on).includes(wanted),
  );
};
