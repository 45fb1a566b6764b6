import type { Reading, Token } from './normalise.ts';
import { readSyllable, type Syllable } from './syllable.ts';

/** A phrase found in a message. */
export interface PhraseHit<Tag> {
  readonly tag: Tag;
  readonly phrase: string;
  /** First token. */
  readonly start: number;
  /** One past the last token. */
  readonly end: number;
}

/** Finds any of many phrases in one pass. */
export interface PhraseIndex<Tag> {
  find(reading: Reading): readonly PhraseHit<Tag>[];
}

interface Ending<Tag> {
  readonly tag: Tag;
  readonly phrase: string;
  readonly syllables: readonly Syllable[];
  /** Counts only as written, every mark in place. */
  readonly isStrict: boolean;
}

interface Node<Tag> {
  readonly next: Map<string, Node<Tag>>;
  readonly endings: Ending<Tag>[];
}

const NUMBER = '#';
const ANY = '_';
const STRICT = '=';

const newNode = <Tag>(): Node<Tag> => ({ next: new Map(), endings: [] });

const insert = <Tag>(root: Node<Tag>, written: string, tag: Tag): void => {
  const isStrict = written.startsWith(STRICT);
  const phrase = isStrict ? written.slice(STRICT.length) : written;
  const syllables = phrase.normalize('NFC').split(' ').map(readSyllable);
  let node = root;
  for (const syllable of syllables) {
    const known = node.next.get(syllable.folded) ?? newNode<Tag>();
    node.next.set(syllable.folded, known);
    node = known;
  }
  node.endings.push({ tag, phrase, syllables, isStrict });
};

const fits = (token: Token, syllable: Syllable): 'exact' | 'unmarked' | 'no' => {
  if (syllable.folded === NUMBER || syllable.folded === ANY) return 'exact';
  if (token.key === syllable.key) return 'exact';
  return token.isBare ? 'unmarked' : 'no';
};

// A bare word in a message with tones is read as written unless a marked neighbour confirms the phrase.
const holds = <Tag>(reading: Reading, start: number, ending: Ending<Tag>): boolean => {
  let exact = 0;
  let unmarked = 0;
  for (const [index, syllable] of ending.syllables.entries()) {
    const token = reading.tokens[start + index];
    const fit = token ? fits(token, syllable) : 'no';
    if (fit === 'no') return false;
    if (fit === 'exact') exact += 1;
    else unmarked += 1;
  }
  return unmarked === 0 || (!ending.isStrict && (!reading.isToned || exact > 0));
};

const collect = <Tag>(
  node: Node<Tag>,
  reading: Reading,
  start: number,
  at: number,
  hits: PhraseHit<Tag>[],
): void => {
  for (const ending of node.endings) {
    if (!holds(reading, start, ending)) continue;
    hits.push({ tag: ending.tag, phrase: ending.phrase, start, end: at });
  }
  const token = reading.tokens[at];
  if (!token || (at > start && token.wall > 0)) return;
  const next = node.next.get(token.folded);
  if (next) collect(next, reading, start, at + 1, hits);
  const number = token.isNumber ? node.next.get(NUMBER) : undefined;
  if (number) collect(number, reading, start, at + 1, hits);
  const any = node.next.get(ANY);
  if (any) collect(any, reading, start, at + 1, hits);
};

/**
 * Builds an index of phrases written with full marks. They match a message with or without marks,
 * never across a comma or full stop; `#` stands for any number, `_` for any one word. A leading `=`
 * marks a phrase whose bare spelling usually means something else: "=treo cổ" is not "treo co" (treo cờ).
 */
export const createPhraseIndex = <Tag>(
  phrases: Iterable<readonly [phrase: string, tag: Tag]>,
): PhraseIndex<Tag> => {
  const root = newNode<Tag>();
  for (const [phrase, tag] of phrases) insert(root, phrase, tag);
  return {
    find: (reading) => {
      const hits: PhraseHit<Tag>[] = [];
      for (let start = 0; start < reading.tokens.length; start += 1) {
        collect(root, reading, start, start, hits);
      }
      return hits;
    },
  };
};

/** Phrases of one tag written as a block: one a line, `|` between alternatives on a line. */
export const listPhrases = (block: string): readonly string[] =>
  block
    .split(/[\n|]/u)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
