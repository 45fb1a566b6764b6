import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxState } from '../../src/chat/conversation.ts';
import { say } from '../../src/domain/text.ts';
import type { OutboxRow } from '../../src/store/conversation-row.ts';
import { claimNext, nextSends, trimmed, type Claiming } from '../../src/store/outbox.ts';
import { undeliveredSince } from '../../src/store/outbox-undelivered.ts';
import { asFailed, asHeld, asTaken, asWaiting } from '../../src/store/outbox-entry.ts';
import { CLAIMING, entry, hours, minutes, NOW, taken } from './samples.ts';

const claimNow = (outbox: readonly OutboxRow[], now = NOW, fields: Partial<Claiming> = {}) =>
  claimNext(outbox, now, {}, { ...CLAIMING, ...fields });

const line = (key: string, fields: Partial<OutboxRow> = {}): OutboxRow => ({
  ...entry(key),
  ...fields,
});

const states = (outbox: readonly OutboxRow[]): readonly string[] =>
  outbox.map(({ key, state }) => `${key} ${state}`);

describe('the next message of a chat', () => {
  it('is the first that waits', () => {
    const { claimed, outbox } = claimNow([line('a'), line('b')], NOW);
    expect(claimed).toMatchObject({ key: 'a', state: 'sending', attempts: 1 });
    expect(claimed?.leasedUntil).toEqual(minutes(1));
    expect(states(outbox)).toEqual(['a sending', 'b waiting']);
  });

  it('is not blocked by one that is held', () => {
    const { claimed } = claimNow([line('a', { notBefore: minutes(1) }), line('b')], NOW);
    expect(claimed?.key).toBe('b');
  });

  it('waits while a worker holds one of the chat, so that the order holds', () => {
    const outbox = [line('a', { state: 'sending', leasedUntil: minutes(1) }), line('b')];
    expect(claimNow(outbox, NOW)).toEqual({ outbox });
  });

  it('is the one over which a worker died, once its lease is over', () => {
    const outbox = [
      line('a', { state: 'sending', attempts: 1, leasedUntil: minutes(1) }),
      line('b'),
    ];
    const { claimed } = claimNow(outbox, minutes(1));
    expect(claimed).toMatchObject({ key: 'a', attempts: 2 });
  });

  it.each([
    ['leave', ['a unknown', 'b sending'], undefined],
    ['look', ['a unknown', 'b waiting'], minutes(1.25)],
    ['repeat', ['a sending', 'b waiting'], undefined],
  ] as const)('after a death in the call: %s', (afterCrash, expected, lookAt) => {
    const outbox = [
      line('a', { state: 'sending', calledAt: minutes(1), leasedUntil: minutes(1) }),
      line('b'),
    ];
    const { outbox: left } = claimNow(outbox, minutes(1), { afterCrash });
    expect(states(left)).toEqual(expected);
    expect(left[0]?.lookAt).toEqual(lookAt);
  });

  it('waits for the pace of its chat, and says so', () => {
    const pace = { nextCallAt: minutes(1) };
    const claim = claimNext([line('a')], NOW, pace, CLAIMING);
    expect([claim.claimed, claim.isPaced]).toEqual([undefined, true]);
    expect(claimNext([line('a')], minutes(1), pace, CLAIMING).claimed?.key).toBe('a');
    expect(nextSends([line('a')], pace)).toEqual({ nextSendAt: minutes(1) });
  });

  it('is what was held, once the person has done something since', () => {
    const outbox = [line('a', { state: 'held', since: NOW }), line('b')];
    const next = (wokenAt: Date) => claimNext(outbox, minutes(2), { wokenAt }, CLAIMING).claimed;
    expect(next(NOW)?.key).toBe('b');
    expect(next(minutes(1))?.key).toBe('a');
  });

  it('is the last of its group; those before it give way', () => {
    const outbox = [
      line('a', { groupId: 'album' }),
      line('b'),
      line('c', { groupId: 'album' }),
      line('d', { groupId: 'other' }),
    ];
    const { claimed, outbox: left } = claimNow(outbox, NOW);
    expect(claimed?.key).toBe('b');
    expect(states(left)).toEqual(['a superseded', 'b sending', 'c waiting', 'd waiting']);
  });

  it('gives way to a later one of its group even when that one is held', () => {
    const outbox = [
      line('a', { groupId: 'receipt' }),
      line('b', { groupId: 'receipt', notBefore: minutes(1) }),
    ];
    const { claimed, outbox: left } = claimNow(outbox, NOW);
    expect(claimed).toBeUndefined();
    expect(states(left)).toEqual(['a superseded', 'b waiting']);
    expect(nextSends(left, {}).nextSendAt).toEqual(minutes(1));
  });

  it('makes what was held in a group give way to the newest, also when that is held too', () => {
    const held = { groupId: 'ping', state: 'held', since: NOW } as const;
    const outbox = [line('a', held), line('b', held)];
    expect(states(claimNow(outbox).outbox)).toEqual(['a superseded', 'b held']);
  });

  it('says of one case one thing to staff who come back, and all to a citizen', () => {
    const to = { type: 'unit', unitId: 'LL', ability: 'work' } as const;
    const held = { state: 'held', since: NOW, caseId: 'one' } as const;
    const left = (fields: Partial<OutboxRow>) =>
      states(
        claimNow([
          line('a', { ...held, ...fields }),
          line('b', { ...held, ...fields }),
          line('c', { ...held, ...fields, caseId: 'two' }),
        ]).outbox,
      );
    expect(left({ to })).toEqual(['a superseded', 'b held', 'c held']);
    expect(left({})).toEqual(['a held', 'b held', 'c held']);
  });

  it('says what is true by then in place of what has lapsed', () => {
    const message = { lines: [say('page.name')] };
    const lapse = { at: minutes(1), message };
    const outbox = [line('a', { lapse })];
    expect(claimNow(outbox, minutes(0.5)).claimed?.message).not.toEqual(message);
    expect(claimNow(outbox, minutes(1)).claimed?.message).toEqual(message);
    const begun = [line('a', { lapse, partsTaken: 1 })];
    expect(claimNow(begun, minutes(1)).claimed?.message).not.toEqual(message);
  });

  it('keeps what was sent of a group as it is', () => {
    const outbox = [line('a', { groupId: 'g', state: 'sent' }), line('b', { groupId: 'g' })];
    expect(states(claimNow(outbox, NOW).outbox)).toEqual(['a sent', 'b sending']);
  });
});

describe('what becomes of a message', () => {
  const sending = line('a', { state: 'sending', attempts: 1, leasedUntil: minutes(1) });

  it('keeps the first record of its sending', () => {
    const sent = asTaken(sending, taken(NOW, 'receipt-1'));
    expect(sent).toEqual(
      line('a', {
        state: 'sent',
        attempts: 1,
        partsTaken: 1,
        sentAt: NOW,
        receipts: ['receipt-1'],
      }),
    );
    expect(asTaken(sent, taken(minutes(5), 'receipt-2'))).toBe(sent);
  });

  it('counts each part once', () => {
    const half = asTaken(sending, { ...taken(NOW, 'r1'), hasMore: true });
    expect(half).toMatchObject({ state: 'waiting', partsTaken: 1, attempts: 0 });
    expect(asTaken(half, taken(minutes(5), 'r1'))).toBe(half);
  });

  it('is never sent again once it was sent, went elsewhere or has given way', () => {
    for (const state of ['sent', 'superseded', 'moved'] as const) {
      const settled = line('a', { state });
      expect(asWaiting(settled, NOW)).toBe(settled);
      expect(asFailed(settled, 'rejected', NOW)).toBe(settled);
      expect(asHeld(settled, 'window', NOW)).toBe(settled);
    }
  });

  it('can be sent again after it failed', () => {
    const failed = asFailed(sending, 'rejected', NOW);
    expect(failed).toEqual(
      line('a', { state: 'failed', attempts: 1, failure: 'rejected', since: NOW }),
    );
    expect(asWaiting(failed, minutes(5))).toEqual(
      line('a', { state: 'waiting', attempts: 1, notBefore: minutes(5) }),
    );
  });
});

const old = (count: number, state: OutboxState = 'sent'): OutboxRow[] =>
  Array.from({ length: count }, (_, index) =>
    line(`old-${index}`, { state, at: hours(-72), sentAt: hours(-72) }),
  );

describe('lines that are dropped', () => {
  it('are those beyond the last hundred that were sent two days ago', () => {
    const left = trimmed(old(120), 100, hours(-48));
    expect(left.map(({ key }) => key)).toEqual(
      old(120)
        .slice(20)
        .map(({ key }) => key),
    );
  });

  it('are never those that still wait, failed, or were sent lately', () => {
    const outbox = [
      ...old(2, 'waiting'),
      ...old(2, 'failed'),
      ...old(2, 'held'),
      ...old(2, 'unknown'),
      line('new', { state: 'sent', sentAt: hours(-1) }),
      ...old(100),
    ];
    expect(trimmed(outbox, 100, hours(-48))).toBe(outbox);
  });
});

const instant = fc.integer({ min: -5, max: 5 }).map(minutes);
const randomLine = fc.record(
  {
    state: fc.constantFrom<OutboxState>(
      'waiting',
      'sending',
      'sent',
      'unknown',
      'held',
      'moved',
      'superseded',
      'failed',
    ),
    groupId: fc.constantFrom('g', 'h'),
    notBefore: instant,
    leasedUntil: instant,
    at: instant,
  },
  { requiredKeys: ['state', 'notBefore', 'at'] },
);
const randomOutbox = fc.array(randomLine, { maxLength: 12 }).map((lines) =>
  lines.map(
    ({ leasedUntil, ...fields }, index): OutboxRow => ({
      ...line(`k${index}`, fields),
      ...(fields.state === 'sending' ? { leasedUntil: leasedUntil ?? NOW } : {}),
    }),
  ),
);

describe('any outbox', () => {
  it('is drained to the end: everything is sent, gives way or waits for its time', () => {
    fc.assert(
      fc.property(randomOutbox, (start) => {
        let outbox: readonly OutboxRow[] = start;
        const late = minutes(10);
        const sent: string[] = [];
        for (let turn = 0; turn <= start.length; turn += 1) {
          const claim = claimNow(outbox, late);
          outbox = claim.outbox.map((one) =>
            one.state === 'sending' ? asTaken(one, taken(late)) : one,
          );
          if (claim.claimed === undefined) break;
          sent.push(claim.claimed.key);
        }
        expect(outbox.some(({ state }) => state === 'waiting' || state === 'sending')).toBe(false);
        expect(sent).toEqual(sent.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
        expect(nextSends(outbox, {}).nextSendAt).toBeUndefined();
      }),
    );
  });

  it('says when to look again: never later than the first that can be sent', () => {
    fc.assert(
      fc.property(randomOutbox, instant, (outbox, now) => {
        const { claimed } = claimNow(outbox, now);
        const next = nextSends(outbox, {}).nextSendAt;
        expect(claimed === undefined || (next !== undefined && next <= now)).toBe(true);
      }),
    );
  });

  it('tells since when something is not delivered', () => {
    fc.assert(
      fc.property(randomOutbox, (outbox) => {
        const stuck = outbox
          .filter(({ state }) => ['failed', 'held', 'unknown'].includes(state))
          .map(({ at }) => at.getTime());
        expect(undeliveredSince(outbox)?.getTime()).toBe(
          stuck.length === 0 ? undefined : Math.min(...stuck),
        );
      }),
    );
  });
});
