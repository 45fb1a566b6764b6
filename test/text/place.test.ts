import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/text/normalise.ts';
import { createPlaceReader } from '../../src/text/place.ts';
import { directoryOf, TODAY } from './network.ts';

const places = createPlaceReader(directoryOf(), TODAY);
const read = (text: string, home?: string) => places.read(readMessage(text), home);

describe('a village named outright', () => {
  it.each([
    ['đường vào thôn Lục Liễu sụt một hố to', 'DT-LL'],
    ['duong vao thon dao tru ha hong nat ca roi', 'DT-HA'],
    ['mất điện ở Lục Liễu từ sáng', 'DT-LL'],
    ['mat nuoc, luc lieu', 'DT-LL'],
    ['rac o LỤC LIỄU nhieu lam', 'DT-LL'],
    ['ddường vafo thoon Lujc Lieexu hoongr', 'DT-LL'],
    ['xom chanh bi mat dien', 'MQ-LC'],
    ['ở xóm Gò', 'DT-XG'],
    ['nhà em ở thôn Quang Minh, xã Minh Quang cũ', 'MQ-QM'],
    ['thôn Cầu Trang ngập', 'BL-CT'],
    ['to dan pho dong mong hop chau', 'HC-DM'],
    ['tổ dân phố Đồng Mồng mất nước', 'HC-DM'],
    ['tổ dân phố 1 thị trấn Tam Đảo', 'TD-1'],
  ])('reads %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it.each([
    ['thon luc liue hong duong', 'DT-LL'],
    ['thon Lục Lieuu', 'DT-LL'],
    ['ở thôn Nục Liễu', 'DT-LL'],
    ['thôn lụcliễu', 'DT-LL'],
    ['thôn Lục Liễu', 'DT-LL'],
  ])('survives the slip in %j', (text, unitId) => {
    expect(read(text).choices).toContain(unitId);
  });

  it('reads composed and decomposed letters alike', () => {
    const text = 'thôn Lục Liễu';
    expect(read(text.normalize('NFD'))).toEqual(read(text.normalize('NFC')));
  });

  it('leads a former name to the village that took it over', () => {
    expect(read('thôn Ngọc Thụ Cổ')).toMatchObject({ decision: 'assign', unitId: 'BL-CT' });
  });
});

describe('a road called after a village', () => {
  it.each(['duong luc lieu hong', 'duong luc lieu hong nang', 'đường lục liễu hỏng'])(
    'leads to it in %j',
    (text) => {
      expect(read(text)).toMatchObject({ decision: 'assign', unitId: 'DT-LL' });
    },
  );

  it.each(['duong tan lap hong', 'cau luc lieu hong', 'duong luc lieo hong'])(
    'is not taken for granted in %j',
    (text) => {
      expect(read(text).decision).not.toBe('assign');
    },
  );

  it.each(['cam on bac hung da sua duong', 'anh duong luc lieu ve roi'])(
    'names none for sure in %j',
    (text) => {
      expect(read(text).decision).not.toBe('assign');
    },
  );
});

describe('namesakes', () => {
  it('asks between all of them', () => {
    const place = read('cống thôn Tân Lập tắc');
    expect(place.decision).toBe('ask');
    expect(new Set(place.choices)).toEqual(new Set(['DT-TL', 'DD-TL', 'BL-TL']));
  });

  it.each([
    ['Tân Lập, Bồ Lý', 'BL-TL'],
    ['tan lap xa bo ly', 'BL-TL'],
    ['Tân Lập, thị trấn Đại Đình cũ', 'DD-TL'],
    ['thôn Tân Tiến xã Yên Dương', 'YD-TT'],
    ['thôn Tân Tiến xã Đạo Trù cũ', 'DT-TT'],
  ])('are told apart by the commune in %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it.each([
    ['Tân Lập xã Đại Đình', ['DD-TL', 'BL-TL']],
    ['Tân Tiến, xã Đạo Trù', ['DT-TT', 'YD-TT']],
    ['thôn Tân Lập huyện Tam Đảo', ['DT-TL', 'DD-TL', 'BL-TL']],
  ])('stay open when the new unit in %j holds several', (text, choices) => {
    const place = read(text);
    expect(place.decision).toBe('ask');
    expect(new Set(place.choices)).toEqual(new Set(choices));
  });

  it('are told apart by the own village and by the own commune', () => {
    expect(read('thôn Tân Lập', 'BL-TL')).toMatchObject({ decision: 'assign', unitId: 'BL-TL' });
    expect(read('thôn Tân Lập', 'DT')).toMatchObject({ decision: 'assign', unitId: 'DT-TL' });
    expect(read('thôn Lục Liễu', 'BL-TL')).toMatchObject({ unitId: 'DT-LL' });
  });

  it('offer the own village first when several of them are in the own commune', () => {
    expect(read('thôn Tân Lập', 'N-DD').choices.slice(0, 2).toSorted()).toEqual(['BL-TL', 'DD-TL']);
  });
});

it('asks when only a mark that may have been left out tells two names apart', () => {
  const place = read('thôn Đồng Mong mất nước');
  expect(place).toMatchObject({ decision: 'ask', choices: ['MQ-DM', 'HC-DM'] });
});

describe('half a name', () => {
  it.each([
    ['trưởng thôn Phân Lân đi vắng', ['DT-PT', 'DT-PH']],
    ['duong Phan Lan nhieu o ga', ['DT-PT', 'DT-PH']],
    ['thôn Đạo Trù mất điện', ['DT-TH', 'DT-HA']],
    ['phun muoi giup thon Bo di', ['BL-BT', 'BL-BN']],
  ])('asks which half is meant in %j', (text, choices) => {
    const place = read(text);
    expect(place.decision).toBe('ask');
    expect(new Set(place.choices)).toEqual(new Set(choices));
  });

  it('takes a commune for itself, not for a village of its name', () => {
    expect(read('xã Đạo Trù mất điện')).toMatchObject({ decision: 'none', withinId: 'N-DT' });
    expect(read('Đạo Trù cũ mất điện')).toMatchObject({ decision: 'none', withinId: 'DT' });
  });
});

describe('what is no village', () => {
  it.each([
    'dân ở đây tích cực ủng hộ',
    'xã Minh Quang bao giờ họp',
    'anh Trung Kiên lái xe ẩu',
    'ông Nguyễn Trung Kiên nợ tiền tôi',
    'đang cháy to lắm',
    'nước sông đang dâng',
    'số điện thoại 2 với 1',
    'lớp 1 thiếu bàn ghế',
    'tân lợn',
    'xin chào',
    '',
  ])('finds none in %j', (text) => {
    expect(read(text)).toMatchObject({ decision: 'none', choices: [] });
  });

  it('asks for a number that no commune confirms', () => {
    expect(read('tổ 2 mất nước')).toMatchObject({ decision: 'ask', choices: ['TD-2'] });
  });

  it('asks between two villages that are both named', () => {
    const place = read('đoạn từ Lục Liễu sang Yên Mỹ tối om');
    expect(place).toMatchObject({ decision: 'ask' });
    expect(new Set(place.choices)).toEqual(new Set(['DT-LL', 'YD-YM']));
  });
});
