import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { CATEGORIES } from '../../../src/domain/category.ts';
import { createDirectory } from '../../../src/domain/directory.ts';
import { say } from '../../../src/domain/text.ts';
import { emptyDraft, type Draft } from '../../../src/flows/parts/draft.ts';
import { namedCategory } from '../../../src/flows/report/named-category.ts';
import { photo, Talk, type Before } from './talk.ts';
import {
  FAR_AWAY,
  IN_TIEN_LONG,
  MONDAY,
  ORGANISATION,
  TRANSLATOR,
  UNITS,
  WORLD,
} from './village.ts';

const KNOWN: Before = { consents: { report: true, remember: false } };
const AT_HOME: Before = { consents: { report: true, remember: true }, home: 'DT-01' };

const draftOf = (talk: Talk): Draft => talk.dialogue?.slots['draft'] as Draft;
const withDraft = (parts: Partial<Draft>, step = 'summary', before: Before = KNOWN): Talk => {
  const talk = new Talk(before);
  const draft = { ...emptyDraft('D1'), ...parts };
  talk.dialogue = { flow: 'report', step, slots: { draft }, since: talk.now };
  return talk;
};
const READY: Partial<Draft> = { words: ['đường sụt hố'], unitId: 'DT-01', categoryId: 'duong' };
const ready = (step?: string, parts: Partial<Draft> = {}): Talk =>
  withDraft({ ...READY, ...parts }, step);

const sent = (talk: Talk): Case => {
  talk.press(`report:send:${draftOf(talk).id}`);
  return talk.opened;
};

describe('starting', () => {
  it.each([
    ['báo việc', 'Có việc gì ạ? Cứ viết một câu như nói chuyện.'],
    ['/bao', 'Có việc gì ạ? Cứ viết một câu như nói chuyện.'],
    ['Báo hộ', 'Báo hộ được, không cần nêu tên người đó. Có việc gì ạ?'],
  ])('%s asks what the matter is', (words, line) => {
    expect(new Talk(KNOWN).say(words)).toEqual([line]);
  });

  it('takes words behind the command', () => {
    expect(new Talk(KNOWN).say('/baoho đường ở lục liễu sụt hố')).toContain(
      'Người gửi: giấu tên · báo hộ',
    );
  });

  it('takes up what is being written', () => {
    const talk = ready();
    talk.say('báo hộ');
    expect(draftOf(talk)).toMatchObject({ id: 'D1', isOnBehalf: true });
    talk.press('report:start');
    expect(draftOf(talk).id).toBe('D1');
  });

  it('reports for a neighbour without remembering the neighbour’s village', () => {
    const talk = new Talk({ consents: { report: true } });
    talk.say('báo hộ');
    talk.say('đường ở lục liễu sụt hố');
    const opened = sent(talk);
    expect(opened.reporter.isOnBehalf).toBe(true);
    expect(talk.outcome.replies).toEqual([]);
  });
});

describe('the words', () => {
  it('are asked for after a photo, and twice at most', () => {
    const talk = new Talk(AT_HOME);
    talk.show();
    expect(talk.show()).toEqual(['Đã nhận ảnh. Có việc gì vậy ạ? Viết một câu là đủ.']);
    expect(talk.show()).toContain('📷 Kèm 3 ảnh');
  });

  it('are asked for once under several pictures, which use up no question about the place', () => {
    const talk = new Talk();
    const [question] = talk.say('đường bị sụt một hố to');
    expect(question).toContain('ở thôn nào');
    for (const _ of [1, 2, 3, 4]) expect(talk.show()).toEqual([question]);
    expect(talk.outcome.replies[0]?.holdMs).toBeGreaterThan(0);
    expect(talk.say('thôn lục liễu').join('')).toContain('Lục Liễu');
  });

  it('are asked for once under an album', () => {
    const talk = new Talk(AT_HOME);
    for (const part of ['F1', 'F2', 'F3', 'F4']) talk.show(undefined, photo(part), 'A1');
    expect(talk.lines()).toEqual(['Đã nhận ảnh. Có việc gì vậy ạ? Viết một câu là đủ.']);
    expect(draftOf(talk).files).toHaveLength(4);
  });

  it('can be spoken', () => {
    const lines = new Talk(AT_HOME).show(undefined, photo('V1', 'audio/ogg'));
    expect(lines).toContain('Kèm 1 lời nói ghi âm');
  });

  it('are never given up on when there is nothing but a position', () => {
    const talk = new Talk(KNOWN);
    for (let times = 0; times < 5; times += 1)
      expect(talk.pin(FAR_AWAY)).toEqual(['Đã nhận vị trí. Ở đó có việc gì ạ?']);
  });

  it('grow by every message, and the summary follows', () => {
    const talk = ready();
    talk.say('trước cổng trường');
    expect(draftOf(talk).words).toEqual(['đường sụt hố', 'trước cổng trường']);
    expect(talk.outcome.replies[0]?.groupId).toBe('draft-D1');
  });

  it('are no longer kept past what one concern needs, and the summary says so', () => {
    const talk = ready('summary', { words: ['a'.repeat(3_990)] });
    const lines = talk.say('đường sụt hố to lắm');
    expect(draftOf(talk).words.join('\n').length).toBe(4_000);
    expect(lines).toContain('Đã đủ nhiều rồi, phần gửi thêm Cầu Nối không nhận nữa.');
    talk.say('còn nữa');
    expect(draftOf(talk).words.join('\n').length).toBe(4_000);
  });

  it('come with ten photos at most', () => {
    const talk = ready('summary', { files: Array.from({ length: 10 }, (_, n) => photo(`F${n}`)) });
    talk.show();
    expect(draftOf(talk)).toMatchObject({ isFull: true });
    expect(draftOf(talk).files).toHaveLength(10);
  });

  it('are shown shortened when they are long', () => {
    const long = 'đường hỏng '.repeat(60).trim();
    const lines = ready('summary', { words: [long] }).press('report:resume:D1');
    expect(lines[2]?.endsWith('…”')).toBe(true);
  });

  it.each(['cảm ơn nhiều nhé', 'ok', 'vâng ạ', 'chờ chút'])(
    '%j inside a concern is no part of it, or at least never loses it',
    (words) => {
      const talk = ready('words');
      talk.say(words);
      expect(draftOf(talk)?.words[0]).toBe('đường sụt hố');
    },
  );
});

describe('the place', () => {
  it('is asked for openly when nothing is known', () => {
    const talk = new Talk(KNOWN);
    expect(talk.say('đường sụt hố')).toEqual([
      'Việc xảy ra ở thôn nào ạ? Viết tên thôn, hoặc gửi vị trí.',
    ]);
    expect(talk.outcome.replies[0]?.message.asksLocation).toBe(true);
    expect(talk.buttons()).toEqual(['Không rõ thôn nào']);
  });

  it.each([
    ['Lục Liễu', 'DT-01', 1],
    ['thôn lục liễu ạ', 'DT-01', 1],
    ['o thon luc lieu nhe', 'DT-01', 1],
    ['ở thôn Lục Liễu, chỗ cống đầu làng', 'DT-01', 2],
  ])('answered by %j is %s', (words, unitId, messages) => {
    const talk = new Talk(KNOWN);
    talk.say('đường sụt hố');
    talk.say(words);
    expect(draftOf(talk).unitId).toBe(unitId);
    expect(draftOf(talk).words).toHaveLength(messages);
  });

  it('answered by a name of several is asked once more', () => {
    const talk = new Talk(KNOWN);
    talk.say('đường sụt hố');
    expect(talk.say('Tân Lập')[0]).toBe('Có mấy thôn Tân Lập. Việc này ở đâu ạ?');
  });

  it('is not asked for ever', () => {
    const talk = new Talk(KNOWN);
    talk.say('đường sụt hố');
    expect(talk.say('gần nhà ông Mít')).toEqual([
      'Cầu Nối chưa tìm ra thôn ấy. Xin viết tên thôn và tên xã ạ.',
    ]);
    talk.say('chỗ cây đa');
    expect(talk.say('cạnh giếng')).toContain('Gửi đi như vậy được chưa ạ?');
    expect(sent(talk).place).toEqual({});
  });

  it.each(['Không rõ thôn nào', 'không biết'])('may be left to others: %s', (answer) => {
    const talk = new Talk(KNOWN);
    talk.say('đường sụt hố');
    const lines = talk.idOf(answer) === undefined ? talk.say(answer) : talk.press(answer);
    expect(lines[1]).toContain('📍 nơi như lời kể · Đường, cầu, cống');
  });

  it('is asked again when the answer was only "ok"', () => {
    const talk = new Talk(KNOWN);
    talk.say('đường sụt hố');
    talk.say('ok');
    expect(talk.dialogue?.step).toBe('place');
    expect(draftOf(talk).words).toEqual(['đường sụt hố']);
  });

  it('elsewhere than offered is asked for openly, and as patiently as at first', () => {
    const talk = withDraft({ words: ['đường sụt hố'], candidateIds: ['DT-03', 'BL-01'] }, 'place');
    expect(talk.press('report:elsewhere:D1')).toEqual([
      'Việc xảy ra ở thôn nào ạ? Viết tên thôn, hoặc gửi vị trí.',
    ]);
    expect(draftOf(talk)).toMatchObject({ isElsewhere: true, asked: { place: 1 } });
  });

  it('within a commune that has few villages is offered, else asked for by its name', () => {
    const few = withDraft({ words: ['đường sụt hố'], withinId: 'BL' });
    few.press('report:resume:D1');
    expect(few.buttons()).toHaveLength(4);
    const many = withDraft({ words: ['đường sụt hố'], withinId: 'DT' });
    expect(many.press('report:resume:D1')).toEqual(['Ở thôn nào của xã Đạo Trù ạ?']);
    const gone = withDraft({ words: ['đường sụt hố'], withinId: 'XX' });
    expect(gone.press('report:resume:D1')[0]).toContain('Việc xảy ra ở thôn nào');
  });

  it('named as a commune alone is remembered for the question', () => {
    const talk = new Talk(KNOWN);
    expect(talk.say('đường ở xã Đạo Trù sụt hố')).toEqual(['Ở thôn nào của xã Đạo Trù ạ?']);
  });

  it('is the remembered village when none is named', () => {
    expect(new Talk(AT_HOME).say('đường sụt hố')[1]).toContain('thôn Lục Liễu (Đạo Trù)');
  });

  it('is not the remembered village when another commune is named, or the village is gone', () => {
    expect(new Talk(AT_HOME).say('đường ở xã Bồ Lý sụt hố')[0]).toBe('Việc này ở đâu ạ?');
    const moved = new Talk({ ...AT_HOME, home: 'XX' });
    expect(moved.say('đường sụt hố')[0]).toContain('Việc xảy ra ở thôn nào');
    const refused = new Talk({ ...AT_HOME, consents: { report: true, remember: false } });
    expect(refused.say('đường sụt hố')[0]).toContain('Việc xảy ra ở thôn nào');
  });

  it('is the remembered village within the commune that was named', () => {
    const talk = withDraft(
      { words: ['đường sụt hố'], withinId: 'DT', categoryId: 'duong' },
      'summary',
      AT_HOME,
    );
    expect(talk.press('report:resume:D1')[1]).toContain('thôn Lục Liễu');
  });

  it('in danger is asked about even at home', () => {
    const talk = new Talk(AT_HOME);
    expect(talk.say('cháy nhà rồi cứu với').slice(2)).toEqual([
      'Việc này ở đâu ạ?',
      'Gửi được vị trí thì càng tốt.',
    ]);
    expect(talk.buttons()).toEqual(['thôn Lục Liễu (Đạo Trù)', 'Nơi khác']);
  });

  it('near a pin is proposed, nearest first', () => {
    const talk = new Talk(KNOWN);
    talk.say('đường sụt hố');
    expect(talk.pin(IN_TIEN_LONG)).toEqual([
      'Vị trí này cách giữa thôn Tiên Long khoảng 200 mét.',
      'Việc này ở đâu ạ?',
    ]);
    expect(talk.buttons()[0]).toBe('thôn Tiên Long (Đạo Trù)');
  });

  it('near a pin is home when home is near', () => {
    const talk = new Talk({ ...AT_HOME, home: 'DT-02' });
    talk.pin(IN_TIEN_LONG);
    expect(draftOf(talk).unitId).toBe('DT-02');
  });

  it('between namesakes is decided by a pin', () => {
    const talk = new Talk(KNOWN);
    talk.say('rác ở thôn tân lập');
    talk.pin({ latitude: 21.52, longitude: 105.62 });
    expect(draftOf(talk)).toMatchObject({ unitId: 'DT-03', candidateIds: [] });
  });

  it('far from every known village is still asked for by name', () => {
    const talk = new Talk(KNOWN);
    talk.say('đường sụt hố');
    expect(talk.pin(FAR_AWAY)).toEqual([
      'Đã giữ vị trí, nhưng chỗ ấy ở xa các thôn mà Cầu Nối biết. Việc xảy ra ở thôn nào ạ?',
    ]);
    talk.press('Không rõ thôn nào');
    expect(talk.lines()[1]).toContain('chỗ đã gửi vị trí');
    expect(sent(talk).place).toEqual({ pin: FAR_AWAY });
  });

  it('named outright goes before a pin', () => {
    const talk = ready();
    talk.pin(IN_TIEN_LONG);
    expect(draftOf(talk)).toMatchObject({ unitId: 'DT-01', pin: IN_TIEN_LONG });
  });

  it('named later and surely goes before the former, and the summary shows it', () => {
    expect(ready().say('à nhầm, ở thôn Tiên Long')[1]).toContain('thôn Tiên Long');
  });

  it('named by several later leaves the chosen one', () => {
    const talk = ready();
    talk.say('giống bên thôn Tân Lập');
    expect(draftOf(talk).unitId).toBe('DT-01');
  });

  it('told in two messages is read from both', () => {
    const together = {
      ...WORLD,
      understand: (text: string) => {
        const reading = WORLD.understand(text);
        const isWhole = text.includes('lục') && text.includes('liễu hỏng');
        const place = { decision: 'none' as const, choices: [] };
        const whole = { decision: 'assign' as const, unitId: 'DT-01', choices: ['DT-01'] };
        return { ...reading, place: isWhole ? whole : place };
      },
    };
    const talk = new Talk({ ...KNOWN, world: together });
    talk.say('đường thôn lục');
    talk.say('liễu hỏng to');
    expect(draftOf(talk).unitId).toBe('DT-01');
  });

  it('of which villages have gone is asked with those that are left', () => {
    const talk = withDraft({ words: ['rác'], candidateIds: ['XX', 'DT-03', 'DT-02'] });
    talk.press('report:resume:D1');
    expect(talk.buttons()).toHaveLength(3);
  });

  it('left open within a commune is shown as that commune', () => {
    const talk = withDraft({
      words: ['rác'],
      withinId: 'DT',
      isPlaceLeft: true,
      categoryId: 'moi-truong',
    });
    expect(talk.press('report:resume:D1')[1]).toContain('📍 xã Đạo Trù');
  });

  it('left open sends the villages that it may be', () => {
    const talk = withDraft({
      words: ['rác'],
      candidateIds: ['DT-03', 'BL-01'],
      withinId: 'DT',
      isPlaceLeft: true,
    });
    expect(sent(talk).place).toEqual({ candidateIds: ['DT-03', 'BL-01'], withinId: 'DT' });
  });

  it('of a unit that is gone is never shown by its id', () => {
    const lines = ready('summary', { unitId: 'XX' }).press('report:resume:D1');
    expect(lines.join()).not.toContain('XX');
    expect(lines).toContain('Gửi đi như vậy được chưa ạ?');
  });

  it('chosen by a button that counts further than the list is asked again', () => {
    const talk = withDraft({ words: ['rác'], candidateIds: ['DT-03', 'BL-01'] }, 'place');
    talk.press('report:at:D1:9');
    expect(talk.dialogue?.step).toBe('place');
  });
});

const asked = (): Talk => {
  const talk = new Talk(KNOWN);
  talk.say('nước tràn ra ở lục liễu');
  return talk;
};

describe('a place alone', () => {
  it.each(['lục liễu', 'ở thôn Lục Liễu ạ'])('in %j is kept, and the matter asked for', (words) => {
    const talk = new Talk(KNOWN);
    expect(talk.say(words)).toEqual(['Ở thôn Lục Liễu có việc gì ạ?']);
    expect(draftOf(talk)).toMatchObject({ unitId: 'DT-01', words: [] });
    talk.say('đường sụt hố to');
    expect(talk.dialogue?.step).toBe('summary');
    expect(draftOf(talk)).toMatchObject({ unitId: 'DT-01', words: ['đường sụt hố to'] });
  });

  it('of several of that name is asked about after the matter', () => {
    const talk = new Talk(KNOWN);
    expect(talk.say('tân lập')).toEqual(['Có việc gì ạ? Cứ viết một câu như nói chuyện.']);
    talk.say('đường sụt hố to');
    expect(talk.lines()).toEqual(['Có mấy thôn Tân Lập. Việc này ở đâu ạ?']);
  });
});

describe('the kind', () => {
  it('is asked for between likely ones', () => {
    const talk = asked();
    expect(talk.lines()).toEqual(['Việc này gần với loại nào nhất ạ?']);
    expect(talk.buttons()).toEqual([
      'Thủy lợi, thoát nước, ngập úng',
      'Nước sạch',
      'Rác, ô nhiễm môi trường',
      'Không rõ, để cán bộ xem',
    ]);
    talk.press('Nước sạch');
    expect(sent(talk).categoryId).toBe('nuoc-sach');
  });

  it('that is the only guess is shown and confirmed in the summary', () => {
    expect(new Talk(KNOWN).say('ồn quá ở lục liễu')[1]).toContain('Tiếng ồn');
  });

  it('may be left open, by button or by word', () => {
    const talk = asked();
    talk.press('Không rõ, để cán bộ xem');
    expect(draftOf(talk)).toMatchObject({ categoryId: null, isCategoryChosen: true });
    const other = asked();
    other.say('ok');
    expect(other.dialogue?.step).toBe('summary');
    expect(sent(other).categoryId).toBe('khac');
  });

  it('may be named in words, which are kept', () => {
    const talk = asked();
    talk.say('rác trôi theo');
    expect(draftOf(talk)).toMatchObject({ categoryId: 'moi-truong' });
    expect(draftOf(talk).words).toHaveLength(2);
    const other = asked();
    other.say('tràn từ sáng');
    expect(draftOf(other)).toMatchObject({ categoryId: null });
    expect(draftOf(other).words).toHaveLength(2);
  });

  it('named as a button says it is chosen, in either language', () => {
    for (const locale of ['vi', 'en'] as const)
      for (const id of CATEGORIES)
        expect(namedCategory(TRANSLATOR.translate(say(`category.${id}`), locale, MONDAY))).toBe(id);
    const talk = asked();
    talk.say('nuoc sach a');
    expect(draftOf(talk)).toMatchObject({ categoryId: 'nuoc-sach', isCategoryChosen: true });
  });

  it('is nobody’s choice where the answer names none, and is not asked for again', () => {
    for (const words of ['x', 'tràn từ sáng']) {
      const talk = asked();
      talk.say(words);
      expect(talk.dialogue?.step).toBe('summary');
      expect(draftOf(talk)).toMatchObject({ categoryId: null, isCategoryChosen: false });
    }
  });

  it('left open is still read from all the words', () => {
    const talk = asked();
    talk.say('tràn từ sáng');
    talk.say('rác trôi theo');
    expect(talk.dialogue?.step).toBe('summary');
    expect(draftOf(talk).categoryId).toBe('moi-truong');
  });

  it('is not asked for after the place was, nor in danger', () => {
    const talk = new Talk(KNOWN);
    talk.say('nước tràn ra');
    talk.say('Lục Liễu');
    expect(talk.dialogue?.step).toBe('summary');
  });

  it('is asked with the whole menu where the words point nowhere, and once', () => {
    const talk = withDraft({ words: ['cái ấy lại thế'], unitId: 'DT-01' });
    talk.press('report:resume:D1');
    expect(talk.dialogue?.step).toBe('category');
    expect(talk.buttons()).toContain('Đường, cầu, cống');
    expect(talk.buttons()).toContain('Loại khác');
    talk.press('Không rõ, để cán bộ xem');
    expect(talk.dialogue?.step).toBe('summary');
    expect(draftOf(talk).categoryId).toBeNull();
  });

  it('can be chosen by hand from all of them, page by page', () => {
    const talk = ready();
    talk.press('Sửa');
    talk.press('report:kinds:D1:0');
    expect(talk.buttons()).toHaveLength(9);
    talk.press('Loại khác');
    talk.press('Loại khác');
    expect(talk.buttons().slice(-4)).toEqual([
      'Mâu thuẫn, hòa giải',
      'Văn hóa, thể thao, tôn giáo',
      'Việc khác',
      'Không rõ, để cán bộ xem',
    ]);
    talk.press('Mâu thuẫn, hòa giải');
    expect(talk.lines()[1]).toContain('Mâu thuẫn, hòa giải');
    // What was chosen by hand is not read away again.
    talk.say('rác nữa');
    expect(draftOf(talk).categoryId).toBe('hoa-giai');
  });

  it('has pages that begin again where there is none', () => {
    const talk = ready();
    talk.press('report:kinds:D1:99');
    expect(talk.buttons()[0]).toBe('Đường, cầu, cống');
  });
});

describe('the summary', () => {
  it.each(['gửi', 'Được rồi', 'ok', '1', 'đồng ý'])('is sent by %j', (words) => {
    const talk = ready();
    talk.press('report:resume:D1');
    talk.say(words);
    expect(talk.cases).toHaveLength(1);
  });

  it.each(['chưa', 'sửa'])('is changed by %j', (words) => {
    expect(ready().say(words)).toEqual(['Sửa chỗ nào ạ?']);
  });

  it('is changed in its words, which replace the former', () => {
    const talk = ready();
    talk.press('report:rewrite:D1');
    talk.say('đường lầy lội');
    expect(draftOf(talk)).toMatchObject({ words: ['đường lầy lội'], unitId: 'DT-01' });
  });

  it('is changed in its place', () => {
    const talk = ready();
    talk.press('report:where:D1');
    talk.say('Tiên Long');
    expect(draftOf(talk).unitId).toBe('DT-02');
  });

  it('is changed in whose it is', () => {
    const talk = ready();
    talk.press('report:behalf:D1');
    expect(talk.lines()).toContain('Người gửi: giấu tên · báo hộ');
    talk.press('Sửa');
    talk.press('Việc của chính tôi');
    expect(talk.lines()).toContain('Người gửi: giấu tên');
  });

  it.each(['ok', 'không'])('comes back from "what shall be changed?" by %j', (words) => {
    const talk = ready('edit');
    talk.say(words);
    expect(talk.dialogue?.step).toBe('summary');
  });

  it('takes more words at "what shall be changed?"', () => {
    const talk = ready('edit');
    talk.say('hố sâu nửa mét');
    expect(draftOf(talk).words).toHaveLength(2);
  });

  it('names the sender only by choice, and hides the name again', () => {
    const talk = ready();
    expect(talk.press('report:name:D1')[0]).toContain('Muốn tổ dân vận gọi là gì');
    expect(talk.say('x'.repeat(61))).toEqual(['Tên dài quá. Xin viết ngắn thôi ạ.']);
    expect(talk.say('chị Mận')).toContain('Người gửi: chị Mận');
    talk.press('Giấu tên tôi');
    expect(draftOf(talk).name).toBeNull();
    talk.press('Nêu tên tôi');
    talk.say('chị Mận');
    expect(sent(talk).reporter).toEqual({
      personId: 'P1',
      isHidden: false,
      name: 'chị Mận',
      isOnBehalf: false,
    });
  });

  it('hears a cry for help where a name was asked for', () => {
    const talk = ready('name');
    expect(talk.say('cháy nhà rồi cứu với')[0]).toContain('Gọi ngay');
    expect(draftOf(talk).name).toBeNull();
  });

  it('takes photos when they are offered', () => {
    const talk = ready();
    expect(talk.press('report:photo:D1')).toEqual(['Gửi ảnh vào đây là được.']);
    expect(talk.show()).toContain('📷 Kèm 1 ảnh');
    expect(sent(talk).files).toHaveLength(1);
  });

  it('shows an idea or a question as such', () => {
    const asking = ready('summary', { kind: 'hoi-dap' });
    expect(asking.press('report:resume:D1')[1]).toContain('Câu hỏi');
  });

  it('of a step that is gone takes the words', () => {
    const talk = ready('colour');
    talk.say('hố sâu nửa mét');
    expect(draftOf(talk).words).toHaveLength(2);
  });

  it('of another form is not read; the words start anew', () => {
    const talk = new Talk(KNOWN);
    talk.dialogue = { flow: 'report', step: 'summary', slots: { draft: 5 }, since: talk.now };
    talk.say('đường ở lục liễu sụt hố');
    expect(draftOf(talk).words).toHaveLength(1);
  });
});

describe('an old button', () => {
  it('of a concern that was sent tells what became of it', () => {
    const talk = ready();
    sent(talk);
    expect(talk.press('report:send:D1')).toEqual([
      `Mục này đã cũ. Việc ${talk.opened.code} bây giờ: đang xem chuyển tới đâu.`,
    ]);
    expect(talk.buttons()).toEqual(['Mở việc']);
    expect(talk.cases).toHaveLength(1);
  });

  it.each(['report:send:XX', 'report:send', 'report:colour:D1', 'report:constructor:D1'])(
    '%s changes nothing',
    (id) => {
      const talk = ready();
      const before = talk.dialogue;
      expect(talk.press(id)[0]).toContain('Mục này đã cũ');
      expect(talk.dialogue).toEqual(before);
      expect(talk.effects()).toEqual([]);
    },
  );
});

const waiting = (): Talk => {
  const talk = withDraft(READY, 'summary', {});
  talk.press('report:send:D1');
  return talk;
};

describe('whether it may be kept', () => {
  it.each([
    ['đồng ý', 'P1'],
    ['không', 'nobody'],
  ])('can be answered in words: %s', (words, personId) => {
    const talk = waiting();
    talk.say(words);
    expect(talk.opened.reporter.personId).toContain(personId);
  });

  it('waits while more is told', () => {
    const talk = waiting();
    talk.say('hố sâu nửa mét');
    expect(talk.cases).toEqual([]);
    expect(talk.dialogue?.step).toBe('summary');
  });

  it('refused after an emergency is noted for the next time', () => {
    const talk = withDraft({ ...READY, urgency: 'emergency' }, 'summary', {});
    talk.press('report:send:D1');
    expect(talk.press('Không, gửi ẩn danh')).toEqual([
      'Đã ghi. Từ việc sau, Cầu Nối không giữ địa chỉ cuộc trò chuyện này.',
    ]);
    expect(talk.press('report:refuse:D1')[0]).toContain('Mục này đã cũ');
  });

  it('once refused, an emergency goes out unlinked as well', () => {
    const talk = withDraft({ ...READY, urgency: 'emergency' }, 'summary', {
      consents: { report: false },
    });
    expect(sent(talk).reporter.personId).toContain('nobody');
  });

  it('does not remember a village that was refused or is unknown', () => {
    const talk = withDraft(READY, 'summary', { consents: { report: true } });
    talk.press('report:send:D1');
    expect(talk.press('Không cần')).toEqual(['Vâng, Cầu Nối không ghi nhớ.']);
    talk.press('report:remember:XX');
    expect(talk.person.homeUnitId).toBeUndefined();
  });

  it('does not ask to remember a village that no button can hold', () => {
    const id = 'X'.repeat(60);
    const [village] = UNITS.filter((unit) => unit.id === 'DT-01');
    const units = [...UNITS, ...(village === undefined ? [] : [{ ...village, id }])];
    const world = { ...WORLD, directory: createDirectory({ organisation: ORGANISATION, units }) };
    const before = { consents: { report: true }, world };
    const talk = withDraft({ ...READY, unitId: id }, 'summary', before);
    const plain = withDraft(READY, 'summary', before);
    plain.press('report:send:D1');
    expect(plain.outcome.replies).toHaveLength(1);
    talk.press('report:send:D1');
    expect(talk.outcome.replies).toEqual([]);
  });
});

describe('a complaint', () => {
  const WORDS = 'tôi khiếu nại quyết định thu hồi đất của xã đối với nhà tôi ở lục liễu';

  it.each(['Phải, chỉ cách gửi đơn', 'phải'])('is shown the lawful way: %s', (answer) => {
    const talk = new Talk(KNOWN);
    expect(talk.say(WORDS)[1]).toBe('Đây có phải là khiếu nại không ạ?');
    const lines = talk.idOf(answer) === undefined ? talk.say(answer) : talk.press(answer);
    expect(lines[0]).toContain('Trong đơn ghi');
    expect(talk.dialogue).toBeNull();
    expect(talk.cases).toEqual([]);
  });

  it.each(['Không, chỉ báo một việc', 'không'])('that is none goes on: %s', (answer) => {
    const talk = new Talk(KNOWN);
    talk.say(WORDS);
    if (talk.idOf(answer) === undefined) talk.say(answer);
    else talk.press(answer);
    expect(draftOf(talk)).toMatchObject({ complaint: 'denied', kind: 'phan-anh' });
    talk.say('nhà tôi bị thiệt');
    expect(draftOf(talk).complaint).toBe('denied');
  });

  it('is asked about again after more words', () => {
    const talk = new Talk(KNOWN);
    talk.say(WORDS);
    expect(talk.say('từ năm ngoái rồi')[1]).toBe('Đây có phải là khiếu nại không ạ?');
  });
});

const hinted = (): Talk => ready('danger', { danger: 'hinted' });

describe('danger that was only hinted at', () => {
  it.each(['có', 'phải'])('is danger when the answer is %j', (words) => {
    expect(hinted().say(words)[0]).toContain('Gọi ngay');
  });

  it('is none when the answer is no, by button or by word', () => {
    const talk = hinted();
    talk.say('không');
    expect(draftOf(talk)).toMatchObject({ danger: 'denied', urgency: 'normal' });
    const other = hinted();
    other.press('report:safe:D1');
    expect(other.dialogue?.step).toBe('summary');
    other.say('hố sâu nửa mét');
    expect(draftOf(other).danger).toBe('denied');
  });

  it('is read again with every word', () => {
    const talk = hinted();
    talk.say('hố sâu nửa mét');
    expect(draftOf(talk).danger).toBe('none');
  });

  it('never lowers what was raised', () => {
    const talk = ready('summary', { urgency: 'emergency', alerted: 'place' });
    talk.say('hố sâu nửa mét');
    expect(draftOf(talk).urgency).toBe('emergency');
  });

  it('alerts once more when a position follows, and not a third time', () => {
    const talk = withDraft(
      { words: ['cháy nhà'], urgency: 'emergency', alerted: 'words' },
      'place',
    );
    talk.pin(IN_TIEN_LONG);
    expect(talk.effects()).toMatchObject([{ key: 'alert-D1-place', alert: { pin: IN_TIEN_LONG } }]);
    talk.say('Tiên Long');
    expect(talk.effects()).toEqual([]);
  });

  it('alerts once while the place is unknown', () => {
    const talk = withDraft(
      { words: ['cháy nhà'], urgency: 'emergency', alerted: 'words' },
      'place',
    );
    talk.say('cạnh giếng làng');
    expect(talk.effects()).toEqual([]);
  });
});
