import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import {
  after,
  answered,
  COVERED,
  MONDAY,
  opened,
  PHOTO,
  REPORTER_ID,
  waiting,
  WORDS,
  working,
} from './cases.ts';
import { Desk } from './desk.ts';
import { COLLEAGUE, COORDINATOR, EVERYTHING, HEAD, LEADER, OTHER_TEAM } from './network.ts';

const actions = (current: Case): readonly string[] =>
  current.history.map(({ action }) => action.type);

describe('a team looks at a case', () => {
  it('reads what, where, the words and the limits, and never who', () => {
    const desk = new Desk(HEAD, [waiting()]);
    const card = desk.pressId('work:open:LL-4827');
    expect(card).toContain('⏰ LL-4827 · Đường, cầu, cống · cần làm sớm · người báo giấu tên');
    expect(card).toContain('📍 thôn Lục Liễu (Đạo Trù)');
    expect(card).toContain(`“${COVERED}”`);
    expect(card).toContain('Nhận trước 14 giờ 30 hôm nay, xong trước thứ Năm 26/11.');
    expect(card).toContain('[Nhận việc] [Không phải của tổ tôi] [Hỏi thêm] [Thêm…]');
    expect(JSON.stringify(desk.outcome)).not.toContain(REPORTER_ID);
  });

  it('reads the name only of a citizen who chose to be known', () => {
    const reporter = { personId: REPORTER_ID, isHidden: false, name: 'Bà Tư', isOnBehalf: true };
    const known = new Desk(HEAD, [waiting({ reporter })]);
    expect(known.pressId('work:open:LL-4827')).toContain('Bà Tư báo hộ');
    const hidden = new Desk(HEAD, [waiting({ reporter: { ...reporter, isHidden: true } })]);
    expect(hidden.pressId('work:open:LL-4827')).not.toContain('Bà Tư');
    expect(known.pressId('work:open:LL-4827')).toContain(`“${WORDS}”`);
    expect(hidden.pressId('work:open:LL-4827')).toContain(`“${COVERED}”`);
    expect(JSON.stringify(hidden.outcome)).not.toContain('Bà Tư');
  });

  it('sees photos and the pin, which a leader above does not', () => {
    const pin = { latitude: 21.45, longitude: 105.6 };
    const current = waiting({ files: [PHOTO], place: { unitId: 'DT-01', pin } });
    const team = new Desk(HEAD, [current]);
    expect(team.pressId('work:open:LL-4827')).toContain('21.45000, 105.60000');
    expect(team.outcome?.replies[0]?.message.files).toEqual([PHOTO]);
    const leader = new Desk(LEADER, [current]);
    const card = leader.pressId('work:open:LL-4827');
    expect(card).not.toContain('21.45');
    expect(card).not.toContain('0912345678');
    expect(card).toContain('•••');
    expect(card).toContain('Đang giao: tổ dân vận thôn Lục Liễu');
    expect(card).not.toContain('người báo');
    expect(card).not.toContain('[');
    expect(leader.outcome?.replies[0]?.message.files).toBeUndefined();
  });

  it('reads what the citizen added later', () => {
    const current = after(waiting(), [{ type: 'add', words: 'Sâu nửa mét', files: [] }]);
    const desk = new Desk(HEAD, [current]);
    expect(desk.pressId('work:open:LL-4827')).toContain('Bà con nói thêm: “Sâu nửa mét”');
  });

  it('covers a phone number in words that a hidden reporter added or reopened with', () => {
    const added = { type: 'add', words: 'Gọi 0987654321', files: [] } as const;
    const again = { type: 'reopen', words: 'Vẫn sụt, gọi 0987654321' } as const;
    const card = new Desk(HEAD, [after(answered(), [again, added])]).pressId('work:open:LL-4827');
    expect(card).toContain('Bà con nói thêm: “Gọi •••”');
    expect(card).toContain('Bà con mở lại vì: “Vẫn sụt, gọi •••”');
    expect(card).toContain('Mở lại lần 1.');
  });

  it('shows every action behind the button for more', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:open:LL-4827');
    expect(desk.press('Thêm…')).toContain('[Giao người khác] [Chuyển cơ quan khác]');
  });

  it('says of an idea that it is one', () => {
    const desk = new Desk(HEAD, [waiting({ kind: 'hien-ke' })]);
    desk.pressId('work:open:LL-4827');
    expect(JSON.stringify(desk.outcome)).toContain('kind.hien-ke');
  });

  it('keeps the citizen way open for a cadre who reported it', () => {
    const desk = new Desk(HEAD, [waiting()], [HEAD], REPORTER_ID);
    desk.pressId('work:open:LL-4827');
    expect(desk.outcome?.replies[0]?.message.choices?.at(-1)?.id).toBe('mine:open:LL-4827');
  });
});

describe('a case in danger', () => {
  const onDuty = { ...COORDINATOR, positions: [{ unitId: 'PT', roleId: 'block', validity: {} }] };

  it('is read whole by those on duty above, who see others covered', () => {
    const danger = new Desk(onDuty, [waiting({ urgency: 'emergency' })]);
    const card = danger.pressId('work:open:LL-4827');
    expect(card).toContain('0912345678');
    expect(card).toContain('❗ LL-4827');
    const calm = new Desk(onDuty, [waiting()]);
    expect(calm.pressId('work:open:LL-4827')).not.toContain('0912345678');
  });

  it('is due by the clock', () => {
    const desk = new Desk(HEAD, [waiting({ urgency: 'emergency' })]);
    expect(desk.pressId('work:accept:LL-4827')).toContain('Xong trước 9 giờ ngày mai.');
  });
});

describe('a case as an older version left it', () => {
  it('is read without the parts that are missing', () => {
    const { acceptDueAt: _accept, ...late } = waiting();
    const forwarded = { ...working(), status: 'forwarded' as const };
    const silent = waiting({ text: ' ' });
    expect(new Desk(HEAD, [late]).pressId('work:open:LL-4827')).toContain('Chờ tổ nhận việc.');
    expect(new Desk(HEAD, [forwarded]).pressId('work:open:LL-4827')).toContain(
      'Đã chuyển cơ quan khác, tổ vẫn theo dõi.',
    );
    expect(new Desk(HEAD, [silent]).pressId('work:open:LL-4827')).not.toContain('“');
  });

  it('may lie in a place that is gone', () => {
    const desk = new Desk(HEAD, [waiting({ place: { unitId: 'GONE' } })]);
    expect(desk.pressId('work:open:LL-4827')).toContain('📍 ');
  });
});

describe('somebody else looks at a case', () => {
  it('answers another team as if there were no such case', () => {
    const desk = new Desk(OTHER_TEAM, [waiting()]);
    const unseen = 'Không thấy việc này trong phần việc ở đây.\n[Việc của tổ]';
    expect(desk.pressId('work:open:LL-4827')).toBe(unseen);
    expect(desk.pressId('work:accept:LL-4827')).toBe(unseen);
    expect(desk.pressId('work:open:XX-0000')).toBe(unseen);
    expect(actions(desk.case('LL-4827'))).toEqual(['open', 'assign']);
  });

  it('answers a leader who presses a team button as if there were no such case', () => {
    const desk = new Desk(LEADER, [waiting()]);
    expect(desk.pressId('work:accept:LL-4827')).toContain('Không thấy việc này');
    expect(desk.pressId('work:resolve:LL-4827')).toContain('[Tình hình chung]');
    expect(desk.effects).toEqual([]);
  });

  it('lets somebody with every post reach both sides', () => {
    const desk = new Desk(EVERYTHING, [after(opened(), [{ type: 'hold', ownerUnitId: 'DT' }])]);
    const card = desk.pressId('work:open:LL-4827');
    expect(card).toContain('[Giao tổ khác]');
  });
});

describe('accepting', () => {
  it('says by when it must be done, with the next buttons', () => {
    const desk = new Desk(HEAD, [waiting()]);
    expect(desk.pressId('work:accept:LL-4827')).toBe(
      [
        'Đã nhận LL-4827. Xong trước thứ Năm 26/11.',
        '[Báo xong] [Ghi tiến độ] [Không phải của tổ tôi] [Thêm…]',
      ].join('\n'),
    );
    expect(desk.effects[0]).toEqual({
      type: 'act',
      key: 'act-event-1',
      caseId: 'case-1',
      action: { type: 'accept' },
      actor: { type: 'cadre', cadreId: 'CB-1', unitId: 'DT-01' },
    });
  });

  it('names no day where there is none', () => {
    const desk = new Desk(HEAD, [waiting({ kind: 'hien-ke', urgency: 'normal' })]);
    expect(desk.pressId('work:accept:LL-4827')).toContain('Đã nhận LL-4827.\n');
  });

  it('says where the case stands when the button is old', () => {
    const desk = new Desk(HEAD, [answered()]);
    expect(desk.pressId('work:accept:LL-4827')).toBe(
      [
        'Mục này đã cũ. Việc LL-4827 bây giờ:',
        'Tổ đã báo xong, chờ bà con xác nhận.',
        '[Mở LL-4827]',
      ].join('\n'),
    );
    expect(desk.effects).toEqual([]);
  });

  it('treats a verb of an older version as an old button', () => {
    const desk = new Desk(HEAD, [working()]);
    expect(desk.pressId('work:paint:LL-4827')).toContain('Mục này đã cũ');
    expect(desk.pressId('work:open')).toContain('Không thấy việc này');
  });
});

describe('sending back', () => {
  it('takes one of the offered reasons', () => {
    const desk = new Desk(HEAD, [waiting()]);
    expect(desk.pressId('work:return:LL-4827')).toContain('[Không phải thôn tôi]');
    expect(desk.press('Không phải thôn tôi')).toBe(
      'Đã trả lại LL-4827. Nơi xếp lại: khối dân vận xã Đạo Trù.\n[Việc của tổ]',
    );
    expect(desk.case('LL-4827').history.at(-1)?.action).toEqual({
      type: 'return',
      words: 'other-village',
    });
  });

  it("takes words of one's own", () => {
    const desk = new Desk(HEAD, [waiting()]);
    desk.pressId('work:return:LL-4827');
    desk.write('  chỗ này của thôn Tiên Long  ');
    expect(desk.case('LL-4827').history.at(-1)?.action).toEqual({
      type: 'return',
      words: 'chỗ này của thôn Tiên Long',
    });
  });

  it('takes no reason that is not offered', () => {
    const desk = new Desk(HEAD, [waiting()]);
    expect(desk.pressId('work:back:LL-4827:bad')).toContain('Mục này đã cũ');
    expect(desk.pressId('work:back:LL-4827')).toContain('Mục này đã cũ');
    expect(desk.case('LL-4827').status).toBe('waiting');
  });
});

describe('asking the citizen', () => {
  it('passes the question on and says that the clock stands still', () => {
    const desk = new Desk(HEAD, [working()]);
    expect(desk.pressId('work:ask:LL-4827')).toContain('Cần hỏi bà con điều gì');
    expect(desk.write('Ở đoạn nào ạ?')).toContain('Hạn của LL-4827 tạm dừng');
    expect(desk.case('LL-4827').status).toBe('needs-info');
    expect(desk.dialogue).toBeNull();
  });

  it('wants words, and not too many', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:ask:LL-4827');
    expect(desk.receive({ kind: 'file', file: PHOTO })).toContain('Chỗ này cần viết bằng chữ.');
    expect(desk.write('a'.repeat(1_501))).toContain('Dài quá');
    expect(desk.dialogue?.step).toBe('ask');
    expect(desk.write('Ở đoạn nào ạ?')).toContain('Đã ghi câu hỏi');
  });

  it('ends without a trace when left', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:ask:LL-4827');
    expect(desk.press('Thôi')).toBe('Đã thôi, chưa gửi gì cho việc LL-4827.\n[Mở LL-4827]');
    expect(desk.dialogue).toBeNull();
  });

  it('says so when the case was closed meanwhile', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:ask:LL-4827');
    desk.cases = [after(desk.case('LL-4827'), [{ type: 'withdraw' }])];
    expect(desk.write('Ở đoạn nào ạ?')).toContain('Bà con đã rút lại.');
    expect(desk.dialogue).toBeNull();
  });

  it("says nothing of a case that is no longer the team's", () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:ask:LL-4827');
    desk.cases = [after(desk.case('LL-4827'), [{ type: 'assign', unitId: 'DT-02' }])];
    expect(desk.write('Ở đoạn nào ạ?')).toContain('Không thấy việc này');
  });
});

describe('telling how far it is', () => {
  it('takes a photo with a caption and words, and sends them together', () => {
    const desk = new Desk(HEAD, [working()]);
    expect(desk.pressId('work:progress:LL-4827')).toContain('Việc LL-4827 tới đâu rồi?');
    desk.receive({ kind: 'file', file: PHOTO, caption: 'đã mua đá' });
    expect(desk.write('mai đổ')).toBe(
      [
        'Việc LL-4827, sẽ gửi bà con:',
        '“đã mua đá',
        'mai đổ”',
        '📷 số ảnh, tệp: 1',
        'Gửi thêm, hoặc chọn Xong.',
        '[Xong] [Thôi]',
      ].join('\n'),
    );
    expect(desk.press('Xong')).toContain('Đã ghi tiến độ LL-4827. Cầu Nối sẽ nhắn bà con.');
    expect(desk.case('LL-4827').history.at(-1)?.action).toEqual({
      type: 'progress',
      words: 'đã mua đá\nmai đổ',
      files: [PHOTO],
    });
  });

  it('takes a photo alone, and nothing not at all', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:progress:LL-4827');
    expect(desk.write('xong')).toContain('Chưa có gì để gửi.');
    expect(desk.receive({ kind: 'location', pin: { latitude: 1, longitude: 1 } })).toContain(
      'Chỗ này cần chữ hoặc ảnh.',
    );
    desk.receive({ kind: 'file', file: PHOTO });
    expect(desk.write('Xong!')).toContain('Đã ghi tiến độ');
  });

  it('keeps at most ten files and 1,500 characters', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:progress:LL-4827');
    for (let part = 0; part < 11; part += 1) desk.receive({ kind: 'file', file: PHOTO });
    desk.write('a'.repeat(1_000));
    expect(desk.write('b'.repeat(1_000))).toContain('Dài quá');
    desk.write('xong');
    const action = desk.case('LL-4827').history.at(-1)?.action;
    expect(action).toMatchObject({ type: 'progress', words: 'a'.repeat(1_000) });
    expect(action?.type === 'progress' ? action.files.length : 0).toBe(10);
  });

  it('answers an album once, by holding the answers to its parts in one group', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:progress:LL-4827');
    desk.receive({ kind: 'file', file: PHOTO }, 'album-1');
    expect(desk.outcome?.replies[0]).toMatchObject({ groupId: 'evidence-LL-4827', holdMs: 1_500 });
    // Channels without albums send one picture after the other.
    desk.receive({ kind: 'file', file: PHOTO });
    expect(desk.outcome?.replies[0]?.holdMs).toBeGreaterThan(0);
    desk.write('đã đổ đá');
    expect(desk.outcome?.replies[0]?.holdMs).toBeUndefined();
  });
});

describe('a question that asks who reported', () => {
  const WHO = 'ai báo việc này, cho xin số điện thoại và tên';

  it('is answered kindly and not sent while the reporter is hidden', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:ask:LL-4827');
    expect(desk.write(WHO)).toContain('Người báo việc LL-4827 giấu tên');
    expect(desk.effects).toEqual([]);
    expect(desk.write('Hố ở đoạn nào, gần nhà ai?')).toContain('Đã ghi câu hỏi,');
    expect(actions(desk.case('LL-4827')).at(-1)).toBe('ask');
  });

  it('is sent to a citizen who chose to be named', () => {
    const reporter = { personId: REPORTER_ID, isHidden: false, name: 'Bà Tư', isOnBehalf: false };
    const desk = new Desk(HEAD, [working({ reporter })]);
    desk.pressId('work:ask:LL-4827');
    expect(desk.write(WHO)).toContain('Đã ghi câu hỏi,');
  });
});

describe('the word for letting go', () => {
  it('leads out of a step back to the case, sending nothing', () => {
    const desk = new Desk(HEAD, [working()]);
    for (const verb of ['ask', 'resolve', 'forward']) {
      desk.pressId(`work:${verb}:LL-4827`);
      const card = desk.write('Hủy');
      expect(card).toContain('Đã thôi, chưa gửi gì cho việc LL-4827.');
      expect(card).toContain('[Báo xong]');
      expect(desk.dialogue).toBeNull();
      expect(desk.effects).toEqual([]);
    }
  });

  it('leads a coordinator out of choosing a village too', () => {
    const desk = new Desk(COORDINATOR, [after(opened(), [{ type: 'hold', ownerUnitId: 'DT' }])]);
    desk.pressId('coord:villages:LL-4827');
    expect(desk.write('/huy')).toContain('📍 thôn Lục Liễu');
    expect(desk.dialogue).toBeNull();
  });

  it('means the same as for everybody when nothing of a case was begun', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.write('hủy');
    expect(JSON.stringify(desk.outcome)).toContain('cancel.nothing');
  });
});

describe('reporting done', () => {
  it('ends with evidence of words and a photo', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:resolve:LL-4827');
    desk.receive({ kind: 'file', file: PHOTO, caption: 'Đã đổ đá vá hố' });
    expect(desk.write('xong')).toBe(
      'Đã báo xong LL-4827. Cầu Nối sẽ hỏi bà con xem đã ổn chưa.\n[Việc của tổ]',
    );
    expect(desk.case('LL-4827').status).toBe('answered');
  });

  it('wants one sentence first', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:resolve:LL-4827');
    desk.receive({ kind: 'file', file: PHOTO });
    expect(desk.write('xong')).toContain('Cần một câu kể đã làm gì');
    expect(desk.case('LL-4827').status).toBe('working');
  });

  it('asks for a photo once and then takes it without', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:resolve:LL-4827');
    desk.write('Hai nhà đã bắt tay');
    expect(desk.press('Xong')).toContain('chưa có ảnh');
    expect(desk.press('Báo xong, không có ảnh')).toContain('Đã báo xong LL-4827');
  });

  it('takes the photo that was asked for', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:resolve:LL-4827');
    desk.write('Đã vá');
    desk.write('xong');
    desk.receive({ kind: 'file', file: PHOTO });
    desk.press('Xong');
    expect(desk.case('LL-4827').history.at(-1)?.action).toEqual({
      type: 'resolve',
      words: 'Đã vá',
      files: [PHOTO],
    });
  });

  it('treats the button as old when nothing is being gathered for this case', () => {
    const desk = new Desk(HEAD, [working(), working({ id: 'case-2' }, 'LL-2222')]);
    expect(desk.pressId('work:finish:LL-4827')).toContain('Mục này đã cũ');
    desk.pressId('work:resolve:LL-2222');
    desk.write('Đã vá');
    expect(desk.pressId('work:finish:LL-4827')).toContain('Mục này đã cũ');
  });

  it('goes on gathering while another case is read, and says for which', () => {
    const desk = new Desk(HEAD, [working(), working({ id: 'case-2' }, 'LL-2222')]);
    desk.pressId('work:resolve:LL-4827');
    expect(desk.pressId('work:open:LL-2222')).toContain('Đang viết dở cho việc LL-4827');
    expect(desk.pressId('work:open:LL-4827')).not.toContain('Đang viết dở');
    expect(desk.write('Đã vá')).toContain('Việc LL-4827, sẽ gửi bà con:');
  });

  it('refuses a case that is not accepted yet', () => {
    const desk = new Desk(HEAD, [waiting()]);
    expect(desk.pressId('work:resolve:LL-4827')).toContain('Mục này đã cũ');
    expect(desk.dialogue).toBeNull();
  });
});

describe('handing over', () => {
  it('offers the colleagues who are there and tells who has it', () => {
    const away = { ...COLLEAGUE, id: 'CB-20', name: 'Người Vắng', absences: [{}] };
    const desk = new Desk(HEAD, [working()], [HEAD, COLLEAGUE, away, OTHER_TEAM]);
    expect(desk.pressId('work:give:LL-4827:DT-01')).toBe(
      'Giao việc LL-4827 cho ai?\n[Lý Văn Ba] [Thôi]',
    );
    expect(desk.press('Lý Văn Ba')).toBe('Đã giao LL-4827 cho Lý Văn Ba.\n[Việc của tổ]');
    expect(desk.case('LL-4827').assigneeId).toBe('CB-2');
  });

  it('pages through a large team', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({
      ...COLLEAGUE,
      id: `CB-1${index}`,
      name: `Người ${index}`,
    }));
    const desk = new Desk(HEAD, [working()], many);
    expect(desk.pressId('work:give:LL-4827:DT-01')).toContain('[Người 5] [Người khác] [Thôi]');
    expect(desk.press('Người khác')).toContain('[Người 6] [Người 7] [Thôi]');
  });

  it('says so when nobody else is there', () => {
    const desk = new Desk(HEAD, [working()], [HEAD]);
    expect(desk.pressId('work:give:LL-4827:DT-01')).toContain('chưa có ai khác');
  });

  it('takes nobody of another team, and no button of another team', () => {
    const desk = new Desk(HEAD, [working()]);
    expect(desk.pressId('work:hand:LL-4827:DT-01:CB-3')).toContain('Mục này đã cũ');
    expect(desk.pressId('work:hand:LL-4827:DT-02:CB-2')).toContain('Mục này đã cũ');
    expect(desk.pressId('work:give:LL-4827:DT-02')).toContain('Mục này đã cũ');
    expect(desk.pressId('work:give:LL-4827')).toContain('Mục này đã cũ');
    expect(desk.case('LL-4827').assigneeId).toBe('CB-1');
  });
});

describe('forwarding and declining', () => {
  it('forwards with the office and a sentence for the citizen', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:forward:LL-4827');
    expect(desk.write('Điện lực')).toContain('bao giờ hỏi lại?');
    expect(desk.write('Cột của điện lực, thứ Sáu hỏi lại')).toContain(
      'Đã chuyển LL-4827 cho Điện lực. Cầu Nối sẽ nhắn bà con',
    );
    expect(desk.pressId('work:open:LL-4827')).toContain('Đã chuyển Điện lực, tổ vẫn theo dõi.');
  });

  it('declines only after the words were read over', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.pressId('work:refuse:LL-4827');
    desk.pressId('work:reason:LL-4827:no-ground');
    expect(desk.write('Đã xem, đường không hỏng')).toContain('Bà con sẽ đọc lời dưới đây');
    expect(desk.case('LL-4827').status).toBe('working');
    expect(desk.write('Đã ra xem, đường không hỏng')).toContain('Đã ra xem');
    expect(desk.press('Gửi')).toContain('Đã đóng LL-4827');
    expect(desk.case('LL-4827').history.at(-1)?.action).toEqual({
      type: 'decline',
      reason: 'no-ground',
      words: 'Đã ra xem, đường không hỏng',
    });
  });

  it('does not close on a button that nothing was written for', () => {
    const desk = new Desk(HEAD, [working()]);
    expect(desk.pressId('work:send:LL-4827')).toContain('Mục này đã cũ');
    expect(desk.pressId('work:reason:LL-4827:no-reply')).toContain('Mục này đã cũ');
    expect(desk.pressId('work:reason:LL-4827')).toContain('Mục này đã cũ');
    expect(desk.case('LL-4827').status).toBe('working');
  });

  it('lets the coordinator of the block decline what no team has', () => {
    const desk = new Desk(COORDINATOR, [after(opened(), [{ type: 'hold', ownerUnitId: 'DT' }])]);
    desk.pressId('work:refuse:LL-4827');
    desk.pressId('work:reason:LL-4827:unclear');
    desk.write('Chưa rõ việc gì, viết lại giúp');
    expect(desk.press('Gửi')).toContain('Đã đóng LL-4827');
    expect(desk.effects[0]).toMatchObject({ actor: { cadreId: 'CB-4', unitId: 'DT' } });
  });
});

describe('a dialogue that came back from the store in another shape', () => {
  const since = MONDAY;

  it.each([
    ['an unknown step', { step: 'gone', slots: { code: 'LL-4827' } }],
    ['no code', { step: 'ask', slots: {} }],
    ['a code that is no text', { step: 'ask', slots: { code: 7 } }],
    ['a reason that is none', { step: 'decline', slots: { code: 'LL-4827', reason: 'x' } }],
  ])('ends %s without a trace', (_, { step, slots }) => {
    const desk = new Desk(HEAD, [working()]);
    desk.dialogue = { flow: 'work', step, slots, since };
    expect(desk.write('gì đó')).toContain('Không thấy việc này');
    expect(desk.dialogue).toBeNull();
  });

  it('does not send a decline whose reason or words are missing', () => {
    const desk = new Desk(HEAD, [working()]);
    for (const slots of [
      { code: 'LL-4827', reason: 'x', words: 'lời' },
      { code: 'LL-4827', reason: 'unclear' },
    ]) {
      desk.dialogue = { flow: 'work', step: 'decline-sure', slots, since };
      expect(desk.pressId('work:send:LL-4827')).toContain('Không thấy việc này');
    }
    expect(desk.case('LL-4827').status).toBe('working');
  });

  it('keeps only what is a file among the files', () => {
    const desk = new Desk(HEAD, [working()]);
    const files = [PHOTO, null, 'x', { id: 1 }, { id: 'a', mediaType: 2 }];
    const slots = { code: 'LL-4827', words: 'Đã vá', files };
    desk.dialogue = { flow: 'work', step: 'resolve', slots, since };
    desk.write('xong');
    expect(desk.case('LL-4827').history.at(-1)?.action).toMatchObject({ files: [PHOTO] });
  });

  it('leaves the dialogue of another flow where it is', () => {
    const desk = new Desk(HEAD, [waiting()]);
    desk.dialogue = { flow: 'elsewhere', step: 'draft', slots: {}, since };
    desk.pressId('work:open:LL-4827');
    desk.pressId('work:accept:LL-4827');
    expect(desk.dialogue?.flow).toBe('elsewhere');
  });
});

describe('a code typed in the middle of a step', () => {
  it.each(['LL-4827', 'LL4827', 'll 4827'])(
    'opens that case and is not told to anybody: %s',
    (typed) => {
      const desk = new Desk(HEAD, [working()]);
      desk.write('LL-4827');
      desk.press('Ghi tiến độ');
      expect(desk.write(typed)).toContain('📍 thôn Lục Liễu');
      expect(desk.dialogue).toMatchObject({ step: 'progress', slots: { words: '' } });
      expect(desk.write('đã đổ đá')).toContain('đã đổ đá');
    },
  );

  it('of another team says that there is none, and the step goes on', () => {
    const desk = new Desk(HEAD, [working()]);
    desk.write('LL-4827');
    desk.press('Ghi tiến độ');
    expect(desk.write('TG1095')).toBeTruthy();
    expect(desk.dialogue).toMatchObject({ step: 'progress' });
  });
});
