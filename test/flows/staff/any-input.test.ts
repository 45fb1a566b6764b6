import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isChoiceId } from '../../../src/chat/choice.ts';
import type { Facts, Flow, Intent, Turn } from '../../../src/chat/flow.ts';
import type { InboundBody } from '../../../src/chat/message.ts';
import { after, answered, MONDAY, opened, PHOTO, REPORTER_ID, waiting, working } from './cases.ts';
import { askerOf, conversationOf, NO_FIGURES, spoken, STAFF_FLOWS } from './desk.ts';
import {
  COLLEAGUE,
  COORDINATOR,
  EVERYTHING,
  HEAD,
  LEADER,
  LEADER_OF_TWO,
  OTHER_TEAM,
  PROVINCE,
  WORLD,
} from './network.ts';

const CASES = [
  opened(),
  waiting(),
  working(),
  answered(),
  after(working(), [{ type: 'ask', words: 'Ở đâu?' }]),
  after(opened(), [{ type: 'hold', ownerUnitId: 'DT' }]),
  { ...waiting(), teamUnitId: 'GONE', ownerUnitId: 'GONE', place: { candidateIds: ['GONE'] } },
];

const CADRES = [
  HEAD,
  COLLEAGUE,
  OTHER_TEAM,
  COORDINATOR,
  LEADER,
  LEADER_OF_TWO,
  EVERYTHING,
  PROVINCE,
];

const word = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme', maxLength: 2_000 }),
  fc.constantFrom('xong', 'Tân Lập', 'LL-4827', 'DT-01', '🙃', 'CN-7K3F-9QXA-M2WD', '0', '1'),
);

const body: fc.Arbitrary<InboundBody> = fc.oneof(
  word.map((text) => ({ kind: 'text' as const, text })),
  fc.record({ kind: fc.constant('file' as const), file: fc.constant(PHOTO), caption: word }),
  fc.constant({ kind: 'file' as const, file: PHOTO }),
  fc.constant({ kind: 'location' as const, pin: { latitude: 21, longitude: 105 } }),
  fc.constant({ kind: 'contact' as const, phone: '0912345678' }),
  fc.constantFrom(
    { kind: 'unsupported' as const, what: 'sticker' as const },
    { kind: 'unsupported' as const, what: 'too-big' as const },
  ),
);

const VERBS = [
  'open',
  'more',
  'accept',
  'return',
  'back',
  'ask',
  'progress',
  'resolve',
  'finish',
  'give',
  'hand',
  'forward',
  'refuse',
  'reason',
  'send',
  'stop',
  'list',
  'villages',
  'to',
  'block',
  'all',
  'unit',
  'units',
  'late',
  'late-in',
  'constructor',
  '__proto__',
] as const;

const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.constant({ type: 'message' as const }),
  fc.record({
    type: fc.constant('command' as const),
    name: fc.constantFrom('viec', 'dieuphoi', 'tinhhinh', 'quahan', 'donvi', 'web', 'thamgia', 'x'),
    argument: word,
  }),
  fc.record({
    type: fc.constant('choice' as const),
    verb: fc.oneof(fc.constantFrom(...VERBS), fc.string()),
    arguments: fc.array(word, { maxLength: 4 }),
  }),
);

const STEPS = [
  'ask',
  'return',
  'forward',
  'forward-words',
  'decline',
  'decline-sure',
  'progress',
  'resolve',
  'village',
  'unit',
  'code',
  'toString',
] as const;

const slots = fc.oneof(
  fc.dictionary(fc.string(), fc.anything()),
  fc.record({
    code: fc.oneof(fc.constant('LL-4827'), fc.anything()),
    words: fc.oneof(word, fc.anything()),
    files: fc.oneof(fc.constant([PHOTO]), fc.anything()),
    reason: fc.oneof(fc.constant('unclear'), fc.anything()),
    to: fc.oneof(word, fc.anything()),
    wasAsked: fc.anything(),
  }),
);

const dialogueOf = (flow: string) =>
  fc.option(
    fc.record({
      flow: fc.constantFrom(flow, 'report'),
      step: fc.oneof(fc.constantFrom(...STEPS), fc.string()),
      slots,
      since: fc.constant(MONDAY),
    }),
  );

const facts: fc.Arbitrary<Facts> = fc.record(
  {
    found: fc.constantFrom(...CASES),
    inbox: fc.subarray(CASES),
    overdue: fc.subarray(CASES),
    figures: fc.constant(NO_FIGURES),
    colleagues: fc.subarray(CADRES),
  },
  { requiredKeys: [] },
);

const turnOf = (flow: Flow): fc.Arbitrary<Turn> =>
  fc
    .record({
      body,
      intent,
      dialogue: dialogueOf(flow.id),
      cadre: fc.option(fc.constantFrom(...CADRES), { nil: undefined }),
      groupId: fc.option(fc.constant('album'), { nil: undefined }),
    })
    .map((given) => ({
      conversation: conversationOf({ dialogue: given.dialogue }),
      inbound: {
        eventId: 'event-1',
        chat: { channel: 'web', chatId: 'chat-1' },
        sentAt: MONDAY,
        body: given.body,
        ...(given.groupId === undefined ? {} : { groupId: given.groupId }),
      },
      intent: given.intent,
      asker: askerOf(given.cadre),
      world: WORLD,
      locale: 'vi',
      now: MONDAY,
      newId: () => 'new-id',
    }));

describe.each(STAFF_FLOWS.map((flow) => [flow.id, flow] as const))('the flow %s', (_, flow) => {
  it('answers anything with sayable words, buttons that fit and no trace of the reporter', () => {
    fc.assert(
      fc.property(turnOf(flow), facts, (turn, known) => {
        flow.claims?.(turn);
        flow.needs?.(turn);
        const outcome = flow.advance(turn, known);
        for (const { message } of outcome.replies) {
          expect(message.lines.length).toBeGreaterThan(0);
          expect(spoken(message, 'vi')).not.toBe('');
          expect(spoken(message, 'en')).not.toBe('');
          for (const { id } of message.choices ?? []) expect(id).toSatisfy(isChoiceId);
        }
        expect(JSON.stringify(outcome.replies)).not.toContain(REPORTER_ID);
        expect(outcome.replies.length + (outcome.effects?.length ?? 0)).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it("acts only for a cadre, and always in that cadre's name", () => {
    fc.assert(
      fc.property(turnOf(flow), facts, (turn, known) => {
        for (const effect of flow.advance(turn, known).effects ?? []) {
          if (effect.type === 'join') continue;
          expect(turn.asker.cadre).toBeDefined();
          if (effect.type !== 'act') continue;
          expect(effect.key).toBe('act-event-1');
          expect(effect.actor).toMatchObject({ type: 'cadre', cadreId: turn.asker.cadre?.id });
        }
      }),
      { numRuns: 100 },
    );
  });
});
