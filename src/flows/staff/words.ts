import type { InboundBody } from '../../chat/message.ts';

/** Longest text of a cadre that is kept, in characters: it is read on a small screen. */
export const LONGEST_WORDS = 1_500;

/** Words that were written, or the key of what to answer instead. */
export type Written = { readonly words: string } | { readonly key: string };

/** Reads a message that must be words and nothing else. */
export const writtenWords = (body: InboundBody): Written => {
  const words = body.kind === 'text' ? body.text.trim() : '';
  if (words === '') return { key: 'staff.step.wordsOnly' };
  return words.length > LONGEST_WORDS ? { key: 'staff.step.tooLong' } : { words };
};
