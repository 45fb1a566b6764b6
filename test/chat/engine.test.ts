import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/chat/conversation.ts';
import { createEngine, offeredAfter } from '../../src/chat/engine.ts';
import type { Facts, Flow, Intent, Outcome } from '../../src/chat/flow.ts';
import type { InboundBody } from '../../src/chat/message.ts';
import { asker, cadreAsker, conversation, flow, NOW, turnBase } from './bench.ts';

const report = flow({
  id: 'report',
  commands: [{ name: 'bao', phrases: ['bao viec'] }],
  needs: () => [{ ask: 'cases-of-person', personId: 'P1' }],
});
const mine = flow({
  id: 'mine',
  commands: [{ name: 'viec', phrases: ['viec cua toi'] }],
  claims: ({ inbound }) => inbound.body.kind === 'text' && inbound.body.text.includes('LL-4827'),
});
const inbox = flow({
  id: 'inbox',
  audience: 'work',
  commands: [{ name: 'hopthu', phrases: ['hop thu'] }],
});
const brief = flow({ id: 'brief', patienceMs: 60_000 });
const engine = createEngine([report, mine, inbox, brief]);

type Parts = Parameters<typeof turnBase>[1];

const plan = (body: InboundBody | string, parts?: Parts) => engine.planTurn(turnBase(body, parts));
const answer = (body: InboundBody | string, parts?: Parts, facts: Facts = {}): Outcome =>
  engine.advance(plan(body, parts), facts);
const keys = (outcome: Outcome): readonly string[] =>
  outcome.replies.flatMap(({ message }) => message.lines.map(({ key }) => key));

const talkingWith = (name: string, since = NOW): Partial<Conversation> => ({
  dialogue: { flow: name, step: 'x', slots: {}, since },
});

const photo: InboundBody = {
  kind: 'file',
  file: { id: 'F1', mediaType: 'image/jpeg', sizeBytes: 1, name: 'a.jpg' },
};

const choose = (id: string): InboundBody => ({ kind: 'choice', id });

describe('a message finds the flow that answers it', () => {
  const cases: readonly (readonly [string, InboundBody | string, Parts, string, Intent])[] = [
    ['free words go to the default flow', 'đường hỏng', {}, 'report', { type: 'message' }],
    ['a photo too', photo, {}, 'report', { type: 'message' }],
    [
      'a position too',
      { kind: 'location', pin: { latitude: 21, longitude: 105 } },
      {},
      'report',
      { type: 'message' },
    ],
    [
      'words within a dialogue stay in it',
      'đường hỏng',
      { talk: talkingWith('brief') },
      'brief',
      { type: 'message' },
    ],
    [
      'a dialogue that nobody touched is over',
      'đường hỏng',
      { talk: talkingWith('brief', new Date(NOW.getTime() - 61_000)) },
      'report',
      { type: 'message' },
    ],
    [
      'patience is three days where nothing else is said',
      'đường hỏng',
      { talk: talkingWith('mine', new Date(NOW.getTime() - 71 * 3_600_000)) },
      'mine',
      { type: 'message' },
    ],
    [
      'a dialogue of a flow that is gone is over',
      'đường hỏng',
      { talk: talkingWith('poll') },
      'report',
      { type: 'message' },
    ],
    [
      'a dialogue of staff ends with the position',
      'đường hỏng',
      { talk: talkingWith('inbox') },
      'report',
      { type: 'message' },
    ],
    ['a claim goes before the default', 'xem LL-4827', {}, 'mine', { type: 'message' }],
    [
      'a claim goes before a dialogue',
      'xem LL-4827',
      { talk: talkingWith('brief') },
      'mine',
      { type: 'message' },
    ],
    [
      'but not before a dialogue of staff',
      'xem LL-4827',
      { talk: talkingWith('inbox'), asker: cadreAsker('work') },
      'inbox',
      { type: 'message' },
    ],
    [
      'a slash command interrupts',
      '/viec abc',
      { talk: talkingWith('brief') },
      'mine',
      { type: 'command', name: 'viec', argument: 'abc' },
    ],
    [
      'a phrase interrupts',
      'Việc của tôi',
      { talk: talkingWith('brief') },
      'mine',
      { type: 'command', name: 'viec', argument: '' },
    ],
    ['words behind a command can be claimed', '/bao LL-4827', {}, 'mine', { type: 'message' }],
    ['words behind an unknown command too', '/xyz LL-4827', {}, 'mine', { type: 'message' }],
    [
      'a button goes to its flow',
      choose('report:send:D1'),
      {},
      'report',
      { type: 'choice', verb: 'send', arguments: ['D1'] },
    ],
    [
      'a figure means the offered button',
      '2',
      { talk: { offered: ['mine:list', 'report:send:D1'] } },
      'report',
      { type: 'choice', verb: 'send', arguments: ['D1'] },
    ],
    [
      'a figure beyond the offered ones is a message where nothing is being asked',
      '3',
      { talk: { offered: ['mine:list', 'report:send:D1'] } },
      'report',
      { type: 'message' },
    ],
    [
      'so is one where the question waits for words',
      '3',
      { talk: talkingWith('brief') },
      'brief',
      { type: 'message' },
    ],
    [
      'staff reach their own flows',
      '/hopthu',
      { asker: cadreAsker('work') },
      'inbox',
      { type: 'command', name: 'hopthu', argument: '' },
    ],
    [
      'a phrase of staff is a message from others',
      'hộp thư',
      { asker: asker() },
      'report',
      { type: 'message' },
    ],
  ];
  it.each(cases)('%s', (_name, body, parts, id, intent) => {
    const { flow: found, turn } = plan(body, parts);
    expect([found.id, turn.intent]).toEqual([id, intent]);
  });

  it('asks the store what the flow wants to know', () => {
    expect(plan('đường hỏng').queries).toEqual([{ ask: 'cases-of-person', personId: 'P1' }]);
    expect(plan('/viec').queries).toEqual([]);
  });

  it('answers everything even without a flow for everyone', () => {
    const staffOnly = createEngine([inbox]);
    const outcome = staffOnly.advance(staffOnly.planTurn(turnBase('đường hỏng')), {});
    expect(keys(outcome)[0]).toBe('errors.notUnderstood');
  });
});

describe('what cannot be read gets a short kind answer and changes nothing', () => {
  const cases: readonly (readonly [string, InboundBody | string, string])[] = [
    ['an unknown command', '/xyz', 'errors.unknownCommand'],
    ['a command of others', '/hopthu', 'errors.unknownCommand'],
    ['an empty text', '  ', 'errors.empty'],
    ['an endless text', 'a '.repeat(2_001), 'errors.tooLong'],
    ['an endless caption', { ...photo, caption: 'a'.repeat(4_001) }, 'errors.tooLong'],
    ['nothing but signs', '🙃🙃🙃', 'errors.notUnderstood'],
    ['a phone number', { kind: 'contact', phone: '0900000000' }, 'errors.contact'],
    ['a sticker', { kind: 'unsupported', what: 'sticker' }, 'errors.sticker'],
    ['something else', { kind: 'unsupported', what: 'other' }, 'errors.notUnderstood'],
    ['a huge file', { kind: 'unsupported', what: 'too-big' }, 'errors.too-big'],
    ['a wrong file', { kind: 'unsupported', what: 'wrong-type' }, 'errors.wrong-type'],
    ['an empty file', { kind: 'unsupported', what: 'empty' }, 'errors.empty'],
  ];
  it.each(cases)('%s', (_name, body, key) => {
    const talk = talkingWith('brief');
    const outcome = answer(body, { talk });
    expect(keys(outcome)[0]).toBe(key);
    expect(outcome.dialogue).toEqual(talk.dialogue);
    expect(outcome.effects ?? []).toEqual([]);
  });

  it('takes a text of 4,000 characters', () => {
    expect(plan('a'.repeat(4_000)).flow.id).toBe('report');
  });

  it('keeps nothing of what it did not take', () => {
    expect(answer('a'.repeat(4_001)).withholds).toBe(true);
    expect(answer({ kind: 'contact', phone: '0900000000' }).withholds).toBe(true);
  });

  it('points to the question above inside a dialogue, and to help outside', () => {
    expect(keys(answer('🙃', { talk: talkingWith('brief') }))).toContain('errors.answerAbove');
    expect(answer('🙃').replies[0]?.message.choices?.map(({ id }) => id)).toEqual([
      'help:example',
      'human:open',
    ]);
  });

  it('offers help the second time, once', () => {
    const outcome = answer('🙃', { talk: { misunderstood: 1 } });
    expect(keys(outcome).at(-1)).toBe('errors.stuck');
    expect(outcome.replies.flatMap(({ message }) => message.choices ?? [])).toHaveLength(2);
    expect(answer('🙃').replies).toHaveLength(1);
  });

  it('offers help behind the buttons of a flow that did not understand, which keep their numbers', () => {
    const puzzled: Flow = flow({
      id: 'puzzled',
      advance: () => ({
        dialogue: null,
        replies: [
          { message: { lines: [{ key: 'a' }], choices: [{ id: 'a:b', label: { key: 'a' } }] } },
        ],
        isMisunderstood: true,
      }),
    });
    const lone = createEngine([puzzled]);
    const base = turnBase('gì vậy', { talk: { misunderstood: 1 } });
    const { replies } = lone.advance(lone.planTurn(base), {});
    expect(replies.map(({ message }) => message.choices?.length)).toEqual([3]);
  });
});

describe('a button that is no longer there', () => {
  const old: InboundBody = { kind: 'choice', id: 'poll:vote:LL-4827' };

  it('is looked up by the case that it names', () => {
    expect(plan(old).queries).toEqual([{ ask: 'case', idOrCode: 'LL-4827' }]);
    expect(plan({ kind: 'choice', id: 'poll:vote' }).queries).toEqual([]);
    expect(plan({ kind: 'choice', id: 'gì đó' }).queries).toEqual([]);
  });

  it('is said to be old where the case is not the asker’s to see', () => {
    expect(keys(answer(old))).toEqual(['errors.staleButton']);
  });

  it('of a flow for others is as old as any', () => {
    expect(keys(answer({ kind: 'choice', id: 'inbox:list' }))).toEqual(['errors.staleButton']);
  });
});

const saying = (...ids: readonly string[]) => ({
  message: { lines: [], choices: ids.map((id) => ({ id, label: { key: 'x' } })) },
});

describe('after a turn, figures mean', () => {
  const dialogue = talkingWith('brief').dialogue ?? null;
  const before = conversation({ dialogue, offered: ['mine:list'] });

  it.each<readonly [string, Outcome, readonly string[]]>([
    ['its own buttons', { dialogue: null, replies: [saying('a:b')] }, ['a:b']],
    [
      'the last of its buttons',
      { dialogue: null, replies: [saying('a:b'), saying('c:d')] },
      ['c:d'],
    ],
    ['the former ones while nothing is said', { dialogue: null, replies: [] }, ['mine:list']],
    [
      'the former ones while the question stands',
      { dialogue, replies: [{ message: { lines: [] } }] },
      ['mine:list'],
    ],
    [
      'nothing while an effect is carried out that will tell of itself',
      { dialogue, replies: [], effects: [{ key: 'k', type: 'count-withheld' }] },
      [],
    ],
    [
      'only choices that have a number',
      {
        dialogue: null,
        replies: [
          {
            message: {
              lines: [],
              choices: [
                { id: 'a:b', label: { key: 'x' }, isShortcut: true },
                { id: 'c:d', label: { key: 'x' } },
              ],
            },
          },
        ],
      },
      ['c:d'],
    ],
    [
      'nothing once the talk has moved on',
      { dialogue: null, replies: [{ message: { lines: [] } }] },
      [],
    ],
  ])('%s', (_name, outcome, ids) => {
    expect(offeredAfter(before, outcome)).toEqual(ids);
  });
});
