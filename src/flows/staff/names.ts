import type { CasePlace } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { say, type Text, type TextParam } from '../../domain/text.ts';
import { bodyName, placeName } from '../parts/names.ts';
import { isWithin } from '../../domain/directory.ts';

/** Where it happened, as far as staff can tell from it: the candidates too, while the village is open. */
export const placeText = (place: CasePlace, directory: Directory, on: string): TextParam => {
  if (place.unitId !== undefined) return placeName(directory, place.unitId, on);
  const candidates = (place.candidateIds ?? []).filter((id) => directory.find(id) !== undefined);
  if (candidates.length > 0) {
    const names = candidates.map((id) => directory.placeName(id, on)).join(', ');
    return say('staff.place.oneOf', { names });
  }
  if (place.withinId === undefined) return say('staff.place.unknown');
  return say('staff.place.within', { place: placeName(directory, place.withinId, on) });
};

/**
 * Counts that are worth saying, those above zero, as "2 cần nhận, 1 quá hạn"; empty when there are none.
 *
 * @param sayCount - Words for one count by its name.
 */
export const counted = (
  counts: Readonly<Record<string, number>>,
  sayCount: (name: string, number: number) => Text,
): TextParam =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]): TextParam => sayCount(name, number))
    .reduce((left, right) => (left === '' ? right : say('staff.comma', { left, right })), '');

/**
 * What tells a former commune's block from the new commune of the same name: the name of its body, "khối dân vận
 * xã Đạo Trù"; `undefined` where no unit of a higher level is called so.
 */
export const distinctName = (
  unitId: string,
  directory: Directory,
  on: string,
): TextParam | undefined => {
  const unit = directory.unit(unitId);
  const { rank } = directory.level(unit);
  const isShadowed = directory.units.some(
    (other) =>
      other.name === unit.name &&
      isWithin(other.validity, on) &&
      directory.level(other).receives === directory.level(unit).receives &&
      directory.level(other).rank > rank,
  );
  return isShadowed ? bodyName(directory, unitId) : undefined;
};

/**
 * Names for units that are chosen from: the commune is said only where they are of several.
 *
 * @param among - The whole list that the units are a page of. Default: the units themselves.
 */
export const namesBeside = (
  unitIds: readonly string[],
  directory: Directory,
  on: string,
  among: readonly string[] = unitIds,
): ReadonlyMap<string, string> => {
  const parents = new Set(among.map((id) => directory.parent(id, on)?.id));
  const nameOf = (id: string): string =>
    parents.size > 1 ? directory.placeName(id, on) : directory.areaName(id);
  return new Map(unitIds.map((id) => [id, nameOf(id)]));
};
