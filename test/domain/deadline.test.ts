import { describe, expect, it } from 'vitest';
import { CATEGORIES, KINDS, URGENCIES } from '../../src/domain/category.ts';
import { DEFAULT_NORMS, type DeadlineNorms, normFor } from '../../src/domain/deadline.ts';

const { normal, soon, emergency } = DEFAULT_NORMS.byUrgency;

describe('the limits of a case', () => {
  it('are those of its urgency', () => {
    const about = { categoryId: 'duong', kind: 'phan-anh' } as const;
    expect(normFor(DEFAULT_NORMS, { ...about, urgency: 'normal' })).toEqual(normal);
    expect(normFor(DEFAULT_NORMS, { ...about, urgency: 'soon' })).toEqual(soon);
    expect(normFor(DEFAULT_NORMS, { ...about, urgency: 'emergency' })).toEqual(emergency);
  });

  it('are longer for land papers', () => {
    const about = { categoryId: 'dat-dai', kind: 'phan-anh', urgency: 'normal' } as const;
    const resolve = { amount: 20, unit: 'calendar-days' };
    expect(normFor(DEFAULT_NORMS, about)).toEqual({ accept: normal.accept, resolve });
  });

  it('are those of the kind when the category has others', () => {
    const about = { categoryId: 'dat-dai', kind: 'hoi-dap', urgency: 'normal' } as const;
    const resolve = { amount: 5, unit: 'working-days' };
    expect(normFor(DEFAULT_NORMS, about)).toEqual({ accept: normal.accept, resolve });
  });

  it('leave an idea without a deadline to resolve', () => {
    const about = { categoryId: 'duong', kind: 'hien-ke', urgency: 'normal' } as const;
    expect(normFor(DEFAULT_NORMS, about)).toEqual({ accept: normal.accept });
  });

  it('let no exception slow down what is pressing', () => {
    for (const kind of KINDS) {
      for (const categoryId of CATEGORIES) {
        expect(normFor(DEFAULT_NORMS, { categoryId, kind, urgency: 'soon' })).toEqual(soon);
      }
    }
  });

  it('may differ in acceptance alone', () => {
    const accept = { amount: 2, unit: 'working-hours' } as const;
    const norms: DeadlineNorms = { ...DEFAULT_NORMS, byCategory: { dien: { accept } } };
    const about = { categoryId: 'dien', kind: 'phan-anh', urgency: 'normal' } as const;
    expect(normFor(norms, about)).toEqual({ accept, resolve: normal.resolve });
  });

  it('are absent where the norms of the urgency have none', () => {
    const byUrgency = { ...DEFAULT_NORMS.byUrgency, normal: { accept: normal.accept } };
    const about = { categoryId: 'dien', kind: 'phan-anh', urgency: 'normal' } as const;
    expect(normFor({ ...DEFAULT_NORMS, byUrgency }, about)).toEqual({ accept: normal.accept });
  });

  it('always ask for acceptance', () => {
    for (const urgency of URGENCIES) {
      for (const kind of KINDS) {
        const norm = normFor(DEFAULT_NORMS, { categoryId: 'khac', kind, urgency });
        expect(norm.accept.amount).toBeGreaterThan(0);
      }
    }
  });
});
