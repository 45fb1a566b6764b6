import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { emptyDraft } from '../../../src/flows/parts/draft.ts';
import { stateText } from '../../../src/flows/parts/case-state.ts';
import { caseAt } from './cases.ts';
import { Talk } from './talk.ts';
import { MONDAY, TRANSLATOR } from './village.ts';

const CONSENTS = { report: true, remember: false };
const having = (...cases: readonly Case[]): Talk => {
  const talk = new Talk({ consents: CONSENTS, cases });
  talk.wait(24 * 60);
  return talk;
};
const [FIRST, SECOND] = [caseAt('working'), caseAt('answered', {}, 1)];

describe('the list', () => {
  it('tells status and date in words, what waits for the citizen first', () => {
    const talk = having(FIRST, SECOND);
    expect(talk.say('Việc của tôi')).toEqual([
      'Có 2 việc đã gửi:',
      `${SECOND.code} · Đường, cầu, cống: tổ báo đã xong, chờ xem lại`,
      `${FIRST.code} · Đường, cầu, cống: đang xử lý, trả lời chậm nhất thứ Tư 2/12`,
    ]);
    expect(talk.buttons()).toEqual([SECOND.code, FIRST.code]);
    expect(talk.say('1')[0]).toContain(SECOND.code);
  });

  it('is as well a button and a command', () => {
    expect(having(FIRST).press('mine:list')[0]).toBe('Có 1 việc đã gửi:');
    expect(having(FIRST).say('/vieccuatoi')[0]).toBe('Có 1 việc đã gửi:');
  });

  it('of nothing leads to the first concern', () => {
    const talk = having();
    expect(talk.say('my cases')).toEqual(['Chưa có việc nào được gửi từ đây.']);
    expect(talk.press('Báo một việc')[0]).toContain('Có việc gì');
  });

  it('stops at five, the newest of each first, and says how many more there are', () => {
    const many = Array.from({ length: 7 }, (_, n) =>
      caseAt('triage', { sentAt: new Date(MONDAY.getTime() + n) }, n),
    );
    const talk = having(...many);
    expect(talk.say('Việc của tôi').at(-1)).toBe('Còn 2 việc nữa. Nhắn mã việc để xem.');
    expect(talk.buttons()[0]).toBe(many[6]?.code);
  });

  it('leaves a concern that is being written, with the way back to it', () => {
    const talk = having(FIRST);
    talk.dialogue = {
      flow: 'report',
      step: 'summary',
      slots: { draft: { ...emptyDraft('D1'), words: ['rác'] } },
      since: talk.now,
    };
    expect(talk.say('Việc của tôi').at(-1)).toBe('Việc đang viết dở vẫn còn đây, chưa gửi.');
    expect(talk.buttons()).toContain('Viết tiếp');
    expect(talk.dialogue?.flow).toBe('report');
  });
});

const tr = (current: Case, now = MONDAY): string =>
  TRANSLATOR.translate(stateText(current, now), 'vi', now);

describe('where a case stands', () => {
  const later = new Date('2026-12-30T01:00:00Z');
  const { acceptDueAt: _accept, ...unaccepted } = caseAt('waiting');
  const { resolveDueAt: _resolve, ...undated } = caseAt('working');

  it.each([
    [caseAt('triage'), MONDAY, 'đang xem chuyển tới đâu'],
    [caseAt('waiting'), MONDAY, 'chờ nhận việc, trước 8 giờ ngày mai'],
    [caseAt('waiting'), later, 'chậm nhận việc, hẹn trước 8 giờ thứ Ba 24/11'],
    [unaccepted, MONDAY, 'chờ nhận việc'],
    [caseAt('working'), MONDAY, 'đang xử lý, trả lời chậm nhất thứ Tư 2/12'],
    [caseAt('working'), later, 'đang xử lý, đã quá hẹn thứ Tư 2/12'],
    [undated, MONDAY, 'đang xử lý'],
    [
      caseAt('working', { urgency: 'emergency' }),
      MONDAY,
      'đang xử lý, trả lời chậm nhất 17 giờ thứ Tư 2/12',
    ],
    [caseAt('needs-info'), MONDAY, 'tổ đang chờ trả lời thêm'],
    [caseAt('forwarded'), MONDAY, 'đã chuyển tới Ủy ban xã từ thứ Hai 23/11'],
    [caseAt('forwarded', { history: [] }), MONDAY, 'đã chuyển cơ quan khác'],
    [caseAt('answered'), MONDAY, 'tổ báo đã xong, chờ xem lại'],
    [caseAt('confirmed'), MONDAY, 'đã xác nhận ổn'],
    [caseAt('answered', { status: 'unconfirmed' }), MONDAY, 'đã xong, chưa có ý kiến'],
    [caseAt('declined'), MONDAY, 'không xử lý được'],
    [caseAt('withdrawn'), MONDAY, 'đã rút lại'],
    [caseAt('triage', { status: 'merged' }), MONDAY, 'đã gộp với việc khác'],
  ] as const)('%#: %s', (current, now, words) => {
    expect(tr(current as Case, now)).toBe(words);
  });
});

describe('one case', () => {
  it('tells what was said, where it stands, who has it, and the latest news', () => {
    const told = caseAt('answered', { escalatedToId: 'DT' });
    const talk = having(told);
    expect(talk.say(told.code.toLowerCase().replace('-', ' '))).toEqual([
      `${told.code} · Đường, cầu, cống · thôn Lục Liễu (Đạo Trù)`,
      '“đường vào làng sụt một hố to”',
      'Bây giờ: tổ báo đã xong, chờ xem lại.',
      'Nơi đang lo: tổ dân vận thôn Lục Liễu.',
      'Đã báo lên khối dân vận xã Đạo Trù.',
      'Tin mới nhất, thứ Hai 23/11: “Đã vá hố”',
    ]);
    expect(talk.buttons()).toEqual(['Ổn rồi ✅', 'Chưa ổn', 'Chưa rõ', 'Thêm lời, ảnh']);
  });

  it.each([
    ['triage', ['Thêm lời, ảnh', 'Rút lại']],
    ['working', ['Thêm lời, ảnh', 'Rút lại']],
    ['needs-info', ['Trả lời', 'Rút lại']],
    ['confirmed', ['Chấm sao', 'Mở lại việc']],
    ['declined', ['Mở lại việc']],
    ['withdrawn', []],
  ] as const)('at %s offers %j', (status, buttons) => {
    const current = caseAt(status);
    const talk = having(current);
    talk.press(`mine:open:${current.code}`);
    expect(talk.buttons()).toEqual(buttons);
  });

  it('past its window is not offered to be reopened', () => {
    const current = caseAt('confirmed', { stars: 5 });
    const talk = having(current);
    talk.wait(40 * 24 * 60);
    talk.press(`mine:open:${current.code}`);
    expect(talk.buttons()).toEqual([]);
  });

  it('shows the files of the latest news', () => {
    const file = { id: 'F1', mediaType: 'image/jpeg', sizeBytes: 1, name: 'a.jpg' };
    const base = caseAt('answered');
    const history = base.history.map((event) =>
      event.action.type === 'resolve'
        ? { ...event, action: { ...event.action, words: '', files: [file] } }
        : event,
    );
    const talk = having({ ...base, history, text: '' });
    talk.press(`mine:open:${base.code}`);
    expect(talk.outcome.replies[0]?.message.files).toEqual([file]);
    expect(talk.lines()).toHaveLength(3);
  });

  it('never shows the id of a unit or place that has gone', () => {
    const current = caseAt('working', {
      place: { unitId: 'XX' },
      teamUnitId: 'XX',
      ownerUnitId: 'XX',
    });
    const lines = having(current).say(current.code);
    expect(lines.join()).not.toContain('XX');
    expect(lines).toContain('Nơi đang lo: nơi phụ trách.');
  });

  it.each([
    [{ withinId: 'DT' }, 'xã Đạo Trù'],
    [{ withinId: 'XX' }, 'nơi như lời kể'],
    [{ pin: { latitude: 21, longitude: 105 } }, 'chỗ đã gửi vị trí'],
  ])('lies at %j: %s', (place, words) => {
    const current = caseAt('triage', { place });
    expect(having(current).say(current.code)[0]).toContain(words);
  });
});

it.each(['Việc của tôi', FIRST.code, 'khoảng một mét'])(
  'what the store did not answer is simply not there: %s',
  (words) => {
    const talk = new Talk({ consents: CONSENTS, cases: [FIRST], isBlind: true });
    talk.say(words);
    talk.press('mine:list');
    expect(talk.lines()[0]).toBe('Chưa có việc nào được gửi từ đây.');
  },
);

describe('a code', () => {
  it('with a slip is helped to the nearest of one’s own', () => {
    const talk = having(FIRST);
    const slip = `${FIRST.code.slice(0, -1)}${(Number(FIRST.code.at(-1)) + 1) % 10}`;
    expect(talk.say(slip)).toEqual([
      `Không thấy mã ${slip}. Mã gần giống: ${FIRST.code}, phải không ạ?`,
    ]);
    expect(talk.say('1')[0]).toContain('Lục Liễu');
  });

  it.each(['/vieccuatoi TG-1093', '/vieccuatoi gì đó'])(
    'that is nobody’s of the asker’s is not there: %s',
    (words) => {
      const talk = having(FIRST);
      expect(talk.say(words)[0]).toContain('trong các việc đã gửi');
      expect(talk.buttons()).toEqual(['Việc của tôi']);
    },
  );

  it('of somebody else is not there', () => {
    const foreign = caseAt('working', {
      reporter: { personId: 'P2', isHidden: true, isOnBehalf: false },
    });
    expect(having(foreign).say(foreign.code)[0]).toContain('Không thấy mã');
    expect(having(foreign).press(`mine:open:${foreign.code}`)[0]).toContain('Mục này đã cũ');
  });

  it('that staff may see opens in their own way', () => {
    const foreign = caseAt('working', {
      reporter: { personId: 'P2', isHidden: true, isOnBehalf: false },
    });
    const talk = new Talk({
      cases: [foreign],
      grants: [{ position: { unitId: 'DT', roleId: 'leader', validity: {} }, abilities: ['lead'] }],
    });
    talk.press(`mine:open:${foreign.code}`);
    expect(talk.outcome.replies[0]?.message.choices?.map(({ id }) => id)).toEqual([
      `work:open:${foreign.code}`,
    ]);
    expect(talk.press(`mine:withdraw:${foreign.code}`)[0]).toContain('Mục này đã cũ');
    expect(talk.buttons()).toEqual([]);
  });

  it('inside a longer sentence of one’s own case brings the sentence to that case', () => {
    const talk = having(FIRST);
    talk.say(
      `việc ${FIRST.code} ở lục liễu sao lâu thế, đường vẫn sụt hố chưa ai làm gì cho dân cả`,
    );
    expect(talk.opened.history.at(-1)?.action.type).toBe('add');
  });
});

describe('adding', () => {
  it('takes one message, in words or as a photo', () => {
    const talk = having(FIRST);
    expect(talk.press(`mine:add:${FIRST.code}`)).toEqual([
      `Xin viết thêm, hoặc gửi ảnh cho việc ${FIRST.code}.`,
    ]);
    expect(talk.say('thêm một hố nữa')).toEqual([]);
    expect(talk.opened.history.at(-1)?.action).toMatchObject({ type: 'add' });
    expect(talk.dialogue).toBeNull();
  });

  it('takes the rest of the album without asking', () => {
    const talk = having(FIRST);
    talk.press(`mine:add:${FIRST.code}`);
    talk.show(undefined, undefined, 'A1');
    talk.show(undefined, undefined, 'A1');
    expect(talk.opened.history.filter(({ action }) => action.type === 'add')).toHaveLength(2);
    expect(talk.dialogue).toBeNull();
  });

  it('takes a position', () => {
    const talk = having(FIRST);
    talk.press(`mine:add:${FIRST.code}`);
    talk.pin({ latitude: 21, longitude: 105 });
    expect(talk.opened.history.at(-1)?.action).toMatchObject({ pin: { latitude: 21 } });
  });

  it('answers where an answer is awaited', () => {
    const awaiting = caseAt('needs-info');
    const talk = having(awaiting);
    expect(talk.press(`mine:add:${awaiting.code}`)[0]).toContain('câu trả lời');
    talk.say('một mét');
    expect(talk.opened.history.at(-1)?.action).toMatchObject({ type: 'reply' });
  });

  it('goes back to a concern that was being written', () => {
    const talk = having(FIRST);
    talk.say('rác đổ ở lục liễu từ mấy hôm nay, mùi hôi không ai chịu được nữa, xin xem giúp với');
    talk.press(`mine:add:${FIRST.code}`);
    expect(talk.say('thêm một hố nữa')).toEqual(['Việc đang viết dở vẫn còn đây, chưa gửi.']);
    expect(talk.dialogue?.flow).toBe('report');
    expect(talk.press('Viết tiếp')[0]).toBe('Xin tóm lại:');
  });

  it('lets that concern be taken up in between', () => {
    const talk = having(FIRST);
    talk.say('rác đổ ở lục liễu từ mấy hôm nay, mùi hôi không ai chịu được nữa, xin xem giúp với');
    talk.press(`mine:add:${FIRST.code}`);
    talk.say('trợ giúp');
    expect(talk.press('Viết tiếp')[0]).toBe('Xin tóm lại:');
    expect(talk.dialogue?.flow).toBe('report');
  });

  it('keeps that concern through a second thought', () => {
    const talk = having(FIRST);
    talk.say('rác đổ ở lục liễu từ mấy hôm nay, mùi hôi không ai chịu được nữa, xin xem giúp với');
    talk.press(`mine:add:${FIRST.code}`);
    talk.press(`mine:add:${FIRST.code}`);
    talk.press('Thôi, giữ nguyên');
    expect(talk.lines()).toEqual([
      `Việc ${FIRST.code} vẫn giữ nguyên.`,
      'Việc đang viết dở vẫn còn đây, chưa gửi.',
    ]);
  });

  it('ends kindly when the case has closed meanwhile', () => {
    const talk = having(FIRST);
    talk.press(`mine:add:${FIRST.code}`);
    talk.cases = [caseAt('withdrawn')];
    expect(talk.say('thêm một hố nữa')[0]).toContain('Mục này đã cũ');
    expect(talk.dialogue).toBeNull();
  });

  it('reads a code that is written instead as words for the case', () => {
    const talk = having(FIRST);
    talk.press(`mine:add:${FIRST.code}`);
    talk.say(SECOND.code);
    expect(talk.opened.history.at(-1)?.action).toMatchObject({ words: SECOND.code });
  });

  it('in a step that is gone shows the list', () => {
    const talk = having(FIRST);
    talk.dialogue = { flow: 'mine', step: 'colour', slots: {}, since: talk.now };
    expect(talk.say('gì đó')[0]).toBe('Có 1 việc đã gửi:');
  });
});

describe('withdrawing', () => {
  it('is asked about once, then done', () => {
    const talk = having(FIRST);
    expect(talk.press(`mine:withdraw:${FIRST.code}`)).toEqual([
      `Rút lại thì cán bộ thôi không làm việc ${FIRST.code} nữa. Rút lại thật ạ?`,
    ]);
    expect(talk.opened.status).toBe('working');
    talk.press('Rút lại');
    expect(talk.opened.status).toBe('withdrawn');
  });

  it('is no longer possible when the case is over', () => {
    const over = caseAt('confirmed');
    const talk = having(over);
    expect(talk.press(`mine:drop:${over.code}`)[0]).toContain('Mục này đã cũ');
    expect(talk.effects()).toEqual([]);
  });
});

describe('where it is, asked by the program', () => {
  const asked = caseAt('triage', { place: { candidateIds: ['DT-03', 'BL-01', 'XX'] } });

  it('is answered by a button', () => {
    const talk = having(asked);
    talk.press(`mine:place:${asked.code}:1`);
    expect(talk.opened.history.at(-1)?.action).toMatchObject({
      type: 'add',
      words: 'thôn Tân Lập (Bồ Lý)',
    });
  });

  it.each(['2', '9', 'x'])('is not answered by a village that is not there: %s', (index) => {
    expect(having(asked).press(`mine:place:${asked.code}:${index}`)[0]).toContain('Mục này đã cũ');
  });

  it('elsewhere is told in words', () => {
    const talk = having(asked);
    talk.press(`mine:elsewhere:${asked.code}`);
    talk.say('thôn Đồng Hội');
    expect(talk.opened.history.at(-1)?.action).toMatchObject({ words: 'thôn Đồng Hội' });
  });
});

it.each(['mine:colour:X', 'mine:constructor:X', 'mine:add'])(
  '%s is an old button or the list',
  (id) => {
    const talk = having(FIRST);
    talk.press(id);
    expect(talk.effects()).toEqual([]);
    expect(talk.lines()).not.toEqual([]);
  },
);
