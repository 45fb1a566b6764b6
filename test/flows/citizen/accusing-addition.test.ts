import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { caseAt } from './cases.ts';
import { Talk } from './talk.ts';

const ROAD = { text: 'đường thôn lục liễu do ông trưởng thôn đứng ra làm bị sụt hố to' };
const WORSE = 'phải nộp 500 nghìn';
const FIRE = { urgency: 'emergency', text: 'cháy nhà ở thôn lục liễu rồi cứu với' } as const;
const BLAME = 'cháy to lắm rồi, ông trưởng thôn lục liễu nhận hối lộ của xưởng gỗ nên mới cháy nhà';

const having = (current: Case): Talk =>
  new Talk({ consents: { report: true, remember: false }, cases: [current] });
const isUnchanged = (talk: Talk, current: Case): boolean =>
  talk.cases[0]?.history.length === current.history.length;

describe('an addition that accuses only with what was said of the case before is not kept', () => {
  it.each<readonly [string, Parameters<typeof caseAt>[0], (talk: Talk, code: string) => unknown]>([
    [
      'as an afterthought',
      'triage',
      (talk, code) => [talk.say(WORSE), talk.press(`Thêm vào ${code}`)],
    ],
    ['as an afterthought in words', 'triage', (talk) => [talk.say(WORSE), talk.say('thêm vào')]],
    ['with its code', 'working', (talk, code) => talk.say(`${code} ${WORSE}`)],
    ['by its button', 'working', (talk, code) => [talk.press(`mine:add:${code}`), talk.say(WORSE)]],
    [
      'under a photo',
      'working',
      (talk, code) => [talk.press(`mine:add:${code}`), talk.show(WORSE)],
    ],
    ['as an answer to the team', 'needs-info', (talk) => talk.say(WORSE)],
    [
      'as a reason to reopen',
      'answered',
      (talk, code) => [talk.press(`rating:notyet:${code}`), talk.say(WORSE)],
    ],
    [
      'with the code, to reopen',
      'answered',
      (talk, code) => talk.say(`${code} chưa xong, ${WORSE}`),
    ],
  ])('%s', (_name, status, speak) => {
    const current = caseAt(status, ROAD);
    const talk = having(current);
    speak(talk, current.code);
    expect(talk.outcome.withholds).toBe(true);
    expect(isUnchanged(talk, current)).toBe(true);
    expect(JSON.stringify(talk.outcome)).not.toContain(WORSE);
  });

  it('nor with an addition of the same person', () => {
    const current = caseAt('working');
    const talk = having(current);
    talk.say(`${current.code} đường này ông trưởng thôn đứng ra làm`);
    talk.say(`${current.code} ${WORSE}`);
    expect(talk.outcome.withholds).toBe(true);
  });

  it('while the same words of another case are passed on', () => {
    const current = caseAt('working');
    const talk = having(current);
    talk.say(`${current.code} ${WORSE}`);
    expect(talk.cases[0]?.history.at(-1)?.action).toMatchObject({ type: 'add' });
  });

  it('while an ordinary one is passed on', () => {
    const current = caseAt('working', ROAD);
    const talk = having(current);
    talk.say(`${current.code} hố rộng hai mét`);
    expect(talk.cases[0]?.history.at(-1)?.action).toMatchObject({ type: 'add' });
  });
});

describe('a danger that was sent, and then accuses', () => {
  it.each<readonly [string, (talk: Talk, code: string) => unknown]>([
    ['out of the blue', (talk) => talk.say(BLAME)],
    ['with its code', (talk, code) => talk.say(`${code} ${BLAME}`)],
    ['by its button', (talk, code) => [talk.press(`mine:add:${code}`), talk.say(BLAME)]],
    ['under a photo', (talk) => talk.show(BLAME)],
  ])('becomes a case above the accused: %s', (_name, speak) => {
    const current = caseAt('waiting', FIRE);
    const talk = having(current);
    speak(talk, current.code);
    expect(isUnchanged(talk, current)).toBe(true);
    expect(talk.lines()[0]).toContain('114');
    expect(talk.effects().map(({ type }) => type)).toContain('alert-duty');
    talk.press('Gửi');
    expect(talk.opened).toMatchObject({
      urgency: 'emergency',
      marks: ['about-official'],
      place: { withinId: 'DT', candidateIds: ['DT'] },
    });
  });

  it('in the place of the first where none is named', () => {
    const talk = having(caseAt('waiting', FIRE));
    talk.say('cháy to lắm rồi, ông trưởng thôn nhận hối lộ của xưởng gỗ nên mới cháy nhà');
    talk.press('Gửi');
    expect(talk.opened.place.withinId).toBe('DT');
  });

  it('takes more of it where it is held above already', () => {
    const current = caseAt('triage', { ...FIRE, marks: ['about-official'] });
    const talk = having(current);
    talk.say(BLAME);
    expect(talk.cases).toHaveLength(1);
    expect(talk.cases[0]?.history.at(-1)?.action.type).toBe('add');
  });
});
