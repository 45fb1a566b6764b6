// FNV-1a, 32 bits: a new word needs no dictionary, and weights of another run mean the same.

/** What every hash starts from. */
export const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** The hash after one more unit of text. */
export const extendUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

/** The hash after more text; a signed number until `>>> 0` makes an end of it. */
export const extend = (hash: number, text: string): number => {
  let extended = hash;
  for (let at = 0; at < text.length; at += 1) extended = extendUnit(extended, text.charCodeAt(at));
  return extended;
};
