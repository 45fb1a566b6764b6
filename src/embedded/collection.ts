import { ObjectId } from 'bson';
import type { ChangeLog } from './change-log.ts';
import { CollectionIndex, type StoredRecord } from './collection-index.ts';
import { type IdentityKey, identicalValues, identityKey, rankOf, typeRank } from './compare.ts';
import { CommandError, refuse } from './errors.ts';
import { idIndexSpec, type IndexSpec, sameIndex, sameKey } from './index-spec.ts';
import { inShellForm } from './shell-form.ts';
import { encode, isDocument, type StoredDocument } from './values.ts';

/** Largest document that may be stored, in bytes: 16 MiB, as on a real server. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** Documents and indexes of one collection; every change is atomic and goes to the log. */
export class Collection {
  readonly namespace: string;
  readonly #log: ChangeLog;
  readonly #records = new Map<IdentityKey, StoredRecord>();
  readonly #indexes = new Map<string, CollectionIndex>();
  #nextSequence = 1;

  constructor(namespace: string, log: ChangeLog) {
    this.namespace = namespace;
    this.#log = log;
    this.#indexes.set(idIndexSpec.name, new CollectionIndex(idIndexSpec));
  }

  get size(): number {
    return this.#records.size;
  }

  /** Name without the database. */
  get name(): string {
    return this.namespace.slice(this.namespace.indexOf('.') + 1);
  }

  get indexes(): readonly CollectionIndex[] {
    return [...this.#indexes.values()];
  }

  /** All records in order of insertion. */
  records(): IterableIterator<StoredRecord> {
    return this.#records.values();
  }

  /** The record with an `_id`, if there is one. */
  byId(id: unknown): StoredRecord | undefined {
    return this.#records.get(identityKey(id));
  }

  /**
   * Stores a new document, giving it an ObjectId when it has no `_id`.
   *
   * @throws {CommandError} DuplicateKey, BSONObjectTooLarge, InvalidIdField.
   */
  insert(given: StoredDocument): StoredRecord {
    const document = withIdFirst(given);
    checkId(document['_id']);
    const bytes = encode(document);
    if (bytes.length > maxDocumentBytes) {
      refuse(
        'BSONObjectTooLarge',
        `object to insert too large. size in bytes: ${bytes.length}, max size: ${maxDocumentBytes}`,
      );
    }
    if (this.#records.has(identityKey(document['_id']))) {
      throw this.#indexes.get(idIndexSpec.name)?.duplicate(this.namespace, [document['_id']]);
    }
    const claims = this.indexes.map((index) => index.claimKeys(this.namespace, document));
    const record = this.#place(document, bytes.length);
    this.indexes.forEach((index, i) => index.add(record, claims[i] ?? noKeys));
    this.#log.put(this.namespace, bytes);
    return record;
  }

  #place(document: StoredDocument, sizeBytes: number): StoredRecord {
    const record = { sequence: this.#nextSequence++, document, sizeBytes };
    this.#records.set(identityKey(document['_id']), record);
    return record;
  }

  /**
   * Puts another document in the place of a stored one; both must have the same `_id`.
   *
   * @throws {CommandError} DuplicateKey, BSONObjectTooLarge, ImmutableField.
   */
  replace(record: StoredRecord, document: StoredDocument): void {
    const before = record.document;
    if (!identicalValues(before['_id'], document['_id'])) throw changedId(document['_id']);
    const bytes = encode(document);
    if (bytes.length > maxDocumentBytes) {
      refuse(
        'BSONObjectTooLarge',
        `Resulting document after update is larger than ${maxDocumentBytes}`,
      );
    }
    const claims = this.indexes.map((index) => index.claimKeys(this.namespace, document, record));
    this.indexes.forEach((index, i) =>
      index.move(record, index.keysOf(before), claims[i] ?? noKeys),
    );
    record.document = document;
    record.sizeBytes = bytes.length;
    this.#log.put(this.namespace, bytes);
  }

  /** Deletes a record. */
  remove(record: StoredRecord): void {
    const { document } = record;
    for (const index of this.indexes) index.remove(record, index.keysOf(document));
    this.#records.delete(identityKey(document['_id']));
    this.#log.remove(this.namespace, document['_id']);
  }

  /**
   * Builds an index unless it exists already.
   *
   * @returns Whether it was built.
   * @throws {CommandError} IndexOptionsConflict, IndexKeySpecsConflict, DuplicateKey.
   */
  createIndex(spec: IndexSpec): boolean {
    if (this.#findConflict(spec) === 'exists') return false;
    const index = new CollectionIndex(spec);
    index.build(this.namespace, this.#records.values());
    this.#indexes.set(spec.name, index);
    this.#log.createIndex(this.namespace, spec);
    return true;
  }

  #findConflict(spec: IndexSpec): 'exists' | undefined {
    const named = this.#indexes.get(spec.name)?.spec;
    if (named !== undefined) {
      if (sameIndex(named, spec)) return 'exists';
      return refuse(
        sameKey(named.key, spec.key) ? 'IndexOptionsConflict' : 'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${inShellForm(spec)}, existing index: ${inShellForm(named)}`,
      );
    }
    const twin = this.indexes.find((index) => sameKeyAndFilter(index.spec, spec))?.spec;
    if (twin === undefined) return undefined;
    return refuse(
      'IndexOptionsConflict',
      sameIndex(twin, spec)
        ? `Index already exists with a different name: ${twin.name}`
        : `An equivalent index already exists with the same name but different options. Requested index: ${inShellForm(spec)}, existing index: ${inShellForm(twin)}`,
    );
  }

  /** The index with a name, if there is one. */
  findIndex(name: string): CollectionIndex | undefined {
    return this.#indexes.get(name);
  }

  /** Removes an index. */
  dropIndex(name: string): void {
    this.#indexes.delete(name);
    this.#log.dropIndex(this.namespace, name);
  }

  /** Changes options of an index in place, as `collMod` does. */
  modifyIndex(index: CollectionIndex, change: Partial<IndexSpec>): void {
    index.modify(change);
    this.#log.createIndex(this.namespace, index.spec);
  }

  /** Hides an index from the planner or shows it again. */
  setHidden(index: CollectionIndex, isHidden: boolean): void {
    index.setHidden(isHidden);
    this.#log.createIndex(this.namespace, index.spec);
  }

  /** Takes over a document read from the journal; indexes are built later by `restoreIndexes`. */
  restore(document: StoredDocument, sizeBytes: number): void {
    const record = this.byId(document['_id']);
    if (record === undefined) this.#place(document, sizeBytes);
    else Object.assign(record, { document, sizeBytes });
  }

  /** Forgets a document that the journal says was deleted. */
  forget(id: unknown): void {
    this.#records.delete(identityKey(id));
  }

  /** Builds the given indexes over all restored documents. */
  restoreIndexes(specs: Iterable<IndexSpec>): void {
    for (const spec of [idIndexSpec, ...specs]) {
      const index = new CollectionIndex(spec);
      index.build(this.namespace, this.#records.values());
      this.#indexes.set(spec.name, index);
    }
  }
}

const noKeys = { keys: [], isMultikey: false };

function sameKeyAndFilter(left: IndexSpec, right: IndexSpec): boolean {
  return (
    sameKey(left.key, right.key) &&
    identicalValues(left.partialFilterExpression ?? null, right.partialFilterExpression ?? null)
  );
}

function withIdFirst(document: StoredDocument): StoredDocument {
  if (Object.keys(document)[0] === '_id') return document;
  const { _id = new ObjectId(), ...rest } = document;
  return { _id, ...rest };
}

function checkId(id: unknown): void {
  const rank = rankOf(id);
  if (rank === typeRank.array) refuse('InvalidIdField', "The '_id' value cannot be of type array");
  if (rank === typeRank.regex) refuse('InvalidIdField', "The '_id' value cannot be of type regex");
  const dollar = dollarFieldIn(id);
  if (dollar !== undefined) {
    refuse(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: The dollar ($) prefixed field '${dollar}' is not valid for storage.`,
    );
  }
}

// Elsewhere in a document such names may be stored since version 5.0.
function dollarFieldIn(id: unknown): string | undefined {
  if (!isDocument(id)) return undefined;
  for (const [name, value] of Object.entries(id)) {
    const found = name.startsWith('$') ? name : dollarFieldIn(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The refusal of an update that would give a document another `_id`. */
export function changedId(id: unknown): CommandError {
  return new CommandError(
    'ImmutableField',
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${inShellForm(id)}`,
  );
}
