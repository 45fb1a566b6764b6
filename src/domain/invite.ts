/** Letters and figures that are told apart when read aloud or written by hand. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

// Twelve of them are about 59 bits: not guessed before the code ends, and short enough for a slip of paper.
const DRAWN = 12;

const SHAPE = new RegExp(`^CN[${ALPHABET}]{${DRAWN}}$`);

const grouped = (drawn: string): string => `CN${drawn.replaceAll(/.{4}/g, '-$&')}`;

/**
 * Draws a one-time invite code, such as `CN-7K3F-9QXA-M2WD`.
 *
 * @param below - Gives a whole number from 0 up to, not including, its argument; unguessable in production.
 */
export const drawInviteCode = (below: (limit: number) => number): string =>
  grouped(Array.from({ length: DRAWN }, () => ALPHABET.charAt(below(ALPHABET.length))).join(''));

/** Reads a typed invite code into its one written form, whatever the case and the dashes; `undefined` when it is none. */
export const readInviteCode = (typed: string): string | undefined => {
  const bare = typed.toUpperCase().replaceAll(/[\s._–-]+/gu, '');
  return SHAPE.test(bare) ? grouped(bare.slice(2)) : undefined;
};
