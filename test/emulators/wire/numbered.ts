/** A line such as `2. Gửi đi` or `2) Gửi đi`, which says what a number means. */
const NUMBERED = /^\s*(\d{1,2})\s*[.):–-]\s*(\S.*)$/gmu;

/** The number to type for the line whose words fit, or `undefined`. */
export const numberOf = (words: string, label: RegExp): string | undefined =>
  [...words.matchAll(NUMBERED)].find(([, , said = '']) => label.test(said.trim()))?.[1];
