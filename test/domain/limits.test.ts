import { describe, expect, it } from 'vitest';
import { roomAt, type Spending } from '../../src/domain/limits.ts';

const LIMIT = { most: 3, windowMs: 60_000 };
const NOW = new Date('2026-11-25T01:00:00Z');
const ago = (seconds: number, cost = 1): Spending => ({
  at: new Date(NOW.getTime() - seconds * 1_000),
  cost,
});
const roomFor = (cost: number, ...spent: readonly Spending[]): number | undefined => {
  const at = roomAt(LIMIT, spent, cost, NOW);
  return at && (at.getTime() - NOW.getTime()) / 1_000;
};

describe('room within a window', () => {
  it.each([
    ['there is while less was taken', undefined, roomFor(1, ago(50), ago(40))],
    ['comes when the oldest leaves the window', 10, roomFor(1, ago(50), ago(40), ago(30))],
    ['for two comes when two have left', 20, roomFor(2, ago(50), ago(40), ago(30))],
    ['comes at once when a dear one leaves', 10, roomFor(2, ago(50, 2), ago(40))],
    ['is not taken by what lies before the window', undefined, roomFor(3, ago(60), ago(61, 9))],
  ])('%s', (_what, expected, room) => {
    expect(room).toBe(expected);
  });
});
