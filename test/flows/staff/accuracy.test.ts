import { describe, expect, it } from 'vitest';
import type { ReadingCount } from '../../../src/domain/accuracy.ts';
import { Desk } from './desk.ts';
import { COORDINATOR, EVERYTHING, HEAD, LEADER, LEADER_OF_TWO } from './network.ts';

const BELOW_DT = ['DT', 'DT-01', 'DT-02', 'DT-03', 'DT-04', 'DT-05', 'DT-06'];

const counted = (month: string, count: number, fields: Partial<ReadingCount>): ReadingCount => ({
  month,
  communeId: 'DT',
  categoryId: 'duong',
  count,
  ...fields,
});

const COUNTS: readonly ReadingCount[] = [
  counted('2026-11', 18, { place: 'right', category: 'right' }),
  counted('2026-11', 2, { place: 'wrong', category: 'right' }),
  counted('2026-11', 4, { categoryId: 'dien', place: 'asked', category: 'wrong' }),
  counted('2026-10', 8, { place: 'right', category: 'right' }),
  counted('2026-10', 2, { place: 'right', category: 'wrong' }),
];

describe('how well messages are read', () => {
  it('is told in plain words, then by place and category, this month beside the last', () => {
    const desk = new Desk(LEADER);
    desk.accuracy = COUNTS;
    expect(desk.write('/dochinhxac')).toBe(
      [
        'xã Đạo Trù, tháng này: thôn đọc đúng 90 % trong 20 việc, loại việc đọc đúng 83 % trong 24 việc.',
        'Tháng trước: thôn 100 % trong 10 việc, loại việc 80 % trong 10 việc.',
        'Từng nơi, tháng này (tháng trước):',
        'xã Đạo Trù: thôn 90 % (100 %), loại việc 83 % (80 %)',
        'Từng loại việc, tháng này (tháng trước):',
        'Đường, cầu, cống: 100 % (80 %)',
        'Chỉ tính việc máy tự đọc mà sau đó có người xác nhận hay sửa lại; dưới 5 việc thì không tính.',
      ].join('\n'),
    );
    expect(desk.asked).toEqual([{ ask: 'accuracy', unitIds: BELOW_DT, since: '2026-10' }]);
  });

  it('is not told of fewer than five', () => {
    const desk = new Desk(LEADER_OF_TWO);
    desk.accuracy = [counted('2026-11', 4, { place: 'right', category: 'wrong' })];
    const said = desk.write('độ chính xác');
    expect(said).toContain('các đơn vị phụ trách: hai tháng nay chưa đủ việc');
    expect(said).not.toMatch(/\d+ %/);
  });

  it('is for leaders and coordinators, each within their own units, and for nobody else', () => {
    for (const cadre of [LEADER, COORDINATOR, EVERYTHING]) {
      const desk = new Desk(cadre);
      desk.write('/dochinhxac');
      expect(desk.asked).toMatchObject([{ ask: 'accuracy', unitIds: BELOW_DT }]);
    }
    for (const cadre of [HEAD, undefined]) {
      const desk = new Desk(cadre);
      desk.write('/dochinhxac');
      expect(desk.asked).toEqual([]);
    }
  });

  it('looks back over the turn of the year', () => {
    const desk = new Desk(LEADER);
    desk.now = new Date('2027-01-05T02:00:00Z');
    desk.write('/dochinhxac');
    expect(desk.asked).toMatchObject([{ since: '2026-12' }]);
  });
});
