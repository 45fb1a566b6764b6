import { REORGANISATION } from '../units/national-tables.ts';
import type { Table } from '../units/table.ts';
import { NEW_COMMUNES, type SourceCommune, type SourceVillage } from './sources.ts';

const { lastDay, firstDay } = REORGANISATION;
const UPPER_SOURCE = 'two public data sets (MIT)';

const upperUnits = (): Table => {
  const communes = Object.values(NEW_COMMUNES);
  const successors = communes.map(({ id }) => id).join(' ');
  return [
    ['VP', 'province', 'tỉnh', 'Vĩnh Phúc', '', '', lastDay, 'PT'],
    ['PT', 'province', 'tỉnh', 'Phú Thọ', '', '', '', ''],
    ['VP-TD', 'district', 'huyện', 'Tam Đảo', 'VP', '', lastDay, successors],
    ...communes.map(({ id, name }) => [id, 'commune', 'xã', name, 'PT', firstDay, '', '']),
  ].map((row) => [...row, UPPER_SOURCE]);
};

/** `units.csv`: provinces, district, new communes, the nine blocks and their villages. */
export const unitTable = (
  communes: readonly SourceCommune[],
  villages: readonly SourceVillage[],
): Table => [
  ['id', 'level', 'area_type', 'name', 'parent', 'valid_from', 'valid_to', 'successors', 'source'],
  ...upperUnits(),
  // No parent here: it changed in 2025, so it stands in parents.csv.
  ...communes.map((one) => [one.code, 'block', one.type, one.name, '', '', '', '', one.evidence]),
  ...villages.map((one) => {
    return [one.code, 'village', one.type, one.name, one.commune, '', '', '', one.source];
  }),
];

/** `parents.csv`: each block below the district, then below its new commune. */
export const parentTable = (communes: readonly SourceCommune[]): Table => [
  ['unit', 'parent', 'valid_from', 'valid_to'],
  ...communes.flatMap(({ code, successor }) => [
    [code, 'VP-TD', '', lastDay],
    [code, NEW_COMMUNES[successor]?.id ?? '', firstDay, ''],
  ]),
];

/** Old and new units of one name are told apart by "cũ" and "mới". */
const sharedNames = (communes: readonly SourceCommune[]): Table =>
  Object.values(NEW_COMMUNES).flatMap(({ id, name }) => {
    const old = communes.find((commune) => commune.name === name);
    if (old === undefined) return [];
    return [
      [id, `${name} mới`, 'xã', firstDay, ''],
      [old.code, `${name} cũ`, old.type, firstDay, ''],
    ];
  });

/** Towns by their short form; Hợp Châu and Đại Đình were communes until 31 January 2020. */
const townNames = ({ code, name, type }: SourceCommune): Table => {
  if (type !== 'thị trấn') return [];
  const short = [code, `TT ${name}`, 'thị trấn', '', ''];
  return code === 'TD-TD' ? [short] : [short, [code, name, 'xã', '', '2020-01-31']];
};

/** People of a young town still say "thôn", and nobody writes "tổ dân phố" in full before a number. */
const villageNames = ({ code, name, type }: SourceVillage): Table => {
  if (type !== 'tổ dân phố') return [];
  const number = /^Tổ dân phố (\d+)$/.exec(name)?.[1];
  if (number !== undefined) return [[code, `TDP ${number}`, 'tổ dân phố', '', '']];
  return [[code, name, 'thôn', '', '']];
};

/** `aliases.csv`: other and former names, all of them valid input for ever. */
export const aliasTable = (
  communes: readonly SourceCommune[],
  villages: readonly SourceVillage[],
): Table => [
  ['unit', 'name', 'area_type', 'valid_from', 'valid_to'],
  ...sharedNames(communes),
  ...communes.flatMap(townNames),
  ...villages.flatMap(villageNames),
];
