import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { caseAt } from './cases.ts';
import { photo, Talk } from './talk.ts';

const having = (current: Case): Talk =>
  new Talk({ consents: { report: true, remember: false }, cases: [current] });
const ANSWERED = caseAt('answered');
const { code } = ANSWERED;

describe('is it well?', () => {
  it('yes confirms', () => {
    const talk = having(ANSWERED);
    expect(talk.press(`rating:fine:${code}`)).toEqual([]);
    expect(talk.opened.status).toBe('confirmed');
  });

  it('not sure leaves it open, with the two other answers', () => {
    const talk = having(ANSWERED);
    expect(talk.press(`rating:unsure:${code}`)).toEqual([
      `Không sao, xem lại rồi hãy trả lời. Việc ${code} vẫn chờ.`,
    ]);
    expect(talk.buttons()).toEqual(['Ổn rồi ✅', 'Chưa ổn']);
  });

  it('not yet wants a reason in words; photos go along', () => {
    const talk = having(ANSWERED);
    talk.press(`rating:notyet:${code}`);
    expect(talk.show(undefined, photo('F1'))).toEqual([
      'Đã nhận ảnh. Xin viết một câu: việc LL-4803 chưa ổn chỗ nào ạ?',
    ]);
    talk.say('lại sụt rồi');
    const actions = talk.opened.history.slice(-2).map(({ action }) => action);
    expect(actions).toMatchObject([
      { type: 'reopen', words: 'lại sụt rồi' },
      { type: 'add', files: [{ id: 'F1' }] },
    ]);
  });

  it('not yet with a photo and its words is one message', () => {
    const talk = having(ANSWERED);
    talk.press(`rating:notyet:${code}`);
    talk.show('lại sụt rồi');
    expect(talk.opened.reopenedCount).toBe(1);
  });

  it('not yet can be left again', () => {
    const talk = having(ANSWERED);
    talk.press(`rating:notyet:${code}`);
    talk.press('Thôi, không mở lại');
    expect(talk.opened.status).toBe('answered');
    expect(talk.dialogue).toBeNull();
  });

  it('ends kindly when the case has moved on meanwhile', () => {
    const talk = having(ANSWERED);
    talk.press(`rating:notyet:${code}`);
    talk.cases = [caseAt('working')];
    expect(talk.say('lại sụt rồi')[0]).toContain('Mục này đã cũ');
    expect(talk.dialogue).toBeNull();
  });
});

describe('stars', () => {
  it('are given one to five, by button or figure', () => {
    const talk = having(caseAt('confirmed'));
    expect(talk.press(`rating:ask:${code}`)).toEqual([
      'Tổ dân vận thôn Lục Liễu làm việc này được mấy sao ạ?',
    ]);
    talk.say('4');
    expect(talk.opened.stars).toBe(4);
  });

  it.each(['0', '6', 'x', ''])('%j is asked again', (stars) => {
    const talk = having(caseAt('confirmed'));
    talk.press(stars === '' ? `rating:star:${code}` : `rating:star:${code}:${stars}`);
    expect(talk.buttons()).toHaveLength(5);
    expect(talk.opened.stars).toBeUndefined();
  });
});

describe('reopening', () => {
  it('wants a reason', () => {
    const talk = having(caseAt('declined'));
    expect(talk.press(`rating:reopen:${code}`)).toEqual([
      `Vì sao cần mở lại việc ${code} ạ? Viết một câu là được.`,
    ]);
    talk.say('chỗ cổng trường ấy');
    expect(talk.opened.status).not.toBe('declined');
  });

  it('is possible where the day of closing is not known', () => {
    const { closedAt: _unknown, ...confirmed } = caseAt('confirmed');
    const talk = having(confirmed);
    talk.wait(60 * 24 * 60);
    expect(talk.press(`rating:reopen:${code}`)[0]).toContain('Vì sao');
  });

  it('is not possible past its window', () => {
    const talk = having(caseAt('confirmed'));
    talk.wait(60 * 24 * 60);
    expect(talk.press(`rating:reopen:${code}`)[0]).toContain('Mục này đã cũ');
  });
});

it.each([
  `rating:fine:XX-0000`,
  `rating:fine`,
  `rating:colour:${code}`,
  `rating:constructor:${code}`,
])('%s is an old button', (id) => {
  const talk = having(ANSWERED);
  expect(talk.press(id)[0]).toContain('Mục này đã cũ');
});

it('a button of somebody else’s case is an old one', () => {
  const foreign = caseAt('answered', {
    reporter: { personId: 'P2', isHidden: true, isOnBehalf: false },
  });
  const talk = having(foreign);
  expect(talk.press(`rating:fine:${code}`)[0]).toContain('Mục này đã cũ');
  expect(talk.opened.status).toBe('answered');
});

it('a step that is gone is answered as old', () => {
  const talk = having(ANSWERED);
  talk.dialogue = { flow: 'rating', step: 'colour', slots: { code }, since: talk.now };
  expect(talk.say('lại sụt rồi')[0]).toContain('Mục này đã cũ');
});

it.each([{}, { code: 5 }, { code, files: 'x' }])(
  'slots of another shape do no harm: %j',
  (slots) => {
    const talk = having(ANSWERED);
    talk.dialogue = { flow: 'rating', step: 'reason', slots, since: talk.now };
    talk.say('lại sụt rồi');
    expect(talk.lines().length + talk.effects().length).toBeGreaterThan(0);
  },
);
