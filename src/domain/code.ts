/**
 * The letters of codes: no I and no O, which look like 1 and 0.
 * A letter's place modulo ten is its digit in the check. The order keeps apart what sounds or looks alike
 * (B D P T V, C Q K, L N, S X, D R, M N, U V), so that such a slip changes the check digit.
 */
const LETTERS = 'BCDEGPAVTKHMXLNSQRUJWYFZ';

/**
 * Damm's quasigroup of order ten: every single wrong digit and every swap of neighbours is noticed.
 * H. Michael Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004.
 */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
].join('');

const digitOf = (symbol: string): number =>
  LETTERS.includes(symbol) ? LETTERS.indexOf(symbol) % 10 : Number(symbol);

const checkDigit = (symbols: string): string =>
  symbols.split('').reduce((row, symbol) => DAMM.charAt(Number(row) * 10 + digitOf(symbol)), '0');

/** Capital letters and digits alone, without marks: "đt 48-27" is "DT4827". */
const bare = (words: string): string =>
  words
    .normalize('NFKD')
    .replaceAll(/[đĐ]/g, 'D')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');

/**
 * Draws the code of a case: "LL-4827" for thôn Lục Liễu. It may be taken already: draw again then.
 *
 * @param villageName - Without "thôn". An initial that codes do not use, or none, is drawn by chance.
 * @param below - A whole number from 0 up to, not including, `limit`.
 * @param digits - Digits before the check digit, which is the last one. Default 3.
 */
export const drawCode = (
  villageName: string | undefined,
  below: (limit: number) => number,
  digits = 3,
): string => {
  const words = (villageName ?? '').split(/\s+/);
  const letters = [0, 1].map((place) => {
    const initial = bare(words[place] ?? '').charAt(0);
    const isUsable = initial !== '' && LETTERS.includes(initial);
    return isUsable ? initial : LETTERS.charAt(below(LETTERS.length));
  });
  const drawn = String(below(10 ** digits)).padStart(digits, '0');
  const prefix = letters.join('');
  return `${prefix}-${drawn}${checkDigit(prefix + drawn)}`;
};

/**
 * Reads a code as people type it: any case, with marks, spaces, dots or no dash, and with I or O where
 * only a digit can stand. `shape`: no code at all; `check`: a code with a slip in it.
 */
export const parseCode = (typed: string): { code: string } | { wrong: 'shape' | 'check' } => {
  const symbols = bare(typed);
  const letters = symbols.slice(0, 2).replaceAll(/[I1]/g, 'L');
  const digits = symbols.slice(2).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const code = `${letters}-${digits}`;
  if (!/^[A-HJ-NP-Z]{2}-\d{4,8}$/.test(code)) return { wrong: 'shape' };
  return checkDigit(letters + digits) === '0' ? { code } : { wrong: 'check' };
};

/** Whether one slip (a symbol wrong, missing, too many, or two neighbours swapped) makes one from the other. */
const isOneSlipAway = (a: string, b: string): boolean => {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const [left, right] = [a.slice(same), b.slice(same)];
  const swapped = right.charAt(1) + right.charAt(0) + right.slice(2);
  return (
    left.slice(1) === right.slice(1) ||
    left === right.slice(1) ||
    left.slice(1) === right ||
    left === swapped
  );
};

/** Those of one's own codes that `typed` may have meant: one slip away. */
export const nearCodes = (typed: string, own: readonly string[]): string[] =>
  own.filter((code) => isOneSlipAway(bare(typed), bare(code)));
