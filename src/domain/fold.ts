/** Lower case without marks, đ as d: "Đạo Trù" and "dao tru" are the same. */
export const foldMarks = (words: string): string =>
  words.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');

/** The same without signs and double spaces: "Gặp cán bộ!" and "gap can bo" are the same words. */
export const foldPhrase = (words: string): string =>
  foldMarks(words)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
