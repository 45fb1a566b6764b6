import { describe, expect, it } from 'vitest';
import { Desk } from './desk.ts';
import { COORDINATOR, HEAD, LEADER, PROVINCE } from './network.ts';

const SURE =
  'Từ nay bà con nói “chợ Vòng” thì hiểu là ở thôn Lục Liễu (Đạo Trù). Đúng không ạ?\n[Đúng, ghi nhớ] [Thôi]';

describe('a landmark', () => {
  it('is kept once the coordinator has seen what it will mean and said yes', () => {
    const desk = new Desk(COORDINATOR);
    expect(desk.write('/themdiadanh chợ  Vòng = lục liễu')).toBe(SURE);
    expect(desk.effects).toEqual([]);
    expect(desk.press('Đúng, ghi nhớ')).toBe('Đã ghi nhớ: “chợ Vòng” ở thôn Lục Liễu (Đạo Trù).');
    expect(desk.effects).toMatchObject([
      {
        type: 'keep-landmark',
        landmark: { name: 'chợ Vòng', unitId: 'DT-01' },
        cadreId: COORDINATOR.id,
      },
    ]);
  });

  it('may be told in two steps and confirmed in words', () => {
    const desk = new Desk(COORDINATOR);
    expect(desk.write('thêm địa danh')).toContain('Ví dụ: chợ Bồ Lý = Bồ Trong');
    expect(desk.write('chợ Vòng = thôn Lục Liễu')).toBe(SURE);
    desk.write('đúng');
    expect(desk.effects).toMatchObject([{ type: 'keep-landmark' }]);
  });

  it('is dropped at a no', () => {
    const desk = new Desk(COORDINATOR);
    desk.write('/themdiadanh chợ Vòng = lục liễu');
    expect(desk.write('không')).toBe('Vâng, không ghi gì.');
    expect(desk.effects).toEqual([]);
  });

  it('between namesakes of the own scope is asked about', () => {
    const desk = new Desk(PROVINCE);
    expect(desk.write('/themdiadanh trường tiểu học = Tân Lập')).toBe(
      [
        '“trường tiểu học” ở thôn nào ạ?',
        '[thôn Tân Lập (Đạo Trù)] [thôn Tân Lập (Bồ Lý)] [Thôi]',
      ].join('\n'),
    );
    expect(desk.press('thôn Tân Lập (Bồ Lý)')).toContain('thôn Tân Lập (Bồ Lý). Đúng không ạ?');
  });

  it.each([
    ['/themdiadanh chợ Vòng = Đồng Hội', 'Thôn này ngoài phần phụ trách'],
    ['/themdiadanh chợ Vòng = Nơi Nào Đó', 'Chưa thấy thôn nào'],
    ['/themdiadanh nhà ông Tuấn = Lục Liễu', '“nhà ông Tuấn” chưa ghi được'],
    ['/themdiadanh thôn Tiên Long = Lục Liễu', '“thôn Tiên Long” chưa ghi được'],
    ['/themdiadanh chợ Bồ Lý = Lục Liễu', '“chợ Bồ Lý” chưa ghi được'],
    ['/themdiadanh cầu Đồng Hội = Lục Liễu', '“cầu Đồng Hội” chưa ghi được'],
    ['/themdiadanh không ai sửa = Lục Liễu', '“không ai sửa” chưa ghi được'],
    ['/themdiadanh cháy nhà = Lục Liễu', '“cháy nhà” chưa ghi được'],
    ['/themdiadanh cầu sập = Lục Liễu', '“cầu sập” chưa ghi được'],
    ['/themdiadanh trưởng thôn ăn tiền = Lục Liễu', '“trưởng thôn ăn tiền” chưa ghi được'],
    ['/themdiadanh nguyễn văn hùng = Lục Liễu', '“nguyễn văn hùng” chưa ghi được'],
    ['/themdiadanh chợ Vòng', 'Chỗ ấy gọi là gì, ở thôn nào?'],
  ])('%j is not kept', (typed, says) => {
    const desk = new Desk(COORDINATOR);
    expect(desk.write(typed)).toContain(says);
    expect(desk.effects).toEqual([]);
  });

  it('is for coordinators alone', () => {
    for (const cadre of [HEAD, LEADER]) {
      const desk = new Desk(cadre);
      desk.write('/themdiadanh chợ Vòng = lục liễu');
      expect(desk.effects).toEqual([]);
      expect(desk.dialogue).toBeNull();
    }
  });
});
