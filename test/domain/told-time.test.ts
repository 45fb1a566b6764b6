import { describe, expect, it } from 'vitest';
import { plausibleTime } from '../../src/domain/told-time.ts';

const RECEIVED = new Date('2026-11-25T01:00:00Z');
const HOUR_MS = 3_600_000;
const before = (hours: number): Date => new Date(RECEIVED.getTime() - hours * HOUR_MS);

describe('when something happened', () => {
  it.each([
    ['a moment ago', before(0.001), true, before(0.001)],
    ['by the last of Zalo’s tries', before(2), true, before(2)],
    ['in the future', before(-9_000), true, RECEIVED],
    ['long ago', before(4), true, RECEIVED],
    ['in 1970', new Date(0), true, RECEIVED],
    ['at no time', new Date(Number.NaN), true, RECEIVED],
    ['half a day ago, by Telegram', before(12), false, before(12)],
    ['in 1970, by Telegram', new Date(0), false, RECEIVED],
  ])('is believed, or not: %s', (_label, told, hasWindow, believed) => {
    expect(plausibleTime(told, RECEIVED, hasWindow)).toEqual(believed);
  });
});
