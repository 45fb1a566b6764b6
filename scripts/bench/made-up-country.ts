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

/** Spreads the lower over the upper in order: the third of six to the second of three. */
const above = (at: number, count: number, uppers: readonly string[]): string =>
  uppers[Math.floor((at * uppers.length) / count)] ?? '';

/** A country of the real numbers of units with names that nobody gave, for where no list is at hand. */
export const madeUpCountry = (chance: Chance): NationalUnits => {
  const provinces = codes(COUNTS.provinces, 2);
  const oldProvinces = codes(COUNTS.oldProvinces, 2);
  const districts = codes(COUNTS.oldDistricts, 3);
  const communes = codes(COUNTS.communes, 5);
  const oldNames = codes(COUNTS.oldCommunes, 5).map(() => madeUpName(chance));
  const named = (type: string): string => `${type} ${madeUpName(chance)}`;
  const communeNames = communes.map((_, at) => {
    const source = oldNames[Math.floor((at * COUNTS.oldCommunes) / COUNTS.communes)] ?? '';
    return chance.next() < SAME_NAME_SHARE ? source : madeUpName(chance);
  });
  return {
    provinces: provinces.map((code) => [code, named('Tỉnh')]),
    communes: communes.map((code, at) => [
      code,
      `${chance.next() < 0.2 ? 'Phường' : 'Xã'} ${communeNames[at]}`,
      above(at, COUNTS.communes, provinces),
    ]),
    oldProvinces: oldProvinces.map((code) => [code, named('Tỉnh'), null]),
    oldDistricts: districts.map((code, at) => [
      code,
      named('Huyện'),
      above(at, COUNTS.oldDistricts, oldProvinces),
    ]),
    oldCommunes: oldNames.map((name, at) => {
      const district = above(at, COUNTS.oldCommunes, districts);
      const province = above(districts.indexOf(district), COUNTS.oldDistricts, oldProvinces);
      const to = above(at, COUNTS.oldCommunes, communes);
      const next = communes[communes.indexOf(to) + 1] ?? to;
      const isSplit = next !== to && chance.next() < SPLIT_SHARE;
      return [
        String(at + 1).padStart(5, '0'),
        `Xã ${name}`,
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
