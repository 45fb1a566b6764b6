import { fold, readSyllable, type Syllable } from './syllable.ts';

const listed = (block: string): readonly string[] =>
  block
    .normalize('NFC')
    .trim()
    .split(/\s*[,\n]\s*/u);

/** Words of a block parted by commas, folded. */
export const foldedSet = (block: string): ReadonlySet<string> => new Set(listed(block).map(fold));

/** Words that a token may be: by its marks when it has any, else by its letters. */
export interface WordSet {
  has(token: Syllable): boolean;
}

/** A set from words parted by commas. */
export const wordSet = (block: string): WordSet => {
  const written = new Set(listed(block).map((word) => readSyllable(word).key));
  const bare = foldedSet(block);
  return { has: (token) => (token.isBare ? bare.has(token.folded) : written.has(token.key)) };
};
