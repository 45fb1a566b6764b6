import { fileURLToPath } from 'node:url';
import type { World } from '../../../src/chat/flow.ts';
import { createCalendar } from '../../../src/domain/calendar.ts';
import {
  DEFAULT_DAY_TABLES,
  DEFAULT_NORMS,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../../src/domain/deadline.ts';
import type { CategoryId } from '../../../src/domain/category.ts';
import { createDirectory } from '../../../src/domain/directory.ts';
import type { Organisation } from '../../../src/domain/organisation.ts';
import type { Pin, Unit } from '../../../src/domain/unit.ts';
import { createTranslator } from '../../../src/i18n/index.ts';
import { loadLocales } from '../../../src/i18n/load.ts';
import { createReader } from '../../../src/text/reader.ts';
import type { Understanding } from '../../../src/text/understand.ts';
import { MODEL } from '../../fixtures/model.ts';

const unit = (
  id: string,
  levelId: string,
  areaType: string,
  name: string,
  parentId?: string,
  centre?: Pin,
): Unit => ({
  id,
  levelId,
  areaType,
  name,
  validity: {},
  parents: parentId === undefined ? [] : [{ unitId: parentId, validity: {} }],
  aliases: [],
  successorIds: [],
  ...(centre === undefined ? {} : { centre }),
});

/** A point in Tiên Long, as a phone would send it. */
export const IN_TIEN_LONG: Pin = { latitude: 21.502, longitude: 105.601 };
/** A point where no village is known. */
export const FAR_AWAY: Pin = { latitude: 10.5, longitude: 106.5 };

/** Đạo Trù has five villages, Bồ Lý three; a Tân Lập lies in each of three communes. */
export const UNITS: readonly Unit[] = [
  unit('PT', 'province', 'tỉnh', 'Phú Thọ'),
  unit('DT', 'commune', 'xã', 'Đạo Trù', 'PT'),
  unit('BL', 'commune', 'xã', 'Bồ Lý', 'PT'),
  unit('DD', 'commune', 'xã', 'Đại Đình', 'PT'),
  unit('DT-01', 'village', 'thôn', 'Lục Liễu', 'DT'),
  unit('DT-02', 'village', 'thôn', 'Tiên Long', 'DT', { latitude: 21.5, longitude: 105.6 }),
  unit('DT-03', 'village', 'thôn', 'Tân Lập', 'DT', { latitude: 21.52, longitude: 105.62 }),
  unit('DT-04', 'village', 'thôn', 'Vĩnh Ninh', 'DT'),
  unit('DT-05', 'village', 'thôn', 'Đồng Quạ', 'DT'),
  unit('BL-01', 'village', 'thôn', 'Tân Lập', 'BL', { latitude: 21.4, longitude: 105.5 }),
  unit('BL-02', 'village', 'thôn', 'Cầu Trang', 'BL'),
  unit('BL-03', 'village', 'thôn', 'Bồ Ngoài', 'BL'),
  unit('DD-01', 'village', 'thôn', 'Tân Lập', 'DD', { latitude: 21.45, longitude: 105.55 }),
  unit('DD-02', 'village', 'thôn', 'Đồng Hội', 'DD'),
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
  name: { vi: 'Mạng lưới dân vận mẫu', en: 'the sample network' },
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
  ],
  dutyUnitId: 'PT',
  officeHours: DEFAULT_OFFICE_HOURS,
  quietHours: DEFAULT_QUIET_HOURS,
  dayTables: DEFAULT_DAY_TABLES,
  norms: DEFAULT_NORMS,
  edition: 1,
};

export const DIRECTORY = createDirectory({ organisation: ORGANISATION, units: UNITS });
export const CALENDAR = createCalendar(ORGANISATION);

/** Monday 23 November 2026, 8:00 in Viet Nam. */
export const MONDAY = new Date('2026-11-23T01:00:00Z');

const reader = createReader(DIRECTORY, CALENDAR.dateOf(MONDAY), MODEL);

type Category = Understanding['category'];

const surely = (id: CategoryId): Category => ({
  id,
  confidence: 0.9,
  decision: 'auto',
  choices: [id],
});
const between = (...choices: readonly CategoryId[]): Category => ({
  confidence: 0.5,
  decision: 'ask',
  choices,
});

/** What the words are about, by one word, so that these tests do not hang on how well the reader was taught. */
const categoryOf = (text: string): Category => {
  if (/hố|đường/i.test(text)) return surely('duong');
  if (/điện/i.test(text)) return surely('dien');
  if (/rác/i.test(text)) return surely('moi-truong');
  if (/nước/i.test(text)) return between('thuy-loi', 'nuoc-sach', 'moi-truong');
  return /ồn/i.test(text) ? between('tieng-on') : between();
};

/** The real reader of places, danger, kinds and accusations over the villages above. */
export const WORLD: World = {
  directory: DIRECTORY,
  isDemo: false,
  understand: (text, homeUnitId) => ({
    ...reader.understand(text, homeUnitId),
    category: categoryOf(text),
  }),
};

/** The real sentences; a missing key or value fails the test that needs it. */
export const TRANSLATOR = createTranslator(
  loadLocales(fileURLToPath(new URL('../../../locales', import.meta.url))),
);
