import { isPossibleSyllable } from './syllable.ts';

/** One way to read a word as a syllable of the vocabulary. */
interface Option {
  readonly syllable: number;
  readonly cost: number;
}

/** A stored value whose path fits the words from a given start. */
export interface TrieHit<Value> {
  readonly value: Value;
  /** One past the last word. */
  readonly end: number;
  /** 0 when every syllable is exact, at most {@link LARGEST_COST}. */
  readonly cost: number;
}

/** Names by their folded syllables, found although one of them is misspelt. */
export interface SyllableTrie<Value> {
  /**
   * @param stopAt - One past the last word that may take part.
   * @param mostCost - 0 for names without a slip alone. Default: {@link LARGEST_COST}.
   */
  hitsFrom(
    words: readonly string[],
    start: number,
    stopAt: number,
    mostCost?: number,
  ): readonly TrieHit<Value>[];
  /** All of {@link SyllableTrie.hitsFrom} at once: for a few names and many words. */
  hitsAmong(words: readonly string[], openings: Openings): readonly OpenedHit<Value>[];
}

/** Where a name may begin, by its first syllable; the same for all tries of one vocabulary. */
export type Openings = ReadonlyMap<number, readonly Opening[]>;

interface Opening {
  readonly start: number;
  readonly stopAt: number;
  readonly cost: number;
}

/** A hit with the word that it begins at. */
export interface OpenedHit<Value> extends TrieHit<Value> {
  readonly start: number;
}

/** What a twin in sound costs: ch/tr, s/x, d/gi/r, l/n, final n/ng and t/c, i/y. */
export const TWIN_COST = 0.6;
/** One wrong letter that makes an impossible syllable: surely a slip. */
export const SLIP_COST = 0.7;
/** One different letter between two real syllables: perhaps another word. */
export const LETTER_COST = 1;
/** Names whose syllables cost more together are not offered. */
export const LARGEST_COST = 1;
const SHORTEST_FUZZY = 2;
const LONGEST_FUZZY = 14;
const READINGS_KEPT = 20_000;

const soundOf = (folded: string): string =>
  folded
    .replace(/^tr/u, 'ch')
    .replace(/^s/u, 'x')
    .replace(/^(?:gi(?=[aeiouy])|r)/u, 'd')
    .replace(/^n(?![gh])/u, 'l')
    .replace(/ng$/u, 'n')
    .replace(/c$/u, 't')
    .replace(/y/gu, 'i');

const deletesOf = (word: string): readonly string[] => {
  const deletes = [word];
  for (let at = 0; at < word.length; at += 1) deletes.push(word.slice(0, at) + word.slice(at + 1));
  return deletes;
};

/** Whether one inserted, lost, changed or swapped letter turns one word into the other. */
export const isOneEdit = (left: string, right: string): boolean => {
  if (left === right || Math.abs(left.length - right.length) > 1) return false;
  let head = 0;
  while (head < left.length && left[head] === right[head]) head += 1;
  const tailsMeet = (l: number, r: number): boolean =>
    left.slice(head + l) === right.slice(head + r);
  if (tailsMeet(1, 1) || tailsMeet(1, 0) || tailsMeet(0, 1)) return true;
  return left[head] === right[head + 1] && left[head + 1] === right[head] && tailsMeet(2, 2);
};

const push = (table: Map<string, number[]>, key: string, id: number): void => {
  const known = table.get(key);
  if (known) known.push(id);
  else table.set(key, [id]);
};

/** Folded syllables, each also found by words that it may have been misspelt as. */
export interface Vocabulary {
  /** Takes a syllable in; all of them before any word is read. */
  idOf(folded: string): number;
  /** The cheapest first. */
  options(word: string): readonly Option[];
}

/** A vocabulary that several tries may share. */
export const createVocabulary = (): Vocabulary => {
  const ids = new Map<string, number>();
  const spellings: string[] = [];
  const bySound = new Map<string, number[]>();
  const byDelete = new Map<string, number[]>();
  const readings = new Map<string, readonly Option[]>();

  const idOf = (folded: string): number => {
    const known = ids.get(folded);
    if (known !== undefined) return known;
    const id = spellings.push(folded) - 1;
    ids.set(folded, id);
    if (folded.length >= SHORTEST_FUZZY) push(bySound, soundOf(folded), id);
    if (folded.length >= SHORTEST_FUZZY && !/^\d/u.test(folded)) {
      for (const shorter of deletesOf(folded)) push(byDelete, shorter, id);
    }
    return id;
  };

  const edits = (word: string, costs: Map<number, number>): void => {
    const cost = isPossibleSyllable(word) ? LETTER_COST : SLIP_COST;
    for (const shorter of deletesOf(word)) {
      for (const id of byDelete.get(shorter) ?? []) {
        if (!costs.has(id) && isOneEdit(word, spellings[id] ?? '')) costs.set(id, cost);
      }
    }
  };

  const read = (word: string): readonly Option[] => {
    const costs = new Map<number, number>();
    const exact = ids.get(word);
    if (exact !== undefined) costs.set(exact, 0);
    if (word.length >= SHORTEST_FUZZY && word.length <= LONGEST_FUZZY && !/^\d/u.test(word)) {
      for (const id of bySound.get(soundOf(word)) ?? [])
        if (!costs.has(id)) costs.set(id, TWIN_COST);
      edits(word, costs);
    }
    return [...costs].map(([syllable, cost]) => ({ syllable, cost }));
  };

  const options = (word: string): readonly Option[] => {
    const known = readings.get(word);
    if (known) return known;
    const reading = read(word);
    if (readings.size >= READINGS_KEPT) readings.clear();
    readings.set(word, reading);
    return reading;
  };

  return { idOf, options };
};

interface Node<Value> {
  readonly next: Map<number, Node<Value>>;
  readonly values: Value[];
}

const newNode = <Value>(): Node<Value> => ({ next: new Map(), values: [] });

const insert = <Value>(root: Node<Value>, path: readonly number[], value: Value): void => {
  let node = root;
  for (const id of path) {
    const next = node.next.get(id) ?? newNode<Value>();
    node.next.set(id, next);
    node = next;
  }
  node.values.push(value);
};

/** Finds where names may begin, of the places that are given. */
export const openingsOf = (
  vocabulary: Vocabulary,
  words: readonly string[],
  spans: readonly { readonly start: number; readonly stopAt: number }[],
): Openings => {
  const openings = new Map<number, Opening[]>();
  for (const { start, stopAt } of spans) {
    for (const { syllable, cost } of vocabulary.options(words[start] ?? '')) {
      const known = openings.get(syllable);
      const opening = { start, stopAt, cost };
      if (known) known.push(opening);
      else openings.set(syllable, [opening]);
    }
  }
  return openings;
};

/** Builds a trie from pairs of folded syllables and what they stand for. */
export const createSyllableTrie = <Value>(
  entries: Iterable<readonly [path: readonly string[], value: Value]>,
  vocabulary: Vocabulary = createVocabulary(),
): SyllableTrie<Value> => {
  const root = newNode<Value>();
  for (const [path, value] of entries) {
    if (path.length > 0)
      insert(
        root,
        path.map((folded) => vocabulary.idOf(folded)),
        value,
      );
  }

  const walk = (
    node: Node<Value>,
    words: readonly string[],
    at: number,
    stopAt: number,
    cost: number,
    mostCost: number,
    hits: TrieHit<Value>[],
  ): void => {
    for (const value of node.values) hits.push({ value, end: at, cost });
    const word = words[at];
    if (word === undefined || at >= stopAt || node.next.size === 0) return;
    for (const option of vocabulary.options(word)) {
      // The cheapest come first.
      if (cost + option.cost > mostCost) break;
      const next = node.next.get(option.syllable);
      if (next) walk(next, words, at + 1, stopAt, cost + option.cost, mostCost, hits);
    }
  };

  return {
    hitsFrom: (words, start, stopAt, mostCost = LARGEST_COST) => {
      const hits: TrieHit<Value>[] = [];
      walk(root, words, start, stopAt, 0, mostCost, hits);
      return hits;
    },
    hitsAmong: (words, openings) => {
      const found: OpenedHit<Value>[] = [];
      for (const [syllable, node] of root.next) {
        for (const { start, stopAt, cost } of openings.get(syllable) ?? []) {
          const hits: TrieHit<Value>[] = [];
          walk(node, words, start + 1, stopAt, cost, LARGEST_COST, hits);
          for (const hit of hits) found.push({ ...hit, start });
        }
      }
      return found;
    },
  };
};
