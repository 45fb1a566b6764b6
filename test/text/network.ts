import {
  DEFAULT_DAY_TABLES,
  DEFAULT_NORMS,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../src/domain/deadline.ts';
import { createDirectory } from '../../src/domain/directory.ts';
import type { Alias, Unit } from '../../src/domain/unit.ts';

export const TODAY = '2026-11-23';
const BEFORE = { to: '2025-06-30' };
const SINCE = { from: '2025-07-01' };

const level = (id: string, rank: number) => ({
  id,
  rank,
  name: { vi: id },
  body: { vi: id },
  receives: rank === 0,
});

const bare = { validity: {}, parents: [], aliases: [], successorIds: [] };

/** An old commune within the old district, now part of a new commune. */
const oldCommune = (
  id: string,
  areaType: string,
  name: string,
  now: string,
  aliases: readonly Alias[] = [],
): Unit => ({
  ...bare,
  id,
  levelId: 'block',
  areaType,
  name,
  aliases,
  parents: [
    { unitId: 'DISTRICT', validity: BEFORE },
    { unitId: now, validity: SINCE },
  ],
});

const newCommune = (id: string, name: string): Unit => ({
  ...bare,
  id,
  levelId: 'commune',
  areaType: 'xã',
  name,
  validity: SINCE,
});

const village = (id: string, parentId: string, name: string, areaType = 'thôn'): Unit => ({
  ...bare,
  id,
  levelId: 'village',
  areaType,
  name,
  parents: [{ unitId: parentId, validity: {} }],
});

/** Names after the July 2025 pattern: old communes inside larger new ones of the same names. */
export const NETWORK: readonly Unit[] = [
  {
    ...bare,
    id: 'DISTRICT',
    levelId: 'district',
    areaType: 'huyện',
    name: 'Tam Đảo',
    validity: BEFORE,
    successorIds: ['N-TD', 'N-DT', 'N-DD'],
  },
  newCommune('N-TD', 'Tam Đảo'),
  newCommune('N-DT', 'Đạo Trù'),
  newCommune('N-DD', 'Đại Đình'),
  oldCommune('TD', 'thị trấn', 'Tam Đảo', 'N-TD'),
  oldCommune('HC', 'thị trấn', 'Hợp Châu', 'N-TD'),
  oldCommune('MQ', 'xã', 'Minh Quang', 'N-TD'),
  oldCommune('DT', 'xã', 'Đạo Trù', 'N-DT', [
    { name: 'Đạo Trù cũ', areaType: 'xã', validity: SINCE },
  ]),
  oldCommune('YD', 'xã', 'Yên Dương', 'N-DT'),
  oldCommune('DD', 'thị trấn', 'Đại Đình', 'N-DD'),
  oldCommune('BL', 'xã', 'Bồ Lý', 'N-DD'),
  village('TD-1', 'TD', 'Tổ dân phố 1', 'tổ dân phố'),
  village('TD-2', 'TD', 'Tổ dân phố 2', 'tổ dân phố'),
  village('HC-DM', 'HC', 'Đồng Mồng', 'tổ dân phố'),
  village('HC-TC', 'HC', 'Tích Cực', 'tổ dân phố'),
  village('HC-TK', 'HC', 'Trung Kiên', 'tổ dân phố'),
  village('MQ-QM', 'MQ', 'Quang Minh'),
  village('MQ-DM', 'MQ', 'Đồng Mong'),
  village('MQ-LC', 'MQ', 'Làng Chanh'),
  village('DT-TL', 'DT', 'Tân Lập'),
  village('DT-TT', 'DT', 'Tân Tiến'),
  village('DT-TH', 'DT', 'Đạo Trù Thượng'),
  village('DT-HA', 'DT', 'Đạo Trù Hạ'),
  village('DT-PT', 'DT', 'Phân Lân Thượng'),
  village('DT-PH', 'DT', 'Phân Lân Hạ'),
  village('DT-LL', 'DT', 'Lục Liễu'),
  village('DT-XG', 'DT', 'Xóm Gò'),
  village('YD-TT', 'YD', 'Tân Tiến'),
  village('YD-DC', 'YD', 'Đồng Cháy'),
  village('YD-YM', 'YD', 'Yên Mỹ'),
  village('DD-TL', 'DD', 'Tân Lập', 'tổ dân phố'),
  village('DD-DB', 'DD', 'Đồng Bùa', 'tổ dân phố'),
  village('BL-TL', 'BL', 'Tân Lập'),
  village('BL-BT', 'BL', 'Bồ Trong'),
  village('BL-BN', 'BL', 'Bồ Ngoài'),
  village('BL-CT', 'BL', 'Cầu Trang'),
  {
    ...village('BL-OLD', 'BL', 'Ngọc Thụ Cổ'),
    validity: { to: '2020-01-01' },
    successorIds: ['BL-CT'],
  },
];

export const directoryOf = (units: readonly Unit[] = NETWORK) =>
  createDirectory({
    organisation: {
      id: 'test',
      name: { vi: 'Thử' },
      isFictional: true,
      timeZone: 'Asia/Ho_Chi_Minh',
      levels: [level('village', 0), level('block', 1), level('commune', 2), level('district', 3)],
      roles: [],
      dutyUnitId: 'N-TD',
      officeHours: DEFAULT_OFFICE_HOURS,
      quietHours: DEFAULT_QUIET_HOURS,
      dayTables: DEFAULT_DAY_TABLES,
      norms: DEFAULT_NORMS,
      edition: 1,
    },
    units,
  });
