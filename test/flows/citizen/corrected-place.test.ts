import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/flows/parts/draft.ts';
import { createDirectory } from '../../../src/domain/directory.ts';
import { createReader } from '../../../src/text/reader.ts';
import { MODEL } from '../../fixtures/model.ts';
import { Talk } from './talk.ts';
import { CALENDAR, MONDAY, ORGANISATION, UNITS, WORLD } from './village.ts';

const draftOf = (talk: Talk): Draft => talk.dialogue?.slots['draft'] as Draft;
const after = (words: string): Talk => {
  const talk = new Talk({ consents: { report: true, remember: false } });
  talk.say(words);
  return talk;
};

describe('a place that is put right', () => {
  it('by a name of several is asked about among those', () => {
    const talk = after('đường ở lục liễu sụt hố');
    expect(talk.say('a nham lai, o tan lap co')).toEqual([
      'Có mấy thôn Tân Lập. Việc này ở đâu ạ?',
    ]);
    expect(draftOf(talk)).toMatchObject({ unitId: null, words: ['đường ở lục liễu sụt hố'] });
  });

  it('by another commune is asked about within that one', () => {
    const talk = after('đường ở xã Bồ Lý sụt hố');
    talk.say('k phai bo ly dau, o dao tru moi dung');
    expect(talk.lines()).toEqual(['Ở thôn nào của xã Đạo Trù ạ?']);
    expect(draftOf(talk)).toMatchObject({ unitId: null, withinId: 'DT' });
  });

  it('by a sure village is that village', () => {
    const talk = after('đường ở lục liễu sụt hố');
    talk.say('không phải lục liễu, ở thôn Tiên Long mới đúng');
    expect(draftOf(talk).unitId).toBe('DT-02');
  });

  it('by a bare "không phải" offers none of the refused villages again', () => {
    const talk = after('rác ở tân lập');
    talk.say('không phải');
    expect(talk.buttons()).toEqual(['Không rõ thôn nào']);
    expect(draftOf(talk).candidateIds).toEqual([]);
  });

  it('leaves what has nothing to do with a place to the story', () => {
    const talk = after('đường ở lục liễu sụt hố');
    talk.say('không phải hố nhỏ đâu');
    expect(draftOf(talk)).toMatchObject({ unitId: 'DT-01' });
    expect(draftOf(talk).words).toHaveLength(2);
  });
});

/** A new commune called like one of the two that it was made of. */
const merged = (): Talk => {
  const [village, commune, province] = ['DT-01', 'DT', 'PT'].map((wanted) =>
    UNITS.find(({ id }) => id === wanted),
  );
  if (!village || !commune || !province) throw new Error('the sample has changed');
  const under = (unitId: string) => ({ parents: [{ unitId, validity: {} }] });
  const levels = ORGANISATION.levels.map((one) => one);
  const block = levels.find(({ id }) => id === 'commune');
  if (block === undefined) throw new Error('the sample has changed');
  const part = { ...commune, levelId: 'part' };
  const units = [
    province,
    { ...commune, id: 'NEW' },
    { ...part, id: 'OLD', ...under('NEW') },
    { ...part, id: 'YD', name: 'Yên Dương', ...under('NEW') },
    { ...village, id: 'OLD-1', name: 'Tân Tiến', ...under('OLD') },
    { ...village, id: 'OLD-2', name: 'Đồng Quạ', ...under('OLD') },
    { ...village, id: 'OLD-3', name: 'Đồng Giếng', ...under('OLD') },
    { ...village, id: 'YD-1', name: 'Tân Tiến', ...under('YD') },
    { ...village, id: 'YD-2', name: 'Đồng Mới', ...under('YD') },
  ];
  const organisation = {
    ...ORGANISATION,
    levels: [
      ...levels.slice(0, 1),
      { ...block, id: 'part', rank: 1 },
      ...levels.slice(1).map((one) => ({ ...one, rank: one.rank + 1 })),
    ],
  };
  const directory = createDirectory({ organisation, units });
  const reader = createReader(directory, CALENDAR.dateOf(MONDAY), MODEL);
  return new Talk({
    consents: { report: true, remember: false },
    world: {
      ...WORLD,
      directory,
      understand: (words, home) => ({
        ...reader.understand(words, home),
        category: WORLD.understand(words).category,
      }),
    },
  });
};

describe('a place that is put right in one breath', () => {
  it.each([
    'nhầm, Đồng Quạ chứ không phải Đồng Giếng',
    'nham, dong qua chu khong phai dong gieng',
    'Đồng Quạ không phải Đồng Giếng',
  ])('is that place in %j', (words) => {
    const talk = merged();
    talk.say('đường ở thôn Đồng Giếng sụt hố');
    talk.say(words);
    expect(draftOf(talk)).toMatchObject({ unitId: 'OLD-2' });
    expect(draftOf(talk).words).toHaveLength(1);
  });

  it('is not refused for lying in a commune called like the one that is', () => {
    const talk = merged();
    talk.say('đường ở thôn Tân Tiến sụt hố');
    talk.say('Tân Tiến bên Yên Dương cơ không phải Đạo Trù');
    expect(draftOf(talk)).toMatchObject({ unitId: 'YD-1' });
  });

  it('is the one offered village that lies where the answer says', () => {
    const talk = merged();
    talk.say('đường ở thôn Tân Tiến sụt hố');
    expect(draftOf(talk).candidateIds).toHaveLength(2);
    talk.say('à không, bên Yên Dương cơ');
    expect(draftOf(talk)).toMatchObject({ unitId: 'YD-1' });
    expect(draftOf(talk).words).toHaveLength(1);
  });

  it('leaves a bare refusal after a name a refusal', () => {
    const talk = after('đường ở lục liễu sụt hố');
    talk.say('lục liễu không phải đâu');
    expect(draftOf(talk).unitId).toBeNull();
    expect(draftOf(talk).refutedIds).toContain('DT-01');
  });

  it('still refuses the namesake in the refused commune', () => {
    const talk = after('rác ở tân lập');
    talk.say('không phải Bồ Lý, Tân Lập cơ');
    expect(draftOf(talk).candidateIds).toEqual(['DT-03', 'DD-01']);
  });
});
