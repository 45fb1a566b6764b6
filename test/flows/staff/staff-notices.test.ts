import { describe, expect, it } from 'vitest';
import type { Ability } from '../../../src/domain/cadre.ts';
import type { Case } from '../../../src/domain/case.ts';
import { fireTimer } from '../../../src/domain/escalation.ts';
import { NOTICE_KINDS, type Notice, type NoticeKind } from '../../../src/domain/notice.ts';
import { staffNotice } from '../../../src/flows/staff-notices.ts';
import { isChoiceId } from '../../../src/chat/choice.ts';
import {
  after,
  answered,
  ASSIGN,
  at,
  local,
  MONDAY,
  opened,
  PHOTO,
  REPORTER_ID,
  waiting,
  COVERED,
  working,
} from './cases.ts';
import { spoken } from './desk.ts';
import { WORLD } from './network.ts';

const unit = (unitId: string, ability: Ability) => ({ type: 'unit', unitId, ability }) as const;
const TEAM = unit('DT-01', 'work');
const BLOCK = unit('DT', 'coordinate');
const LEADERS = unit('DT', 'lead');
const DUTY = unit('DT', 'duty');
const CADRE = { type: 'cadre', cadreId: 'CB-1' } as const;

const noticeOf = (kind: NoticeKind, current: Case, to: Notice['to']): Notice => {
  const eventId = current.history.at(-1)?.id;
  const notice = { key: 'k', kind, caseId: current.id, to };
  return eventId === undefined ? notice : { ...notice, eventId };
};

const tell = (kind: NoticeKind, current: Case, to: Notice['to'] = TEAM, now = MONDAY) =>
  staffNotice(noticeOf(kind, current, to), current, WORLD, 'vi', now);

const told = (kind: NoticeKind, current: Case, to?: Notice['to'], now?: Date): string =>
  spoken(tell(kind, current, to, now), 'vi', now);

describe('a new case', () => {
  it('is told to the team with the facts first and the buttons next', () => {
    expect(told('assigned', waiting({ files: [PHOTO] }))).toBe(
      [
        'Có việc mới cho tổ.',
        '⏰ LL-4827 · Đường, cầu, cống · cần làm sớm · người báo giấu tên',
        '📍 thôn Lục Liễu (Đạo Trù)',
        `“${COVERED}”`,
        'Nhận trước 14 giờ 30 hôm nay, xong trước thứ Năm 26/11.',
        '[Nhận việc] [Không phải của tổ tôi] [Hỏi thêm] [Thêm…]',
      ].join('\n'),
    );
    expect(tell('assigned', waiting({ files: [PHOTO] })).files).toEqual([PHOTO]);
  });

  it('without a village is told to the block with villages to choose', () => {
    const held = after(opened({ place: { candidateIds: ['DT-02', 'DT-03'] } }), [
      { type: 'hold', ownerUnitId: 'DT' },
    ]);
    const message = told('unplaced', held, BLOCK);
    expect(message).toContain('Chưa rõ việc này của thôn nào.');
    expect(message).toContain(COVERED);
    expect(message).toContain('[thôn Tiên Long] [thôn Tân Lập] [Chọn thôn] [Mở LL-4827]');
  });

  it('in danger is told to those on duty whole, at once', () => {
    const danger = opened({ urgency: 'emergency', text: 'nước lên, gọi 0912345678' });
    const message = told('duty-alert', danger, DUTY);
    expect(message).toContain('❗ Việc khẩn cấp');
    expect(message).toContain('0912345678');
  });

  it('handed to a colleague is told to that one', () => {
    const message = told('handed-over', working(), CADRE);
    expect(message).toContain('Có việc được giao lại.');
    expect(message).toContain('[Báo xong]');
  });
});

describe('a limit', () => {
  it('is recalled to the team before it is missed', () => {
    expect(told('accept-soon', waiting())).toBe(
      [
        '⏰ Việc LL-4827 cần nhận trước 14 giờ 30 hôm nay.',
        'Đường, cầu, cống · thôn Lục Liễu (Đạo Trù)',
        '[Nhận việc] [Không phải của tổ tôi] [Hỏi thêm] [Thêm…]',
      ].join('\n'),
    );
    expect(told('resolve-half', working())).toContain('đã qua nửa thời hạn');
    expect(told('resolve-soon', working(), CADRE)).toContain('Xong trước thứ Năm 26/11.');
  });

  it('that was missed is told to the block with covered words', () => {
    const now = local('2026-11-24 09:00');
    const message = told('accept-missed', waiting(), BLOCK, now);
    expect(message).toContain('⏰ Tổ dân vận thôn Lục Liễu chưa nhận việc LL-4827');
    expect(message).toContain('•••');
    expect(message).not.toContain('0912345678');
    expect(message).not.toContain('người báo');
    expect(message).toContain('[Chọn thôn]');
  });

  it('that is past is said to the team with all it can do, and above with whose it is', () => {
    const now = local('2026-11-30 09:00');
    expect(told('overdue', working(), TEAM, now)).toContain('[Không xử lý được]');
    expect(told('overdue', working(), CADRE, now)).toContain('quá hạn từ thứ Năm 26/11');
    expect(told('overdue', working(), BLOCK, now)).toContain(
      '⏰ Việc LL-4827 của tổ dân vận thôn Lục Liễu quá hạn từ thứ Năm 26/11.',
    );
    const above = told('overdue', working(), LEADERS, now);
    expect(above).toContain('[Mở LL-4827]');
    expect(above).not.toContain('[Chọn thôn]');
  });

  it('that does not exist is not invented', () => {
    const idea = waiting({ kind: 'hien-ke', urgency: 'normal' });
    expect(told('decide', idea)).toContain('Góp ý LL-4827 chờ trả lời đã lâu');
    expect(told('resolve-soon', idea)).toContain('Xong trước khi làm được.');
  });
});

describe('what the citizen does', () => {
  it('is passed on in the words used, with photos and pin', () => {
    const pin = { latitude: 21.45, longitude: 105.6 };
    const current = after(working(), [{ type: 'add', words: 'Sâu thêm', files: [PHOTO], pin }]);
    expect(told('added', current)).toContain(
      'Bà con nói thêm về việc LL-4827:\n“Sâu thêm”\n📍 21.45000, 105.60000',
    );
    expect(tell('added', current).files).toEqual([PHOTO]);
    const above = tell('added', current, BLOCK);
    expect(spoken(above)).not.toContain('21.45');
    expect(above.files).toBeUndefined();
  });

  it('is passed on without quotation marks when it had no words', () => {
    const current = after(working(), [
      { type: 'ask', words: 'Ở đâu?' },
      { type: 'reply', words: '', files: [PHOTO] },
    ]);
    expect(told('replied', current)).not.toContain('“”');
    expect(told('replied', { ...current, history: [] })).toContain('Bà con trả lời');
  });

  it('is told when it is well, not well, withdrawn or rated low', () => {
    const confirmed = after(answered(), [{ type: 'confirm' }]);
    expect(told('confirmed', confirmed)).toContain('✅ Bà con xác nhận việc LL-4827 đã ổn.');
    const again = after(answered(), [{ type: 'reopen', words: 'Vẫn còn, gọi 0912345678' }]);
    expect(told('reopened', again)).toContain('“Vẫn còn, gọi •••”');
    expect(told('reopened', again, BLOCK)).toContain('“Vẫn còn, gọi •••”');
    expect(told('withdrawn', after(waiting(), [{ type: 'withdraw' }]))).toContain('đã rút lại');
    const rated = after(confirmed, [{ type: 'rate', stars: 1 }]);
    expect(told('rated-low', rated, BLOCK)).toContain(
      'Bà con cho việc LL-4827 1 sao. Nơi làm: tổ dân vận thôn Lục Liễu.',
    );
    expect(told('rated-low', confirmed, BLOCK)).toContain('0 sao');
  });
});

describe('what a team does', () => {
  it('comes back to the block with the reason', () => {
    const listed = after(opened(), [ASSIGN, { type: 'return', words: 'other-body' }]);
    expect(told('returned', listed, BLOCK)).toContain(
      'Việc LL-4827 bị trả lại: Không phải việc của tổ.',
    );
    const own = after(opened(), [ASSIGN, { type: 'return', words: 'của xã bên' }]);
    expect(told('returned', own, BLOCK)).toContain('bị trả lại: của xã bên.');
  });

  it('is asked after when it passed the case on', () => {
    const current = after(working(), [{ type: 'forward', to: 'Điện lực', words: 'Cột' }]);
    expect(told('chase', current)).toContain('chuyển đi đã lâu chưa có tin');
  });
});

describe('every notice', () => {
  const states: readonly Case[] = [
    opened(),
    waiting(),
    working(),
    answered(),
    after(answered(), [{ type: 'confirm' }]),
    after(waiting(), [{ type: 'withdraw' }]),
    { ...waiting(), place: { unitId: 'GONE' }, teamUnitId: 'GONE' },
    { ...after(answered(), [{ type: 'reopen', words: 'chưa' }]), escalatedToId: 'DT' },
  ];

  it.each(NOTICE_KINDS)(
    'of kind %s is sayable to anybody in any state, and never names the reporter',
    (kind) => {
      for (const current of states)
        for (const to of [TEAM, BLOCK, LEADERS, DUTY, CADRE, { type: 'reporter' } as const]) {
          const message = tell(kind, current, to);
          expect(spoken(message, 'vi')).not.toBe('');
          expect(spoken(message, 'en')).not.toBe('');
          expect(JSON.stringify(message)).not.toContain(REPORTER_ID);
          for (const { id } of message.choices ?? []) expect(isChoiceId(id)).toBe(true);
        }
    },
  );

  it('that the life of a case makes for staff is sayable', () => {
    let current = waiting();
    const timers = current.pending.flatMap((effect) =>
      effect.type === 'put-timer' ? [effect.timer] : [],
    );
    expect(timers.length).toBeGreaterThan(0);
    for (const timer of timers) {
      const firing = fireTimer(timer, current, at(timer.dueAt));
      for (const notice of firing.notices.filter(({ to }) => to.type !== 'reporter'))
        expect(spoken(staffNotice(notice, current, WORLD, 'vi', timer.dueAt))).toContain('LL-4827');
      if (firing.action !== undefined) current = after(current, [firing.action], timer.dueAt);
    }
  });
});
