import { describe, expect, it } from 'vitest';
import { rememberingLast } from '../../src/text/remembering.ts';
import { createReader } from '../../src/text/reader.ts';
import { MODEL } from '../fixtures/model.ts';
import { directoryOf, TODAY } from './network.ts';

const reader = createReader(directoryOf(), TODAY, MODEL);

/** How many messages are really read of those that are asked for. */
const readsOf = (asked: readonly (readonly [text: string, home?: string])[]): number => {
  let reads = 0;
  const understand = rememberingLast((text, home) => {
    reads += 1;
    return reader.understand(text, home);
  });
  for (const [text, home] of asked)
    expect(understand(text, home)).toEqual(reader.understand(text, home));
  return reads;
};

describe('the last messages', () => {
  it('are read once, however often a turn asks', () => {
    const turn = [['đường hỏng'], ['đường hỏng', 'DT-LL'], ['đường hỏng\nthôn Lục Liễu']] as const;
    expect(readsOf([...turn, ...turn, ...turn])).toBe(3);
  });

  it('are few, so that a process does not grow', () => {
    const texts = Array.from({ length: 9 }, (_, at) => [`đường hỏng lần ${at}`] as const);
    expect(readsOf([...texts, ...texts.slice(0, 1)])).toBe(10);
  });
});
