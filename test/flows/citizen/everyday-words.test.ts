import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/flows/parts/answers.ts';
import { caseAt } from './cases.ts';
import { Talk } from './talk.ts';

const atSummary = (): Talk => {
  const talk = new Talk({ consents: { report: true, remember: false } });
  talk.say('đường ở lục liễu sụt hố');
  return talk;
};

describe('at the summary', () => {
  it.each(['dc roi gui di', 'gui di', 'ok gui', 'dung roi', 'u gui di', 'được rồi, gửi đi nhé'])(
    '%j sends',
    (words) => {
      const talk = atSummary();
      talk.say(words);
      expect(talk.opened.text).toBe('đường ở lục liễu sụt hố');
    },
  );

  it.each(['thoi khong bao nua', 'thoi', 'khong gui nua', 'Thôi, không gửi nữa'])(
    '%j lets go of it',
    (words) => {
      const talk = atSummary();
      expect(talk.say(words)).toEqual(['Đã bỏ, chưa gửi gì cả.']);
      expect(talk.cases).toEqual([]);
    },
  );

  it('"đừng gửi" never sends', () => {
    const talk = atSummary();
    talk.say('dung gui');
    expect(talk.cases).toEqual([]);
  });

  it('"the la sao" is told what the question is for, and the question stands', () => {
    const talk = atSummary();
    const lines = talk.say('thế là sao');
    expect(lines[0]).toContain('chưa gửi');
    expect(lines.at(-1)).toContain('như vậy được chưa ạ?');
    expect(talk.buttons()).toContain('Gửi');
  });

  it('"khong co anh" after "Thêm ảnh" brings the summary back and nothing else', () => {
    const talk = atSummary();
    talk.press('Thêm ảnh');
    expect(talk.say('khong co anh')[0]).toBe('Xin tóm lại:');
    expect(talk.lines()).toContain('“đường ở lục liễu sụt hố”');
  });
});

it('being puzzled by the question about the place does not use up its patience', () => {
  const talk = new Talk({ consents: { report: true, remember: false } });
  talk.say('đường sụt hố');
  for (let times = 0; times < 4; times += 1)
    expect(talk.say('là sao')[1]).toBe('Việc xảy ra ở thôn nào ạ? Viết tên thôn, hoặc gửi vị trí.');
});

it('"Rút lại" with nothing open takes nothing back', () => {
  expect(new Talk().say('Rút lại')).toEqual(['Không có gì đang viết dở.']);
});

it('a sentence that only begins like an approval is none', () => {
  expect(readAnswer('đúng rồi nhưng sai thôn')).toBeUndefined();
});

describe('after a danger was sent', () => {
  const danger = caseAt('triage', { urgency: 'emergency' });

  it.each(['nó vẫn đang chảy máu, cứu với', 'nước lên tới cửa rồi'])(
    '%j is added to it',
    (words) => {
      const talk = new Talk({ consents: { report: true }, cases: [danger] });
      talk.wait(20);
      talk.say(words);
      expect(talk.effects().map(({ type }) => type)).toEqual(['act']);
      expect(talk.opened.history.at(-1)?.action).toMatchObject({ type: 'add', words });
    },
  );

  it('a danger in another village is another danger', () => {
    const talk = new Talk({ consents: { report: true }, cases: [danger] });
    talk.say('cháy nhà ở thôn Tiên Long, cứu với');
    expect(talk.effects().map(({ type }) => type)).toContain('alert-duty');
  });
});

it('a village that is not found twice is taken as a spot, in other words than before', () => {
  const talk = new Talk({ consents: { report: true, remember: false } });
  talk.say('đường sụt hố');
  const first = talk.say('gần nhà ông Mít');
  const second = talk.say('chỗ cây đa');
  expect(second).not.toEqual(first);
  expect(second[0]).toContain('Đã ghi là chỗ ấy.');
  expect(talk.buttons()).toEqual(['Không rõ thôn nào']);
  expect(talk.outcome.replies[0]?.message.asksLocation).toBe(true);
  expect(talk.say('cạnh giếng')[0]).toBe('Xin tóm lại:');
});
