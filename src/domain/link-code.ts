/** Letters and figures that are told apart when read aloud or written by hand. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

// Eight of them are about 39 bits: with ten minutes and five wrong tries an hour, not to be guessed.
const DRAWN = 8;

/**
 * How a code is told from all else that people write: a letter in third place, where a case code has its figures, and a
 * figure somewhere, which no word has.
 */
const SHAPE = /^(?=.*[2-9])[A-HJKMNP-Z2-9]{2}[A-HJKMNP-Z][A-HJKMNP-Z2-9]{5}$/;

/** How long a code works, in milliseconds. */
export const LINK_CODE_MS = 10 * 60_000;

/** How long the chat that gave a code out may take to say that it was meant, in milliseconds. */
export const LINK_ANSWER_MS = 10 * 60_000;

const grouped = (drawn: string): string => `${drawn.slice(0, 4)}-${drawn.slice(4)}`;

/**
 * Draws a one-time code that joins two chats, such as `K7MP-3XQD`.
 *
 * @param below - Gives a whole number from 0 up to, not including, its argument; unguessable in production.
 */
export function drawLinkCode(below: (limit: number) => number): string {
  for (;;) {
    const drawn = Array.from({ length: DRAWN }, () => ALPHABET.charAt(below(ALPHABET.length)));
    const code = drawn.join('');
    if (SHAPE.test(code)) return grouped(code);
  }
}

/** Typed behind a command, or in the payload of a start link. */
const BEFORE = /^\s*\/(?:noikenh|start)(?:@\w+)?\s+(?:n-)?/i;

/** Reads a typed code, alone or behind its command, into its one written form, whatever the case and the dashes; `undefined` when it is none. */
export const readLinkCode = (typed: string): string | undefined => {
  const bare = typed
    .replace(BEFORE, '')
    .toUpperCase()
    .replaceAll(/[\s._–-]+/gu, '');
  return SHAPE.test(bare) ? grouped(bare) : undefined;
};
