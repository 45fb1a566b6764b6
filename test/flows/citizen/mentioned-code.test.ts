import { describe, expect, it } from 'vitest';
import { caseAt } from './cases.ts';
import { Talk } from './talk.ts';

const CLOSED = caseAt('confirmed', {}, 1);
const WORKING = caseAt('working', {}, 2);

const having = (): Talk => new Talk({ consents: { report: true }, cases: [CLOSED, WORKING] });
const lastAction = (talk: Talk, id: string) =>
  talk.cases.find((current) => current.id === id)?.history.at(-1)?.action;

describe('a code within a message', () => {
  it('with a reason reopens that case and no other', () => {
    const talk = having();
    talk.say(`mở lại ${CLOSED.code}, cột lại nghiêng`);
    expect(lastAction(talk, CLOSED.id)).toEqual({ type: 'reopen', words: 'cột lại nghiêng' });
  });

  it('without a reason asks for one, naming the case', () => {
    expect(having().say(`mo lai viec ${CLOSED.code}`)[0]).toBe(
      `Vì sao cần mở lại việc ${CLOSED.code} ạ? Viết một câu là được.`,
    );
  });

  it('with a question opens that case', () => {
    const talk = having();
    expect(talk.say(`việc ${WORKING.code} sao rồi`)[0]).toContain(WORKING.code);
    expect(talk.effects()).toEqual([]);
  });

  it('with anything more adds to that case', () => {
    const talk = having();
    talk.say(`${WORKING.code} hố rộng thêm một mét`);
    expect(lastAction(talk, WORKING.id)?.type).toBe('add');
  });

  it('that is nobody’s leaves a message like any other', () => {
    const talk = new Talk({ consents: { report: true } });
    talk.say(`đường ở lục liễu sụt hố, ${CLOSED.code}`);
    expect(talk.dialogue?.flow).toBe('report');
  });
});
