import { describe, expect, it } from 'vitest';
import { mostInASecond, shortestGapMs } from '../../scripts/bench/pace.ts';

const at = (...times: readonly number[]) => times.map((atMs) => ({ chat: 'a', atMs }));

describe('the pace of calls', () => {
  it('counts most in any second, wherever it begins', () => {
    expect(mostInASecond(at(0, 900, 1_000, 1_899, 1_900))).toBe(3);
    expect(mostInASecond([])).toBe(0);
  });

  it('tells the shortest wait within a chat', () => {
    expect(shortestGapMs([...at(0, 1_200, 2_300), { chat: 'b', atMs: 10 }])).toBe(1_100);
    expect(shortestGapMs(at(5))).toBe(Infinity);
  });
});
