import { compareValues } from './compare.ts';

/** A document with its place in the collection. */
export interface Placed {
  /** Order of insertion; never reused within one run of the server. */
  readonly sequence: number;
}

/** One key of an index, pointing at the record it came from. */
export interface Entry<R extends Placed> {
  readonly key: readonly unknown[];
  readonly record: R;
}

/** A place between entries: before or after all those that start with the prefix. */
export interface Edge {
  readonly prefix: readonly unknown[];
  readonly side: 'before' | 'after';
}

/** The edge before the first entry. */
export const start: Edge = { prefix: [], side: 'before' };
/** The edge after the last entry. */
export const end: Edge = { prefix: [], side: 'after' };

const blockLimit = 512;

interface Position {
  readonly block: number;
  readonly offset: number;
}

/**
 * Index entries in order, in blocks of at most 512, so that an insertion moves few of them.
 *
 * Order is that of the key parts (each ascending or descending), then that of insertion.
 */
export class IndexTree<R extends Placed> {
  readonly #directions: readonly (1 | -1)[];
  #blocks: Entry<R>[][] = [];
  #size = 0;

  constructor(directions: readonly (1 | -1)[]) {
    this.#directions = directions;
  }

  get size(): number {
    return this.#size;
  }

  /** Replaces the content by the given entries, in one sort. */
  load(entries: Entry<R>[]): void {
    entries.sort((a, b) => this.#compare(a, b));
    this.#blocks = [];
    const step = Math.ceil(blockLimit * 0.75);
    for (let at = 0; at < entries.length; at += step) {
      this.#blocks.push(entries.slice(at, at + step));
    }
    this.#size = entries.length;
  }

  insert(entry: Entry<R>): void {
    this.#size += 1;
    if (this.#blocks.length === 0) this.#blocks.push([]);
    const found = this.#placeOf(entry);
    const isPastEnd = found.block === this.#blocks.length;
    const index = isPastEnd ? found.block - 1 : found.block;
    const block = this.#blocks[index] as Entry<R>[];
    const offset = isPastEnd ? block.length : found.offset;
    block.splice(offset, 0, entry);
    if (block.length > blockLimit) this.#split(index, block, offset);
  }

  // Entries that arrive in order leave full blocks behind instead of half-empty ones.
  #split(index: number, block: Entry<R>[], offset: number): void {
    const isAppend = index === this.#blocks.length - 1 && offset === block.length - 1;
    const at = isAppend ? blockLimit : blockLimit / 2;
    this.#blocks.splice(index + 1, 0, block.splice(at));
  }

  remove(entry: Entry<R>): void {
    const position = this.#placeOf(entry);
    const block = this.#blocks[position.block];
    const found = block?.[position.offset];
    if (block === undefined || found?.record !== entry.record) return;
    block.splice(position.offset, 1);
    if (block.length === 0) this.#blocks.splice(position.block, 1);
    this.#size -= 1;
  }

  /** The first entry with exactly this key, whatever its record. */
  find(key: readonly unknown[]): Entry<R> | undefined {
    const { block, offset } = this.#positionOf({ prefix: key, side: 'before' });
    const entry = this.#blocks[block]?.[offset];
    return entry !== undefined && this.#compareKey(entry.key, key) === 0 ? entry : undefined;
  }

  /** Entries between two edges, in index order or against it. */
  *range(from: Edge, to: Edge, backwards = false): Generator<Entry<R>> {
    const [first, last] = [this.#positionOf(from), this.#positionOf(to)];
    if (backwards) yield* this.#descending(first, last);
    else yield* this.#ascending(first, last);
  }

  *#ascending(first: Position, last: Position): Generator<Entry<R>> {
    for (let b = first.block; b <= last.block; b++) {
      const block = this.#blocks[b] ?? [];
      const stop = b === last.block ? last.offset : block.length;
      for (let i = b === first.block ? first.offset : 0; i < stop; i++) yield block[i] as Entry<R>;
    }
  }

  *#descending(first: Position, last: Position): Generator<Entry<R>> {
    for (let b = last.block; b >= first.block; b--) {
      const block = this.#blocks[b] ?? [];
      const stop = b === first.block ? first.offset : 0;
      const top = b === last.block ? last.offset : block.length;
      for (let i = top - 1; i >= stop; i--) yield block[i] as Entry<R>;
    }
  }

  /** Number of entries between two edges: exact within a few blocks, estimated beyond. */
  estimate(from: Edge, to: Edge): number {
    const [first, last] = [this.#positionOf(from), this.#positionOf(to)];
    const blocks = last.block - first.block;
    if (blocks <= 0) return Math.max(0, blocks === 0 ? last.offset - first.offset : 0);
    const inner = ((blocks - 1) * this.#size) / this.#blocks.length;
    return Math.ceil((this.#blocks[first.block]?.length ?? 0) - first.offset + inner + last.offset);
  }

  /** Orders two entries by their key parts from one on. */
  compareFrom(part: number, left: Entry<R>, right: Entry<R>): number {
    for (let i = part; i < this.#directions.length; i++) {
      const order = compareValues(left.key[i], right.key[i]);
      if (order !== 0) return this.#directions[i] === -1 ? -order : order;
    }
    return 0;
  }

  #positionOf({ prefix, side }: Edge): Position {
    return this.#locate(prefix, side === 'before' ? 0 : Number.POSITIVE_INFINITY);
  }

  #placeOf(entry: Entry<R>): Position {
    const { key, record } = entry;
    const block = this.#blocks.length - 1;
    const last = this.#blocks[block];
    // Most new documents come last, in the order of their ids.
    if (last !== undefined && this.#isBefore(last.at(-1), key, record.sequence)) {
      return { block, offset: last.length };
    }
    return this.#locate(key, record.sequence);
  }

  // First position that does not come before a key and, among equal keys, before a sequence.
  #locate(key: readonly unknown[], sequence: number): Position {
    const blocks = this.#blocks;
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(blocks[middle]?.at(-1), key, sequence)) low = middle + 1;
      else high = middle;
    }
    const block = low;
    const entries = blocks[block];
    if (entries === undefined) return { block, offset: 0 };
    [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(entries[middle], key, sequence)) low = middle + 1;
      else high = middle;
    }
    return { block, offset: low };
  }

  #isBefore(entry: Entry<R> | undefined, key: readonly unknown[], sequence: number): boolean {
    if (entry === undefined) return false;
    const order = this.#compareKey(entry.key, key);
    return order === 0 ? entry.record.sequence < sequence : order < 0;
  }

  #compare(left: Entry<R>, right: Entry<R>): number {
    return this.#compareKey(left.key, right.key) || left.record.sequence - right.record.sequence;
  }

  #compareKey(key: readonly unknown[], prefix: readonly unknown[]): number {
    for (let i = 0; i < prefix.length; i++) {
      const order = compareValues(key[i], prefix[i]);
      if (order !== 0) return this.#directions[i] === -1 ? -order : order;
    }
    return 0;
  }
}
