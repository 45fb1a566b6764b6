import type { World } from '../../../src/chat/flow.ts';
import type { Cadre } from '../../../src/domain/cadre.ts';
import {
  DEFAULT_DAY_TABLES,
  DEFAULT_NORMS,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../../src/domain/deadline.ts';
import { createDirectory } from '../../../src/domain/directory.ts';
import type { Organisation } from '../../../src/domain/organisation.ts';
import type { Alias, Unit } from '../../../src/domain/unit.ts';
import { createReader } from '../../../src/text/reader.ts';
import { MODEL } from '../../fixtures/model.ts';

/**
 * A small network: province PT above the communes DT (Đạo Trù), BL (Bồ Lý) and DD (Đại Đình).
 * Đạo Trù has six villages, so that lists have pages; Tân Lập is in Đạo Trù and in Bồ Lý.
 */
const unit = (
  id: string,
  levelId: string,
  areaType: string,
  name: string,
  parentId?: string,
  aliases: readonly Alias[] = [],
): Unit => ({
  id,
  levelId,
  areaType,
  name,
  validity: {},
  parents: parentId === undefined ? [] : [{ unitId: parentId, validity: {} }],
  aliases,
  successorIds: [],
});

export const UNITS: readonly Unit[] = [
  unit('PT', 'province', 'tỉnh', 'Phú Thọ'),
  unit('DT', 'commune', 'xã', 'Đạo Trù', 'PT'),
  unit('BL', 'commune', 'xã', 'Bồ Lý', 'PT'),
  unit('DD', 'commune', 'xã', 'Đại Đình', 'PT'),
  unit('DT-01', 'village', 'thôn', 'Lục Liễu', 'DT', [
    { name: 'Làng Liễu', validity: { to: '2010-01-01' } },
    { name: 'Liễu Cũ', areaType: 'khu', validity: { to: '2010-01-01' } },
  ]),
  unit('DT-02', 'village', 'thôn', 'Tiên Long', 'DT'),
  unit('DT-03', 'village', 'thôn', 'Tân Lập', 'DT'),
  unit('DT-04', 'village', 'thôn', 'Đạo Trù Thượng', 'DT'),
  unit('DT-05', 'village', 'thôn', 'Vĩnh Ninh', 'DT'),
  unit('DT-06', 'village', 'thôn', 'Đồng Quạ', 'DT'),
  unit('BL-01', 'village', 'thôn', 'Tân Lập', 'BL'),
  unit('DD-01', 'village', 'thôn', 'Đồng Hội', 'DD'),
  { ...unit('OLD', 'village', 'thôn', 'Xóm Cũ', 'DT'), validity: { to: '2020-01-01' } },
];

const level = (id: string, rank: number, vi: string, en: string) => ({
  id,
  rank,
  name: { vi: id },
  body: { vi, en },
  receives: rank === 0,
});

export const ORGANISATION: Organisation = {
  id: 'sample',
  name: { vi: 'Mạng lưới mẫu' },
  isFictional: true,
  timeZone: 'Asia/Ho_Chi_Minh',
  levels: [
    level('village', 0, 'tổ dân vận', 'village team of'),
    level('commune', 1, 'khối dân vận', 'commune block of'),
    level('province', 2, 'ban dân vận', 'provincial board of'),
  ],
  roles: [
    { id: 'member', name: { vi: 'tổ viên' }, abilities: ['work'] },
    { id: 'block', name: { vi: 'điều phối' }, abilities: ['coordinate', 'duty'] },
    { id: 'leader', name: { vi: 'lãnh đạo' }, abilities: ['lead'] },
    { id: 'head', name: { vi: 'trưởng khối' }, abilities: ['coordinate', 'lead'] },
    { id: 'all', name: { vi: 'nhiều vai' }, abilities: ['work', 'coordinate', 'lead'] },
  ],
  dutyUnitId: 'PT',
  officeHours: DEFAULT_OFFICE_HOURS,
  quietHours: DEFAULT_QUIET_HOURS,
  dayTables: DEFAULT_DAY_TABLES,
  norms: DEFAULT_NORMS,
  edition: 1,
};

export const DIRECTORY = createDirectory({ organisation: ORGANISATION, units: UNITS });

const READER = createReader(DIRECTORY, '2026-11-23', MODEL);

export const WORLD: World = {
  directory: DIRECTORY,
  understand: (text, homeUnitId) => READER.understand(text, homeUnitId),
  isDemo: true,
};

const cadre = (id: string, name: string, posts: readonly (readonly [string, string])[]): Cadre => ({
  id,
  name,
  positions: posts.map(([unitId, roleId]) => ({ unitId, roleId, validity: {} })),
  chats: [],
  absences: [],
  locale: 'vi',
  isFictional: true,
});

/** The head of the team of Lục Liễu, who does most of the work here. */
export const HEAD = cadre('CB-1', 'Trần Thị Mai', [['DT-01', 'member']]);
export const COLLEAGUE = cadre('CB-2', 'Lý Văn Ba', [['DT-01', 'member']]);
export const OTHER_TEAM = cadre('CB-3', 'Đỗ Văn Tư', [['DT-02', 'member']]);
/** Coordinates the block of Đạo Trù and is on duty there. */
export const COORDINATOR = cadre('CB-4', 'Phạm Văn Năm', [['DT', 'block']]);
/** Reads the figures of Đạo Trù. */
export const LEADER = cadre('CB-5', 'Nguyễn Thị Sáu', [['DT', 'leader']]);
export const LEADER_OF_TWO = cadre('CB-6', 'Hoàng Văn Bảy', [
  ['DT', 'leader'],
  ['BL', 'leader'],
]);
/** One person, many hats. */
export const EVERYTHING = cadre('CB-7', 'Lê Thị Tám', [['DT', 'all']]);
export const PROVINCE = cadre('CB-8', 'Vũ Văn Chín', [['PT', 'head']]);
/** A post that ended with the unit, or whose unit is unknown, allows nothing. */
export const FORMER = cadre('CB-9', 'Bùi Thị Mười', []);
