import type { CasePlace } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { say, type TextParam } from '../../domain/text.ts';
import { placeName } from '../parts/names.ts';

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
