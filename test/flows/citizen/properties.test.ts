import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isChoiceId } from '../../../src/chat/choice.ts';
import type { InboundBody } from '../../../src/chat/message.ts';
import { FLOWS } from '../../../src/flows/index.ts';
import { caseAt } from './cases.ts';
import { photo, Talk, type Before } from './talk.ts';
import { MONDAY, WORLD } from './village.ts';

/** Every step that a citizen's dialogue can stand at. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  report: [
    'words',
    'photos',
    'summary',
    'edit',
    'danger',
    'place',
    'category',
    'name',
    'rewrite',
    'consent',
    'complaint',
    'belongs',
    'which',
    'same',
  ],
  withheld: ['asked'],
  mine: ['adding'],
  rating: ['reason'],
  link: ['code', 'sure', 'part'],
  phone: ['leave', 'number'],
};

const SAYINGS = [
  'đường ở lục liễu sụt hố',
  'rác ở thôn Tân Lập',
  'nước tràn',
  'Lục Liễu',
  'không',
  'ok',
  'gửi',
  'sửa',
  'cháy nhà rồi cứu với',
  'tôi tố cáo ông chủ tịch xã ăn hối lộ',
  'tôi khiếu nại quyết định thu hồi đất của xã với nhà tôi',
  'báo hộ',
  'việc của tôi',
  'trợ giúp',
  'gặp cán bộ',
  'english',
  'quyền riêng tư',
  'xin chào',
  'cảm ơn',
  '1',
  '2',
  '3',
  '4',
  '9',
  '🙃🙃🙃',
  '',
  '/xyz',
  '/vieccuatoi LL-4827',
  'LL-4827',
  '{{x}} $t(a)',
  'x'.repeat(4_001),
  'không biết',
  'chị Mận',
  'nối kênh',
  'K7MP-3XQD',
  '/noikenh K7MP-3XQD',
  'bỏ kênh',
  'số điện thoại',
  '0912 345 678',
];

/** One thing that a person does; a number presses one of the buttons that are shown. */
type Deed = number | InboundBody;

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 12 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...SAYINGS).map((text): Deed => ({ kind: 'text', text })),
  },
  { weight: 1, arbitrary: fc.string().map((text): Deed => ({ kind: 'text', text })) },
  { weight: 1, arbitrary: fc.constant<Deed>({ kind: 'file', file: photo() }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...SAYINGS)
      .map((caption): Deed => ({ kind: 'file', file: photo(), caption })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        latitude: fc.double({ min: -90, max: 90, noNaN: true }),
        longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      })
      .map((pin): Deed => ({ kind: 'location', pin })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'report:send:N2',
        'mine:open:LL-4803',
        'rating:star:LL-4803:7',
        'withheld:no',
        'x',
        'report:at:N2:-1',
      )
      .map((id): Deed => ({ kind: 'choice', id })),
  },
  { weight: 1, arbitrary: fc.constant<Deed>({ kind: 'contact', phone: '0900000000' }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('v-DT-01', 'v-DT_c-duong', 'c-dien', 'm-LL-4803', 'n-K7MP-3XQD', 'x')
      .map((payload): Deed => ({ kind: 'start', payload })),
  },
);

const OFFER = {
  caseId: 'other-case',
  categoryId: 'duong',
  unitId: 'DT-01',
  reporters: 2,
  since: MONDAY,
  endedAt: null,
} as const;

const before: fc.Arbitrary<Before> = fc.constantFrom<Before>(
  {},
  { consents: { report: true, remember: true }, home: 'DT-01' },
  { consents: { report: false } },
  { consents: { report: true }, cases: [caseAt('needs-info')] },
  { consents: { report: true }, cases: [caseAt('answered'), caseAt('triage', {}, 1)] },
  { locale: 'en', cases: [caseAt('confirmed')] },
  { consents: { report: true }, cases: [caseAt('answered')], isBlind: true },
  { home: 'DT-01', consents: { remember: true }, offer: OFFER },
);

const live = (talk: Talk, one: Deed): void => {
  if (typeof one !== 'number') {
    talk.take(one);
    return;
  }
  const buttons = talk.outcome.replies.flatMap(({ message }) => message.choices ?? []);
  const pressed = buttons[one % Math.max(1, buttons.length)];
  talk.take({ kind: 'choice', id: pressed?.id ?? 'report:start' });
};

const lives = fc.tuple(before, fc.array(deed, { maxLength: 14 }));
const RUNS = { numRuns: 80 };

describe('whatever a person does, in whatever order', () => {
  it('every answer can be said, every button fits, and no step is unknown', () => {
    fc.assert(
      fc.property(lives, ([start, deeds]) => {
        const talk = new Talk(start);
        for (const one of deeds) {
          live(talk, one);
          const { replies, dialogue } = talk.outcome;
          const isKnown =
            dialogue === null || STEPS[dialogue.flow]?.includes(dialogue.step) === true;
          expect(isKnown).toBe(true);
          for (const { message } of replies) {
            expect(message.lines.length).toBeGreaterThan(0);
            for (const { id } of message.choices ?? []) {
              expect(isChoiceId(id)).toBe(true);
              expect(Buffer.byteLength(id)).toBeLessThanOrEqual(64);
              expect(FLOWS.map((flow) => flow.id)).toContain(id.split(':')[0]);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('at most one question is asked in an answer', () => {
    fc.assert(
      fc.property(lives, ([start, deeds]) => {
        const talk = new Talk({ ...start, locale: 'vi' });
        for (const one of deeds) {
          live(talk, one);
          if (talk.locale !== 'vi') continue;
          const lines = talk.lines();
          // Words and a name that the person gave may hold a sign of their own.
          const questions = lines.filter(
            (line) => line.includes('?') && !/“|^Người gửi:/.test(line),
          );
          expect(questions.length).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it('"Hủy" always ends it', () => {
    fc.assert(
      fc.property(lives, ([start, deeds]) => {
        const talk = new Talk(start);
        for (const one of deeds) live(talk, one);
        talk.say('Hủy');
        expect(talk.dialogue).toBeNull();
        expect(talk.effects()).toEqual([]);
      }),
      RUNS,
    );
  });

  it('nothing is sent without a word about keeping, and every case has an owner', () => {
    fc.assert(
      fc.property(lives, ([start, deeds]) => {
        const talk = new Talk(start);
        const known = talk.cases.length;
        for (const one of deeds) live(talk, one);
        const opened = talk.cases.slice(known);
        const said = (purpose: string): boolean =>
          talk.person.consents.some((consent) => consent.purpose === purpose && consent.granted);
        const unasked = opened.filter(
          ({ reporter, urgency }) => reporter.personId === 'P1' && urgency !== 'emergency',
        );
        expect(opened.filter(({ ownerUnitId }) => ownerUnitId === '')).toEqual([]);
        expect(unasked.length === 0 || said('report')).toBe(true);
        expect(
          talk.person.homeUnitId === start.home ||
            said('remember') ||
            talk.person.homeUnitId === undefined,
        ).toBe(true);
      }),
      RUNS,
    );
  });
});

it('of words that must not be kept nothing is left anywhere', () => {
  const MARK = 'zqxjk';
  const world = {
    ...WORLD,
    understand: (text: string, home?: string) => {
      const reading = WORLD.understand(text, home);
      const isCalm = reading.urgency !== 'emergency';
      return { ...reading, isSuspectedDenunciation: isCalm && text.includes(MARK) };
    },
  };
  const marked = fc
    .tuple(fc.constantFrom(...SAYINGS.filter((text) => text.length < 100)), fc.boolean())
    .map(
      ([text, isCaption]): InboundBody =>
        isCaption
          ? { kind: 'file', file: photo(), caption: `${text} ${MARK}` }
          : { kind: 'text', text: `${text} ${MARK}` },
    );
  fc.assert(
    fc.property(lives, marked, ([start, deeds], last) => {
      const talk = new Talk({ ...start, world });
      for (const one of deeds) live(talk, one);
      const wasGeneral = JSON.stringify(talk.dialogue).includes('"isGeneral":true');
      talk.take(last);
      if (wasGeneral || talk.outcome.withholds !== true) return;
      expect(JSON.stringify(talk.outcome)).not.toContain(MARK);
      expect([{}, { hadDraft: true }]).toContainEqual(talk.outcome.dialogue?.slots);
    }),
    RUNS,
  );
});
