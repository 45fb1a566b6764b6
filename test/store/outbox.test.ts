import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxState } from '../../src/chat/conversation.ts';
import type { OutboxRow } from '../../src/store/conversation-row.ts';
import {
  asFailed,
  asSent,
  asWaiting,
  claimNext,
  failedSince,
  nextSendAt,
  trimmed,
} from '../../src/store/outbox.ts';
import { entry, hours, minutes, NOW } from './samples.ts';

const LEASE_MS = 60_000;

const line = (key: string, fields: Partial<OutboxRow> = {}): OutboxRow => ({
  ...entry(key),
  ...fields,
});

const states = (outbox: readonly OutboxRow[]): readonly string[] =>
  outbox.map(({ key, state }) => `${key} ${state}`);

describe('the next message of a chat', () => {
  it('is the first that waits', () => {
    const { claimed, outbox } = claimNext([line('a'), line('b')], NOW, LEASE_MS);
    expect(claimed).toMatchObject({ key: 'a', state: 'sending', attempts: 1 });
    expect(claimed?.leasedUntil).toEqual(minutes(1));
    expect(states(outbox)).toEqual(['a sending', 'b waiting']);
  });

  it('is not blocked by one that is held', () => {
    const { claimed } = claimNext([line('a', { notBefore: minutes(1) }), line('b')], NOW, LEASE_MS);
    expect(claimed?.key).toBe('b');
  });

  it('waits while a worker holds one of the chat, so that the order holds', () => {
    const outbox = [line('a', { state: 'sending', leasedUntil: minutes(1) }), line('b')];
    expect(claimNext(outbox, NOW, LEASE_MS)).toEqual({ outbox });
  });

  it('is the one over which a worker died, once its lease is over', () => {
    const outbox = [
      line('a', { state: 'sending', attempts: 1, leasedUntil: minutes(1) }),
      line('b'),
    ];
    const { claimed } = claimNext(outbox, minutes(1), LEASE_MS);
    expect(claimed).toMatchObject({ key: 'a', attempts: 2 });
  });

  it('is the last of its group; those before it give way', () => {
    const outbox = [
      line('a', { groupId: 'album' }),
      line('b'),
      line('c', { groupId: 'album' }),
      line('d', { groupId: 'other' }),
    ];
    const { claimed, outbox: left } = claimNext(outbox, NOW, LEASE_MS);
    expect(claimed?.key).toBe('b');
    expect(states(left)).toEqual(['a superseded', 'b sending', 'c waiting', 'd waiting']);
  });

  it('gives way to a later one of its group even when that one is held', () => {
    const outbox = [
      line('a', { groupId: 'receipt' }),
      line('b', { groupId: 'receipt', notBefore: minutes(1) }),
    ];
    const { claimed, outbox: left } = claimNext(outbox, NOW, LEASE_MS);
    expect(claimed).toBeUndefined();
    expect(states(left)).toEqual(['a superseded', 'b waiting']);
    expect(nextSendAt(left)).toEqual(minutes(1));
  });

  it('keeps what was sent of a group as it is', () => {
    const outbox = [line('a', { groupId: 'g', state: 'sent' }), line('b', { groupId: 'g' })];
    expect(states(claimNext(outbox, NOW, LEASE_MS).outbox)).toEqual(['a sent', 'b sending']);
  });
});

describe('what becomes of a message', () => {
  const sending = line('a', { state: 'sending', attempts: 1, leasedUntil: minutes(1) });

  it('keeps the first record of its sending', () => {
    const sent = asSent(sending, NOW, 'receipt-1');
    expect(sent).toEqual(
      line('a', { state: 'sent', attempts: 1, sentAt: NOW, receipt: 'receipt-1' }),
    );
    expect(asSent(sent, minutes(5), 'receipt-2')).toBe(sent);
  });

  it('is never sent again once it was sent or has given way', () => {
    for (const state of ['sent', 'superseded'] as const) {
      const settled = line('a', { state });
      expect(asWaiting(settled, NOW)).toBe(settled);
      expect(asFailed(settled, 'blocked')).toBe(settled);
    }
  });

  it('can be sent again after it failed', () => {
    const failed = asFailed(sending, 'blocked');
    expect(failed).toEqual(line('a', { state: 'failed', attempts: 1, failure: 'blocked' }));
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
      line('new', { state: 'sent', sentAt: hours(-1) }),
      ...old(100),
    ];
    expect(trimmed(outbox, 100, hours(-48))).toBe(outbox);
  });
});

const instant = fc.integer({ min: -5, max: 5 }).map(minutes);
const randomLine = fc.record(
  {
    state: fc.constantFrom<OutboxState>('waiting', 'sending', 'sent', 'superseded', 'failed'),
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
          const claim = claimNext(outbox, late, LEASE_MS);
          outbox = claim.outbox.map((one) =>
            one.state === 'sending' ? asSent(one, late, undefined) : one,
          );
          if (claim.claimed === undefined) break;
          sent.push(claim.claimed.key);
        }
        expect(outbox.some(({ state }) => state === 'waiting' || state === 'sending')).toBe(false);
        expect(sent).toEqual(sent.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
        expect(nextSendAt(outbox)).toBeUndefined();
      }),
    );
  });

  it('says when to look again: never later than the first that can be sent', () => {
    fc.assert(
      fc.property(randomOutbox, instant, (outbox, now) => {
        const { claimed } = claimNext(outbox, now, LEASE_MS);
        const next = nextSendAt(outbox);
        expect(claimed === undefined || (next !== undefined && next <= now)).toBe(true);
      }),
    );
  });

  it('tells since when something failed', () => {
    fc.assert(
      fc.property(randomOutbox, (outbox) => {
        const failed = outbox
          .filter(({ state }) => state === 'failed')
          .map(({ at }) => at.getTime());
        expect(failedSince(outbox)?.getTime()).toBe(
          failed.length === 0 ? undefined : Math.min(...failed),
        );
      }),
    );
  });
});
