import { afterEach, describe, expect, it } from 'vitest';
import { activate, retrain } from '../../scripts/commands/retrain.ts';
import { worseIn, type ModelFigures } from '../../scripts/triage/comparison.ts';
import { siftCorrections } from '../../scripts/triage/corrections.ts';
import { loadPhrases } from '../../scripts/triage/phrases.ts';
import type { CategoryId } from '../../src/domain/category.ts';
import type { Teacher } from '../../src/domain/lesson.ts';
import { fold } from '../../src/text/syllable.ts';
import { MODEL } from '../fixtures/model.ts';
import { useTestStore } from '../store/open.ts';
import { withRows } from '../usecases/rows.ts';

const opened = useTestStore();
/** Training takes seconds, and more of them on a busy machine. */
const TRAINING_MS = 180_000;
const NOW = new Date('2026-11-23T01:00:00Z');

afterEach(() =>
  withRows(opened.database.uri, (rows) =>
    Promise.all(['lessons', 'models'].map((name) => rows.collection(name).deleteMany({}))),
  ),
);

async function teach(
  count: number,
  of: (index: number) => [words: string, right: CategoryId],
  by: Teacher = 'cadre',
) {
  for (let index = 0; index < count; index += 1) {
    const [words, right] = of(index);
    await opened.store.lessons.put({
      id: `lesson-${index}`,
      step: 1,
      day: '2026-11-23',
      unitId: 'TD-DT-12',
      communeId: 'TD-DT',
      model: 'aa',
      words,
      category: { by, right, outcome: 'asked' },
    });
  }
}

// What people of one commune call things, and nobody who wrote the phrases.
const LOCAL: readonly [string, CategoryId][] = [
  ['cái phai đầu làng vỡ, nước không vào ruộng', 'thuy-loi'],
  ['lao phai hỏng mấy hôm nay, {p} cạn khô', 'thuy-loi'],
  ['xin sửa phai cho {p} kẻo mất vụ', 'thuy-loi'],
  ['máng lần đứt, cả {p} không có nước ăn', 'nuoc-sach'],
  ['máng lần tắc lá, nhà nào cũng phải đi gánh', 'nuoc-sach'],
];

describe('training with corrections', () => {
  it('puts a model in force that has learnt them, and finds the way back', {
    timeout: TRAINING_MS,
  }, async () => {
    await teach(60, (index) => {
      const [words, right] = LOCAL[index % LOCAL.length] ?? ['', 'khac'];
      return [`${words}, lần ${'thứ '.repeat(index % 12)}nữa`, right];
    });
    const said = await retrain(opened.store, NOW);
    expect(said).toMatch(/is in force/);
    expect(said).toMatch(/category right, held-out corrections/);
    const version = await opened.other.models.inForce();
    expect(said).toContain(version ?? 'none');
    await expect(activate(opened.store, 'unknown', NOW)).rejects.toThrow(/there are: .*shipped/);
    await activate(opened.store, 'shipped', new Date(NOW.getTime() + 1));
    expect(await opened.store.models.inForce()).toBeUndefined();
  });

  it.each(['cadre', 'citizen'] as const)('refuses a flood of wrong labels by a %s', async (by) => {
    const lies = await loadPhrases();
    await teach(300, (index) => [lies[index * 7]?.text ?? '', 'rung'], by);
    await expect(retrain(opened.store, NOW)).rejects.toThrow(
      /^refused, nothing was learnt: \d+ % of the corrections contradict/,
    );
    expect(await opened.store.models.inForce()).toBeUndefined();
  });

  it('does not believe a citizen against what is surely read, nor the same words twice', async () => {
    const given = (id: string, words: string, by: Teacher, categoryId: CategoryId = 'rung') => ({
      id,
      words,
      by,
      categoryId,
    });
    const road = 'đường bê tông vỡ nát, ổ gà khắp nơi, xe không đi được';
    const sifted = siftCorrections(
      [
        given('a', road, 'citizen'),
        given('b', road, 'accepted', 'duong'),
        given('c', fold(road), 'accepted', 'duong'),
        given('d', `${road} nữa`, 'cadre'),
      ],
      MODEL,
    );
    const kept = [...sifted.taught, ...sifted.heldOut].map(
      ({ by, categoryId }) => `${by} ${categoryId}`,
    );
    expect(new Set(kept)).toEqual(new Set(['accepted duong', 'cadre rung']));
    expect(kept).toHaveLength(2);
    expect(sifted.disputed).toBeCloseTo(2 / 3);
  });

  it('learns nothing from a handful, nor from one sentence said often', async () => {
    await teach(5, () => ['đường hỏng ở {p}', 'duong']);
    await expect(retrain(opened.store, NOW)).rejects.toThrow(
      /^1 corrections to learn from; at least 20$/,
    );
  });
});

describe('a new model is worse', () => {
  const before: ModelFigures = {
    macroF1: 0.9,
    emergencyRecall: 0.97,
    denunciationRecall: 1,
    heldOutRight: 0.8,
  };

  it.each([
    [{ macroF1: 0.895 }, []],
    [{ macroF1: 0.88 }, ['macroF1']],
    [{ heldOutRight: 0.79 }, ['heldOutRight']],
    [{ heldOutRight: 0.99, emergencyRecall: 0.94 }, ['emergencyRecall']],
    [{ denunciationRecall: 0.94, macroF1: 0.5 }, ['macroF1', 'denunciationRecall']],
  ] as const)('with %o in %o', (change, names) => {
    expect(worseIn(before, { ...before, ...change })).toEqual(names);
  });
});
