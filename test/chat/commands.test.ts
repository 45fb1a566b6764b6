import { describe, expect, it } from 'vitest';
import {
  admits,
  findByName,
  findByPhrase,
  listedCommands,
  readSlash,
} from '../../src/chat/commands.ts';
import type { Asker, Flow } from '../../src/chat/flow.ts';
import { asker, cadreAsker, flow } from './bench.ts';

const mine = flow({ id: 'mine', commands: [{ name: 'viec', phrases: ['viec cua toi'] }] });
const inbox = flow({
  id: 'inbox',
  audience: 'work',
  commands: [
    { name: 'hopthu', phrases: ['hop thu'] },
    { name: 'inbox', phrases: [], isListed: false },
  ],
});
const flows: readonly Flow[] = [mine, inbox];

describe('a slash command', () => {
  it.each([
    ['/viec', { name: 'viec', argument: '' }],
    ['/VIEC LL-4827', { name: 'viec', argument: 'LL-4827' }],
    ['/viec@CauNoiBot  LL-4827 ', { name: 'viec', argument: 'LL-4827' }],
    ['/donvi Đạo Trù\nthôn 2', { name: 'donvi', argument: 'Đạo Trù\nthôn 2' }],
  ])('%j has a name and an argument', (text, read) => {
    expect(readSlash(text)).toEqual(read);
  });

  it.each(['viec', '/ viec', 'đi /viec', '/', '/đường hỏng'])('%j is none', (text) => {
    expect(readSlash(text)).toBeUndefined();
  });

  it('finds the flow whose command it is', () => {
    expect(findByName(flows, { name: 'hopthu', argument: 'x' })?.flow).toBe(inbox);
    expect(findByName(flows, { name: 'xyz', argument: '' })).toBeUndefined();
  });
});

describe('a phrase', () => {
  it('calls its command when it is the whole message', () => {
    expect(findByPhrase(flows, 'Việc của tôi?')).toEqual({
      flow: mine,
      name: 'viec',
      argument: '',
    });
  });

  it('calls nothing inside a longer message', () => {
    expect(findByPhrase(flows, 'việc của tôi đâu rồi')).toBeUndefined();
  });
});

describe('an audience', () => {
  const audiences: readonly (readonly [string, Asker, Flow['audience'], boolean])[] = [
    ['everyone admits citizens', asker(), 'everyone', true],
    ['cadres are admitted by their invite', cadreAsker(), 'cadre', true],
    ['citizens are no cadres', asker(), 'cadre', false],
    ['an ability admits', cadreAsker('work'), 'work', true],
    ['another ability does not', cadreAsker('work'), 'lead', false],
  ];
  it.each(audiences)('%s', (_name, who, audience, isAdmitted) => {
    expect(admits(audience, who)).toBe(isAdmitted);
  });
});

it('lists in menus what the asker can use, and nothing hidden', () => {
  expect(listedCommands(flows, asker()).map(({ name }) => name)).toEqual(['viec']);
  expect(listedCommands(flows, cadreAsker('work')).map(({ name }) => name)).toEqual([
    'viec',
    'hopthu',
  ]);
});
