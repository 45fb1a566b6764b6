import { describe, expect, it } from 'vitest';
import { officeHourLines } from '../../../src/flows/parts/office-hours.ts';
import { emptyDraft } from '../../../src/flows/parts/draft.ts';
import { Talk, type Before } from './talk.ts';
import { MONDAY, TRANSLATOR, WORLD } from './village.ts';

const DEMO: Before = { world: { ...WORLD, isDemo: true } };
const writing = (before: Before = {}): Talk => {
  const talk = new Talk(before);
  const draft = { ...emptyDraft('D1'), words: ['rác'] };
  talk.dialogue = { flow: 'report', step: 'summary', slots: { draft }, since: talk.now };
  return talk;
};

describe('the first words', () => {
  it.each(['/start', 'xin chào', 'Alo', '/start abc'])('%s is greeted', (words) => {
    const talk = new Talk();
    expect(talk.say(words)).toEqual([
      'Cầu Nối xin chào. Cầu Nối nghe việc trong thôn, chuyển tới tổ dân vận và báo lại kết quả.',
      'Máy giúp đọc và chuyển việc. Lúc nào cũng gặp được cán bộ.',
      'Có việc gì, cứ viết một câu như nói chuyện. Gửi ảnh cũng được.',
    ]);
    expect(talk.buttons()).toEqual(['Xem ví dụ', 'Việc của tôi', 'Gặp cán bộ']);
  });

  it('say that a demonstration is one', () => {
    expect(new Talk(DEMO).say('xin chào')).toContain(
      'Đây là bản chạy thử: người và việc đều không có thật.',
    );
  });
});

describe('help', () => {
  it.each(['trợ giúp', '/trogiup', '/help', 'Hướng dẫn?'])('%s explains how to speak', (words) => {
    const talk = writing();
    expect(talk.say(words)[0]).toContain('cứ viết một câu như nói chuyện');
    expect(talk.lines().at(-1)).toBe('Việc đang viết dở vẫn còn đây, chưa gửi.');
    expect(talk.dialogue?.flow).toBe('report');
  });

  it('gives one example', () => {
    const talk = new Talk();
    talk.say('trợ giúp');
    expect(talk.press('Xem ví dụ')).toHaveLength(3);
  });

  it('tells staff their commands', () => {
    const talk = new Talk({
      grants: [{ position: { unitId: 'DT', roleId: 'leader', validity: {} }, abilities: ['lead'] }],
    });
    expect(talk.say('trợ giúp').join('\n')).toContain('Dành cho cán bộ:\n/tinhhinh: ');
    expect(new Talk().say('trợ giúp').join()).not.toContain('/tinhhinh');
  });
});

const hoursIn = (hours: Parameters<typeof officeHourLines>[0]): readonly string[] =>
  officeHourLines(hours).map((line) => TRANSLATOR.translate(line, 'vi', MONDAY));

describe('a person to meet', () => {
  it('is the team in the village, at office hours', () => {
    const talk = new Talk();
    expect(talk.say('Gặp cán bộ')).toEqual([
      'Gặp ở bộ phận một cửa của xã, hoặc tổ dân vận trong thôn.',
      'Giờ làm việc, thứ Hai đến thứ Sáu: 7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ.',
      'Muốn báo qua đây thì chọn “Báo một việc”: có mã việc và hạn trả lời.',
    ]);
    expect(talk.press('Báo một việc')[0]).toContain('Có việc gì');
  });

  it('is one’s own team and its block where the village is remembered', () => {
    const talk = new Talk({ consents: { remember: true }, home: 'DT-01' });
    expect(talk.say('/gapcanbo')[0]).toBe(
      'Gần nhất là tổ dân vận thôn Lục Liễu, rồi đến khối dân vận xã Đạo Trù.',
    );
    const root = new Talk({ consents: { remember: true }, home: 'PT' });
    expect(root.say('/gapcanbo')[0]).toBe('Gần nhất là ban dân vận tỉnh Phú Thọ.');
  });

  it('is nobody real in a demonstration', () => {
    expect(new Talk(DEMO).say('gặp cán bộ').at(-1)).toContain('không có cán bộ thật');
  });

  it('has hours of any week', () => {
    const morning = [{ from: 480, to: 690 }];
    expect(
      hoursIn({ '1': morning, '2': morning, '4': morning, '6': [{ from: 450, to: 480 }] }),
    ).toEqual([
      'Giờ làm việc, thứ Hai đến thứ Ba: 8 giờ đến 11 giờ 30.',
      'Giờ làm việc, thứ Năm: 8 giờ đến 11 giờ 30.',
      'Giờ làm việc, thứ Bảy: 7 giờ 30 đến 8 giờ.',
    ]);
    expect(hoursIn({})).toEqual([]);
  });
});

describe('cancelling', () => {
  it.each(['Hủy', '/huy', 'thôi', 'cancel'])('%s drops what is being written', (words) => {
    const talk = writing();
    expect(talk.say(words)).toEqual(['Đã bỏ, chưa gửi gì cả.']);
    expect(talk.dialogue).toBeNull();
    expect(talk.say(words)).toEqual(['Không có gì đang viết dở.']);
  });

  it('says that people were alerted of the danger', () => {
    const talk = new Talk();
    talk.say('cháy nhà ở lục liễu');
    expect(talk.say('hủy')).toContain('Lúc nãy Cầu Nối đã báo người trực, họ vẫn có thể tới.');
  });
});

describe('the language', () => {
  it('is chosen among those there are', () => {
    const talk = new Talk();
    expect(talk.say('ngôn ngữ')).toEqual(['Chọn ngôn ngữ nào ạ?']);
    expect(talk.buttons()).toEqual(['Tiếng Việt', 'English']);
    expect(talk.press('English')).toEqual(['From now on Cầu Nối speaks English.']);
    expect(talk.effects()).toMatchObject([{ type: 'set-locale', locale: 'en' }]);
    expect(talk.say('cancel')).toEqual(['Nothing is being written.']);
  });

  it.each([
    ['tiếng Việt', 'vi'],
    ['english', 'en'],
  ])('%s changes it at once', (words, locale) => {
    const talk = writing({ locale: 'en' });
    talk.say(words);
    expect(talk.locale).toBe(locale);
    expect(talk.dialogue?.flow).toBe('report');
  });

  it.each(['language:set:fr', 'language:set', 'language:colour'])('%s asks again', (id) => {
    const talk = new Talk({ world: { ...WORLD, locales: ['vi', 'en', 'tyz'] } });
    talk.press(id);
    expect(talk.buttons()).toHaveLength(3);
    expect(talk.locale).toBe('vi');
  });
});

describe('privacy', () => {
  it('tells that nothing is kept before anything was asked', () => {
    expect(new Talk().say('quyền riêng tư')).toEqual([
      'Cầu Nối chưa giữ gì ngoài cuộc trò chuyện này. Khi gửi việc đầu tiên, Cầu Nối sẽ hỏi.',
      'Cầu Nối không ghi nhớ thôn nào.',
      'Máy đọc lời kể để tìm thôn và loại việc, cán bộ xem lại. Lúc nào cũng chọn tay hoặc gặp cán bộ được.',
      'Lời đã gửi không được dùng để dạy máy đọc.',
      'Không đồng ý giữ thì việc vẫn được gửi, chỉ là không nhắn lại được.',
      'Tổ dân vận không biết ai gửi, trừ khi chọn nêu tên.',
      'Muốn xem, sửa hay xóa: nói với cán bộ của Mạng lưới dân vận mẫu.',
    ]);
  });

  it('is taken back, and the village forgotten with it', () => {
    const talk = writing({ consents: { report: true, remember: true }, home: 'DT-01' });
    expect(talk.say('/riengtu')[1]).toBe('Cầu Nối có ghi nhớ thôn Lục Liễu cho lần sau.');
    talk.press('Đừng giữ nữa');
    expect(talk.person.homeUnitId).toBeUndefined();
    expect(talk.person.consents.slice(-2).map(({ granted }) => granted)).toEqual([false, false]);
    expect(talk.press('privacy:open')[0]).toContain('không được gắn với cuộc trò chuyện này');
    talk.press('Đồng ý cho giữ');
    expect(talk.person.consents.at(-1)).toMatchObject({ purpose: 'report', granted: true });
  });

  it('forgets the village alone', () => {
    const talk = new Talk({ consents: { report: true, remember: true }, home: 'DT-01' });
    talk.say('/privacy');
    expect(talk.press('Quên thôn này')).toEqual(['Đã quên.']);
    expect(talk.person.homeUnitId).toBeUndefined();
  });

  it('an old button of it does nothing', () => {
    expect(new Talk().press('privacy:colour')[0]).toContain('Mục này đã cũ');
  });
});

it('slots that hold anything but a concern are no way back to one', () => {
  const talk = new Talk();
  talk.dialogue = {
    flow: 'mine',
    step: 'adding',
    slots: { code: 'X', paused: 'x' },
    since: talk.now,
  };
  expect(talk.say('trợ giúp')).toHaveLength(3);
});
