import { describe, expect, it } from 'vitest';
import { foldPhrase } from '../../src/domain/fold.ts';

describe('words are compared as they are spoken, not as they are typed', () => {
  it.each([
    ['Gặp cán bộ!', 'gap can bo'],
    ['  VIỆC   của tôi ', 'viec cua toi'],
    ['Đồng ý.', 'dong y'],
    ['hoà', 'hoa'],
    ['🙃', ''],
  ])('%s is %s', (words, folded) => {
    expect(foldPhrase(words)).toBe(folded);
    expect(foldPhrase(words.normalize('NFD'))).toBe(folded);
  });
});
