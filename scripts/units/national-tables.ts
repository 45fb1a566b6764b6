import { traceLineage, type Lineage } from './lineage.ts';
import type { NationalUnits } from './national-file.ts';
import type { Table } from './table.ts';
import { readUnitName } from './unit-name.ts';

/** The last day of the former units, and the first of those that followed. */
export const REORGANISATION = { lastDay: '2025-06-30', firstDay: '2025-07-01' } as const;

/** Official codes were given anew in 2025, so an id says of which list its code is. */
export const newId = (code: string): string => `N-${code}`;
const oldId = (code: string): string => `O-${code}`;

const { lastDay, firstDay } = REORGANISATION;
const SOURCE = 'official codes';

const LEVELS: Table = [
  ['id', 'rank', 'name_vi', 'name_en', 'body_vi', 'body_en', 'receives'],
  ['village', '0', 'thôn, tổ dân phố', 'village', 'tổ dân vận', 'village team', 'yes'],
  ['commune', '1', 'xã, phường', 'commune', 'khối dân vận', 'commune block', 'no'],
  ['district', '2', 'huyện cũ', 'former district', 'ban dân vận', 'district board', 'no'],
  ['province', '3', 'tỉnh, thành phố', 'province', 'ban dân vận', 'provincial board', 'no'],
];

/** The units of some provinces, or of all. */
interface Choice {
  readonly units: NationalUnits;
  readonly lineage: Lineage;
  /** Present provinces. */
  readonly isChosen: (province: string) => boolean;
  readonly newCommunes: ReadonlySet<string>;
}

const anyOf = (codes: Iterable<string>, holds: (code: string) => boolean): boolean =>
  [...codes].some(holds);

const provinceId = ({ lineage }: Choice, old: string): string => {
  const continued = lineage.continuedProvinces.get(old);
  return continued === undefined ? oldId(old) : newId(continued);
};

const chosenOldProvinces = ({ units, lineage, isChosen }: Choice) =>
  units.oldProvinces.filter(([code]) => anyOf(lineage.ofProvince.get(code) ?? [], isChosen));

const chosenOldDistricts = (choice: Choice) => {
  const provinces = new Set(chosenOldProvinces(choice).map(([code]) => code));
  return choice.units.oldDistricts.filter(([code, , province]) => {
    if (!provinces.has(province)) return false;
    const successors = choice.lineage.ofDistrict.get(code) ?? [];
    return anyOf(successors, (target) => choice.newCommunes.has(target));
  });
};

const chosenOldCommunes = ({ lineage, isChosen }: Choice) =>
  lineage.oldCommunes.filter(({ provinces }) => anyOf(provinces, isChosen));

const successorIds = (choice: Choice, codes: Iterable<string>): string =>
  [...codes]
    .filter((code) => choice.newCommunes.has(code))
    .map(newId)
    .join(' ');

const provinceRows = (choice: Choice): Table => [
  ...choice.units.provinces
    .filter(([code]) => choice.isChosen(code))
    .map(([code, full]) => {
      const { areaType, name } = readUnitName(full, 'tỉnh');
      const isOld = [...choice.lineage.continuedProvinces.values()].includes(code);
      return [newId(code), 'province', areaType, name, '', isOld ? '' : firstDay, '', ''];
    }),
  ...chosenOldProvinces(choice)
    .filter(([code]) => !choice.lineage.continuedProvinces.has(code))
    .map(([code, full]) => {
      const { areaType, name } = readUnitName(full, 'tỉnh');
      const successors = [...(choice.lineage.ofProvince.get(code) ?? [])].filter(choice.isChosen);
      const ids = successors.map(newId).join(' ');
      return [oldId(code), 'province', areaType, name, '', '', lastDay, ids];
    }),
];

const districtRows = (choice: Choice): Table =>
  chosenOldDistricts(choice).map(([code, full, province]) => {
    const { areaType, name } = readUnitName(full, 'huyện');
    const ids = successorIds(choice, choice.lineage.ofDistrict.get(code) ?? []);
    return [
      oldId(code),
      'district',
      areaType,
      name,
      provinceId(choice, province),
      '',
      lastDay,
      ids,
    ];
  });

const communeRows = (choice: Choice): Table => {
  const continued = new Set(choice.lineage.continuedCommunes.values());
  const provinces = new Set(choice.units.provinces.map(([code]) => code));
  return choice.units.communes
    .filter(([code]) => choice.newCommunes.has(code))
    .map(([code, full, province]) => {
      const { areaType, name } = readUnitName(full, 'xã');
      // The parents of one that went on changed, so they stand in parents.csv.
      const isOld = continued.has(code);
      const parent = isOld || !provinces.has(province) ? '' : newId(province);
      return [newId(code), 'commune', areaType, name, parent, isOld ? '' : firstDay, '', ''];
    });
};

const oldCommuneRows = (choice: Choice): Table => {
  const districts = new Set(chosenOldDistricts(choice).map(([code]) => code));
  return chosenOldCommunes(choice)
    .filter(({ code }) => !choice.lineage.continuedCommunes.has(code))
    .map(({ code, name: full, district, successors }) => {
      const { areaType, name } = readUnitName(full, 'xã');
      const parent = districts.has(district) ? oldId(district) : '';
      const ids = successorIds(choice, successors);
      return [oldId(code), 'commune', areaType, name, parent, '', lastDay, ids];
    });
};

const parentRows = (choice: Choice): Table => {
  const provinceOf = new Map(choice.units.communes.map(([code, , province]) => [code, province]));
  const districts = new Set(chosenOldDistricts(choice).map(([code]) => code));
  return chosenOldCommunes(choice).flatMap(({ code, district }) => {
    const now = choice.lineage.continuedCommunes.get(code);
    const province = provinceOf.get(now ?? '');
    if (now === undefined || province === undefined) return [];
    const before = [newId(now), oldId(district), '', lastDay];
    return [
      ...(districts.has(district) ? [before] : []),
      [newId(now), newId(province), firstDay, ''],
    ];
  });
};

// Thị trấn Côn Đảo went on as a đặc khu: both ways of calling it stay valid.
const aliasRows = (choice: Choice): Table => {
  const types = new Map(
    choice.units.communes.map(([code, full]) => [code, readUnitName(full, 'xã').areaType]),
  );
  return chosenOldCommunes(choice).flatMap(({ code, name: full }) => {
    const now = choice.lineage.continuedCommunes.get(code);
    const { areaType, name } = readUnitName(full, 'xã');
    if (now === undefined || types.get(now) === areaType) return [];
    return [[newId(now), name, areaType, '', lastDay]];
  });
};

/**
 * The units of the country as tables of an organisation, by file name: present ones, and former ones with the last
 * day of their validity and their successors.
 *
 * @param provinces - Codes of present provinces; all when left out.
 */
export const nationalTables = (
  units: NationalUnits,
  provinces?: ReadonlySet<string>,
): ReadonlyMap<string, Table> => {
  const isChosen = (province: string): boolean =>
    provinces === undefined || provinces.has(province);
  const communes = units.communes.filter(([, , province]) => isChosen(province));
  const newCommunes = new Set(communes.map(([code]) => code));
  const choice = { units, lineage: traceLineage(units), isChosen, newCommunes };
  const head = [
    'id',
    'level',
    'area_type',
    'name',
    'parent',
    'valid_from',
    'valid_to',
    'successors',
  ];
  const rows = [provinceRows, districtRows, communeRows, oldCommuneRows].flatMap((of) =>
    of(choice),
  );
  return new Map<string, Table>([
    ['levels.csv', LEVELS],
    ['units.csv', [[...head, 'source'], ...rows.map((row) => [...row, SOURCE])]],
    ['parents.csv', [['unit', 'parent', 'valid_from', 'valid_to'], ...parentRows(choice)]],
    [
      'aliases.csv',
      [['unit', 'name', 'area_type', 'valid_from', 'valid_to'], ...aliasRows(choice)],
    ],
  ]);
};
