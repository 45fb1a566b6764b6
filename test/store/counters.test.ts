import { describe, expect, it } from 'vitest';
import { atOnce, useTestStore } from './open.ts';

const opened = useTestStore();

describe('a counter', () => {
  it('counts by day, newest first', async () => {
    const { counters } = opened.store;
    await counters.bump('withheld', '2026-11-22');
    await counters.bump('withheld', '2026-11-23');
    await counters.bump('withheld', '2026-11-23');
    await counters.bump('other', '2026-11-23');
    expect(await counters.read('withheld')).toEqual([
      { day: '2026-11-23', count: 2 },
      { day: '2026-11-22', count: 1 },
    ]);
    expect(await counters.read('never')).toEqual([]);
  });

  it('loses none of twenty that come at once, from the first on', async () => {
    await atOnce(20, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).counters.bump('crowd', '2026-11-23'),
    );
    expect(await opened.store.counters.read('crowd')).toEqual([{ day: '2026-11-23', count: 20 }]);
  });

  it('counts the same key once', async () => {
    const { counters } = opened.store;
    await atOnce(5, () => counters.bump('keyed', '2026-11-23', 'event-1'));
    await counters.bump('keyed', '2026-11-23', 'event-2');
    expect(await counters.read('keyed')).toEqual([{ day: '2026-11-23', count: 2 }]);
  });
});
