import { describe, expect, it } from 'vitest';
import { caseAt } from './cases.ts';
import { Talk, type Before } from './talk.ts';

const KNOWN: Before = { consents: { report: true, remember: false } };
const WORDS = 'tôi tố cáo ông Quýt chủ tịch xã ăn hối lộ';

describe('possible accusations are let go of wherever they are said', () => {
  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['as a message', (talk) => talk.say(WORDS)],
    ['under a photo', (talk) => talk.show(WORDS)],
    ['behind a command', (talk) => talk.say(`/baoho ${WORDS}`)],
    ['behind an unknown command', (talk) => talk.say(`/tocao ${WORDS}`)],
    [
      'within a concern',
      (talk) => {
        talk.say('đường ở lục liễu sụt hố');
        talk.say(WORDS);
      },
    ],
    [
      'as an addition to a case',
      (talk) => {
        talk.press(`mine:add:${caseAt('working').code}`);
        talk.say(WORDS);
      },
    ],
    [
      'as a reason to reopen',
      (talk) => {
        talk.cases = [caseAt('answered')];
        talk.press(`rating:notyet:${caseAt('answered').code}`);
        talk.say(WORDS);
      },
    ],
    [
      'twice',
      (talk) => {
        talk.say(WORDS);
        talk.say(`nhắc lại: ${WORDS}`);
      },
    ],
  ])('%s', (_name, speak) => {
    const talk = new Talk({ ...KNOWN, cases: [caseAt('working')] });
    speak(talk);
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.dialogue).toMatchObject({ flow: 'withheld', step: 'asked', slots: {} });
    expect(JSON.stringify(talk.outcome)).not.toMatch(/Quýt|hối lộ/);
  });
});

const asked = (): Talk => {
  const talk = new Talk(KNOWN);
  talk.say(WORDS);
  return talk;
};

describe('while the question is open', () => {
  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['more words', (talk) => talk.say('ông ấy lấy năm triệu')],
    ['a photo', (talk) => talk.show()],
    ['a position', (talk) => talk.pin({ latitude: 21, longitude: 105 })],
  ])('%s may belong to it and are not kept either, nor counted twice', (_name, speak) => {
    const talk = asked();
    speak(talk);
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.effects()).toEqual([]);
  });

  it('yes and no can be written', () => {
    const yes = asked();
    expect(yes.say('phải')[0]).toContain('gửi đơn');
    const no = asked();
    expect(no.say('không')[0]).toContain('Vậy xin viết lại');
  });

  it('everything else is as always', () => {
    const talk = asked();
    expect(talk.say('hủy')).toEqual(['Đã bỏ, chưa gửi gì cả.']);
    expect(talk.dialogue).toBeNull();
  });

  it('nobody waits longer than a quarter of an hour', () => {
    const talk = asked();
    talk.wait(16);
    talk.say('đường ở lục liễu sụt hố');
    expect(talk.outcome.withholds).toBeUndefined();
    expect(talk.dialogue?.flow).toBe('report');
  });
});

it('the lawful way is explained without keeping or naming anybody', () => {
  const talk = new Talk(KNOWN);
  talk.say(WORDS);
  expect(talk.press('Phải, chỉ cách gửi đơn')).toEqual([
    'Tố cáo thì gửi đơn hoặc đến gặp trực tiếp, tại nơi tiếp công dân của xã hoặc của cấp trên.',
    'Trong đơn ghi: ngày, họ tên, địa chỉ, việc đã xảy ra, rồi ký tên hoặc điểm chỉ.',
    'Luật giữ kín tên, địa chỉ và chữ viết của người gửi đơn.',
    'Cầu Nối không giữ lời vừa nhắn, nhưng máy đang cầm thì còn. Nên xóa tin ấy đi.',
  ]);
  expect(talk.buttons()).toEqual(['Gặp cán bộ']);
});

it('an old button of it does nothing', () => {
  expect(new Talk().press('withheld:colour')[0]).toContain('Mục này đã cũ');
});

it('a position that finds it without words is let go of too', () => {
  const talk = new Talk(KNOWN);
  talk.dialogue = { flow: 'withheld', step: 'colour', slots: {}, since: talk.now };
  talk.say('ông ấy lấy năm triệu');
  expect(talk.outcome.withholds).toBe(true);
});

describe('a draft that was let go of with it', () => {
  const both = (): Talk => {
    const talk = new Talk(KNOWN);
    talk.say('đường ở lục liễu sụt hố');
    talk.say(WORDS);
    return talk;
  };

  it('leaves no word behind, and what still waits of it is not sent', () => {
    const talk = both();
    expect(JSON.stringify(talk.outcome)).not.toContain('sụt');
    expect(talk.outcome.replies[0]?.groupId).toMatch(/^draft-/);
  });

  it('is mentioned when it turns out to be an ordinary concern, with a button to go on', () => {
    const talk = both();
    talk.press('Không, đây là phản ánh chung');
    expect(talk.lines()[0]).toBe('Việc đang viết dở lúc nãy cũng không được giữ.');
    expect(talk.buttons()).toEqual(['Báo một việc']);
  });
});
