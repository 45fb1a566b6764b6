import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/flows/parts/draft.ts';
import { Talk } from './talk.ts';

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
