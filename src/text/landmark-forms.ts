import type { Directory } from '../domain/directory.ts';
import { isTelling, isTooLong, type Landmark } from '../domain/landmark.ts';
import { standingUnits } from '../domain/succession.ts';
import { type NameForm, syllablesOf } from './gazetteer.ts';

const isVillage = (unitId: string, directory: Directory): boolean =>
  directory.level(directory.unit(unitId)).receives;

/** The names of landmarks with the villages that each stands in today; one that does not say which is left out. */
export const landmarkForms = (
  landmarks: readonly Landmark[],
  directory: Directory,
  on: string,
): readonly NameForm[] => {
  const forms = new Map<string, NameForm>();
  for (const { name, unitId } of landmarks) {
    const syllables = syllablesOf(name);
    const standing = standingUnits(unitId, directory, on).filter((id) => isVillage(id, directory));
    if (!isTelling(name) || isTooLong(name) || standing.length === 0) continue;
    const key = syllables.map((one) => one.key).join(' ');
    const known = forms.get(key)?.unitIds ?? [];
    const unitIds = [...new Set([...known, ...standing])];
    forms.set(key, { kind: 'landmark', syllables, unitIds, needsPrefix: false, isNumber: false });
  }
  return [...forms.values()];
};
