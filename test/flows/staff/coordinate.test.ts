import { describe, expect, it } from 'vitest';
import { after, ASSIGN, COVERED, local, opened, PHOTO, waiting, working } from './cases.ts';
import { Desk } from './desk.ts';
import { COORDINATOR, HEAD, LEADER, PROVINCE } from './network.ts';

const HOLD = { type: 'hold', ownerUnitId: 'DT' } as const;
const held = (place = {}, code?: string, id = 'case-1') =>
  after(opened({ place, id }, code), [HOLD]);
const returned = (code?: string, id = 'case-1') =>
  after(opened({ id }, code), [ASSIGN, { type: 'return', words: 'other-village' }]);

describe('the list of a coordinator', () => {
  it('says how many of what, and why each is there', () => {
    const desk = new Desk(COORDINATOR, [
      held({}, 'XX-1111', 'c1'),
      returned('LL-2222', 'c2'),
      waiting({ id: 'c3' }, 'LL-3333'),
      working({ id: 'c4' }, 'LL-4444'),
      after(returned('LL-5555', 'c5'), [HOLD]),
    ]);
    const list = desk.write('điều phối');
    expect(list).toContain(
      'Có 5 việc cần điều phối: 2 chưa rõ thôn, 1 bị trả lại, 1 chưa ai nhận, 1 chậm.',
    );
    expect(list).toContain('Chưa rõ thôn: ⏰ XX-1111');
    expect(list).toContain('chưa rõ thôn nào. Chưa giao tổ nào.');
    expect(list).toContain('Bị trả lại: ⏰ LL-2222');
    expect(list).toContain('Chưa ai nhận: ⏰ LL-3333');
    expect(list).toContain('Chậm: ⏰ LL-4444');
    expect(list).not.toContain('hố to');
  });

  it('asks for everything below the block', () => {
    const desk = new Desk(COORDINATOR);
    expect(desk.write('/dieuphoi')).toBe('Không có việc nào cần điều phối.');
    const unitIds = ['DT', 'DT-01', 'DT-02', 'DT-03', 'DT-04', 'DT-05', 'DT-06'];
    expect(desk.asked).toEqual([
      { ask: 'inbox', of: 'block', unitIds },
      { ask: 'undelivered', unitIds },
    ]);
  });

  it('shows five at a time', () => {
    const cases = Array.from({ length: 6 }, (_, index) => held({}, `XX-100${index}`, `c${index}`));
    const desk = new Desk(COORDINATOR, cases);
    expect(desk.write('/dieuphoi')).toContain('[Xem thêm 1]');
    expect(desk.press('Xem thêm 1')).toContain('[Mở XX-1005]');
  });

  it('does not exist for a team', () => {
    const desk = new Desk(HEAD, [held()]);
    expect(desk.write('/dieuphoi')).not.toContain('LL-4827');
    expect(desk.asked).toEqual([]);
  });
});

describe('placing a case', () => {
  it('offers the villages that the words may mean, and reads the words', () => {
    const place = { candidateIds: ['DT-03', 'DT-02', 'GONE'], withinId: 'DT' };
    const files = [PHOTO];
    const desk = new Desk(COORDINATOR, [after(opened({ place, files }), [HOLD])]);
    const card = desk.pressId('coord:open:LL-4827');
    expect(card).toContain('📍 một trong các nơi: thôn Tân Lập (Đạo Trù), thôn Tiên Long');
    expect(card).toContain(COVERED);
    expect(card).toContain('[thôn Tân Lập] [thôn Tiên Long] [Chọn thôn]');
    expect(desk.outcome?.replies[0]?.message.files).toEqual(files);
    expect(desk.press('thôn Tân Lập')).toBe(
      [
        'Đã giao LL-4827 cho tổ dân vận thôn Tân Lập. Hạn nhận: trước 14 giờ 30 hôm nay.',
        '[Việc cần điều phối] [Mở LL-4827]',
      ].join('\n'),
    );
    expect(desk.case('LL-4827').teamUnitId).toBe('DT-03');
  });

  it('shows the village that was chosen, no longer the one that was read', () => {
    const desk = new Desk(COORDINATOR, [returned()]);
    desk.pressId('coord:villages:LL-4827');
    desk.write('Vĩnh Ninh');
    const card = desk.pressId('coord:open:LL-4827');
    expect(card).toContain('📍 thôn Vĩnh Ninh (Đạo Trù)');
    expect(card).not.toContain('Lục Liễu');
    expect(desk.write('/dieuphoi')).toContain('· thôn Vĩnh Ninh (Đạo Trù).');
  });

  it('says within which commune it is when no village is known', () => {
    const desk = new Desk(COORDINATOR, [held({ withinId: 'DT' })]);
    expect(desk.pressId('coord:open:LL-4827')).toContain(
      '📍 trong xã Đạo Trù (Phú Thọ), chưa rõ thôn nào',
    );
  });

  it('does not offer the village that sent it back, and says why it did', () => {
    const desk = new Desk(COORDINATOR, [returned()]);
    const card = desk.pressId('coord:open:LL-4827');
    expect(card).toContain('Bị trả lại vì: Không phải thôn tôi');
    expect(card).not.toContain('[thôn Lục Liễu]');
  });

  it('pages through the villages of the block', () => {
    const desk = new Desk(COORDINATOR, [held()]);
    desk.pressId('coord:open:LL-4827');
    expect(desk.press('Chọn thôn')).toContain(
      '[thôn Lục Liễu] [thôn Tiên Long] [thôn Tân Lập] [thôn Đạo Trù Thượng] [Xem thêm 2] [Thôi]',
    );
    expect(desk.press('Xem thêm 2')).toContain('[thôn Vĩnh Ninh] [thôn Đồng Quạ] [Thôi]');
    expect(desk.press('Thôi')).toContain('[Chọn thôn]');
    expect(desk.dialogue).toBeNull();
  });

  it('is warned of a case that accuses somebody in office, before a village is chosen', () => {
    const WARNING = 'Xin đừng giao cho tổ có người ấy.';
    const desk = new Desk(COORDINATOR, [opened({ marks: ['about-official'] })]);
    expect(desk.pressId('coord:open:LL-4827')).toContain(WARNING);
    expect(desk.pressId('coord:villages:LL-4827')).toContain(WARNING);
    const team = new Desk(HEAD, [waiting({ marks: ['about-official'] })]);
    expect(team.pressId('work:open:LL-4827')).not.toContain(WARNING);
  });

  it('takes a village by its typed name, also a former one', () => {
    for (const typed of ['dong qua', 'Thôn Đồng Quạ!', 'đồng quạ đạo trù', 'ở chỗ Đồng Quạ ấy']) {
      const desk = new Desk(COORDINATOR, [held()]);
      desk.pressId('coord:villages:LL-4827:0');
      expect(desk.write(typed)).toContain('Đã giao LL-4827 cho tổ dân vận thôn Đồng Quạ.');
    }
    for (const typed of ['làng liễu', 'liễu cũ', 'khu liễu cũ']) {
      const desk = new Desk(COORDINATOR, [held()]);
      desk.pressId('coord:villages:LL-4827:0');
      expect(desk.write(typed)).toContain('thôn Lục Liễu.');
    }
  });

  it('asks which of two namesakes is meant', () => {
    const desk = new Desk(COORDINATOR, [held()]);
    desk.pressId('coord:villages:LL-4827');
    expect(desk.write('Tân Lập')).toBe(
      [
        'Có mấy nơi tên như vậy. Là nơi nào ạ?',
        '[thôn Tân Lập (Đạo Trù)] [thôn Tân Lập (Bồ Lý)] [Thôi]',
      ].join('\n'),
    );
    expect(desk.press('thôn Tân Lập (Đạo Trù)')).toContain('Đã giao LL-4827');
  });

  it('passes a village of another block to that block', () => {
    const desk = new Desk(COORDINATOR, [held()]);
    desk.pressId('coord:villages:LL-4827');
    expect(desk.write('Đồng Hội')).toContain('thuộc khối dân vận xã Đại Đình.');
    expect(desk.press('Chuyển khối dân vận xã Đại Đình')).toContain(
      'Đã chuyển LL-4827 sang khối dân vận xã Đại Đình để xếp tổ.',
    );
    expect(desk.case('LL-4827').ownerUnitId).toBe('DD');
    expect(desk.pressId('coord:open:LL-4827')).toContain('Không thấy việc này');
  });

  it('takes another name after all', () => {
    const desk = new Desk(COORDINATOR, [held()]);
    desk.pressId('coord:villages:LL-4827');
    desk.write('Đồng Hội');
    expect(desk.write('Vĩnh Ninh')).toContain('Đã giao LL-4827');
  });

  it('asks again for a name that is none', () => {
    const desk = new Desk(COORDINATOR, [held()]);
    desk.pressId('coord:villages:LL-4827');
    for (const typed of ['xóm cũ', 'đâu đó', 'Phú Thọ'])
      expect(desk.write(typed)).toContain('Chưa thấy thôn nào tên như vậy.');
    expect(desk.receive({ kind: 'file', file: PHOTO })).toContain('Chưa thấy thôn nào');
    expect(desk.dialogue?.step).toBe('village');
  });

  it('lets the province choose among the villages near the case', () => {
    const desk = new Desk(PROVINCE, [waiting()]);
    expect(desk.pressId('coord:villages:LL-4827')).not.toContain('[thôn Lục Liễu]');
    expect(desk.pressId('coord:villages:LL-4827')).toContain('[thôn Tiên Long]');
    expect(desk.pressId('coord:to:LL-4827:BL-01')).toContain('tổ dân vận thôn Tân Lập');
  });

  it('offers all villages of the scope where none is near', () => {
    const desk = new Desk(PROVINCE, [opened({ place: {} })]);
    expect(desk.pressId('coord:villages:LL-4827')).toContain('[thôn Lục Liễu (Đạo Trù)]');
  });
});

describe("a coordinator's old and foreign buttons", () => {
  it('change nothing', () => {
    const desk = new Desk(COORDINATOR, [held()]);
    for (const id of [
      'coord:to:LL-4827:OLD',
      'coord:to:LL-4827:DT',
      'coord:to:LL-4827',
      'coord:block:LL-4827:DT-01',
      'coord:block:LL-4827',
      'coord:paint:LL-4827',
    ])
      expect(desk.pressId(id)).toContain('Mục này đã cũ');
    expect(desk.pressId('coord:open')).toContain('Không thấy việc này');
    expect(desk.pressId('coord:to:ZZ-9999:DT-01')).toContain('Không thấy việc này');
    expect(desk.case('LL-4827').status).toBe('triage');
  });

  it('say where a case stands that can no longer be placed', () => {
    const closed = after(held(), [{ type: 'withdraw' }]);
    const desk = new Desk(COORDINATOR, [closed]);
    expect(desk.pressId('coord:open:LL-4827')).toContain('Bà con đã rút lại.');
    expect(desk.pressId('coord:villages:LL-4827')).toContain('Mục này đã cũ');
    expect(desk.pressId('coord:to:LL-4827:DT-01')).toContain('Bà con đã rút lại.');
  });

  it('do nothing for a leader who only reads', () => {
    const desk = new Desk(LEADER, [held()]);
    expect(desk.pressId('coord:to:LL-4827:DT-01')).not.toContain('Đã giao');
    expect(desk.case('LL-4827').status).toBe('triage');
  });

  it('end a step of an older version', () => {
    const desk = new Desk(COORDINATOR, [held()]);
    desk.dialogue = { flow: 'coord', step: 'gone', slots: { code: 'LL-4827' }, since: desk.now };
    expect(desk.write('Vĩnh Ninh')).toContain('Không thấy việc này');
    expect(desk.dialogue).toBeNull();
  });

  it('are read as late only when they are', () => {
    const desk = new Desk(COORDINATOR, [waiting()]);
    desk.now = local('2026-11-24 09:00');
    expect(desk.write('/dieuphoi')).toContain(
      'Chưa ai nhận, hạn nhận đã qua lúc 14 giờ 30 hôm qua',
    );
  });
});
