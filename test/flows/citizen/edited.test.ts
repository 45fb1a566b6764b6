import { expect, it } from 'vitest';
import { photo, Talk, type Before } from './talk.ts';

const KNOWN: Before = { consents: { report: true, remember: false } };

const quoted = (lines: readonly string[]): string | undefined =>
  lines.find((line) => line.startsWith('“'));

it('a sentence that is changed takes the place of the former one', () => {
  const talk = new Talk(KNOWN);
  talk.say('đường vào lục liễu sụt một hố to');
  const first = talk.lastEventId;
  talk.say('tối qua có cháu ngã xe');
  const lines = talk.edit(first, 'đường vào lục liễu sụt hai hố to');
  expect(quoted(lines)).toBe('“đường vào lục liễu sụt hai hố to\ntối qua có cháu ngã xe”');
  expect(lines.at(-1)).toContain('tổ dân vận thôn Lục Liễu');
  talk.press('Gửi');
  expect(talk.opened.text).toBe('đường vào lục liễu sụt hai hố to\ntối qua có cháu ngã xe');
});

it('a sentence may be changed more than once', () => {
  const talk = new Talk(KNOWN);
  talk.say('đường vào lục liễu sụt một hố to');
  const first = talk.lastEventId;
  talk.edit(first, 'đường vào lục liễu sụt hai hố to');
  expect(quoted(talk.edit(first, 'đường vào lục liễu sụt ba hố to'))).toBe(
    '“đường vào lục liễu sụt ba hố to”',
  );
});

it('a village that only the former words named is that of the new ones', () => {
  const talk = new Talk(KNOWN);
  talk.say('đường vào lục liễu sụt một hố to');
  const lines = talk.edit(talk.lastEventId, 'đường vào tiên long sụt một hố to');
  expect(lines.join()).not.toContain('Lục Liễu');
  expect(lines.join()).toContain('Tiên Long');
});

it('words under a photo are changed as well', () => {
  const talk = new Talk(KNOWN);
  talk.show('đường vào lục liễu sụt một hố to', photo());
  const lines = talk.edit(talk.lastEventId, 'đường vào lục liễu sụt hai hố to');
  expect(quoted(lines)).toBe('“đường vào lục liễu sụt hai hố to”');
  expect(lines).toContain('📷 Kèm 1 ảnh');
});

it('a danger in the new words is heard at once, and one in the former is not taken back', () => {
  const talk = new Talk(KNOWN);
  talk.say('có cái bếp ở lục liễu bị hỏng');
  expect(talk.edit(talk.lastEventId, 'cháy nhà ở lục liễu rồi cứu với')[0]).toContain('114');
  const alarmed = new Talk(KNOWN);
  alarmed.say('cháy nhà ở lục liễu rồi cứu với');
  alarmed.edit(alarmed.lastEventId, 'đường vào lục liễu sụt một hố to');
  expect(JSON.stringify(alarmed.dialogue)).toContain('"urgency":"emergency"');
});

it('an accusation that a sentence is changed into is kept nowhere', () => {
  const talk = new Talk(KNOWN);
  talk.say('đường vào lục liễu sụt một hố to');
  talk.edit(talk.lastEventId, 'tôi tố cáo ông chủ tịch xã ăn hối lộ');
  expect(talk.outcome.withholds).toBe(true);
  expect(JSON.stringify(talk.dialogue)).not.toContain('hối lộ');
});

it('after it was sent, a changed sentence is asked about like any afterthought', () => {
  const talk = new Talk(KNOWN);
  talk.say('đường vào lục liễu sụt một hố to');
  const first = talk.lastEventId;
  talk.press('Gửi');
  const lines = talk.edit(first, 'đường vào lục liễu sụt hai hố to');
  expect(lines.at(-1)).toBe(`Thêm vào việc ${talk.opened.code}, hay đây là việc mới ạ?`);
  expect(talk.cases).toHaveLength(1);
});

it('a number that a message is changed into presses nothing', () => {
  const talk = new Talk(KNOWN);
  talk.say('đường vào lục liễu sụt một hố to');
  const stands = talk.dialogue;
  expect(talk.edit('E77', '1')[0]).toBe('Số này giờ không dùng nữa.');
  expect(talk.dialogue).toEqual(stands);
  expect(talk.cases).toEqual([]);
});
