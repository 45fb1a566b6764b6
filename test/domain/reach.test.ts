import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chatForNews,
  waysFor,
  whyClosed,
  type Parcel,
  type Reach,
  type ReachableChat,
  type Standing,
} from '../../src/domain/reach.ts';

const NOW = new Date('2026-11-25T01:00:00Z');
const HOUR_MS = 3_600_000;
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS);

const WINDOW = { freeMs: 48 * HOUR_MS, billedMs: 168 * HOUR_MS };
const OPEN: Reach = { reachesAway: true, hasTemplates: false };
const PAGE: Reach = { reachesAway: false, hasTemplates: false };
const WINDOWED: Reach = { reachesAway: true, hasTemplates: false, window: WINDOW };
const TEMPLATES: Reach = { ...WINDOWED, hasTemplates: true };

const chat = (channel: string, reach: Reach, standing: Standing = {}): ReachableChat => ({
  chat: { channel, chatId: '1' },
  reach,
  standing,
});
const closed = (why: 'blocked' | 'left' | 'window') => ({ closed: { at: NOW, why } });

describe('a chat', () => {
  it.each([
    ['without a window is always open', OPEN, {}, undefined],
    ['is open inside its window', WINDOWED, { interactedAt: ago(48) }, undefined],
    ['is closed where it would cost', WINDOWED, { interactedAt: ago(49) }, 'window'],
    [
      'is open at a price that is allowed',
      { ...WINDOWED, allowsBilled: true },
      { interactedAt: ago(49) },
      undefined,
    ],
    [
      'is closed after its window at any price',
      { ...WINDOWED, allowsBilled: true },
      { interactedAt: ago(169) },
      'window',
    ],
    ['is closed where nothing is known', WINDOWED, {}, 'window'],
    [
      'is closed by whoever blocked us',
      OPEN,
      { interactedAt: NOW, ...closed('blocked') },
      'blocked',
    ],
  ] as const)('%s', (_label, reach, standing, expected) => {
    expect(whyClosed({ reach, standing }, NOW)).toBe(expected);
  });
});

describe('the chat for news', () => {
  const used = (channel: string, reach: Reach, hours: number, more: Standing = {}) =>
    chat(channel, reach, { interactedAt: ago(hours), ...more });
  const picked = (...chats: readonly ReachableChat[]) => chatForNews(chats, NOW)?.channel;

  it('is the one last used that takes them now', () => {
    expect(picked(used('zalo', WINDOWED, 1), used('telegram', OPEN, 2))).toBe('zalo');
    expect(picked(used('zalo', WINDOWED, 60), used('telegram', OPEN, 90))).toBe('telegram');
    expect(picked(used('zalo', OPEN, 1, closed('blocked')), used('telegram', OPEN, 9))).toBe(
      'telegram',
    );
  });

  it('is a page only while somebody looks at it, or when there is nothing else', () => {
    expect(picked(used('telegram', OPEN, 50), used('web', PAGE, 0.2))).toBe('web');
    expect(picked(used('telegram', OPEN, 50), used('web', PAGE, 0.3))).toBe('telegram');
    expect(picked(used('web', PAGE, 500))).toBe('web');
    expect(picked(used('telegram', OPEN, 50, closed('blocked')), used('web', PAGE, 500))).toBe(
      'web',
    );
  });

  it('is one that takes a template rather than one that takes nothing', () => {
    expect(picked(used('zalo', TEMPLATES, 200), used('bot', WINDOWED, 190))).toBe('zalo');
  });

  it('is the one linked last where none was ever used', () => {
    expect(picked(chat('a', OPEN), chat('b', OPEN))).toBe('b');
    expect(picked()).toBeUndefined();
  });
});

const NOTICE: Parcel = { isReply: false, hasTemplate: true, hasMoved: false, isBegun: false };
const PHONE = '84912345678';

describe('the ways of a message', () => {
  const silent = chat('zalo', TEMPLATES, { interactedAt: ago(200) });
  const other = chat('telegram', OPEN, { interactedAt: ago(300) });
  const ways = (
    parcel: Partial<Parcel>,
    here: ReachableChat = silent,
    others: readonly ReachableChat[] = [other],
    phone: string | undefined = PHONE,
  ) =>
    waysFor({ ...NOTICE, ...parcel }, here, others, phone, NOW).map((way) =>
      way.by === 'hold' ? `hold ${way.why}` : way.by,
    );

  it('begin with the chat itself where it is open, and there is no other then', () => {
    expect(ways({}, chat('zalo', TEMPLATES, { interactedAt: ago(1) }))).toEqual(['chat']);
  });

  it('lead over a template, a number that was given and another chat to waiting', () => {
    expect(ways({})).toEqual(['template', 'phone', 'move', 'hold window']);
    expect(ways({ hasTemplate: false })).toEqual(['move', 'hold window']);
    expect(ways({}, silent, [], '')).toContain('hold window');
    expect(waysFor(NOTICE, silent, [], undefined, NOW).map(({ by }) => by)).toEqual([
      'template',
      'hold',
    ]);
  });

  it('lead nowhere else for an answer, or for what was said by half', () => {
    expect(ways({ isReply: true })).toEqual(['hold window']);
    expect(ways({ isBegun: true })).toEqual(['hold window']);
  });

  it('do not come round behind whoever blocked us', () => {
    expect(ways({}, chat('zalo', TEMPLATES, closed('blocked')))).toEqual(['move', 'hold blocked']);
  });

  it('lead to a page that nobody looks at only from a chat that is lost', () => {
    const page = chat('web', PAGE, { interactedAt: ago(99) });
    expect(ways({ hasTemplate: false }, silent, [page])).toEqual(['hold window']);
    expect(ways({ hasTemplate: false }, chat('t', OPEN, closed('left')), [page])).toEqual([
      'move',
      'hold left',
    ]);
  });

  it('lead a second time only to where it can be said at once', () => {
    const byTemplate = chat('zalo-2', TEMPLATES, { interactedAt: ago(200) });
    expect(ways({ hasMoved: false }, chat('t', OPEN, closed('left')), [byTemplate])).toContain(
      'move',
    );
    expect(ways({ hasMoved: true }, chat('t', OPEN, closed('left')), [byTemplate])).not.toContain(
      'move',
    );
  });

  it('always end with one that is possible', () => {
    const standing = fc.record(
      {
        interactedAt: fc.integer({ min: 0, max: 400 }).map(ago),
        closed: fc
          .constantFrom('blocked', 'left', 'window')
          .map((why) => ({ at: NOW, why }) as const),
      },
      { requiredKeys: [] },
    );
    const any = fc
      .tuple(standing, fc.constantFrom(OPEN, PAGE, WINDOWED, TEMPLATES))
      .map(([stands, reach]) => chat('x', reach, stands));
    const parcel = fc.record({
      isReply: fc.boolean(),
      hasTemplate: fc.boolean(),
      hasMoved: fc.boolean(),
      isBegun: fc.boolean(),
    });
    fc.assert(
      fc.property(parcel, any, fc.array(any, { maxLength: 3 }), (what, here, others) => {
        const last = waysFor(what, here, others, undefined, NOW).at(-1);
        expect(last?.by === 'chat' || last?.by === 'hold').toBe(true);
      }),
    );
  });
});
