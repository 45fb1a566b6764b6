import { describe, expect, it } from 'vitest';
import { declining } from '../../src/chat/choice.ts';
import type { Conversation, OutboxEntry } from '../../src/chat/conversation.ts';
import { meaningOf, type Meaning } from '../../src/chat/meaning.ts';
import type { Choice, InboundMessage } from '../../src/chat/message.ts';
import { conversation, NOW } from './bench.ts';

const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

/** Choices whose labels are their keys: `work:accept:LL-4827=Nhận việc`. */
const choices = (...pairs: readonly string[]): readonly Choice[] =>
  pairs.map((pair) => {
    const [id = '', key = ''] = pair.split('=');
    return { id, label: { key } };
  });

const entry = (
  seconds: number,
  given: readonly Choice[],
  more: Partial<OutboxEntry> = {},
): OutboxEntry => ({
  key: `K${seconds}-${given.length}`,
  message: { lines: [], choices: given },
  at: NOW,
  notBefore: NOW,
  state: 'sent',
  sentAt: at(seconds),
  attempts: 1,
  ...more,
});

const assigned = (code: string): readonly Choice[] =>
  choices(`work:accept:${code}=Nhận việc`, `work:return:${code}=Không phải của tổ tôi`);
const verdict = (code: string): readonly Choice[] =>
  choices(`rating:fine:${code}=Ổn rồi ✅`, `rating:notyet:${code}=Chưa ổn`);

const STARS: readonly Choice[] = [5, 1].map((number) => ({
  id: `r:star:A:${number}`,
  label: { key: `${number} sao` },
  number,
}));

const LAST_WORD = [{ eventId: 'E0', at: NOW }];
const asking = { flow: 'report', step: 'summary', slots: {}, since: NOW };

const mean = (
  text: string,
  talk: Partial<Conversation>,
  inbound: Partial<Pick<InboundMessage, 'quotes' | 'edits' | 'sentAt'>> = {},
): Meaning | undefined =>
  meaningOf(
    {
      conversation: conversation({ seen: LAST_WORD, ...talk }),
      inbound: { sentAt: at(3_600), ...inbound },
      label: ({ key }) => key,
    },
    text,
  );

const chosen = (id: string): Meaning => ({ type: 'choice', id });
const idsOf = (meaning: Meaning | undefined): readonly string[] =>
  meaning?.type === 'which' ? meaning.candidates.map(({ choice }) => choice.id) : [];

const THREE = [1, 2, 3].map((index) =>
  entry(index, assigned(`TG-100${index}`), { receipts: [`m${index}`], urgency: 'notice' }),
);

describe('a number after one list', () => {
  it.each<readonly [string, string, Partial<Conversation>, Meaning | undefined]>([
    [
      'means what the last turn offered',
      '2',
      { offered: ['mine:list', 'report:send:D1'] },
      chosen('report:send:D1'),
    ],
    [
      'means what a notice offered',
      'số 1',
      { outbox: [entry(5, verdict('LL-4827'))] },
      chosen('rating:fine:LL-4827'),
    ],
    [
      'means what the notice offers that was told last of a case',
      '1',
      { outbox: [entry(9, verdict('LL-4827')), entry(2, assigned('LL-4827'))] },
      chosen('rating:fine:LL-4827'),
    ],
    [
      'means the only list that is so long',
      '3',
      {
        offered: ['a:1:X', 'a:2:X', 'a:3:X'],
        outbox: [entry(5, verdict('LL-4827'))],
      },
      chosen('a:3:X'),
    ],
    [
      'means what two lists offer under it alike',
      '1',
      {
        offered: ['inbox:list'],
        outbox: [entry(5, choices('inbox:list=Việc của tổ', 'human:open=Gặp cán bộ'))],
      },
      chosen('inbox:list'),
    ],
    [
      'means stars by what they say, whatever their order',
      '5',
      { outbox: [entry(1, STARS)] },
      chosen('r:star:A:5'),
    ],
    [
      'means the place in the list, whatever number a label happens to say',
      '3',
      {
        outbox: [
          entry(
            1,
            choices('w:open:A=Mở A', 'w:open:B=Mở B', 'w:open:C=Mở C', 'i:list:1=Xem thêm 2'),
          ),
        ],
      },
      chosen('w:open:C'),
    ],
    [
      'reaches the fortieth choice',
      '40',
      { offered: Array.from({ length: 40 }, (_, index) => `a:b:${index}`) },
      chosen('a:b:39'),
    ],
    ['is nothing before a notice was sent', '1', { outbox: [entry(1, [], {})] }, undefined],
    [
      'is nothing while a notice still waits',
      '1',
      { outbox: [entry(1, verdict('LL-4827'), { state: 'waiting' })] },
      undefined,
    ],
    [
      'is nothing once the person has spoken since',
      '1',
      { outbox: [entry(-5, verdict('LL-4827'))] },
      undefined,
    ],
    ['is nothing where nothing was ever offered', '1', { seen: [] }, undefined],
    [
      'is refused where the question has no such number',
      '3',
      { offered: ['a:b', 'c:d'], dialogue: asking },
      { type: 'beyond' },
    ],
  ])('%s', (_name, text, talk, meaning) => {
    expect(mean(text, talk)).toEqual(meaning);
  });

  it('does not count what words do as well', () => {
    const [first, second] = verdict('LL-4827');
    if (first === undefined || second === undefined) throw new Error('no choices');
    const outbox = [entry(1, [{ ...first, isShortcut: true }, second])];
    expect(mean('1', { outbox })).toEqual(chosen('rating:notyet:LL-4827'));
  });
});

describe('a number after several lists is never guessed', () => {
  it('asks which of three cases is meant', () => {
    expect(idsOf(mean('1', { outbox: THREE }))).toEqual([
      'work:accept:TG-1001',
      'work:accept:TG-1002',
      'work:accept:TG-1003',
    ]);
  });

  it('asks where a notice came between the question and its answer', () => {
    const talk = { offered: ['report:send:D1'], dialogue: asking, outbox: THREE.slice(0, 1) };
    expect(idsOf(mean('1', talk))).toEqual(['report:send:D1', 'work:accept:TG-1001']);
  });

  it('asks even when both are about the same case', () => {
    const own = choices('work:finish:LL-4827=Xong', 'work:stop:LL-4827=Thôi');
    const talk = {
      offered: own.map(({ id }) => id),
      dialogue: asking,
      outbox: [entry(0, own), entry(4, assigned('LL-4827'))],
    };
    expect(idsOf(mean('1', talk))).toEqual(['work:finish:LL-4827', 'work:accept:LL-4827']);
  });

  it('asks where the open question waits for words, which may be a number', () => {
    const meaning = mean('1', { dialogue: asking, outbox: [entry(1, verdict('LL-4827'))] });
    expect(meaning).toMatchObject({ type: 'which', orWords: true });
    expect(idsOf(meaning)).toEqual(['rating:fine:LL-4827']);
  });

  it('knows what is meant where the message is quoted', () => {
    expect(mean('1', { outbox: THREE }, { quotes: 'm2' })).toEqual(chosen('work:accept:TG-1002'));
    expect(mean('nhận việc', { outbox: THREE }, { quotes: 'm3' })).toEqual(
      chosen('work:accept:TG-1003'),
    );
  });

  it('knows it by any part of the quoted message, and however old it is', () => {
    const outbox = [entry(-500, verdict('LL-4827'), { receipts: ['p1', 'p2'] }), ...THREE];
    expect(mean('2', { outbox }, { quotes: 'p2' })).toEqual(chosen('rating:notyet:LL-4827'));
  });

  it('takes a number under a quoted message without choices for words', () => {
    const outbox = [entry(1, [], { receipts: ['m9'] }), ...THREE];
    expect(mean('1', { outbox }, { quotes: 'm9' })).toBeUndefined();
  });

  it('does nothing for a quoted message that nobody knows any more', () => {
    expect(mean('1', { outbox: THREE }, { quotes: 'm77' })).toEqual({ type: 'gone' });
    expect(mean('đường sụt', { outbox: THREE }, { quotes: 'm77' })).toBeUndefined();
  });

  it('does nothing for a number that an old message was changed into', () => {
    expect(mean('2', { offered: ['a:b', 'c:d'] }, { edits: 'E7' })).toEqual({ type: 'gone' });
    expect(mean('chưa ổn', { outbox: [entry(1, verdict('A'))] }, { edits: 'E7' })).toBeUndefined();
  });
});

describe('short words under choices', () => {
  const list = choices('w:open:A=Mở A', 'w:open:B=Mở B', 'w:stop:C=Thôi nhé', 'w:more:D=Thêm ảnh');
  const talk = { dialogue: asking, offered: list.map(({ id }) => id), outbox: [entry(1, list)] };

  it.each([
    ['hai', 'w:open:B'],
    ['bốn ạ', 'w:more:D'],
    ['mở 2', 'w:open:B'],
  ])('%s is that choice', (text, id) => {
    expect(mean(text, talk)).toEqual(chosen(id));
  });

  it.each(['năm', 'mở 4', 'mở 9', 'trụ điện 2', 'không'])('%s is none of them', (text) => {
    expect(mean(text, talk)).toBeUndefined();
  });

  it('decline an offer', () => {
    const offer = choices('report:remember:DT-01=Nhớ giúp', 'report:forget=Không cần').map(
      (one, index) => (index === 1 ? declining(one) : one),
    );
    for (const text of ['khong', 'thôi', 'bỏ qua', 'không cần'])
      expect(mean(text, { outbox: [entry(1, offer)] })).toEqual(chosen('report:forget'));
    expect(mean('không', { outbox: [entry(1, verdict('A'))] })).toBeUndefined();
  });
});

describe('a number typed after an answer', () => {
  const own = choices('work:open:LL-4827=Mở LL-4827', 'work:open:TG-1001=Mở TG-1001');
  const offered = own.map(({ id }) => id);
  const before = entry(1, assigned('TG-1002'), { urgency: 'notice' });
  const reply = entry(2, own);
  const after = entry(3, assigned('TG-1003'), { urgency: 'notice' });

  it('belongs to that, not to the notices that were held back until then', () => {
    expect(mean('1', { offered, outbox: [before, reply] })).toEqual(chosen('work:open:LL-4827'));
  });

  it('is asked about where a notice came after it', () => {
    expect(idsOf(mean('1', { offered, outbox: [before, reply, after] }))).toEqual([
      'work:open:LL-4827',
      'work:accept:TG-1003',
    ]);
  });

  it('belongs to a question that waits for words', () => {
    const question = entry(2, []);
    expect(mean('1', { dialogue: asking, outbox: [before, question] })).toBeUndefined();
  });

  it('means the case that was told of, not the greeting above it', () => {
    const greeting = choices('help:example=Xem ví dụ', 'mine:list=Việc của tôi');
    const talk = { offered: greeting.map(({ id }) => id), outbox: [entry(2, greeting), after] };
    expect(mean('1', talk)).toEqual(chosen('work:accept:TG-1003'));
    expect(mean('1', { ...talk, outbox: [before, entry(2, greeting)] })).toEqual(
      chosen('help:example'),
    );
  });
});

describe('a label that is typed out', () => {
  const outbox = [entry(1, verdict('LL-4827'))];

  it.each(['Chưa ổn', 'chua on', 'CHƯA ỔN!', 'Chưa ổn'.normalize('NFD')])(
    'presses its choice: %s',
    (text) => {
      expect(mean(text, { outbox })).toEqual(chosen('rating:notyet:LL-4827'));
    },
  );

  it('presses one without a number as well', () => {
    const open = [{ id: 'mine:open:A', label: { key: 'Mở việc' }, isShortcut: true as const }];
    expect(mean('mở việc', { outbox: [entry(1, open)] })).toBeUndefined();
    expect(mean('mở việc', { outbox: [entry(1, [...open, ...verdict('A')])] })).toEqual(
      chosen('mine:open:A'),
    );
  });

  it('asks which where several messages offer it', () => {
    expect(idsOf(mean('nhận việc', { outbox: THREE }))).toHaveLength(3);
  });

  it.each(['chưa ổn chỗ cống', 'gì', '✅', ''])('is not found in %j', (text) => {
    expect(mean(text, { outbox })).toBeUndefined();
  });

  it('is not found where two choices of one message read alike', () => {
    expect(mean('mở', { outbox: [entry(1, choices('a:b=Mở', 'c:d=mở'))] })).toBeUndefined();
  });
});

describe('a number or a label that was written before its list was shown', () => {
  const shown = { outbox: [entry(60, verdict('LL-4827'))] };
  const asked = {
    dialogue: asking,
    offered: ['mine:withdraw:LL-4827', 'mine:list'],
    outbox: [entry(60, choices('mine:withdraw:LL-4827=Rút lại', 'mine:list=Thôi'))],
  };

  it.each<readonly [string, string, Partial<Conversation>, number, Meaning | undefined]>([
    ['is late for a notice', '1', shown, 56, { type: 'late' }],
    ['is late for the question that stands', '1', asked, 30, { type: 'late' }],
    ['is late when it is a label', 'rut lai', asked, 30, { type: 'late' }],
    ['is late while the question still waits to be sent', '1', unsent(asked), 90, { type: 'late' }],
    ['is in time within what clocks differ', '1', asked, 58, chosen('mine:withdraw:LL-4827')],
    ['is in time after it', '1', asked, 61, chosen('mine:withdraw:LL-4827')],
    ['is words like any other where nothing fits', 'cảm ơn', asked, 30, undefined],
  ])('%s', (_name, text, talk, sentAt, meaning) => {
    expect(mean(text, talk, { sentAt: at(sentAt) })).toEqual(meaning);
  });

  function unsent(talk: typeof asked): Partial<Conversation> {
    const outbox = talk.outbox.map(({ sentAt: _sentAt, ...one }): OutboxEntry => {
      return { ...one, state: 'waiting' };
    });
    return { ...talk, outbox };
  }
});
