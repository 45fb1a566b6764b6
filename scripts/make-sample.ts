import { parse } from 'csv-parse/sync';

/** A table to be written: the header, then the rows. */
type Table = readonly (readonly string[])[];

interface SourceCommune {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly successor: string;
  readonly evidence: string;
}

interface SourceVillage {
  readonly code: string;
  readonly commune: string;
  readonly type: string;
  readonly name: string;
  readonly source: string;
}

/** A fictional person and the one post that they hold. */
interface SampleCadre {
  readonly id: string;
  readonly deputyId: string;
  readonly unitId: string;
  readonly roleId: string;
  readonly post: string;
  readonly from: string;
}

const LAST_DAY = '2025-06-30';
const FIRST_DAY = '2025-07-01';
/** The 2024 article counts 485 members in 103 teams: 73 teams of five and 30 of four. */
const TEAMS_OF_FIVE = 73;

/** Communes since July 2025, by the name that the sources give as successor. */
const NEW_COMMUNES: Readonly<Record<string, { readonly id: string; readonly name: string }>> = {
  'xã Tam Đảo': { id: 'PT-TD', name: 'Tam Đảo' },
  'xã Đạo Trù': { id: 'PT-DT', name: 'Đạo Trù' },
  'xã Đại Đình': { id: 'PT-DD', name: 'Đại Đình' },
  'xã Tam Dương Bắc': { id: 'PT-TDB', name: 'Tam Dương Bắc' },
};

const UPPER_SOURCE = 'two public data sets (MIT)';

const BLOCK_POSTS = [
  'phó bí thư thường trực đảng ủy',
  'chủ tịch Ủy ban Mặt trận Tổ quốc',
  'phó chủ tịch Ủy ban nhân dân',
  'chủ tịch Hội Nông dân',
  'chủ tịch Hội Liên hiệp Phụ nữ',
  'chủ tịch Hội Cựu chiến binh',
  'bí thư Đoàn Thanh niên',
  'chủ tịch Hội Người cao tuổi',
  'trưởng công an',
  'chỉ huy trưởng quân sự',
  'công chức địa chính',
  'công chức văn hóa - xã hội',
  'trưởng trạm y tế',
  'hiệu trưởng trường tiểu học',
];

const teamPosts = (village: SourceVillage): readonly string[] => [
  'bí thư chi bộ',
  'trưởng ban công tác Mặt trận',
  village.type === 'thôn' ? 'trưởng thôn' : 'tổ trưởng tổ dân phố',
  'chi hội trưởng Phụ nữ',
  'chi hội trưởng Nông dân',
];

const FAMILIES = [
  'Nguyễn',
  'Lưu',
  'Trần',
  'Diệp',
  'Lê',
  'Trương',
  'Phạm',
  'Ninh',
  'Hoàng',
  'Lâm',
  'Đỗ',
  'Từ',
  'Vũ',
  'Bàng',
  'Dương',
  'Tạ',
];
const THINGS = [
  'Mây',
  'Suối',
  'Nắng',
  'Đồi',
  'Sương',
  'Trăng',
  'Lúa',
  'Chè',
  'Thông',
  'Trám',
  'Tre',
  'Sim',
  'Gió',
  'Rừng',
  'Ngô',
  'Đá',
];
const QUALITIES = [
  'Sớm',
  'Trong',
  'Xanh',
  'Thơm',
  'Mới',
  'Ấm',
  'Lành',
  'Biếc',
  'Cao',
  'Hiền',
  'Bạc',
  'Vui',
];

/** A name nobody bears, "Lưu Suối Trong": each number up to 3,072 gives another, neighbours unlike each other. */
const inventedName = (number: number): string => {
  // 1,009 is prime to 3,072, so the walk meets every name once.
  const seat = (number * 1009) % (FAMILIES.length * THINGS.length * QUALITIES.length);
  const thing = Math.floor(seat / FAMILIES.length);
  return [FAMILIES[seat % 16], THINGS[thing % 16], QUALITIES[Math.floor(thing / 16)]].join(' ');
};

const upperUnits = (): Table => {
  const communes = Object.values(NEW_COMMUNES);
  const successors = communes.map((commune) => commune.id).join(' ');
  return [
    ['VP', 'province', 'tỉnh', 'Vĩnh Phúc', '', '', LAST_DAY, 'PT', UPPER_SOURCE],
    ['PT', 'province', 'tỉnh', 'Phú Thọ', '', '', '', '', UPPER_SOURCE],
    ['VP-TD', 'district', 'huyện', 'Tam Đảo', 'VP', '', LAST_DAY, successors, UPPER_SOURCE],
    ...communes.map(({ id, name }) => [
      id,
      'commune',
      'xã',
      name,
      'PT',
      FIRST_DAY,
      '',
      '',
      UPPER_SOURCE,
    ]),
  ];
};

const unitTable = (
  communes: readonly SourceCommune[],
  villages: readonly SourceVillage[],
): Table => [
  ['id', 'level', 'area_type', 'name', 'parent', 'valid_from', 'valid_to', 'successors', 'source'],
  ...upperUnits(),
  ...communes.map(({ code, type, name, evidence }) => [
    code,
    'block',
    type,
    name,
    '',
    '',
    '',
    '',
    evidence,
  ]),
  ...villages.map(({ code, type, name, commune, source }) => [
    code,
    'village',
    type,
    name,
    commune,
    '',
    '',
    '',
    source,
  ]),
];

const parentTable = (communes: readonly SourceCommune[]): Table => [
  ['unit', 'parent', 'valid_from', 'valid_to'],
  ...communes.flatMap(({ code, successor }) => [
    [code, 'VP-TD', '', LAST_DAY],
    [code, NEW_COMMUNES[successor]?.id ?? '', FIRST_DAY, ''],
  ]),
];

/** Old and new units of one name are told apart by "cũ" and "mới". */
const sharedNames = (communes: readonly SourceCommune[]): Table =>
  Object.values(NEW_COMMUNES).flatMap(({ id, name }) => {
    const old = communes.find((commune) => commune.name === name);
    if (old === undefined) return [];
    return [
      [id, `${name} mới`, 'xã', FIRST_DAY, ''],
      [old.code, `${name} cũ`, old.type, FIRST_DAY, ''],
    ];
  });

/** Short forms, and the types that a place had before it became a town. */
const townNames = ({ code, name, type }: SourceCommune): Table => {
  if (type !== 'thị trấn') return [];
  const short = [code, `TT ${name}`, 'thị trấn', '', ''];
  return code === 'TD-TD' ? [short] : [short, [code, name, 'xã', '', '2020-01-31']];
};

const villageNames = ({ code, name, type }: SourceVillage): Table => {
  if (type !== 'tổ dân phố') return [];
  const number = /^Tổ dân phố (\d+)$/.exec(name)?.[1];
  return number === undefined
    ? [[code, name, 'thôn', '', '']]
    : [[code, `TDP ${number}`, 'tổ dân phố', '', '']];
};

const aliasTable = (
  communes: readonly SourceCommune[],
  villages: readonly SourceVillage[],
): Table => [
  ['unit', 'name', 'area_type', 'valid_from', 'valid_to'],
  ...sharedNames(communes),
  ...communes.flatMap(townNames),
  ...villages.flatMap(villageNames),
];

/** Head, deputy and members of one body; the head's deputy is the deputy, everybody else's is the head. */
const bodyOf = (
  unitId: string,
  kind: 'team' | 'block',
  posts: readonly string[],
): readonly SampleCadre[] =>
  posts.map((post, place) => ({
    id: `${unitId}-${place + 1}`,
    deputyId: `${unitId}-${place === 0 ? 2 : 1}`,
    unitId,
    roleId: `${kind}-${['head', 'deputy'][place] ?? 'member'}`,
    post,
    from: '2024-01-01',
  }));

const sizeOfTeam = (place: number, teams: number): number => {
  const fivesUpTo = (count: number): number => Math.floor((count * TEAMS_OF_FIVE) / teams);
  return 4 + fivesUpTo(place + 1) - fivesUpTo(place);
};

const upperCadres = (): readonly SampleCadre[] => {
  const from = FIRST_DAY;
  const leaders = Object.values(NEW_COMMUNES).map(({ id }) => ({
    id: `${id}-1`,
    deputyId: '',
    unitId: id,
    roleId: 'commune-leader',
    post: 'bí thư đảng ủy xã',
    from,
  }));
  const onDuty = [1, 2].map((place) => ({
    id: `PT-truc-${place}`,
    deputyId: `PT-truc-${3 - place}`,
    unitId: 'PT',
    roleId: 'duty',
    post: 'người trực',
    from,
  }));
  const reader = {
    id: 'PT-1',
    deputyId: '',
    unitId: 'PT',
    roleId: 'province-reader',
    post: 'chuyên viên ban tuyên giáo và dân vận',
    from,
  };
  return [...leaders, reader, ...onDuty];
};

const cadresOf = (
  communes: readonly SourceCommune[],
  villages: readonly SourceVillage[],
): readonly SampleCadre[] => [
  ...upperCadres(),
  ...communes.flatMap(({ code }) => bodyOf(code, 'block', BLOCK_POSTS)),
  ...villages.flatMap((village, place) =>
    bodyOf(village.code, 'team', teamPosts(village).slice(0, sizeOfTeam(place, villages.length))),
  ),
];

const cadreTable = (cadres: readonly SampleCadre[]): Table => [
  ['id', 'name', 'deputy', 'fictional'],
  ...cadres.map(({ id, deputyId }, place) => [id, inventedName(place), deputyId, 'yes']),
];

const positionTable = (cadres: readonly SampleCadre[]): Table => [
  ['cadre', 'unit', 'role', 'post', 'valid_from'],
  ...cadres.map(({ id, unitId, roleId, post, from }) => [id, unitId, roleId, post, from]),
];

const csvCell = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const csvText = (table: Table): string =>
  table.map((row) => `${row.map(csvCell).join(',')}\n`).join('');

/**
 * Makes the generated files of the sample, by name, from the two source tables.
 * There is no chance in it: the same sources give the same people.
 */
export const makeSample = (
  communesCsv: string,
  villagesCsv: string,
): ReadonlyMap<string, string> => {
  const communes: SourceCommune[] = parse(communesCsv, { columns: true });
  const villages: SourceVillage[] = parse(villagesCsv, { columns: true });
  const cadres = cadresOf(communes, villages);
  return new Map([
    ['units.csv', csvText(unitTable(communes, villages))],
    ['parents.csv', csvText(parentTable(communes))],
    ['aliases.csv', csvText(aliasTable(communes, villages))],
    ['cadres.csv', csvText(cadreTable(cadres))],
    ['positions.csv', csvText(positionTable(cadres))],
  ]);
};
