import { describe, expect, it } from 'vitest';
import type { UndeliveredNotice } from '../../../src/chat/flow.ts';
import { MONDAY } from './cases.ts';
import { Desk } from './desk.ts';
import { COORDINATOR, HEAD, LEADER } from './network.ts';

const notice = (number: number, why: UndeliveredNotice['why'] = 'blocked'): UndeliveredNotice => ({
  ref: `ref-${number}`,
  code: `LL-100${number}`,
  why,
  since: MONDAY,
});

const desk = (...undelivered: readonly UndeliveredNotice[]): Desk => {
  const at = new Desk(COORDINATOR);
  at.undelivered = undelivered;
  return at;
};

describe('the list of the undelivered', () => {
  it('says about which case, why and since when, and nothing else', () => {
    const list = desk(
      notice(1),
      notice(2, 'left'),
      notice(3, 'window'),
      notice(4, 'rejected'),
    ).write('/chuagui');
    expect(list).toContain('Có 4 tin chưa tới nơi:');
    expect(list).toContain('Bà con báo LL-1001: 1 tin, từ thứ Hai 23/11. Đã chặn Cầu Nối');
    expect(list).toContain('Bà con báo LL-1002: 1 tin, từ thứ Hai 23/11. Đã bỏ theo dõi');
    expect(list).toContain('khi nào nhắn là nhận được ngay');
    expect(list).toContain('Tin này không gửi đi được.');
    expect(list).not.toContain('kênh');
  });

  it('has one line for each side of a case, and says which', () => {
    const list = desk(
      notice(1, 'window'),
      { ...notice(1, 'window'), ref: 'second' },
      { ...notice(1, 'window'), ref: 'third', unitId: 'DT-01' },
    ).write('/chuagui');
    expect(list).toContain('Bà con báo LL-1001: 2 tin');
    expect(list).toMatch(/Tổ .*, việc LL-1001: 1 tin/);
    expect(list).not.toContain('Gửi lại');
  });

  it('is offered with the cases to coordinate, where there is any', () => {
    expect(desk(notice(1), notice(2)).write('điều phối')).toContain('[Tin chưa gửi được (2)]');
    expect(desk().write('điều phối')).not.toContain('Tin chưa gửi được');
  });

  it('asks for everything below the block', () => {
    const at = desk();
    expect(at.write('chưa gửi được')).toContain('Không có tin nào chưa gửi được.');
    expect(at.asked).toEqual([
      { ask: 'undelivered', unitIds: expect.arrayContaining(['DT', 'DT-01']) },
    ]);
  });

  it('sends one again, or all that may be', () => {
    const at = desk(notice(1, 'rejected'), notice(2, 'rejected'), notice(3, 'unknown'));
    at.write('/chuagui');
    at.press('Gửi lại LL-1001');
    expect(at.effects.at(-1)).toMatchObject({ refs: ['ref-1'], as: 'again' });
    at.write('/chuagui');
    at.press('Gửi lại cả 2 tin');
    expect(at.effects.at(-1)).toMatchObject({ refs: ['ref-1', 'ref-2'], as: 'again' });
  });

  it('asks a person about what may have arrived', () => {
    const at = desk(notice(1, 'unknown'));
    expect(at.write('/chuagui')).toContain('[LL-1001 đã tới] [Gửi lại LL-1001]');
    at.press('LL-1001 đã tới');
    expect(at.effects.at(-1)).toMatchObject({ refs: ['ref-1'], as: 'arrived' });
  });

  it('shows four at a time', () => {
    const at = desk(...[1, 2, 3, 4, 5].map((number) => notice(number)));
    expect(at.write('/chuagui')).toContain('[Xem thêm 1]');
    expect(at.press('Xem thêm 1')).toContain('LL-1005');
  });

  it.each(['unsent:again:gone', 'unsent:arrived', 'unsent:all'])(
    'answers the old button %s',
    (id) => {
      const at = desk(notice(1, 'unknown'));
      expect(at.pressId(id)).toContain('Tin này đã xong');
      expect(at.effects).toEqual([]);
    },
  );

  it.each([[HEAD], [LEADER], [undefined]])('does not exist for others', (cadre) => {
    const at = new Desk(cadre);
    at.undelivered = [notice(1)];
    expect(at.write('/chuagui')).not.toContain('LL-1001');
    expect(at.pressId('unsent:all')).not.toContain('LL-1001');
    expect(at.effects).toEqual([]);
  });
});
