import { describe, expect, it } from 'vitest';
import { draftIn } from '../../../src/flows/parts/draft.ts';
import { caseAt } from './cases.ts';
import { Talk } from './talk.ts';

const FIRE = 'cháy nhà ở thôn lục liễu rồi cứu với';
const BLAME = 'trưởng thôn thì say rượu không ai chỉ huy';

const inDanger = (): Talk => {
  const talk = new Talk({ consents: { report: true, remember: false } });
  talk.say(FIRE);
  return talk;
};

describe('a danger that is being told is not thrown away by an accusing word', () => {
  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['as the next message', (talk) => talk.say(BLAME)],
    ['under a photo', (talk) => talk.show(BLAME)],
    ['behind a command', (talk) => talk.say(`/baoho ${BLAME}`)],
    ['behind an unknown command', (talk) => talk.say(`/tocao ${BLAME}`)],
    ['instead of a name', (talk) => [talk.press('Nêu tên'), talk.say(BLAME)]],
    [
      'while something else is talked of',
      (talk) => {
        talk.cases = [caseAt('working')];
        talk.press(`mine:add:${caseAt('working').code}`);
        talk.say(BLAME);
      },
    ],
  ])('%s', (_name, speak) => {
    const talk = inDanger();
    speak(talk);
    expect(talk.outcome.withholds).toBeUndefined();
    expect(talk.dialogue?.slots['draft']).toMatchObject({
      urgency: 'emergency',
      isAboutOfficial: true,
      name: null,
    });
    expect(talk.lines().at(-1)).toBe('Gửi tới người trực của xã như vậy được chưa ạ?');
  });

  it('and goes above the accused, with every word', () => {
    const talk = inDanger();
    talk.say(BLAME);
    talk.press('Gửi');
    expect(talk.opened).toMatchObject({
      urgency: 'emergency',
      text: `${FIRE}\n${BLAME}`,
      place: { withinId: 'DT', candidateIds: ['DT'] },
    });
  });

  it('nor when only the person said that there is danger', () => {
    const talk = inDanger();
    const told = { ...draftIn(talk.dialogue), isAboutOfficial: false, words: ['khói nhiều lắm'] };
    talk.dialogue = { flow: 'report', step: 'summary', slots: { draft: told }, since: talk.now };
    talk.say(BLAME);
    expect(talk.outcome.withholds).toBeUndefined();
    expect(talk.lines().join()).not.toContain('tổ dân vận');
  });
});
