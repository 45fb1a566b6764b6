import { describe, expect, it } from 'vitest';
import { noticeMessage } from '../../../src/flows/notices.ts';
import type { NoticeKind } from '../../../src/domain/notice.ts';
import { Talk, type Before } from './talk.ts';
import { IN_TIEN_LONG, TRANSLATOR, WORLD } from './village.ts';

/** Somebody who answered the questions about keeping before. */
const KNOWN: Before = { consents: { report: true, remember: false } };

const HOLE = 'đường vào lục liễu sụt một hố to trước nhà văn hóa, tối qua có cháu ngã xe';

/** What the reporter reads when the last event of the newest case is told. */
const told = (talk: Talk, kind: NoticeKind): readonly string[] => {
  const current = talk.opened;
  const eventId = current.history.at(-1)?.id ?? '';
  const notice = {
    key: 'K',
    kind,
    caseId: current.id,
    to: { type: 'reporter' },
    eventId,
  } as const;
  const { lines, choices = [] } = noticeMessage(notice, current, WORLD, 'vi', talk.now);
  const tr = (text: (typeof lines)[number]): string => TRANSLATOR.translate(text, 'vi', talk.now);
  return [...lines.map(tr), ...choices.map(({ label }) => `[${tr(label)}]`)];
};

it('a concern in two turns, from the hole in the road to the stars', () => {
  const talk = new Talk(KNOWN);
  expect(talk.say(HOLE)).toEqual([
    'Xin tóm lại:',
    '📍 thôn Lục Liễu (Đạo Trù) · Đường, cầu, cống · cần làm sớm',
    `“${HOLE}”`,
    'Người gửi: giấu tên',
    'Gửi tới tổ dân vận thôn Lục Liễu như vậy được chưa ạ?',
  ]);
  expect(talk.buttons()).toEqual(['Gửi', 'Sửa', 'Nêu tên tôi', 'Thêm ảnh']);

  // The receipt with the code is the use case's; the turn itself has nothing to add.
  expect(talk.press('Gửi')).toEqual([]);
  talk.team({ type: 'assign', unitId: 'DT-01' });
  expect(told(talk, 'placed')).toEqual([
    `Đã gửi. Mã việc: ${talk.opened.code}.`,
    'Tổ dân vận thôn Lục Liễu sẽ nhận việc trước 13 giờ 30 hôm nay và trả lời chậm nhất thứ Năm 26/11.',
    'Có gì mới, Cầu Nối nhắn ngay.',
    '[Mở việc]',
  ]);

  talk.team({ type: 'accept' });
  expect(told(talk, 'accepted')[0]).toBe(
    `Tổ dân vận thôn Lục Liễu đã nhận việc ${talk.opened.code}. Trả lời chậm nhất thứ Năm 26/11.`,
  );

  talk.team({ type: 'resolve', words: 'Đã đổ đá vá hố, cắm biển.', files: [] });
  expect(told(talk, 'resolved')).toEqual([
    `Việc ${talk.opened.code}: tổ dân vận thôn Lục Liễu báo đã xong.`,
    '“Đã đổ đá vá hố, cắm biển.”',
    'Ngoài thực tế đã ổn chưa ạ?',
    '[Ổn rồi ✅]',
    '[Chưa ổn]',
    '[Chưa rõ]',
  ]);

  talk.press(`rating:fine:${talk.opened.code}`);
  expect(talk.opened.status).toBe('confirmed');
  talk.press(`rating:star:${talk.opened.code}:5`);
  expect(talk.opened.stars).toBe(5);
});

describe('the first concern of all', () => {
  it('asks once whether it may be kept, and once whether the village may be remembered', () => {
    const talk = new Talk();
    talk.say(HOLE);
    expect(talk.press('Gửi')).toEqual([
      'Mạng lưới dân vận mẫu xin giữ lời kể và địa chỉ cuộc trò chuyện này, để chuyển việc và nhắn lại kết quả.',
      'Máy đọc trước, cán bộ xem lại; muốn tự xếp loại thì chọn Sửa.',
      'Đồng ý cho giữ không ạ?',
    ]);
    expect(talk.buttons()).toEqual(['Đồng ý', 'Không, gửi ẩn danh', 'Sửa', 'Quyền riêng tư']);
    // Until the answer nothing left the conversation.
    expect(talk.outcomes.flatMap(({ effects = [] }) => effects)).toEqual([]);

    expect(talk.press('Đồng ý')).toEqual([
      'Để lần sau khỏi hỏi, Cầu Nối ghi nhớ thôn Lục Liễu được không ạ?',
    ]);
    expect(talk.effects().map(({ type }) => type)).toEqual(['record-consent', 'open-case']);
    expect(talk.opened.reporter).toEqual({ personId: 'P1', isHidden: true, isOnBehalf: false });

    talk.press('Nhớ giúp');
    expect(talk.person.homeUnitId).toBe('DT-01');

    // The second time it takes two turns, and no village must be named.
    talk.wait(60);
    expect(talk.say('mất điện từ sáng tới giờ')[1]).toContain('thôn Lục Liễu (Đạo Trù)');
    expect(talk.press('Gửi')).toEqual([]);
    expect(talk.cases).toHaveLength(2);
  });

  it('goes out without the person when that is refused, and says what it means', () => {
    const talk = new Talk();
    talk.say(HOLE);
    talk.press('Gửi');
    expect(talk.press('Không, gửi ẩn danh')).toEqual([
      'Việc được gửi mà không ghi ai gửi, nên Cầu Nối không nhắn lại kết quả được. Xin nhớ mã việc ngay sau đây để hỏi cán bộ.',
    ]);
    expect(talk.opened.reporter.isHidden).toBe(true);
    expect(talk.opened.reporter.personId).not.toContain('P1');
    expect(talk.person.homeUnitId).toBeUndefined();
    expect(talk.say('việc của tôi')).toEqual(['Chưa có việc nào được gửi từ đây.']);

    // Asked once: the next one says in its summary how it goes.
    const summary = talk.say(HOLE);
    expect(summary).toContain('Người gửi: không ghi lại, nên không nhắn lại được');
    expect(talk.buttons()).toEqual(['Gửi', 'Sửa', 'Thêm ảnh']);
    talk.press('Gửi');
    expect(talk.cases).toHaveLength(2);
    expect(new Set(talk.cases.map(({ reporter }) => reporter.personId)).size).toBe(2);
  });
});

it('one good question when several villages share a name', () => {
  const talk = new Talk(KNOWN);
  expect(talk.say('cong thon tan lap tac nuoc tran vao nha')).toEqual([
    'Có mấy thôn Tân Lập. Việc này ở đâu ạ?',
  ]);
  expect(talk.buttons()).toEqual([
    'thôn Tân Lập (Đạo Trù)',
    'thôn Tân Lập (Bồ Lý)',
    'thôn Tân Lập (Đại Đình)',
    'Nơi khác',
  ]);
  talk.say('2');
  expect(talk.dialogue?.slots['draft']).toMatchObject({ unitId: 'BL-01' });
});

describe('danger', () => {
  it('gets the numbers first, people alerted at once, then the place, then everything else', () => {
    const talk = new Talk();
    expect(talk.say('cháy nhà rồi có người kẹt bên trong cứu với')).toEqual([
      '❗ Gọi ngay 114 (chữa cháy, cứu người) hoặc 112 (cứu nạn).',
      'Cầu Nối đang báo người trực.',
      'Đang ở thôn nào ạ? Gửi được vị trí thì càng tốt.',
    ]);
    expect(talk.outcome.replies[0]?.message.asksLocation).toBe(true);
    expect(talk.effects()).toMatchObject([
      { type: 'alert-duty', alert: { words: 'cháy nhà rồi có người kẹt bên trong cứu với' } },
    ]);

    expect(talk.say('lục liễu')[0]).toBe('Đã báo thêm cho người trực biết chỗ này.');
    expect(talk.effects()).toMatchObject([{ type: 'alert-duty', alert: { unitId: 'DT-01' } }]);

    // It goes out on one press; whether the chat may be kept is asked afterwards.
    talk.press('Gửi');
    expect(talk.opened.urgency).toBe('emergency');
    expect(talk.buttons()).toEqual(['Đồng ý', 'Không, gửi ẩn danh', 'Quyền riêng tư']);
    expect(talk.press('Đồng ý')).toEqual(['Đã ghi. Có tin gì về việc này, Cầu Nối nhắn ngay.']);
    expect(talk.cases).toHaveLength(1);
  });

  it('interrupts whatever was being talked of', () => {
    const talk = new Talk(KNOWN);
    talk.say('tôi muốn tố ông trưởng thôn nhận tiền làm sổ hộ nghèo');
    expect(talk.say('cháy nhà ở lục liễu')[0]).toContain('Gọi ngay');
    expect(talk.outcome.withholds).toBeUndefined();
  });

  it('is asked about when the words only hint at it', () => {
    const hinting = {
      ...WORLD,
      understand: (text: string) => ({ ...WORLD.understand(text), isPossibleEmergency: true }),
    };
    const talk = new Talk({ ...KNOWN, world: hinting });
    expect(talk.say('có gì lạ lắm sau nhà ở lục liễu')).toEqual([
      'Có ai đang gặp nguy hiểm không ạ?',
    ]);
    expect(talk.press('Có, cần giúp ngay')[0]).toContain('Gọi ngay');

    const calm = new Talk({ ...KNOWN, world: hinting });
    calm.say('có khói to sau nhà ở lục liễu');
    expect(calm.say('không')[0]).not.toContain('Gọi ngay');
  });
});

describe('an accusation', () => {
  const WORDS = 'tôi muốn tố ông Quýt trưởng thôn nhận tiền làm sổ hộ nghèo';

  it('gets one calm question and is kept nowhere', () => {
    const talk = new Talk(KNOWN);
    expect(talk.say(WORDS)).toEqual([
      'Việc này có phải là tố cáo một người làm sai không ạ?',
      'Nếu phải, luật bảo vệ người tố cáo và yêu cầu gửi đơn hoặc gặp trực tiếp. Cầu Nối không lưu và không chuyển lời vừa nhắn cho ai.',
    ]);
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.effects().map(({ type }) => type)).toEqual(['count-withheld']);
    expect(JSON.stringify(talk.outcome)).not.toMatch(/Quýt|trưởng|nghèo/);

    expect(talk.press('Phải, chỉ cách gửi đơn')).toHaveLength(4);
    expect(talk.dialogue).toBeNull();
    expect(talk.cases).toEqual([]);
  });

  it('that is none is written again, and goes the common way', () => {
    const talk = new Talk(KNOWN);
    talk.say(WORDS);
    expect(talk.press('Không, đây là phản ánh chung')).toEqual([
      'Vậy xin viết lại việc đó, vì lời lúc nãy không được giữ. Không cần nêu tên ai.',
    ]);
    expect(JSON.stringify(talk.dialogue)).not.toContain('Quýt');
    talk.say(`${WORDS} ở lục liễu`);
    expect(talk.outcome.withholds).toBeUndefined();
    expect(JSON.stringify(talk.dialogue)).toContain('Quýt');
  });
});

it('an album is one concern with one answer', () => {
  const talk = new Talk(KNOWN);
  talk.show('rác đổ đầy bờ suối ở thôn tiên long', undefined, 'A1');
  talk.show(undefined, undefined, 'A1');
  talk.show(undefined, undefined, 'A1');
  const groups = talk.outcomes.flatMap(({ replies }) => replies.map(({ groupId }) => groupId));
  expect(new Set(groups).size).toBe(1);
  expect(talk.outcome.replies[0]?.holdMs).toBeGreaterThan(0);
  expect(talk.lines()).toContain('📷 Kèm 3 ảnh');
  talk.press('Gửi');
  expect(talk.opened.files).toHaveLength(3);
});

it('words, photo and pin come in any order and are one concern', () => {
  const talk = new Talk(KNOWN);
  expect(talk.pin(IN_TIEN_LONG)).toEqual(['Đã nhận vị trí. Ở đó có việc gì ạ?']);
  expect(talk.show()).toEqual(['Đã nhận ảnh. Có việc gì vậy ạ? Viết một câu là đủ.']);
  talk.say('rác đổ đầy bờ suối');
  expect(talk.press('thôn Tiên Long (Đạo Trù)')).toContain('“rác đổ đầy bờ suối”');
  talk.press('Gửi');
  expect(talk.opened.place).toEqual({ unitId: 'DT-02', pin: IN_TIEN_LONG });
});

it('an afterthought of a moment later is asked about once', () => {
  const talk = new Talk(KNOWN);
  talk.say(HOLE);
  talk.press('Gửi');
  talk.wait(3);
  const { code } = talk.opened;
  expect(talk.say('xe máy đi cũng không nổi')).toEqual([
    `Thêm vào việc ${code}, hay đây là việc mới ạ?`,
  ]);
  talk.press(`Thêm vào ${code}`);
  expect(talk.opened.history.at(-1)?.action).toEqual({
    type: 'add',
    words: 'xe máy đi cũng không nổi',
    files: [],
  });
});

it('a question of the team is answered by simply writing', () => {
  const talk = new Talk(KNOWN);
  talk.say(HOLE);
  talk.press('Gửi');
  talk.wait(600);
  talk.team(
    { type: 'assign', unitId: 'DT-01' },
    { type: 'accept' },
    { type: 'ask', words: 'Hố rộng chừng nào?' },
  );
  expect(told(talk, 'asked')).toEqual([
    `Tổ dân vận thôn Lục Liễu hỏi thêm về việc ${talk.opened.code}:`,
    '“Hố rộng chừng nào?”',
    'Viết câu trả lời vào đây là được, gửi ảnh cũng được.',
    '[Trả lời]',
  ]);
  talk.say('khoảng một mét');
  expect(talk.opened.status).toBe('working');
  expect(talk.opened.history.at(-1)?.action).toMatchObject({ words: 'khoảng một mét' });
});

it('not yet well: one sentence reopens it', () => {
  const talk = new Talk(KNOWN);
  talk.say(HOLE);
  talk.press('Gửi');
  talk.team(
    { type: 'assign', unitId: 'DT-01' },
    { type: 'accept' },
    { type: 'resolve', words: 'Xong', files: [] },
  );
  talk.press(`rating:notyet:${talk.opened.code}`);
  expect(talk.lines()).toEqual(['Việc LL-4803 chưa ổn chỗ nào ạ? Viết một câu, kèm ảnh càng tốt.']);
  talk.say('mưa xuống lại trôi hết đá');
  expect(talk.opened.reopenedCount).toBe(1);
  expect(talk.dialogue).toBeNull();
});
