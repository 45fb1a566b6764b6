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
  number: Node<Tag> | undefined;
  any: Node<Tag> | undefined;
  gap: Node<Tag> | undefined;
  readonly endings: Ending<Tag>[];
}

const NUMBER = '#';
const ANY = '_';
const GAP = '~';
const STRICT = '=';
const LONGEST_GAP = 3;
/** Finds of one phrase that a message may have; more of the same say nothing new and cost time. */
const MOST_OF_EACH = 8;

const newNode = <Tag>(): Node<Tag> => ({
  next: new Map(),
  number: undefined,
  any: undefined,
  gap: undefined,
  endings: [],
});

const grow = <Tag>(node: Node<Tag>, folded: string): Node<Tag> => {
  if (folded === NUMBER) return (node.number ??= newNode());
  if (folded === ANY) return (node.any ??= newNode());
  if (folded === GAP) return (node.gap ??= newNode());
  const next = node.next.get(folded) ?? newNode<Tag>();
  node.next.set(folded, next);
  return next;
};

const insert = <Tag>(root: Node<Tag>, written: string, tag: Tag): void => {
  const isStrict = written.startsWith(STRICT);
  const phrase = isStrict ? written.slice(STRICT.length) : written;
  const syllables = phrase.normalize('NFC').split(' ').map(readSyllable);
  let node = root;
  for (const syllable of syllables) node = grow(node, syllable.folded);
  node.endings.push({ tag, phrase, syllables, isStrict });
};

const fits = (token: Token, syllable: Syllable): 'exact' | 'unmarked' | 'no' => {
  if (syllable.folded === NUMBER || syllable.folded === ANY) return 'exact';
  if (token.key === syllable.key) return 'exact';
  return token.isBare ? 'unmarked' : 'no';
};

// A bare word in a message with tones is read as written unless a marked neighbour confirms the phrase.
const holds = <Tag>(reading: Reading, path: readonly number[], ending: Ending<Tag>): boolean => {
  let exact = 0;
  let unmarked = 0;
  for (const [at, syllable] of ending.syllables.entries()) {
    const token = reading.tokens[path[at] ?? -1];
    const fit = token ? fits(token, syllable) : 'exact';
    if (fit === 'no') return false;
    if (fit === 'exact') exact += 1;
    else unmarked += 1;
  }
  return unmarked === 0 || (!ending.isStrict && (!reading.isToned || exact > 0));
};

// Longer runs of digits are phone and account numbers, which count nothing.
const LONGEST_COUNT = 7;

const isCount = (token: Token): boolean => token.isNumber && token.folded.length <= LONGEST_COUNT;

interface Walk<Tag> {
  readonly reading: Reading;
  readonly path: number[];
  readonly hits: PhraseHit<Tag>[];
  /** Finds of each phrase so far. */
  readonly times: Map<Ending<Tag>, number>;
  readonly mostOfEach: number;
}

const step = <Tag>(walk: Walk<Tag>, next: Node<Tag> | undefined, at: number): void => {
  if (!next) return;
  walk.path.push(at);
  visit(walk, next, at + 1);
  walk.path.pop();
};

// A gap takes no token of its own: the path gets a mark that fits anything.
const skip = <Tag>(walk: Walk<Tag>, gap: Node<Tag> | undefined, at: number): void => {
  if (!gap) return;
  walk.path.push(-1);
  for (let skipped = 0; skipped <= LONGEST_GAP; skipped += 1) {
    visit(walk, gap, at + skipped);
    const token = walk.reading.tokens[at + skipped];
    if (!token || token.wall > 0) break;
  }
  walk.path.pop();
};

const visit = <Tag>(walk: Walk<Tag>, node: Node<Tag>, at: number): void => {
  const { reading, path, hits, times } = walk;
  const start = path[0] ?? at;
  for (const ending of node.endings) {
    const known = times.get(ending) ?? 0;
    if (known >= walk.mostOfEach || !holds(reading, path, ending)) continue;
    times.set(ending, known + 1);
    hits.push({ tag: ending.tag, phrase: ending.phrase, start, end: at });
  }
  const token = reading.tokens[at];
  if (!token || token.wall > 0) return;
  step(walk, node.next.get(token.folded), at);
  if (isCount(token)) step(walk, node.number, at);
  step(walk, node.any, at);
  skip(walk, node.gap, at);
};

/**
 * Builds an index of phrases written with full marks. They match a message with or without marks,
 * never across a comma or full stop; `#` stands for any number, `_` for any one word, `~` for up to
 * three words or none. A leading `=`
 * marks a phrase whose bare spelling usually means something else: "=treo cổ" is not "treo co" (treo cờ).
 *
 * @param mostOfEach - Finds of one phrase in one message; later ones are not looked for.
 */
export const createPhraseIndex = <Tag>(
  phrases: Iterable<readonly [phrase: string, tag: Tag]>,
  mostOfEach = MOST_OF_EACH,
): PhraseIndex<Tag> => {
  const root = newNode<Tag>();
  for (const [phrase, tag] of phrases) insert(root, phrase, tag);
  return {
    find: (reading) => {
      const walk: Walk<Tag> = { reading, path: [], hits: [], times: new Map(), mostOfEach };
      for (const [start, token] of reading.tokens.entries()) {
        step(walk, root.next.get(token.folded), start);
        if (isCount(token)) step(walk, root.number, start);
      }
      return walk.hits;
    },
  };
};

/** Phrases of one tag written as a block: one a line, `|` between alternatives on a line. */
export const listPhrases = (block: string): readonly string[] =>
  block
    .split(/[\n|]/u)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
