import { describe, expect, it } from 'vitest';
import type { TurnEffect } from '../../../src/chat/effect.ts';
import type { Case, CaseAction } from '../../../src/domain/case.ts';
import { STATUSES } from '../../../src/domain/case.ts';
import { outcomeMessage, type Refusal } from '../../../src/flows/outcomes.ts';
import {
  after,
  answered,
  draftOf,
  MONDAY,
  opened,
  REPORTER_ID,
  waiting,
  working,
} from './cases.ts';
import { spoken } from './desk.ts';
import { WORLD } from './network.ts';

const CONTEXT = { world: WORLD, locale: 'vi', now: MONDAY };

const byCadre = (action: CaseAction, unitId = 'DT-01'): TurnEffect => ({
  type: 'act',
  key: 'k',
  caseId: 'case-1',
  action,
  actor: { type: 'cadre', cadreId: 'CB-1', unitId },
});

const byCitizen = (action: CaseAction): TurnEffect => ({
  type: 'act',
  key: 'k',
  caseId: 'case-1',
  action,
  actor: { type: 'citizen', personId: REPORTER_ID },
});

const JOIN: TurnEffect = { type: 'join', key: 'k', inviteCode: 'CN' };
const LINK: TurnEffect = { type: 'sign-in-link', key: 'k', cadreId: 'CB-1' };

const done = (effect: TurnEffect, current?: Case, more = {}): string =>
  spoken(
    outcomeMessage(
      { effect, status: 'done', ...(current === undefined ? {} : { current }), ...more },
      CONTEXT,
    ),
  );

const refused = (effect: TurnEffect, reason: Refusal, current?: Case): string =>
  spoken(
    outcomeMessage(
      { effect, status: 'refused', reason, ...(current === undefined ? {} : { current }) },
      CONTEXT,
    ),
  );

const withoutDues = (current: Case): Case => {
  const { acceptDueAt: _accept, resolveDueAt: _resolve, ...rest } = current;
  return rest;
};

describe('what a cadre is told after acting', () => {
  it.each<[string, CaseAction, Case]>([
    ['Đã nhận LL-4827. Xong trước thứ Năm 26/11.', { type: 'accept' }, working()],
    ['Đã nhận LL-4827.', { type: 'accept' }, withoutDues(working())],
    ['Đã giao LL-4827 cho người khác.', { type: 'hand-over', cadreId: 'x' }, working()],
    [
      'Đã giao LL-4827 cho tổ dân vận thôn Lục Liễu.',
      { type: 'assign', unitId: 'DT-01' },
      withoutDues(waiting()),
    ],
    [
      'Đã chuyển LL-4827 sang khối dân vận xã Đạo Trù để xếp tổ.',
      { type: 'hold', ownerUnitId: 'DT' },
      after(opened(), [{ type: 'hold', ownerUnitId: 'DT' }]),
    ],
    [
      'Đã ghi tiến độ LL-4827. Cầu Nối sẽ nhắn bà con.',
      { type: 'progress', words: '', files: [] },
      working(),
    ],
    [
      'Đã tách LL-4827 ra. Cầu Nối sẽ nhắn bà con. Đang làm, xong trước thứ Năm 26/11.',
      { type: 'split' },
      working(),
    ],
  ])('%s', (sentence, action, current) => {
    expect(done(byCadre(action), current).split('\n')[0]).toBe(sentence);
  });

  it('offers next steps only to those who have the case', () => {
    expect(done(byCadre({ type: 'accept' }), working())).toContain('[Báo xong]');
    const forward: CaseAction = { type: 'forward', to: 'Điện lực', words: 'x' };
    expect(done(byCadre(forward, 'DT'), working())).toContain('[Việc của tổ]');
    expect(done(byCadre({ type: 'hand-over', cadreId: 'x' }), working())).not.toContain(
      '[Báo xong]',
    );
  });
});

describe('what a cadre is told when an act was refused', () => {
  it('says that a colleague was quicker, and how it stands', () => {
    const current = { ...working(), assigneeId: 'CB-2' };
    expect(refused(byCadre({ type: 'accept' }), 'already', current)).toBe(
      [
        'Người khác trong tổ đã nhận LL-4827 trước.',
        'Đang làm, xong trước thứ Năm 26/11.',
        '[Mở LL-4827]',
      ].join('\n'),
    );
    expect(refused(byCadre({ type: 'accept' }), 'already', working())).toContain(
      'Việc LL-4827 đã nhận từ trước rồi.',
    );
  });

  it('says where the case stands when the act no longer fits', () => {
    expect(refused(byCadre({ type: 'accept' }), 'not-now', answered())).toContain(
      'Mục này đã cũ. Việc LL-4827 bây giờ:\nTổ đã báo xong',
    );
    const resolve: CaseAction = { type: 'resolve', words: 'x', files: [] };
    expect(refused(byCadre(resolve), 'already', answered())).toContain('Mục này đã cũ');
  });

  it('tells nothing of a case that is not there for this person', () => {
    const unseen = 'Không thấy việc này trong phần việc ở đây.\n[Việc của tổ]';
    expect(refused(byCadre({ type: 'accept' }), 'not-allowed', waiting())).toBe(unseen);
    expect(refused(byCadre({ type: 'accept' }), 'gone')).toBe(unseen);
    expect(refused(byCadre({ type: 'accept' }), 'not-now')).toBe(unseen);
  });
});

describe('what a citizen is told after acting', () => {
  it('is thanked for a confirmation and asked for stars, once', () => {
    const confirmed = after(answered(), [{ type: 'confirm' }]);
    const message = outcomeMessage(
      { effect: byCitizen({ type: 'confirm' }), status: 'done', current: confirmed },
      CONTEXT,
    );
    expect(spoken(message)).toContain('Tổ dân vận thôn Lục Liễu làm việc này được mấy sao ạ?');
    expect(message.choices?.map(({ id }) => id)).toContain('rating:star:LL-4827:5');
    const rated = after(confirmed, [{ type: 'rate', stars: 4 }]);
    expect(done(byCitizen({ type: 'confirm' }), rated)).not.toContain('mấy sao');
    expect(done(byCitizen({ type: 'rate', stars: 4 }), rated)).toContain('Đã ghi 4 sao');
    expect(done(byCitizen({ type: 'rate', stars: 4 }), confirmed)).toContain('Đã ghi 0 sao');
  });

  it.each<[string, CaseAction]>([
    ['Đã rút lại việc LL-4827.', { type: 'withdraw' }],
    ['Đã thêm vào việc LL-4827 và báo tổ', { type: 'add', words: 'x', files: [] }],
    ['Đã chuyển câu trả lời về việc LL-4827 tới tổ', { type: 'reply', words: 'x', files: [] }],
    ['hạn nhận lại: trước 14 giờ 30 hôm nay.', { type: 'reopen', words: 'x' }],
    ['Đã ghi vào việc LL-4827.', { type: 'lapse' }],
  ])('%s', (sentence, action) => {
    expect(done(byCitizen(action), waiting())).toContain(sentence);
  });

  it('hears of a reopening without a limit', () => {
    const said = done(byCitizen({ type: 'reopen', words: 'x' }), withoutDues(waiting()));
    expect(said).toContain('Đã mở lại việc LL-4827.');
    expect(said).not.toContain('hạn');
  });

  it('is told how it stands when the act no longer fits, and that a repeat is fine', () => {
    expect(refused(byCitizen({ type: 'confirm' }), 'already', answered())).toContain(
      'Việc LL-4827 đã như vậy rồi.',
    );
    expect(refused(byCitizen({ type: 'confirm' }), 'not-now', working())).toContain('LL-4827');
    expect(refused(byCitizen({ type: 'withdraw' }), 'not-allowed', working())).not.toContain(
      'LL-4827',
    );
    expect(refused(byCitizen({ type: 'withdraw' }), 'gone')).not.toBe('');
  });
});

describe('what is told after joining', () => {
  it('welcomes by name and place', () => {
    const said = done(JOIN, undefined, {
      cadreName: 'Trần Thị Mai',
      unitName: 'tổ dân vận thôn Lục Liễu',
    });
    expect(said).toContain('Xin chào Trần Thị Mai.');
    expect(said).toContain('Nơi làm việc: tổ dân vận thôn Lục Liễu.');
    expect(done(JOIN)).toContain('Đã vào mạng lưới.\n');
  });

  it.each<[Refusal, string]>([
    ['invite-unknown', 'Không thấy mã mời này.'],
    ['invite-used', 'đã dùng rồi'],
    ['invite-expired', 'đã hết hạn'],
    ['not-allowed', 'Không thấy mã mời này.'],
  ])('says of %s: %s', (reason, sentence) => {
    expect(refused(JOIN, reason)).toContain(sentence);
  });
});

describe('what is told of the staff pages', () => {
  it('is a link for once', () => {
    const message = outcomeMessage({ effect: LINK, status: 'done', link: '/vao/abc' }, CONTEXT);
    expect(message.link?.path).toBe('/vao/abc');
    expect(done(LINK)).toContain('Chưa mở được');
    expect(refused(LINK, 'gone')).toContain('Chưa mở được');
  });
});

describe('everything else', () => {
  it('happens without a word', () => {
    const effects: readonly TurnEffect[] = [
      { type: 'open-case', key: 'k', draft: draftOf() },
      { type: 'count-withheld', key: 'k' },
      { type: 'set-locale', key: 'k', personId: 'p', locale: 'en' },
      { type: 'remember-home', key: 'k', personId: 'p', unitId: null },
      { type: 'alert-duty', key: 'k', alert: { draftId: 'd', words: 'x' } },
    ];
    for (const effect of effects) {
      expect(done(effect)).toBe('');
      expect(refused(effect, 'gone')).toBe('');
    }
    expect(done(byCadre({ type: 'accept' }))).toBe('');
  });

  it('is sayable of every act in every state, in both languages', () => {
    const actions: readonly CaseAction[] = [
      { type: 'accept' },
      { type: 'return', words: 'x' },
      { type: 'ask', words: 'x' },
      { type: 'resolve', words: 'x', files: [] },
      { type: 'decline', reason: 'unclear', words: 'x' },
      { type: 'merge', intoId: 'y' },
      { type: 'confirm' },
      { type: 'rate', stars: 3 },
    ];
    for (const action of actions)
      for (const status of STATUSES)
        for (const effect of [byCadre(action), byCitizen(action)]) {
          const current = { ...working(), status };
          for (const message of [
            outcomeMessage({ effect, status: 'done', current }, CONTEXT),
            outcomeMessage({ effect, status: 'refused', reason: 'already', current }, CONTEXT),
          ]) {
            expect(spoken(message, 'vi')).toContain('LL-4827');
            expect(spoken(message, 'en')).toContain('LL-4827');
            expect(JSON.stringify(message)).not.toContain(REPORTER_ID);
          }
        }
  });
});
