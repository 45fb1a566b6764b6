import { describe, expect, it } from 'vitest';
import type { CaseAction } from '../../../src/domain/case.ts';
import { staffNotice } from '../../../src/flows/staff-notices.ts';
import { after, MONDAY, opened, waiting, working } from './cases.ts';
import { Desk, spoken } from './desk.ts';
import { COORDINATOR, HEAD, OTHER_TEAM, WORLD } from './network.ts';

const joined = (words: string, isHidden = true, caseId = 'case-2'): CaseAction => ({
  type: 'join',
  joined: { caseId, code: 'LL-1093', isHidden, reporters: 1 },
  words,
  files: [],
});

const CALL = 'gọi tôi 0987654321';

const cases = () => [
  working({}, 'LL-4827'),
  waiting({ id: 'case-2' }, 'LL-1093'),
  waiting({ id: 'case-3', categoryId: 'hoa-giai' }, 'LL-2001'),
];

describe('a team', () => {
  it('sees how many reported it and what they said, covered for each who is hidden', () => {
    const known = working({
      reporter: { personId: 'p', isHidden: false, name: 'Hoa', isOnBehalf: false },
    });
    const current = after(known, [joined(CALL), joined(CALL, false, 'case-3')]);
    const shown = new Desk(HEAD, [current]).pressId('work:open:LL-4827');
    expect(shown).toContain('người báo: Hoa · 3 người báo');
    expect(shown).toContain('Người khác cùng báo: “gọi tôi •••”');
    expect(shown).toContain('Người khác cùng báo: “gọi tôi 0987654321”');
  });

  it('no longer reads the words of who has left', () => {
    const current = after(working(), [joined(CALL), { type: 'part', caseId: 'case-2' }]);
    const shown = new Desk(HEAD, [current]).pressId('work:open:LL-4827');
    expect(shown).not.toContain('gọi tôi •••\n');
    expect(shown).not.toContain('người báo:');
    expect(shown).not.toContain('Người khác cùng báo');
  });

  it('is told of one more, in words that are covered', () => {
    const current = after(working(), [joined(CALL)]);
    const notice = {
      key: 'k',
      kind: 'joined',
      caseId: current.id,
      to: { type: 'unit', unitId: 'DT-01', ability: 'work' },
      eventId: current.history.at(-1)?.id ?? '',
    } as const;
    const said = spoken(staffNotice(notice, current, WORLD, 'vi', MONDAY), 'vi');
    expect(said).toContain('Việc LL-4827 thêm người báo, nay là 2 người:\n“gọi tôi •••”');
  });

  it('cannot merge or take apart', () => {
    const desk = new Desk(HEAD, cases());
    desk.pressId('coord:merge:LL-4827');
    desk.pressId('coord:split:LL-4827');
    expect(desk.effects).toEqual([]);
  });
});

describe('a coordinator', () => {
  const begun = (): Desk => {
    const desk = new Desk(COORDINATOR, cases());
    desk.pressId('coord:open:LL-1093');
    desk.press('Gộp với việc khác');
    return desk;
  };

  it('joins two cases by code after seeing the other, and undoes it with the next tap', () => {
    const desk = begun();
    expect(desk.write('cái ở đầu làng')).toContain('Chưa thấy mã ấy');
    expect(desk.write('LL-4827')).toContain('LL-4827 · Đường, cầu, cống');
    expect(desk.press('Gộp lại')).toContain('Đã gộp LL-1093. Cầu Nối sẽ nhắn bà con');
    expect(desk.case('LL-1093')).toMatchObject({ status: 'merged', mergedIntoId: 'case-1' });
    expect(desk.press('Tách LL-1093 ra')).toContain('Đã tách LL-1093 ra. Cầu Nối sẽ nhắn bà con.');
    expect(desk.case('LL-1093')).toMatchObject({ status: 'waiting' });
  });

  it.each([
    ['LL-1093', 'the case itself'],
    ['LL-2001', 'a quarrel'],
  ])('cannot join it with %s: %s', (code) => {
    expect(begun().write(code)).toContain('Không gộp vào việc ấy được.');
  });

  it('is offered no joining of a quarrel, nor of what is closed', () => {
    const desk = new Desk(COORDINATOR, [
      ...cases(),
      after(waiting({ id: 'case-4' }, 'LL-3000'), [{ type: 'withdraw' }]),
    ]);
    for (const code of ['LL-2001', 'LL-3000'])
      expect(desk.pressId(`coord:open:${code}`)).not.toContain('Gộp với việc khác');
    desk.pressId('coord:merge:LL-2001');
    desk.pressId('coord:into:LL-2001:LL-4827');
    expect(desk.effects).toEqual([]);
  });

  it('can neither join a case that accuses somebody in office, nor have another follow it', () => {
    const accusing = opened({ id: 'case-5', marks: ['about-official'] }, 'LL-5005');
    const desk = new Desk(COORDINATOR, [...cases(), accusing]);
    expect(desk.pressId('coord:open:LL-5005')).not.toContain('Gộp với việc khác');
    desk.pressId('coord:into:LL-5005:LL-4827');
    desk.pressId('coord:open:LL-1093');
    desk.press('Gộp với việc khác');
    expect(desk.write('LL-5005')).toContain('Không gộp vào việc ấy được.');
    expect(desk.effects).toEqual([]);
  });

  it('takes apart from the case that is followed, and finds that one from the other', () => {
    const merged = after(waiting({ id: 'case-2' }, 'LL-1093'), [
      { type: 'merge', intoId: 'case-1' },
    ]);
    const desk = new Desk(COORDINATOR, [after(working(), [joined('x')]), merged]);
    expect(desk.pressId('coord:open:LL-4827')).toContain('[Tách LL-1093 ra]');
    expect(desk.pressId('coord:open:LL-1093')).toContain('[Mở việc chung]');
    expect(desk.press('Mở việc chung')).toContain('LL-4827');
  });

  it('lets go of it by stopping', () => {
    const desk = begun();
    desk.press('Thôi');
    expect(desk.dialogue).toBeNull();
  });

  it('of another place sees nothing of it', () => {
    const desk = new Desk(OTHER_TEAM, cases());
    expect(desk.pressId('coord:split:LL-1093')).not.toContain('LL-1093');
  });
});
