import { describe, expect, it } from 'vitest';
import { local, waiting, working } from './cases.ts';
import { figuresFlow } from '../../../src/flows/figures.ts';
import { Desk, NO_FIGURES, spoken } from './desk.ts';
import { createDirectory } from '../../../src/domain/directory.ts';
import { distinctName } from '../../../src/flows/staff/names.ts';
import {
  COORDINATOR,
  HEAD,
  LEADER,
  LEADER_OF_TWO,
  ORGANISATION,
  PROVINCE,
  UNITS,
} from './network.ts';

const BELOW_DT = ['DT', 'DT-01', 'DT-02', 'DT-03', 'DT-04', 'DT-05', 'DT-06'];

describe('how things stand', () => {
  it('answers in one sentence and then shows the table', () => {
    const desk = new Desk(LEADER);
    expect(desk.write('/tinhhinh')).toBe(
      [
        'Tình hình xã Đạo Trù, thứ Hai 23/11: 9 việc đang mở, 2 mới hôm nay, 2 quá hạn.',
        'Đang mở: 9',
        'Mới hôm nay: 2',
        'Quá hạn: 2',
        'Nhận chậm: 1',
        'Tổ báo đã xong: 6',
        'Bà con xác nhận ổn (đếm riêng): 5',
        'Bà con mở lại: 1',
        '[Xem việc quá hạn (2)] [Xem từng đơn vị]',
      ].join('\n'),
    );
    expect(desk.asked).toEqual([{ ask: 'figures', unitIds: BELOW_DT }]);
  });

  it('says so when nothing is overdue', () => {
    const desk = new Desk(LEADER);
    desk.figures = { ...NO_FIGURES, overdue: 0 };
    const said = desk.write('tình hình');
    expect(said).toContain('không việc nào quá hạn.');
    expect(said).not.toContain('[Xem việc quá hạn');
  });

  it('speaks of all units of a leader of several', () => {
    const desk = new Desk(LEADER_OF_TWO);
    expect(desk.write('/tinhhinh')).toContain('Tình hình các đơn vị phụ trách, thứ Hai 23/11');
    expect(desk.asked).toEqual([{ ask: 'figures', unitIds: [...BELOW_DT, 'BL', 'BL-01'] }]);
  });

  it('does not exist for a team or a coordinator', () => {
    for (const cadre of [HEAD, COORDINATOR]) {
      const desk = new Desk(cadre);
      desk.write('/tinhhinh');
      expect(desk.asked).toEqual([]);
    }
  });

  it('stays standing when a post is of a unit that this edition does not know', () => {
    const desk = new Desk(LEADER);
    desk.write('/tinhhinh');
    const turn = desk.turn;
    expect(turn).toBeDefined();
    if (turn === undefined) return;
    const position = { unitId: 'GONE', roleId: 'leader', validity: {} };
    const asker = { ...turn.asker, grants: [{ position, abilities: ['lead'] as const }] };
    const [reply] = figuresFlow.advance({ ...turn, asker }, {}).replies;
    expect(reply && spoken(reply.message)).toContain(
      'Tình hình các đơn vị phụ trách, thứ Hai 23/11: 0 việc đang mở',
    );
  });

  it('answers a button of an older version with the overview', () => {
    expect(new Desk(LEADER).pressId('figures:chart')).toContain('Tình hình xã Đạo Trù');
  });
});

describe('a time that is spoken of', () => {
  it('may be today', () => {
    const desk = new Desk(LEADER, [working({ id: 'c1' }, 'LL-1111')]);
    desk.now = local('2026-11-30 09:00');
    for (const typed of ['/quahan hôm nay', 'quá hạn hôm nay'])
      expect(desk.write(typed)).toContain('Quá hạn ở xã Đạo Trù: 1 việc');
    expect(desk.write('/tinhhinh lục liễu hôm nay')).toMatch(/^Tình hình thôn Lục Liễu/);
  });

  it('is not answered as today when it is another', () => {
    const only = 'Cầu Nối mới đếm được số của hôm nay, chưa có số theo tuần hay tháng.';
    for (const typed of ['tuần này thế nào', '/tinhhinh tuan nay', 'tình hình tháng trước']) {
      const desk = new Desk(LEADER);
      expect(desk.write(typed)).toContain(`${only}\nTình hình xã Đạo Trù, thứ Hai 23/11`);
    }
    expect(new Desk(LEADER).write('/donvi lục liễu tuần này')).toContain(
      `${only}\nTình hình thôn Lục Liễu`,
    );
  });
});

describe('a new commune and its block of the same name', () => {
  it('are told apart by the name of the body', () => {
    const [sample] = UNITS.filter(({ id }) => id === 'DT');
    if (sample === undefined) throw new Error('no sample');
    const above = { ...sample, id: 'PT-DT', levelId: 'new' };
    const level = { id: 'new', rank: 1.5, name: { vi: 'xã mới' }, body: { vi: 'lãnh đạo' } };
    const directory = createDirectory({
      organisation: {
        ...ORGANISATION,
        levels: [...ORGANISATION.levels, { ...level, receives: false }],
      },
      units: [...UNITS, above],
    });
    expect(distinctName('PT-DT', directory, '2026-11-23')).toBeUndefined();
    expect(distinctName('DT-01', directory, '2026-11-23')).toBeUndefined();
    expect(distinctName('DT', directory, '2026-11-23')).toMatchObject({
      names: { vi: 'khối dân vận xã Đạo Trù' },
    });
  });
});

describe('one unit', () => {
  it('is found by its name, however it is written', () => {
    for (const name of ['Lục Liễu', 'luc lieu', 'thôn lục liễu', 'làng liễu', 'lục liễu đạo trù']) {
      const desk = new Desk(LEADER);
      expect(desk.write(`/donvi ${name}`)).toContain('Tình hình thôn Lục Liễu');
      expect(desk.asked).toEqual([{ ask: 'figures', unitIds: ['DT-01'] }]);
    }
    expect(new Desk(LEADER).write('/tinhhinh thôn Lục Liễu ấy')).toContain('thôn Lục Liễu');
    expect(new Desk(PROVINCE).write('/donvi khối xã đạo trù')).toContain('Tình hình xã Đạo Trù');
  });

  it('is asked about when several are called so', () => {
    const desk = new Desk(PROVINCE);
    expect(desk.write('/donvi tân lập')).toBe(
      [
        'Xem đơn vị nào ạ? Chọn, hoặc viết tên.',
        '[thôn Tân Lập (Đạo Trù)] [thôn Tân Lập (Bồ Lý)] [Tình hình chung]',
      ].join('\n'),
    );
    expect(desk.asked).toEqual([]);
    expect(desk.press('thôn Tân Lập (Bồ Lý)')).toContain('Tình hình thôn Tân Lập');
    expect(desk.asked).toEqual([{ ask: 'figures', unitIds: ['BL-01'] }]);
  });

  it('is asked about when the reader finds several in the words', () => {
    const desk = new Desk(PROVINCE);
    expect(desk.write('/donvi thôn Tân Lập ấy nhé')).toContain('Xem đơn vị nào ạ?');
    expect(desk.asked).toEqual([]);
  });

  it('of two namesakes is the one that the leader answers for', () => {
    const desk = new Desk(LEADER);
    desk.write('/donvi tân lập');
    expect(desk.asked).toEqual([{ ask: 'figures', unitIds: ['DT-03'] }]);
  });

  it('outside the scope gets a kind answer and no figures', () => {
    const desk = new Desk(LEADER);
    const outside = 'Đơn vị này ngoài phần phụ trách';
    expect(desk.write('/donvi bồ lý')).toContain(outside);
    expect(desk.write('/donvi thôn đồng hội nhé')).toContain(outside);
    expect(desk.asked).toEqual([]);
    expect(desk.pressId('figures:unit:BL')).toContain(outside);
    expect(desk.pressId('figures:late-in:BL')).toContain(outside);
    expect(desk.asked).toEqual([]);
  });

  it('that is not known is asked for again', () => {
    const desk = new Desk(LEADER);
    expect(desk.write('/donvi nơi nào đó')).toContain('Chưa thấy đơn vị nào');
    expect(desk.pressId('figures:unit:NONE')).toContain('Chưa thấy đơn vị nào');
    expect(desk.pressId('figures:unit:OLD')).toContain('Chưa thấy đơn vị nào');
  });

  it('is chosen from pages, or typed', () => {
    const desk = new Desk(LEADER);
    expect(desk.write('/donvi')).toContain('[thôn Đạo Trù Thượng] [Xem thêm 2]');
    expect(desk.press('Xem thêm 2')).toContain('[thôn Vĩnh Ninh] [thôn Đồng Quạ]');
    expect(desk.write('gì gì')).toContain('Chưa thấy đơn vị nào');
    expect(desk.dialogue?.flow).toBe('figures');
    expect(desk.receive({ kind: 'location', pin: { latitude: 1, longitude: 1 } })).toContain(
      'Chưa thấy đơn vị nào',
    );
    expect(desk.write('tiên long')).toContain('Tình hình thôn Tiên Long');
    expect(desk.dialogue).toBeNull();
  });

  it('has a way back to the whole', () => {
    const desk = new Desk(LEADER);
    desk.write('/donvi lục liễu');
    expect(desk.press('Tình hình chung')).toContain('Tình hình xã Đạo Trù');
  });
});

describe('what is overdue', () => {
  const late = Array.from({ length: 7 }, (_, index) =>
    working({ id: `c${index}` }, `LL-100${index}`),
  );

  it('is listed with the longest first said', () => {
    const desk = new Desk(LEADER, [...late, waiting({ id: 'c9' }, 'LL-9999')]);
    desk.now = local('2026-11-30 09:00');
    const list = desk.write('/quahan');
    expect(list).toContain('Quá hạn ở xã Đạo Trù: 8 việc, lâu nhất từ thứ Năm 26/11.');
    expect(list).toContain('Đang làm, quá hạn từ thứ Năm 26/11.');
    expect(list).not.toContain('hố to');
    expect(list).toContain('[Mở LL-1004] [Xem thêm 3]');
    expect(desk.press('Xem thêm 3')).toContain('[Mở LL-9999]');
    expect(desk.asked).toEqual([{ ask: 'overdue', unitIds: BELOW_DT }]);
    expect(desk.press('Mở LL-9999')).toContain('Chưa ai nhận');
  });

  it('is asked of one unit too', () => {
    const desk = new Desk(LEADER, late);
    desk.now = local('2026-11-30 09:00');
    expect(desk.write('/quahan lục liễu')).toContain('Quá hạn ở thôn Lục Liễu: 7 việc');
    expect(desk.press('Xem thêm 2')).toContain('[Mở LL-1006]');
    desk.write('/donvi lục liễu');
    expect(desk.press('Xem việc quá hạn (2)')).toContain('Quá hạn ở thôn Lục Liễu: 7 việc');
  });

  it('has no first day where no limit is known', () => {
    const { resolveDueAt: _due, ...unlimited } = working();
    const facts = { overdue: [unlimited] };
    const desk = new Desk(LEADER);
    desk.write('/quahan');
    const turn = desk.turn;
    expect(turn).toBeDefined();
    if (turn === undefined) return;
    const [reply] = figuresFlow.advance(turn, facts).replies;
    expect(reply && spoken(reply.message)).toContain('Quá hạn ở xã Đạo Trù: 1 việc.');
  });

  it('is said to be nothing when it is nothing', () => {
    expect(new Desk(LEADER).write('quá hạn')).toBe(
      'Không có việc nào quá hạn ở xã Đạo Trù.\n[Tình hình chung]',
    );
  });
});
