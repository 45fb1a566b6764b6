import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/domain/unit.ts';
import { readMessage } from '../../src/text/normalise.ts';
import { createPlaceReader } from '../../src/text/place.ts';
import { directoryOf, TODAY } from './network.ts';

const BEFORE = { to: '2025-06-30' };
const SINCE = { from: '2025-07-01' };
const bare = { validity: {}, parents: [], aliases: [], successorIds: [] };

const province = (id: string, name: string): Unit => ({
  ...bare,
  id,
  levelId: 'district',
  areaType: 'tỉnh',
  name,
});

const commune = (id: string, provinceId: string, name: string): Unit => ({
  ...bare,
  id,
  levelId: 'commune',
  areaType: 'xã',
  name,
  validity: SINCE,
  parents: [{ unitId: provinceId, validity: {} }],
});

const formerCommune = (
  id: string,
  provinceId: string,
  name: string,
  successorIds: readonly string[],
): Unit => ({
  ...commune(id, provinceId, name),
  validity: BEFORE,
  successorIds,
});

const village = (id: string, communeId: string, name: string, formerId?: string): Unit => ({
  ...bare,
  id,
  levelId: 'village',
  areaType: 'thôn',
  name,
  parents:
    formerId === undefined
      ? [{ unitId: communeId, validity: {} }]
      : [
          { unitId: formerId, validity: BEFORE },
          { unitId: communeId, validity: SINCE },
        ],
});

/** Two provinces that share names, and a third that is only there to make the country large. */
const COUNTRY: readonly Unit[] = [
  province('P', 'Sông Mơ'),
  province('Q', 'Núi Mơ'),
  province('R', 'Gió Lặng'),
  commune('P-TT', 'P', 'Tân Thành'),
  commune('P-BK', 'P', 'Bản Khoang'),
  commune('Q-TT', 'Q', 'Tân Thành'),
  commune('Q-LV', 'Q', 'Lũng Vài'),
  formerCommune('Q-old', 'Q', 'Nậm Chày', ['Q-LV']),
  formerCommune('Q-lone', 'Q', 'Khuổi Nọi', ['Q-LV']),
  formerCommune('Q-cut', 'Q', 'Huổi Một', ['Q-LV', 'Q-TT']),
  village('P-TT-1', 'P-TT', 'Thôn 1'),
  village('P-TT-LK', 'P-TT', 'Lộc Khê'),
  village('P-BK-LK', 'P-BK', 'Lộc Khê'),
  village('P-BK-PT', 'P-BK', 'Phiêng Luông'),
  village('Q-TT-1', 'Q-TT', 'Thôn 1'),
  village('Q-TT-LK', 'Q-TT', 'Lộc Khê', 'Q-cut'),
  village('Q-LV-1', 'Q-LV', 'Thôn 1', 'Q-old'),
  village('Q-LV-HK', 'Q-LV', 'Hợp Khuân', 'Q-old'),
  village('R-CL', 'R-7', 'Cốc Lùng'),
  ...Array.from({ length: 50 }, (_, at) => commune(`R-${at}`, 'R', `Mây Số ${at}`)),
  ...Array.from({ length: 1_000 }, (_, at) =>
    village(`R-V-${at}`, `R-${at % 50}`, at % 2 === 0 ? `Thôn ${at % 9}` : 'Đồng Quan'),
  ),
];

const places = createPlaceReader(directoryOf(COUNTRY), TODAY);
const read = (text: string, home?: string) => places.read(readMessage(text), home);

describe('in a country', () => {
  it.each([
    ['thôn Lộc Khê, xã Tân Thành, tỉnh Sông Mơ mất nước', 'P-TT-LK'],
    ['thôn Lộc Khê, xã Tân Thành, tỉnh Núi Mơ mất nước', 'Q-TT-LK'],
    ['thon loc khe, xa tan thanh, tinh nui mo mat nuoc', 'Q-TT-LK'],
    ['thon loc khe xa tan thanh tinh song mo mat nuoc', 'P-TT-LK'],
    ['thôn 1, xã Tân Thành, tỉnh Núi Mơ', 'Q-TT-1'],
  ])('communes of one name are told apart by their province in %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it('asks between villages of communes of one name', () => {
    const place = read('thôn Lộc Khê, xã Tân Thành');
    expect(place.decision).toBe('ask');
    expect(new Set(place.choices)).toEqual(new Set(['P-TT-LK', 'Q-TT-LK']));
    expect(place.withinId).toBeUndefined();
  });

  it.each([
    ['thôn Hợp Khuâm, xã Lũng Vài', 'Q-LV-HK'],
    ['thon hop khuan xa lung vai', 'Q-LV-HK'],
    ['thôn Hợp Khuân, xã Nậm Chày', 'Q-LV-HK'],
    ['thôn Hợp Khuân, xã Khuổi Nọi', 'Q-LV-HK'],
    ['thôn một, xã Nậm Chày', 'Q-LV-1'],
    ['thôn Lộc Khê, xã Huổi Một', 'Q-TT-LK'],
  ])('finds a village below its present or former commune in %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it('takes a village named without its commune only as it is written, after its type', () => {
    expect(read('thôn Phiêng Luông mất điện')).toMatchObject({ unitId: 'P-BK-PT' });
    expect(read('thôn Phiêng Luônh mất điện').decision).toBe('none');
    expect(read('phiêng luông mất điện').decision).toBe('none');
  });

  it('finds a village that is written right in a province of many communes', () => {
    expect(read('thôn Cốc Lùng, tỉnh Gió Lặng')).toMatchObject({ unitId: 'R-CL' });
    expect(read('thôn Cốc Lùnh, tỉnh Gió Lặng')).toMatchObject({ decision: 'none', withinId: 'R' });
    expect(read('thôn Cốc Lùng, tỉnh Núi Mơ')).toMatchObject({ decision: 'none', withinId: 'Q' });
  });

  it('does not ask between more villages than can be offered', () => {
    expect(read('thôn Đồng Quan mất điện')).toMatchObject({ decision: 'none', choices: [] });
    expect(read('thôn 1 mất điện').decision).toBe('none');
    expect(read('thôn Lộc Khê mất điện').decision).toBe('ask');
  });

  it('forgives slips where the sender lives, until another place is named', () => {
    expect(read('thôn Phiêng Luônh mất điện', 'P-BK').choices).toEqual(['P-BK-PT']);
    expect(read('thôn 1 mất điện', 'Q-LV')).toMatchObject({ unitId: 'Q-LV-1' });
    expect(read('thôn 1 xã Tân Thành tỉnh Sông Mơ', 'Q-LV')).toMatchObject({ unitId: 'P-TT-1' });
    expect(read('thôn 1 mất điện', 'nowhere').decision).toBe('none');
  });

  it('names the present commune that a message is about, though no village is named', () => {
    expect(read('đường xã Nậm Chày hỏng')).toMatchObject({ decision: 'none', withinId: 'Q-LV' });
    expect(read('đường xã Tân Thành tỉnh Núi Mơ hỏng')).toMatchObject({ withinId: 'Q-TT' });
  });

  it('names the province when the commune has been divided or there are several', () => {
    expect(read('xã Huổi Một, tỉnh Núi Mơ')).toMatchObject({ withinId: 'Q' });
    expect(read('xã Tân Thành').withinId).toBeUndefined();
  });

  it('makes no village of the words that name its commune', () => {
    const units = [...COUNTRY, village('Q-LV-LV', 'Q-LV', 'Lũng Vải')];
    const others = createPlaceReader(directoryOf(units), TODAY);
    expect(others.read(readMessage('mất điện ở lung vai')).decision).toBe('none');
  });

  it.each(['thôn 1, xã Tân Thành, '.repeat(2_000), 'thôn Đồng Quan '.repeat(4_000), '\uD800', ''])(
    'never throws',
    (text) => {
      expect(read(text)).toHaveProperty('decision');
    },
  );
});
