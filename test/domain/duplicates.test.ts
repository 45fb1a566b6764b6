import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES, type Case } from '../../src/domain/case.ts';
import { CATEGORIES, KINDS, URGENCIES } from '../../src/domain/category.ts';
import {
  isShared,
  likeness,
  mayBeOffered,
  offerOf,
  type Probe,
  type Wording,
} from '../../src/domain/duplicates.ts';
import { metresBetween } from '../../src/domain/distance.ts';
import { isOpen } from '../../src/domain/status.ts';
import { answered, at, joinOf, local, MONDAY, play, waiting } from './village.ts';

const NOW = local(MONDAY);
const HERE = { latitude: 21.5, longitude: 105.6 };
const metresNorth = (metres: number) => ({ ...HERE, latitude: HERE.latitude + metres / 111_195 });

const probe = (change: Partial<Probe> = {}): Probe => ({
  kind: 'phan-anh',
  categoryId: 'duong',
  urgency: 'normal',
  text: 'đường sụt một hố to',
  unitId: 'A1',
  ...change,
});

const words = (alike: number, change: Partial<Wording> = {}): Wording => ({
  likeness: alike,
  trouble: 'unknown',
  spot: 'unknown',
  ...change,
});

describe('a case that others may be asked to follow', () => {
  const anyCase = fc
    .record({
      status: fc.constantFrom(...STATUSES),
      kind: fc.constantFrom(...KINDS),
      categoryId: fc.constantFrom(...CATEGORIES),
      urgency: fc.constantFrom(...URGENCIES),
      daysAgo: fc.integer({ min: 0, max: 90 }),
    })
    .map(({ daysAgo, ...fields }): Case => {
      const ended = new Date(NOW.getTime() - daysAgo * 86_400_000);
      const open = { ...waiting(), ...fields };
      return isOpen(fields.status) ? open : { ...open, closedAt: ended, answeredAt: ended };
    });

  it('is never private, an accusation, in danger, declined, taken back or following another', () => {
    const PRIVATE = ['hoa-giai', 'dat-dai', 'an-ninh', 'y-te', 'chinh-sach', 'thu-tuc', 'khac'];
    fc.assert(
      fc.property(anyCase, (current) => {
        if (!mayBeOffered(current, at(NOW))) return;
        expect(PRIVATE).not.toContain(current.categoryId);
        expect(['phan-anh', 'hien-ke']).toContain(current.kind);
        expect(current.urgency).not.toBe('emergency');
        expect(['declined', 'withdrawn', 'merged']).not.toContain(current.status);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is open, or ended within the days of its category', () => {
    const days = (categoryId: Case['categoryId'], count: number) => {
      const end = new Date(NOW.getTime() - count * 86_400_000);
      return mayBeOffered({ ...answered(), categoryId, answeredAt: end }, at(NOW));
    };
    expect(mayBeOffered(waiting(), at(NOW))).toBe(true);
    expect([days('duong', 59), days('duong', 61)]).toEqual([true, false]);
    expect([days('dien', 1), days('dien', 3)]).toEqual([true, false]);
    expect([days('tieng-on', 0.5), days('tieng-on', 2)]).toEqual([true, false]);
  });

  it('can still be opened again when it has ended', () => {
    const confirmed = play(answered(), [{ type: 'confirm' }]);
    expect(mayBeOffered(confirmed, at('2026-03-12 09:00'))).toBe(true);
    expect(mayBeOffered(confirmed, at('2026-03-20 09:00'))).toBe(false);
  });

  it('is told of by place, kind, time and number alone', () => {
    const current = play(waiting({ text: 'lời riêng', files: [] }), [
      joinOf('c2'),
      joinOf('c3', 2),
    ]);
    expect(offerOf(current)).toEqual({
      caseId: 'c1',
      categoryId: 'duong',
      unitId: 'A1',
      reporters: 4,
      since: NOW,
      endedAt: null,
    });
    expect(offerOf(answered())).toMatchObject({ endedAt: NOW });
  });
});

describe('what is about to be sent', () => {
  it('is compared only when it concerns everybody and is no danger', () => {
    expect(isShared(probe())).toBe(true);
    for (const change of [
      { urgency: 'emergency' },
      { categoryId: 'hoa-giai' },
      { kind: 'to-cao' },
      { kind: 'hoi-dap' },
    ] as const)
      expect(isShared(probe(change))).toBe(false);
  });

  it('is likened to a case of the same village, kind and category, surely enough in words', () => {
    expect(likeness(probe(), waiting(), words(0.6), NOW)).toBeGreaterThan(0.6);
    expect(likeness(probe(), waiting(), words(0.45), NOW)).toBeUndefined();
    expect(likeness(probe({ unitId: 'A2' }), waiting(), words(1), NOW)).toBeUndefined();
    expect(likeness(probe({ categoryId: 'dien' }), waiting(), words(1), NOW)).toBeUndefined();
    expect(likeness(probe({ kind: 'hien-ke' }), waiting(), words(1), NOW)).toBeUndefined();
  });

  it('is not likened to what is wrong otherwise, or at another spot, however alike the words are', () => {
    for (const change of [{ trouble: 'other' }, { spot: 'other' }] as const)
      expect(likeness(probe(), waiting(), words(1, change), NOW)).toBeUndefined();
  });

  it('is the same trouble at the same spot in whatever words, and alone in fewer words', () => {
    const same = (alike: number, spot: Wording['spot']) =>
      likeness(probe(), waiting(), words(alike, { trouble: 'same', spot }), NOW);
    expect(same(0.1, 'same')).toBeDefined();
    expect(same(0.1, 'unknown')).toBeUndefined();
    expect(same(0.4, 'unknown')).toBeDefined();
  });

  it('is the same trouble of one network within its days, and afterwards by its words', () => {
    const outage = (days: number, alike: number) =>
      likeness(
        probe({ categoryId: 'dien' }),
        waiting({ categoryId: 'dien' }),
        words(alike, { trouble: 'same' }),
        new Date(NOW.getTime() + days * 86_400_000),
      );
    expect([outage(1, 0.05), outage(3, 0.05), outage(3, 0.55)]).toEqual([
      expect.any(Number),
      undefined,
      expect.any(Number),
    ]);
  });

  it('needs more likeness in words the older the case is', () => {
    const later = new Date(NOW.getTime() + 60 * 86_400_000);
    expect(likeness(probe(), waiting(), words(0.55), NOW)).toBeDefined();
    expect(likeness(probe(), waiting(), words(0.55), later)).toBeUndefined();
    expect(likeness(probe(), waiting(), words(0.7), later)).toBeDefined();
  });

  it('is likened across a border within 250 m, and not to the far end of the same village', () => {
    const pinned = (metres: number, unitId: string) =>
      likeness(
        probe({ pin: HERE }),
        waiting({ place: { unitId, pin: metresNorth(metres) } }),
        words(0.7),
        NOW,
      );
    const beside = {
      ...waiting(),
      teamUnitId: 'A2',
      place: { unitId: 'A2', pin: metresNorth(200) },
    };
    expect(likeness(probe({ pin: HERE }), beside, words(0.7), NOW)).toBeDefined();
    const farther = { ...beside, place: { unitId: 'A2', pin: metresNorth(260) } };
    expect(likeness(probe({ pin: HERE }), farther, words(1), NOW)).toBeUndefined();
    expect(pinned(20, 'A1')).toBeDefined();
    expect(pinned(1_100, 'A1')).toBeUndefined();
  });

  it('is measured along the great circle', () => {
    expect(metresBetween(HERE, metresNorth(250))).toBeCloseTo(250, 0);
    const east = { ...HERE, longitude: HERE.longitude + 0.01 };
    expect(metresBetween(HERE, east)).toBeCloseTo(1_034.6, 0);
    expect(metresBetween(HERE, HERE)).toBe(0);
  });
});
