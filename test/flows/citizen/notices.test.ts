import { describe, expect, it } from 'vitest';
import type { Case, CaseAction } from '../../../src/domain/case.ts';
import { NOTICE_KINDS, type NoticeKind } from '../../../src/domain/notice.ts';
import { noticeMessage, receiptMessage } from '../../../src/flows/notices.ts';
import { caseAt } from './cases.ts';
import { photo } from './talk.ts';
import { MONDAY, TRANSLATOR, WORLD } from './village.ts';

const NEXT_WEEK = new Date('2026-12-01T01:00:00Z');

/** What the reporter reads of the last event of a case, buttons in brackets. */
const told = (kind: NoticeKind, current: Case, now = MONDAY, locale = 'vi'): readonly string[] => {
  const eventId = current.history.at(-1)?.id ?? 'none';
  const notice = { key: 'K', kind, caseId: current.id, to: { type: 'reporter' }, eventId } as const;
  const { lines, choices = [] } = noticeMessage(notice, current, WORLD, locale, now);
  const tr = (text: (typeof lines)[number]): string => TRANSLATOR.translate(text, locale, now);
  return [...lines.map(tr), ...choices.map(({ label }) => `[${tr(label)}]`)];
};

const CODE = caseAt('triage').code;
const withLast = (current: Case, action: CaseAction): Case => ({
  ...current,
  history: [
    ...current.history,
    {
      id: 'last',
      at: MONDAY,
      actor: { type: 'system' },
      action,
      from: current.status,
      to: current.status,
    },
  ],
});

const read = (opened: Case): readonly string[] =>
  receiptMessage(opened, WORLD, MONDAY).lines.map((line) =>
    TRANSLATOR.translate(line, 'vi', MONDAY),
  );

describe('the receipt', () => {
  it('is the code, short enough to be read aloud', () => {
    expect(read(caseAt('triage'))).toEqual([
      `Đã gửi. Mã việc: ${CODE}.`,
      'Cầu Nối đang tìm đúng nơi lo việc này. Có tin là nhắn ngay.',
    ]);
  });

  it('promises no news where none can come', () => {
    const reporter = { personId: 'nobody-N1', isHidden: true, isOnBehalf: false };
    expect(read(caseAt('triage', { reporter }))).toEqual([`Đã gửi. Mã việc: ${CODE}.`]);
  });
});

describe('a notice that outlives the window', () => {
  const template = (kind: NoticeKind, current: Case) => {
    const notice = { key: 'K', kind, caseId: current.id, to: { type: 'reporter' } } as const;
    return noticeMessage(notice, current, WORLD, 'vi', MONDAY).template;
  };

  it.each([
    ['placed', 'received'],
    ['resolved', 'result'],
    ['declined', 'result'],
    ['late', 'reminder'],
    ['asked', 'reminder'],
  ] as const)('has the few words of a template: %s', (kind, purpose) => {
    const words = template(kind, caseAt('waiting'));
    if (words === undefined) throw new Error('there is no template');
    expect(words).toMatchObject({ purpose, code: CODE, date: '2026-11-23' });
    const team = TRANSLATOR.translate(words.team, 'vi', MONDAY);
    expect(team).toBe('tổ dân vận thôn Lục Liễu');
    expect(team.length).toBeLessThanOrEqual(30);
    expect(TRANSLATOR.translate(words.status, 'vi', MONDAY)).not.toBe('');
  });

  it('is none of those that say only what is going on', () => {
    expect(template('progressed', caseAt('working'))).toBeUndefined();
  });
});

describe('placed', () => {
  const placed = caseAt('waiting');

  it('names the team and both limits', () => {
    expect(told('placed', placed)).toEqual([
      `Đã gửi. Mã việc: ${CODE}.`,
      'Tổ dân vận thôn Lục Liễu sẽ nhận việc trước 8 giờ ngày mai và trả lời chậm nhất thứ Tư 2/12.',
      'Có gì mới, Cầu Nối nhắn ngay.',
      '[Mở việc]',
    ]);
  });

  it('counts by the clock in an emergency', () => {
    expect(told('placed', { ...placed, urgency: 'emergency' })[1]).toContain(
      'chậm nhất 17 giờ thứ Tư 2/12',
    );
  });

  it('promises no answer where none is due, and thanks for an idea', () => {
    const { resolveDueAt: _none, ...undated } = placed;
    expect(told('placed', { ...undated, kind: 'hien-ke' }).slice(1, 3)).toEqual([
      'Cảm ơn ý kiến hay.',
      'Tổ dân vận thôn Lục Liễu sẽ nhận việc trước 8 giờ ngày mai.',
    ]);
    const { acceptDueAt: _neither, ...open } = undated;
    expect(told('placed', open)[1]).toBe('Tổ dân vận thôn Lục Liễu đang xem việc này.');
  });

  it('elsewhere, later, says that it moved', () => {
    const moved = withLast(
      { ...placed, teamUnitId: 'DT-02', ownerUnitId: 'DT-02' },
      { type: 'assign', unitId: 'DT-02' },
    );
    expect(told('placed', moved)[0]).toBe(`Việc ${CODE} đã chuyển sang tổ dân vận thôn Tiên Long.`);
  });

  it('never shows the id of a unit that has gone', () => {
    const gone = { ...placed, teamUnitId: 'XX', ownerUnitId: 'XX' };
    expect(told('placed', gone)[1]).toContain('Nơi phụ trách sẽ nhận việc');
  });
});

describe('news on the way', () => {
  it('accepted names the day of the answer', () => {
    const { resolveDueAt: _none, ...undated } = caseAt('working');
    expect(told('accepted', caseAt('working'))[0]).toContain('Trả lời chậm nhất thứ Tư 2/12.');
    expect(told('accepted', undated)[0]).toBe(`Tổ dân vận thôn Lục Liễu đã nhận việc ${CODE}.`);
  });

  it('asked says how to answer', () => {
    expect(told('asked', caseAt('needs-info'))).toEqual([
      `Tổ dân vận thôn Lục Liễu hỏi thêm về việc ${CODE}:`,
      '“Hố rộng chừng nào?”',
      'Viết câu trả lời vào đây là được, gửi ảnh cũng được.',
      '[Trả lời]',
    ]);
  });

  it('progress comes with its photo', () => {
    const current = withLast(caseAt('working'), {
      type: 'progress',
      words: 'Mai đổ đá',
      files: [photo()],
    });
    expect(told('progressed', current)).toEqual([
      `Tin về việc ${CODE} từ tổ dân vận thôn Lục Liễu:`,
      '“Mai đổ đá”',
      '[Mở việc]',
    ]);
    const notice = {
      key: 'K',
      kind: 'progressed',
      caseId: current.id,
      to: { type: 'reporter' },
      eventId: 'last',
    } as const;
    expect(noticeMessage(notice, current, WORLD, 'vi', MONDAY).files).toEqual([photo()]);
  });

  it('forwarded says to whom, and who keeps asking', () => {
    expect(told('forwarded', caseAt('forwarded')).slice(0, 3)).toEqual([
      `Việc ${CODE} đã chuyển tới Ủy ban xã.`,
      '“Đường của xã”',
      'Tổ dân vận thôn Lục Liễu vẫn theo dõi và nhắn lại.',
    ]);
  });

  it('late is said as late, and who was told', () => {
    expect(told('late', caseAt('working'))).toEqual([
      `Tổ dân vận thôn Lục Liễu xin lỗi vì trả lời chậm việc ${CODE}.`,
      'Cầu Nối đã nhắc rồi.',
      '[Mở việc]',
      '[Gặp cán bộ]',
    ]);
    expect(told('late', caseAt('working', { escalatedToId: 'DT' }))[1]).toBe(
      'Cầu Nối đã báo lên khối dân vận xã Đạo Trù.',
    );
  });

  it('merged keeps the old code alive', () => {
    expect(told('merged', caseAt('working'))[1]).toBe(
      `Tổ dân vận thôn Lục Liễu đang lo chung. Mã ${CODE} vẫn dùng để hỏi được.`,
    );
  });

  it('which place is asked with a button for each', () => {
    const current = caseAt('triage', { place: { candidateIds: ['DT-03', 'BL-01'] } });
    expect(told('which-place', current)).toEqual([
      `Việc ${CODE} ở đâu ạ?`,
      '[thôn Tân Lập (Đạo Trù)]',
      '[thôn Tân Lập (Bồ Lý)]',
      '[Nơi khác]',
    ]);
    expect(told('which-place', caseAt('triage'))).toEqual([
      `Việc ${CODE} ở đâu ạ?`,
      'Viết tên thôn, hoặc gửi vị trí.',
      '[Nơi khác]',
    ]);
  });
});

describe('the end', () => {
  it('resolved asks whether it is really well', () => {
    expect(told('resolved', caseAt('answered'))).toEqual([
      `Việc ${CODE}: tổ dân vận thôn Lục Liễu báo đã xong.`,
      '“Đã vá hố”',
      'Ngoài thực tế đã ổn chưa ạ?',
      '[Ổn rồi ✅]',
      '[Chưa ổn]',
      '[Chưa rõ]',
    ]);
  });

  it('of a question asks whether it is answered', () => {
    expect(told('resolved', caseAt('answered', { kind: 'hoi-dap' }))).toContain(
      'Trả lời vậy đã rõ chưa ạ?',
    );
  });

  it('declined says why, in words that accuse nobody, and what can be done', () => {
    expect(told('declined', caseAt('declined'))).toEqual([
      `Việc ${CODE}: tổ dân vận thôn Lục Liễu không xử lý được.`,
      'Chưa rõ là việc gì, ở chỗ nào.',
      '“Chưa rõ chỗ nào”',
      'Chưa đồng ý thì mở lại việc, hoặc gặp cán bộ.',
      '[Mở lại việc]',
      '[Gặp cán bộ]',
    ]);
  });

  it('lapsed can be taken up again while there is time', () => {
    const lapsed = withLast(caseAt('declined'), { type: 'lapse' });
    expect(told('lapsed', lapsed)).toContain('[Mở lại việc]');
    expect(told('lapsed', lapsed, new Date('2027-12-01T01:00:00Z'))).not.toContain('[Mở lại việc]');
  });

  it('a reminder asks once more', () => {
    expect(told('rate-reminder', caseAt('answered'), NEXT_WEEK)).toEqual([
      `Việc ${CODE} tổ đã báo xong mấy hôm nay.`,
      'Ngoài thực tế đã ổn chưa ạ?',
      '[Ổn rồi ✅]',
      '[Chưa ổn]',
      '[Chưa rõ]',
    ]);
  });
});

describe('whatever is told', () => {
  it.each(NOTICE_KINDS)('%s can be said in every language, even without its event', (kind) => {
    for (const locale of ['vi', 'en'])
      expect(
        told(kind, { ...caseAt('working'), history: [] }, MONDAY, locale).length,
      ).toBeGreaterThan(0);
  });

  it('what is for staff is told in the words of staff', () => {
    const current = caseAt('waiting');
    const to = { type: 'unit', unitId: 'DT-01', ability: 'work' } as const;
    const notice = { key: 'K', kind: 'assigned', caseId: current.id, to } as const;
    const { lines } = noticeMessage(notice, current, WORLD, 'vi', MONDAY);
    expect(lines[0]?.key).toMatch(/^staff\./);
  });
});
