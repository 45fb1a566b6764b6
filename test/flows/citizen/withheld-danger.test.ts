import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/chat/flow.ts';
import { Talk } from './talk.ts';
import { WORLD as REAL } from './village.ts';

const WORDS = 'ông Quýt trưởng thôn ăn hối lộ, đã dọa tôi';

// Only hinted at, however surely the reader was taught to tell.
const WORLD: World = {
  ...REAL,
  understand: (text, home) => {
    const reading = REAL.understand(text, home);
    return /dọa/.test(text)
      ? { ...reading, urgency: 'normal', isPossibleEmergency: true }
      : reading;
  },
};

const told = (words = WORDS): Talk => {
  const talk = new Talk({ consents: { report: true, remember: false }, world: WORLD });
  talk.say(words);
  return talk;
};

describe('an accusation that hints at a danger', () => {
  it('is let go of, with the numbers and the question whether somebody is in danger', () => {
    const talk = told();
    expect(talk.lines()[0]).toContain('112');
    expect(talk.lines().slice(1)).toEqual([
      'Cầu Nối không giữ lời vừa nhắn.',
      'Có ai đang gặp nguy hiểm không ạ?',
    ]);
    expect(talk.outcome.withholds).toBe(true);
    expect(JSON.stringify(talk.outcome)).not.toMatch(/Quýt|hối lộ|dọa/);
  });

  it('is so within a concern too, when only the whole accuses', () => {
    const talk = told('đường lục liễu do ông trưởng thôn đứng ra làm bị sụt hố to');
    talk.say('phải nộp 500 nghìn, bị dọa');
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.lines().at(-1)).toBe('Có ai đang gặp nguy hiểm không ạ?');
  });

  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['a button', (talk) => talk.press('Không ai cả')],
    ['a word', (talk) => talk.say('không')],
  ])('asks about the accusation once nobody is in danger, by %s', (_name, answer) => {
    const talk = told();
    answer(talk);
    expect(talk.lines()[0]).toBe('Việc này có phải là tố cáo một người làm sai không ạ?');
    expect(talk.effects()).toEqual([]);
    talk.say('phải');
    expect(talk.lines()[0]).toContain('gửi đơn');
  });

  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['a button', (talk) => talk.press('Có, cần giúp ngay')],
    ['a word', (talk) => talk.say('có')],
  ])('becomes a danger that is brought above the accused, by %s', (_name, answer) => {
    const talk = told();
    answer(talk);
    expect(talk.lines()[0]).toContain('Chuyện gì đang xảy ra');
    talk.say('ông ấy đang đập cửa nhà tôi ở lục liễu');
    expect(talk.effects().map(({ type }) => type)).toContain('alert-duty');
    talk.press('Gửi');
    expect(talk.opened).toMatchObject({
      urgency: 'emergency',
      marks: ['about-official'],
      place: { withinId: 'DT' },
    });
  });

  it('keeps the question open while more is said, and none of it', () => {
    const talk = told();
    talk.say('ông ấy lấy năm triệu');
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.lines().at(-1)).toBe('Có ai đang gặp nguy hiểm không ạ?');
  });

  it('brings a cry that follows above the accused, though the cry names nobody', () => {
    const talk = told();
    talk.say('cháy nhà ở lục liễu rồi cứu với');
    talk.press('Gửi');
    expect(talk.opened.place).toEqual({ withinId: 'DT', candidateIds: ['DT'] });
  });

  it('has buttons that are old once something else is told', () => {
    const talk = told();
    const danger = talk.idOf('Có, cần giúp ngay') ?? '';
    talk.say('hủy');
    expect(talk.press(danger)[0]).toContain('Mục này đã cũ');
  });
});
