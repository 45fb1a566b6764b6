import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseAt } from './cases.ts';
import { Talk, type Before } from './talk.ts';

const arriving = (payload: string, before: Before = {}): Talk => {
  const talk = new Talk(before);
  talk.take({ kind: 'start', payload });
  return talk;
};

const greeting = new Talk().take({ kind: 'start' });

describe('a link from a village', () => {
  it('names that village, and takes it for words that name none', () => {
    const talk = arriving('v-DT-01');
    expect(talk.lines().at(-1)).toBe(
      'Đây là chỗ báo việc của thôn Lục Liễu. Có việc gì, cứ viết một câu là được ạ.',
    );
    expect(talk.buttons()).toEqual(['Nơi khác', 'Gặp cán bộ']);
    expect(talk.say('đường sụt một hố to').join('\n')).toContain('📍 thôn Lục Liễu');
  });

  it('lets the summary change it', () => {
    const talk = arriving('v-DT-01');
    talk.say('đường sụt một hố to');
    talk.press('Sửa');
    talk.press('Nơi xảy ra');
    expect(talk.say('tiên long').join('\n')).toContain('📍 thôn Tiên Long');
  });

  it('counts for more than the remembered village, and asks of namesakes elsewhere', () => {
    const before: Before = { consents: { report: true, remember: true }, home: 'DT-02' };
    expect(arriving('v-DT-01', before).say('đường sụt một hố to').join('\n')).toContain(
      '📍 thôn Lục Liễu',
    );
    expect(arriving('v-DT-01').say('rác ở thôn tân lập').join('\n')).toContain('Tân Lập');
    expect(arriving('v-DT-01').say('rác ở thôn tân lập').join('\n')).not.toContain('Lục Liễu');
  });

  it('gives way to a village that is named, and to "elsewhere"', () => {
    expect(arriving('v-DT-01').say('đường ở tiên long sụt hố').join('\n')).toContain(
      '📍 thôn Tiên Long',
    );
    const talk = arriving('v-DT-01');
    talk.press('Nơi khác');
    expect(talk.say('đường sụt một hố to').join()).toContain('ở thôn nào ạ?');
  });

  it('may bring the kind of concern, which the summary shows', () => {
    const talk = arriving('v-DT-01_c-moi-truong');
    expect(talk.lines().at(-1)).toContain('báo việc của thôn Lục Liễu về');
    expect(talk.say('thối quá không chịu được').join('\n')).toContain('thôn Lục Liễu (Đạo Trù) · ');
    expect(arriving('c-duong').lines().at(-1)).toContain('Báo việc về');
  });

  it('of a commune asks for the village', () => {
    const talk = arriving('v-DT');
    expect(talk.lines().at(-1)).toContain('báo việc của xã Đạo Trù');
    expect(talk.say('đường sụt một hố to').join()).toContain('Đạo Trù');
  });

  it('throws away nothing that is being written', () => {
    const talk = new Talk();
    talk.say('rác ở thôn Tân Lập');
    const { dialogue } = talk;
    talk.take({ kind: 'start', payload: 'v-DT-01' });
    expect(talk.dialogue).toEqual(dialogue);
    expect(talk.lines()).toContain('Việc đang viết dở vẫn còn đây, chưa gửi.');
  });

  it('raises the alarm as any first word does', () => {
    const talk = arriving('v-DT-01');
    const said = talk.say('cháy nhà rồi').join('\n');
    expect(said).toContain('114');
    expect(said).not.toMatch(/thôn nào|ở đâu/);
    expect(talk.effects()).toMatchObject([{ type: 'alert-duty', alert: { unitId: 'DT-01' } }]);
    expect(talk.buttons()).toContain('Sửa');
  });
});

describe('a link to a case', () => {
  const before: Before = { consents: { report: true }, cases: [caseAt('answered')] };
  const code = caseAt('answered').code;

  it('opens it where it is the person’s own', () => {
    expect(arriving(`m-${code}`, before).lines().join('\n')).toContain(code);
  });

  it('shows nothing of one that is not, whether it exists or not', () => {
    const other = arriving(`m-${code}`, { ...before, isBlind: true });
    const none = arriving('m-LL-4803');
    expect(other.lines()[0]).toContain('Việc này không mở được ở đây');
    expect(other.lines()).toEqual(none.lines());
    expect(other.buttons()).toEqual(['Theo dõi ở nơi khác nữa', 'Việc của tôi', 'Gặp cán bộ']);
  });
});

describe('any other link', () => {
  it.each(['v-GONE', 'xyz', '', 'c-nothing', 'm-LL-4828', 'n-123', '../../etc', '<script>'])(
    '%j is greeted as everybody is',
    (payload) => {
      expect(arriving(payload).lines()).toEqual(greeting);
    },
  );

  it('never throws, acts or promises anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (payload) => {
        const talk = arriving(payload);
        expect(talk.lines().length).toBeGreaterThan(0);
        expect(talk.effects()).toEqual([]);
      }),
    );
  });
});

describe('a link with a code', () => {
  it('asks for the code to be typed, for anybody may send a link, and is not kept', () => {
    const talk = arriving('n-K7MP-3XQD');
    expect(talk.asked).toEqual([]);
    expect(talk.lines()).toEqual(['Viết mã vào đây ạ. Mã dạng K7MP-3XQD.']);
    expect(talk.outcome.withholds).toBe(true);
  });
});
