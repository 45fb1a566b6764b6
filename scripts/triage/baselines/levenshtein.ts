import type { Ranked, PlaceSearch } from './place-search.ts';
import type { VillageRow } from './gazetteer-rows.ts';

/** How many letters must be put in, taken out or changed to make one word of the other. */
export const levenshtein = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let l = 1; l <= left.length; l += 1) {
    const next = [l];
    for (let r = 1; r <= right.length; r += 1) {
      const change = (row[r - 1] ?? 0) + (left[l - 1] === right[r - 1] ? 0 : 1);
      next.push(Math.min(change, (row[r] ?? 0) + 1, (next[r - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
};

const windowsOf = (words: readonly string[], length: number): readonly string[] =>
  words.flatMap((_, at) =>
    at + length <= words.length ? [words.slice(at, at + length).join(' ')] : [],
  );

const similarity = (name: string, windows: readonly string[]): number =>
  Math.max(
    0,
    ...windows.map(
      (window) => 1 - levenshtein(window, name) / Math.max(window.length, name.length),
    ),
  );

/** Compares each name with every stretch of the message that has as many words. */
export const levenshteinWindows = (rows: readonly VillageRow[]): PlaceSearch => ({
  name: 'Levenshtein windows',
  least: 0.8,
  margin: 0.05,
  rank: (folded) => {
    const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
    const windows = new Map<number, readonly string[]>();
    return rows.flatMap(({ id, name }): readonly Ranked[] => {
      const length = name.split(' ').length;
      const same = windows.get(length) ?? windowsOf(words, length);
      windows.set(length, same);
      return [{ unitId: id, score: similarity(name, same) }];
    });
  },
});
