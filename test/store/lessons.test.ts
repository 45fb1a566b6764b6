import { describe, expect, it } from 'vitest';
import type { KeptLesson } from '../../src/store/lessons.ts';
import { atOnce, useTestStore } from './open.ts';

const opened = useTestStore();

const lesson = (id: string, fields: Partial<KeptLesson> = {}): KeptLesson => ({
  id,
  step: 3,
  day: '2026-11-23',
  unitId: 'V-1',
  communeId: 'C-1',
  model: 'aa',
  category: { by: 'citizen', read: 'dien', right: 'duong', outcome: 'wrong' },
  words: `đường hỏng ${id}`,
  ...fields,
});

describe('a lesson', () => {
  it('is one row a concern, however often and by however many it is put', async () => {
    const { lessons } = opened.store;
    await atOnce(8, (index) =>
      (index % 2 === 0 ? opened.store : opened.other).lessons.put(lesson('once')),
    );
    expect((await lessons.taught()).filter(({ id }) => id === 'once')).toEqual([
      { id: 'once', words: 'đường hỏng once', categoryId: 'duong', by: 'citizen' },
    ]);
  });

  it('gives way to a later one of the same concern and never to an earlier one', async () => {
    const { lessons } = opened.store;
    const later = { by: 'cadre', read: 'dien', right: 'rung', outcome: 'wrong' } as const;
    await lessons.put(lesson('moved', { step: 5, category: later }));
    await lessons.put(lesson('moved', { step: 3 }));
    const [kept] = (await lessons.taught()).filter(({ id }) => id === 'moved');
    expect(kept).toMatchObject({ categoryId: 'rung', by: 'cadre' });
  });

  it('loses its words when a later one has none, or when they are to be forgotten', async () => {
    const { lessons } = opened.store;
    await lessons.put(lesson('withdrawn'));
    const { words: _words, ...wordless } = lesson('withdrawn', { step: 4 });
    await lessons.put(wordless);
    await lessons.put(lesson('forgotten'));
    await lessons.forgetWords(['forgotten', 'unknown']);
    const ids = (await lessons.taught()).map(({ id }) => id);
    expect(ids).not.toContain('withdrawn');
    expect(ids).not.toContain('forgotten');
  });

  it('is counted by month, commune and category, within the scope alone', async () => {
    const { lessons } = opened.store;
    const place = { by: 'accepted', read: 'X-1', right: 'X-1', outcome: 'right' } as const;
    await lessons.put(lesson('c1', { unitId: 'X-1', communeId: 'X', place }));
    await lessons.put(lesson('c2', { unitId: 'X-1', communeId: 'X', place }));
    await lessons.put(lesson('c3', { unitId: 'X-2', communeId: 'X', day: '2026-10-02' }));
    const { category: _category, ...placed } = lesson('c4', {
      unitId: 'X-2',
      communeId: 'X',
      place: { by: 'returned', read: 'X-2', outcome: 'wrong' },
    });
    await lessons.put(placed);
    const counts = await lessons.counts(['X-1', 'X-2'], '2026-10');
    expect(counts.toSorted((one, other) => other.count - one.count)).toEqual([
      {
        month: '2026-11',
        communeId: 'X',
        categoryId: 'duong',
        place: 'right',
        category: 'wrong',
        count: 2,
      },
      expect.objectContaining({ count: 1 }),
      expect.objectContaining({ count: 1 }),
    ]);
    expect(await lessons.counts(['X-1'], '2026-11')).toHaveLength(1);
    expect(await lessons.counts([], '2026-10')).toEqual([]);
  });
});
