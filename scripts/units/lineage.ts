import type { NationalUnits } from './national-file.ts';
import { readUnitName } from './unit-name.ts';

/** An old commune with what is known of its fate. */
export interface OldCommune {
  readonly code: string;
  readonly name: string;
  readonly district: string;
  /** Present communes that took it over, as far as the file lists them. */
  readonly successors: readonly string[];
  /** New provinces that it may lie in now. */
  readonly provinces: ReadonlySet<string>;
}

/** What became of what. */
export interface Lineage {
  readonly oldCommunes: readonly OldCommune[];
  /** New communes by the code of an old district. */
  readonly ofDistrict: ReadonlyMap<string, ReadonlySet<string>>;
  /** New provinces by the code of an old one. */
  readonly ofProvince: ReadonlyMap<string, ReadonlySet<string>>;
  /** Old communes that went on under their own name, nothing added or taken: old code to new. */
  readonly continuedCommunes: ReadonlyMap<string, string>;
  /** Provinces that went on so. */
  readonly continuedProvinces: ReadonlyMap<string, string>;
}

const addAll = (sets: Map<string, Set<string>>, key: string, values: Iterable<string>): void => {
  const known = sets.get(key) ?? new Set<string>();
  for (const value of values) known.add(value);
  sets.set(key, known);
};

const nameOf = (full: string): string => readUnitName(full, '').name;

const continuedCommunes = (units: NationalUnits): ReadonlyMap<string, string> => {
  const sources = new Map<string, Set<string>>();
  for (const [code, , , , targets] of units.oldCommunes) {
    for (const [target] of targets) addAll(sources, target, [code]);
  }
  const names = new Map(units.communes.map(([code, name]) => [code, nameOf(name)]));
  const continued = units.oldCommunes.flatMap(([code, name, , , targets]) => {
    const [first] = targets;
    if (first === undefined || targets.length > 1 || first[1] !== 'whole') return [];
    const isOnly = sources.get(first[0])?.size === 1 && names.get(first[0]) === nameOf(name);
    return isOnly ? [[code, first[0]] as const] : [];
  });
  return new Map(continued);
};

const continuedProvinces = (
  units: NationalUnits,
  ofProvince: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, string> => {
  const sources = new Map<string, Set<string>>();
  for (const [old, provinces] of ofProvince) {
    for (const province of provinces) addAll(sources, province, [old]);
  }
  const names = new Map(units.provinces.map(([code, name]) => [code, nameOf(name)]));
  const continued = units.oldProvinces.flatMap(([code, name]) => {
    const [only, another] = [...(ofProvince.get(code) ?? [])];
    if (only === undefined || another !== undefined) return [];
    const isSame = sources.get(only)?.size === 1 && names.get(only) === nameOf(name);
    return isSame ? [[code, only] as const] : [];
  });
  return new Map(continued);
};

const successorsOf = (units: NationalUnits): readonly OldCommune[] => {
  const provinceOf = new Map(units.communes.map(([code, , province]) => [code, province]));
  return units.oldCommunes.map(([code, name, district, , targets]) => {
    const known = targets.map(([target]) => target).filter((target) => provinceOf.has(target));
    const provinces = new Set(known.flatMap((target) => provinceOf.get(target) ?? []));
    return { code, name, district, successors: [...new Set(known)], provinces };
  });
};

/** Follows each old unit to what it has become; what the file does not list is left out. */
export const traceLineage = (units: NationalUnits): Lineage => {
  const ofDistrict = new Map<string, Set<string>>();
  const ofProvince = new Map<string, Set<string>>();
  const districtProvince = new Map(
    units.oldDistricts.map(([code, , province]) => [code, province]),
  );
  const traced = successorsOf(units);
  for (const { district, successors, provinces } of traced) {
    addAll(ofDistrict, district, successors);
    addAll(ofProvince, districtProvince.get(district) ?? '', provinces);
  }
  // One whose successors the file forgot lies where the rest of its province went.
  const oldCommunes = traced.map((one) => ({
    ...one,
    provinces:
      one.provinces.size > 0
        ? one.provinces
        : (ofProvince.get(districtProvince.get(one.district) ?? '') ?? new Set<string>()),
  }));
  return {
    oldCommunes,
    ofDistrict,
    ofProvince,
    continuedCommunes: continuedCommunes(units),
    continuedProvinces: continuedProvinces(units, ofProvince),
  };
};
