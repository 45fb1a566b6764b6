import { equalValues } from './compare.ts';
import { CommandError } from './errors.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { extractKeys, type IndexKeys } from './index-keys.ts';
import type { IndexSpec } from './index-spec.ts';
import { type Entry, IndexTree } from './index-tree.ts';
import { inShellForm } from './shell-form.ts';
import { numberOf, type StoredDocument } from './values.ts';

/** A stored document with its place in the collection; the document is replaced, never changed. */
export interface StoredRecord {
  readonly sequence: number;
  document: StoredDocument;
  /** Size of the document in BSON, in bytes. */
  sizeBytes: number;
}

/** One field of an index. */
export interface IndexField {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** One index of a collection: its specification, and its entries in order. */
export class CollectionIndex {
  readonly fields: readonly IndexField[];
  readonly tree: IndexTree<StoredRecord>;
  /** True once a document with an array on an indexed path was stored, as on a real server. */
  isMultikey = false;
  #spec: IndexSpec;
  readonly #paths: readonly string[];
  readonly #covers: Predicate;

  constructor(spec: IndexSpec) {
    this.#spec = spec;
    this.fields = Object.entries(spec.key).map(([path, direction]) => ({
      path,
      direction: (numberOf(direction) ?? 1) < 0 ? -1 : 1,
    }));
    this.#paths = this.fields.map((field) => field.path);
    this.tree = new IndexTree(this.fields.map((field) => field.direction));
    // A partial filter knows neither variables nor the present time.
    const scope = { now: new Date(0), variables: {} };
    this.#covers = compileFilter(spec.partialFilterExpression ?? {}, scope);
  }

  get spec(): IndexSpec {
    return this.#spec;
  }

  get name(): string {
    return this.#spec.name;
  }

  get isUnique(): boolean {
    return this.#spec.unique === true || this.#spec.name === '_id_';
  }

  /** Replaces the options that `collMod` may change. */
  modify(change: Partial<IndexSpec>): void {
    this.#spec = { ...this.#spec, ...change };
  }

  /** Hides the index from the planner or shows it again. */
  setHidden(isHidden: boolean): void {
    const { hidden: _hidden, ...spec } = this.#spec;
    this.#spec = isHidden ? { ...spec, hidden: true } : spec;
  }

  /** The keys of a document; none when the index is partial or sparse and passes it over. */
  keysOf(document: StoredDocument): IndexKeys {
    if (!this.#covers(document)) return { keys: [], isMultikey: false };
    return extractKeys(document, this.#paths, this.#spec.sparse === true);
  }

  /**
   * The keys of a document that is about to be stored.
   *
   * @throws {CommandError} DuplicateKey when a record other than its own holds one of them.
   */
  claimKeys(namespace: string, document: StoredDocument, own?: StoredRecord): IndexKeys {
    const claimed = this.keysOf(document);
    // The collection itself knows which _id is taken.
    if (this.#spec.unique !== true) return claimed;
    for (const key of claimed.keys) {
      const holder = this.tree.find(key)?.record;
      if (holder !== undefined && holder !== own) throw this.duplicate(namespace, key);
    }
    return claimed;
  }

  /** The refusal of a key that is taken. */
  duplicate(namespace: string, key: readonly unknown[]): CommandError {
    const keyValue = Object.fromEntries(this.#paths.map((path, i) => [path, key[i] ?? null]));
    return new CommandError(
      'DuplicateKey',
      `E11000 duplicate key error collection: ${namespace} index: ${this.name} dup key: ${inShellForm(keyValue)}`,
      { keyPattern: this.#spec.key, keyValue },
    );
  }

  /** Adds a record under its keys. */
  add(record: StoredRecord, { keys, isMultikey }: IndexKeys): void {
    for (const key of keys) this.tree.insert({ key, record });
    this.isMultikey ||= isMultikey;
  }

  /** Removes a record from under its keys. */
  remove(record: StoredRecord, { keys }: IndexKeys): void {
    for (const key of keys) this.tree.remove({ key, record });
  }

  /** Moves a record whose document changed; cheap when its keys did not. */
  move(record: StoredRecord, before: IndexKeys, after: IndexKeys): void {
    const isSame =
      before.keys.length === after.keys.length &&
      before.keys.every((key, i) => equalKeys(key, after.keys[i]));
    if (isSame) return;
    this.remove(record, before);
    this.add(record, after);
  }

  /** Builds the whole index. @throws {CommandError} DuplicateKey, with nothing built. */
  build(namespace: string, records: Iterable<StoredRecord>): void {
    const entries: Entry<StoredRecord>[] = [];
    for (const record of records) {
      const { keys, isMultikey } = this.keysOf(record.document);
      for (const key of keys) entries.push({ key, record });
      this.isMultikey ||= isMultikey;
    }
    this.tree.load(entries);
    if (this.isUnique) this.#checkBuilt(namespace, entries);
  }

  #checkBuilt(namespace: string, sorted: readonly Entry<StoredRecord>[]): void {
    for (let i = 1; i < sorted.length; i++) {
      const [previous, current] = [sorted[i - 1], sorted[i]];
      if (previous === undefined || current === undefined) continue;
      if (previous.record === current.record || !equalKeys(previous.key, current.key)) continue;
      this.tree.load([]);
      throw this.duplicate(namespace, current.key);
    }
  }
}

function equalKeys(left: readonly unknown[], right: readonly unknown[] | undefined): boolean {
  return right !== undefined && left.every((value, i) => equalValues(value, right[i]));
}
