import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/chat/flow.ts';
import type { Landmark } from '../../../src/domain/landmark.ts';
import { emptyDraft, type Draft } from '../../../src/flows/parts/draft.ts';
import { createReader } from '../../../src/text/reader.ts';
import { MODEL } from '../../fixtures/model.ts';
import { Talk, type Before } from './talk.ts';
import { CALENDAR, DIRECTORY, FAR_AWAY, IN_TIEN_LONG, MONDAY, WORLD } from './village.ts';

const MARKET = { latitude: 21.53, longitude: 105.6 };

const LANDMARKS: readonly Landmark[] = [
  { name: 'chợ Đồng Mít', unitId: 'DT-01', pin: MARKET },
  { name: 'cầu Xi', unitId: 'DT-05' },
];

const reader = createReader(DIRECTORY, CALENDAR.dateOf(MONDAY), MODEL, LANDMARKS);
const LANDMARKED: World = {
  ...WORLD,
  landmarks: LANDMARKS,
  understand: (text, home) => ({
    ...WORLD.understand(text, home),
    place: reader.understand(text, home).place,
  }),
};

const KNOWN: Before = { consents: { report: true, remember: false }, world: LANDMARKED };
const AT = (home: string): Before => ({
  consents: { report: true, remember: true },
  home,
  world: LANDMARKED,
});

const draftOf = (talk: Talk): Draft => talk.dialogue?.slots['draft'] as Draft;
const during = (parts: Partial<Draft>, before: Before = KNOWN): Talk => {
  const talk = new Talk(before);
  const draft = { ...emptyDraft('D1'), words: ['đường sụt hố'], ...parts };
  talk.dialogue = { flow: 'report', step: 'place', slots: { draft }, since: talk.now };
  return talk;
};
/** So many metres north of a point. */
const north = (metres: number, of = MARKET) => ({
  ...of,
  latitude: of.latitude + metres / 111_300,
});

describe('a landmark in the words', () => {
  it('proposes its village and waits for the person', () => {
    const talk = new Talk(KNOWN);
    expect(talk.say('den duong o cau xi hong')).toEqual(['Việc này ở đâu ạ?']);
    expect(talk.buttons()).toEqual(['thôn Đồng Quạ (Đạo Trù)', 'Nơi khác']);
  });

  it('that can be no other is taken, and the summary shows its village', () => {
    const talk = new Talk(KNOWN);
    expect(talk.say('đường sụt hố trước chợ Đồng Mít')[1]).toContain('thôn Lục Liễu (Đạo Trù)');
  });

  it('in the own village asks nothing, and the summary shows the village', () => {
    const talk = new Talk(AT('DT-05'));
    expect(talk.say('đường sụt hố ở cầu Xi')[1]).toContain('thôn Đồng Quạ (Đạo Trù)');
  });
});

describe('a pin', () => {
  it.each([
    [300, 'Vị trí này cách chợ Đồng Mít khoảng 300 mét.'],
    [340, 'Vị trí này cách chợ Đồng Mít khoảng 300 mét.'],
    [20, 'Vị trí này ngay gần chợ Đồng Mít.'],
    [980, 'Vị trí này cách chợ Đồng Mít khoảng 1 cây số.'],
    [2_300, 'Vị trí này cách chợ Đồng Mít khoảng 2 cây số.'],
  ])('%d metres from a landmark proposes its village', (metres, line) => {
    const talk = during({});
    expect(talk.pin(north(metres))).toEqual([line, 'Việc này ở đâu ạ?']);
    expect(talk.buttons()[0]).toBe('thôn Lục Liễu (Đạo Trù)');
    expect(draftOf(talk).unitId).toBeNull();
  });

  it('proposes what is nearest, landmark or village', () => {
    const talk = during({});
    expect(talk.pin(IN_TIEN_LONG)[0]).toContain('giữa thôn Tiên Long');
    expect(draftOf(talk).candidateIds).toEqual(['DT-02', 'DT-03', 'DT-01']);
  });

  it('alone settles no village, however often it is sent', () => {
    const talk = during({});
    for (const at of [MARKET, north(10), IN_TIEN_LONG, north(4_000), MARKET]) {
      talk.pin(at);
      expect(draftOf(talk).unitId).toBeNull();
    }
  });

  it('settles what one of the namesakes asked about', () => {
    const talk = new Talk(KNOWN);
    talk.say('rác ở thôn tân lập');
    talk.pin({ latitude: 21.52, longitude: 105.62 });
    expect(draftOf(talk).unitId).toBe('DT-03');
  });

  it('settles none of them while it is not known where all of them lie', () => {
    const talk = during({ candidateIds: ['DT-02', 'DT-04'] });
    talk.pin(IN_TIEN_LONG);
    expect(draftOf(talk)).toMatchObject({ unitId: null });
    expect(draftOf(talk).candidateIds.slice(0, 2)).toEqual(['DT-02', 'DT-04']);
  });

  it('keeps asking about the names when it lies near none of them and their places are unknown', () => {
    const talk = during({ candidateIds: ['DT-04', 'BL-02'] });
    talk.pin({ latitude: 21.2, longitude: 105.2 });
    expect(draftOf(talk).candidateIds).toEqual(['DT-04', 'BL-02']);
  });

  it('never proposes what the person has said it is not', () => {
    const talk = during({ refutedIds: ['DT-01'] });
    talk.pin(MARKET);
    expect(draftOf(talk).candidateIds).not.toContain('DT-01');
  });

  it('settles the own village when that is nearest, and the summary shows it', () => {
    const talk = during({ categoryId: 'duong' }, AT('DT-01'));
    expect(talk.pin(north(200))[1]).toContain('thôn Lục Liễu (Đạo Trù)');
  });

  it('settles the own village neither when another is nearer', () => {
    const talk = during({}, AT('DT-01'));
    talk.pin(IN_TIEN_LONG);
    expect(draftOf(talk).unitId).toBeNull();
    expect(talk.buttons()[0]).toBe('thôn Tiên Long (Đạo Trù)');
  });

  it('nor against the namesakes that were named', () => {
    const talk = during({ candidateIds: ['DT-03', 'BL-01'] }, AT('DT-01'));
    talk.pin(MARKET);
    expect(draftOf(talk).unitId).toBe('DT-03');
  });

  it('nor in danger, for help must not drive to the wrong one', () => {
    const talk = during({ urgency: 'emergency', alerted: 'words' }, AT('DT-01'));
    talk.pin(MARKET);
    expect(draftOf(talk).unitId).toBeNull();
    expect(talk.lines().join(' ')).not.toContain('Gửi được vị trí');
  });

  it('outside all villages is kept, and the person is told', () => {
    const talk = during({});
    expect(talk.pin(FAR_AWAY).join(' ')).toContain('ở xa các thôn');
    expect(draftOf(talk)).toMatchObject({ unitId: null, pin: FAR_AWAY });
  });

  it('outside all villages does not keep the own one from being asked about', () => {
    const talk = during({}, AT('DT-01'));
    expect(talk.pin(FAR_AWAY)).toEqual([
      'Vị trí này ở xa các thôn mà Cầu Nối biết.',
      'Việc này ở đâu ạ?',
    ]);
    expect(talk.buttons()[0]).toBe('thôn Lục Liễu (Đạo Trù)');
  });
});
