import { REORGANISATION } from '../units/national-tables.ts';
import type { Table } from '../units/table.ts';
import { NEW_COMMUNES, type SourceCommune, type SourceVillage } from './sources.ts';

/** A fictional person and the one post that they hold. */
interface SampleCadre {
  readonly id: string;
  readonly deputyId: string;
  readonly unitId: string;
  readonly roleId: string;
  readonly post: string;
  readonly from: string;
}

/** The 2024 article counts 485 members in 103 teams: 73 teams of five and 30 of four. */
const TEAMS_OF_FIVE = 73;

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

const teamPosts = ({ type }: SourceVillage): readonly string[] => [
  'bí thư chi bộ',
  'trưởng ban công tác Mặt trận',
  type === 'thôn' ? 'trưởng thôn' : 'tổ trưởng tổ dân phố',
  'chi hội trưởng Phụ nữ',
  'chi hội trưởng Nông dân',
];

const FAMILIES = 'Nguyễn Lưu Trần Diệp Lê Trương Phạm Ninh Hoàng Lâm Đỗ Từ Vũ Bàng Dương Tạ'.split(
  ' ',
);
const THINGS = 'Mây Suối Nắng Đồi Sương Trăng Lúa Chè Thông Trám Tre Sim Gió Rừng Ngô Đá'.split(
  ' ',
);
const QUALITIES = 'Sớm Trong Xanh Thơm Mới Ấm Lành Biếc Cao Hiền Bạc Vui'.split(' ');

/** A name that nobody bears, "Lưu Suối Trong": another for each number below 3,072. */
const inventedName = (number: number): string => {
  const { length } = FAMILIES;
  // 1,009 has no factor in common with 3,072, so the walk meets every name once.
  const seat = (number * 1009) % (length * THINGS.length * QUALITIES.length);
  const rest = Math.floor(seat / length);
  const quality = QUALITIES[Math.floor(rest / THINGS.length)];
  return [FAMILIES[seat % length], THINGS[rest % THINGS.length], quality].join(' ');
};

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
  const fivesAmong = (count: number): number => Math.floor((count * TEAMS_OF_FIVE) / teams);
  return 4 + fivesAmong(place + 1) - fivesAmong(place);
};

const upperCadre = (id: string, unitId: string, roleId: string, post: string): SampleCadre => {
  return { id, deputyId: '', unitId, roleId, post, from: REORGANISATION.firstDay };
};

const upperCadres = (): readonly SampleCadre[] => [
  ...Object.values(NEW_COMMUNES).map(({ id }) =>
    upperCadre(`${id}-1`, id, 'commune-leader', 'bí thư đảng ủy'),
  ),
  upperCadre('PT-1', 'PT', 'province-reader', 'chuyên viên ban tuyên giáo và dân vận'),
  { ...upperCadre('PT-truc-1', 'PT', 'duty', 'người trực'), deputyId: 'PT-truc-2' },
  { ...upperCadre('PT-truc-2', 'PT', 'duty', 'người trực'), deputyId: 'PT-truc-1' },
];

/** Everybody of the sample: leaders, a reader, two on duty, 126 members of blocks and 485 of teams. */
export const sampleCadres = (
  communes: readonly SourceCommune[],
  villages: readonly SourceVillage[],
): readonly SampleCadre[] => [
  ...upperCadres(),
  ...communes.flatMap(({ code }) => bodyOf(code, 'block', BLOCK_POSTS)),
  ...villages.flatMap((village, place) => {
    const posts = teamPosts(village).slice(0, sizeOfTeam(place, villages.length));
    return bodyOf(village.code, 'team', posts);
  }),
];

/** `cadres.csv`: who they are; every one is marked as fictional. */
export const cadreTable = (cadres: readonly SampleCadre[]): Table => [
  ['id', 'name', 'deputy', 'fictional'],
  ...cadres.map(({ id, deputyId }, place) => [id, inventedName(place), deputyId, 'yes']),
];

/** `positions.csv`: what they are in the network, and the post that they hold besides. */
export const positionTable = (cadres: readonly SampleCadre[]): Table => [
  ['cadre', 'unit', 'role', 'post', 'valid_from'],
  ...cadres.map(({ id, unitId, roleId, post, from }) => [id, unitId, roleId, post, from]),
];
