import type { ChangeLog } from './change-log.ts';
import { Collection } from './collection.ts';
import { refuse } from './errors.ts';

/** All databases and their collections, by full name (`database.collection`). */
export class Catalogue {
  readonly #collections = new Map<string, Collection>();
  #log: ChangeLog;

  constructor(log: ChangeLog) {
    this.#log = log;
  }

  /** The collection with a full name, if it exists. */
  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** The collection with a full name, created when absent. @throws {CommandError} InvalidNamespace. */
  ensure(namespace: string): Collection {
    const existing = this.#collections.get(namespace);
    if (existing !== undefined) return existing;
    checkNamespace(namespace);
    const created = new Collection(namespace, this.#log);
    this.#collections.set(namespace, created);
    this.#log.createCollection(namespace);
    return created;
  }

  /** Removes a collection; tells whether there was one. */
  drop(namespace: string): boolean {
    if (!this.#collections.delete(namespace)) return false;
    this.#log.dropCollection(namespace);
    return true;
  }

  /** Collections of one database, in order of name. */
  collectionsOf(database: string): Collection[] {
    return this.all()
      .filter((collection) => collection.namespace.startsWith(`${database}.`))
      .toSorted((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** Every collection, in order of creation. */
  all(): Collection[] {
    return [...this.#collections.values()];
  }

  /** Names of the databases that hold a collection. */
  databases(): string[] {
    const names = this.all().map(({ namespace }) => namespace.slice(0, namespace.indexOf('.')));
    return [...new Set(names)].toSorted();
  }
}

function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const [database, collection] = [namespace.slice(0, dot), namespace.slice(dot + 1)];
  const isValid =
    database !== '' &&
    collection !== '' &&
    !/[/\\ "$\0]/.test(database) &&
    Buffer.byteLength(database) < 64 &&
    !/[$\0]/.test(collection) &&
    !collection.startsWith('.') &&
    Buffer.byteLength(namespace) <= 255;
  if (!isValid) refuse('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
}
