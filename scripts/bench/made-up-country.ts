import type { NationalUnits } from '../units/national-file.ts';
import type { Chance } from './chance.ts';
import { madeUpName } from './made-up-names.ts';

/** As many as there were, and are since July 2025. */
const COUNTS = {
  provinces: 34,
  communes: 3_321,
  oldProvinces: 63,
  oldDistricts: 698,
  oldCommunes: 10_033,
} as const;
const SPLIT_SHARE = 0.044;
const SAME_NAME_SHARE = 0.3;

const codes = (count: number, digits: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => String(at + 1).padStart(digits, '0'));

/** Names of which no two below one parent are the same. */
const namesBelow = (chance: Chance): ((parent: string, wanted?: string) => string) => {
  const taken = new Set<string>();
  return (parent, wanted) => {
    let name = wanted ?? madeUpName(chance);
    while (taken.has(`${parent} ${name}`)) name = madeUpName(chance);
    taken.add(`${parent} ${name}`);
    return name;
  };
};

/** Spreads the lower over the upper in order: the third of six to the second of three. */
const above = (at: number, count: number, uppers: readonly string[]): string =>
  uppers[Math.floor((at * uppers.length) / count)] ?? '';

/** A country of the real numbers of units with names that nobody gave, for where no list is at hand. */
export const madeUpCountry = (chance: Chance): NationalUnits => {
  const provinces = codes(COUNTS.provinces, 2);
  const oldProvinces = codes(COUNTS.oldProvinces, 2);
  const districts = codes(COUNTS.oldDistricts, 3);
  const communes = codes(COUNTS.communes, 5);
  const name = namesBelow(chance);
  const districtAt = (at: number): string => above(at, COUNTS.oldCommunes, districts);
  const oldNames = codes(COUNTS.oldCommunes, 5).map((_, at) => name(`O ${districtAt(at)}`));
  const communeRow = (code: string, at: number): NationalUnits['communes'][number] => {
    const source = oldNames[Math.floor((at * COUNTS.oldCommunes) / COUNTS.communes)];
    const wanted = chance.next() < SAME_NAME_SHARE ? source : undefined;
    const province = above(at, COUNTS.communes, provinces);
    const type = chance.next() < 0.2 ? 'Phường' : 'Xã';
    return [code, `${type} ${name(`N ${province}`, wanted)}`, province];
  };
  return {
    provinces: provinces.map((code) => [code, `Tỉnh ${name('N')}`]),
    communes: communes.map(communeRow),
    oldProvinces: oldProvinces.map((code) => [code, `Tỉnh ${name('O')}`, null]),
    oldDistricts: districts.map((code, at) => {
      const province = above(at, COUNTS.oldDistricts, oldProvinces);
      return [code, `Huyện ${name(`O ${province}`)}`, province];
    }),
    oldCommunes: oldNames.map((oldName, at) => {
      const district = districtAt(at);
      const province = above(districts.indexOf(district), COUNTS.oldDistricts, oldProvinces);
      const to = above(at, COUNTS.oldCommunes, communes);
      const next = communes[communes.indexOf(to) + 1] ?? to;
      const isSplit = next !== to && chance.next() < SPLIT_SHARE;
      return [
        String(at + 1).padStart(5, '0'),
        `Xã ${oldName}`,
        district,
        province,
        isSplit
          ? [
              [to, 'part'],
              [next, 'part'],
            ]
          : [[to, 'whole']],
      ];
    }),
  };
};
