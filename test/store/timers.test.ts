import { describe, expect, it } from 'vitest';
import type { Timer } from '../../src/domain/timer.ts';
import { atOnce, useTestStore } from './open.ts';
import { minutes, NOW, timer } from './samples.ts';

const opened = useTestStore();
const LEASE_MS = 30_000;

/** Each test has a century of its own, so that it never sees the timers of another. */
let century = 20;
function ownTime(): (count: number) => Date {
  century += 1;
  const start = new Date(`${century}00-01-01T00:00:00Z`).getTime();
  return (count) => new Date(start + count * 60_000);
}

const ids = (timers: readonly Timer[]): readonly string[] => timers.map(({ id }) => id);

/** Leases whatever older tests left, so that only this test's timers remain. */
async function drain(now: Date): Promise<void> {
  for (const { id } of await opened.store.timers.lease(now, 1_000, LEASE_MS))
    await opened.store.timers.done(id);
}

describe('a timer', () => {
  it('fires from its time on, the oldest first, as many as wanted', async () => {
    const { timers } = opened.store;
    const at = ownTime();
    await drain(at(0));
    for (const minute of [3, 1, 2, 9])
      await timers.put(timer(`order-${minute}`, { dueAt: at(minute) }));
    expect(await timers.countDue(at(5))).toBe(3);
    expect(await timers.lease(at(0), 10, LEASE_MS)).toEqual([]);
    expect(ids(await timers.lease(at(5), 2, LEASE_MS))).toEqual(['order-1', 'order-2']);
    expect(ids(await timers.lease(at(5), 2, LEASE_MS))).toEqual(['order-3']);
  });

  it('is given to one worker only when four ask at once', async () => {
    const at = ownTime();
    await drain(at(0));
    await atOnce(20, (index) => opened.store.timers.put(timer(`race-${index}`, { dueAt: at(0) })));
    const leased = await atOnce(4, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).timers.lease(at(1), 20, LEASE_MS + index),
    );
    expect(ids(leased.flat()).toSorted()).toEqual(
      Array.from({ length: 20 }, (_, index) => `race-${index}`).toSorted(),
    );
  });

  it('is given to another worker when the first one died, and not before', async () => {
    const { timers } = opened.store;
    const at = ownTime();
    await drain(at(0));
    await timers.put(timer('dying', { dueAt: at(0) }));
    await timers.lease(at(0), 10, 120_000);
    expect(await timers.lease(at(1), 10, LEASE_MS)).toEqual([]);
    expect(ids(await timers.lease(at(2), 10, LEASE_MS))).toEqual(['dying']);
  });

  it('is free at once when its worker gives it back', async () => {
    const { timers } = opened.store;
    const at = ownTime();
    await drain(at(0));
    await timers.put(timer('back', { dueAt: at(0) }));
    await timers.lease(at(0), 10, LEASE_MS);
    await timers.release('back');
    expect(ids(await timers.lease(at(0), 10, LEASE_MS))).toEqual(['back']);
  });

  it('fires once, however often the same is put again', async () => {
    const { timers } = opened.store;
    const at = ownTime();
    await drain(at(0));
    const due = timer('once', { dueAt: at(0) });
    await atOnce(6, () => timers.put(due));
    expect(await timers.lease(at(0), 10, LEASE_MS)).toEqual([due]);
    await timers.put(due);
    expect(await timers.lease(at(0), 10, LEASE_MS)).toEqual([]);
    await timers.done('once');
    await timers.put(due);
    expect(await timers.lease(at(5), 10, LEASE_MS)).toEqual([]);
    expect(await timers.countDue(at(5))).toBe(0);
  });

  it('fires again at the time it was moved to', async () => {
    const { timers } = opened.store;
    const at = ownTime();
    await drain(at(0));
    await timers.put(timer('moved', { dueAt: at(0) }));
    await timers.lease(at(0), 10, LEASE_MS);
    await timers.done('moved');
    await timers.put(timer('moved', { dueAt: at(9), round: 2 }));
    expect(await timers.lease(at(8), 10, LEASE_MS)).toEqual([]);
    const [fired] = await timers.lease(at(9), 10, LEASE_MS);
    expect(fired).toEqual(timer('moved', { dueAt: at(9), round: 2 }));
  });

  it('is not lost when it is moved while a worker fires it', async () => {
    const { timers } = opened.store;
    const at = ownTime();
    await drain(at(0));
    await timers.put(timer('overtaken', { dueAt: at(0) }));
    await timers.lease(at(0), 10, LEASE_MS);
    await timers.put(timer('overtaken', { dueAt: at(9) }));
    await timers.done('overtaken');
    expect(ids(await timers.lease(at(9), 10, LEASE_MS))).toEqual(['overtaken']);
  });

  it('is listed with the others of its case', async () => {
    const { timers } = opened.store;
    const late = timer('of-case-2', { caseId: 'case-x', dueAt: minutes(2) });
    const early = timer('of-case-1', { caseId: 'case-x', dueAt: NOW });
    await timers.put(late);
    await timers.put(early);
    await timers.put(timer('of-other', { caseId: 'case-y' }));
    expect(await timers.ofCase('case-x')).toEqual([early, late]);
  });
});
