import { describe, expect, it } from 'vitest';
import { decidePlacement } from '../../../src/domain/triage.ts';
import { Talk } from './talk.ts';
import { DIRECTORY, WORLD } from './village.ts';

const CRY = 'trưởng thôn lục liễu đang đánh người, cứu với';

const told = (): Talk => {
  const talk = new Talk({ consents: { report: true, remember: false } });
  talk.say(CRY);
  return talk;
};

describe('a danger that accuses somebody in office', () => {
  it('is answered with numbers and brought to the people on duty at once', () => {
    const talk = told();
    expect(talk.lines()[0]).toContain('113');
    expect(talk.effects().map(({ type }) => type)).toContain('alert-duty');
    expect(talk.outcome.withholds).toBeUndefined();
  });

  it('never names the team of the accused', () => {
    const talk = told();
    expect(talk.lines().at(-1)).toBe('Gửi tới người trực của xã như vậy được chưa ạ?');
    expect(talk.lines().join()).not.toContain('tổ dân vận');
  });

  it('is owned by the block, although the words name the village', () => {
    const talk = told();
    talk.press('Gửi');
    const { opened } = talk;
    expect(opened.place).toEqual({ withinId: 'DT', candidateIds: ['DT'] });
    const placement = decidePlacement(
      opened,
      WORLD.understand(opened.text),
      DIRECTORY,
      '2026-11-23',
    );
    expect(placement).toMatchObject({ type: 'hold', ownerUnitId: 'DT', asks: [] });
  });

  it('goes to the unit on duty when no place is known', () => {
    const talk = new Talk({ consents: { report: true, remember: false } });
    talk.say('trưởng thôn đang đánh người, cứu với');
    talk.say('không biết');
    talk.press('Gửi');
    expect(talk.opened.place).toEqual({ withinId: 'PT', candidateIds: ['PT'] });
  });
});
