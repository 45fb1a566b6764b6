import mongoose from 'mongoose';
import type { EntitySpec, Fields } from './format.ts';
import { Unsupported } from './operations.ts';

const { MongoClient } = mongoose.mongo;

type Client = mongoose.mongo.MongoClient;
type Db = mongoose.mongo.Db;
type Collection = mongoose.mongo.Collection;

/** An event that a client has seen, such as `commandStartedEvent`. */
export interface SeenEvent {
  readonly type: string;
  readonly event: Fields;
}

const commandEvents = ['commandStarted', 'commandSucceeded', 'commandFailed'] as const;
// Not the test's own doing: fail points are armed by the runner.
const neverReported = new Set(['configureFailPoint']);

/** What a test file calls by name: clients, databases, collections and saved results. */
export class Entities {
  readonly clients = new Map<string, Client>();
  readonly databases = new Map<string, Db>();
  readonly collections = new Map<string, Collection>();
  readonly results = new Map<string, unknown>();
  readonly #seen = new Map<string, SeenEvent[]>();
  readonly #uri: string;

  /** @param uri - The server that every client connects to. */
  constructor(uri: string) {
    this.#uri = uri;
  }

  /** The events of a client so far. */
  seenBy(client: string): readonly SeenEvent[] {
    return this.#seen.get(client) ?? [];
  }

  /** Creates one entity. @throws {Unsupported} for a kind that this runner does not know. */
  create({ client, database, collection }: EntitySpec): void {
    if (client !== undefined) return this.#createClient(client);
    if (database !== undefined) {
      const db = named(this.clients, database.client).db(
        database.databaseName,
        database.databaseOptions,
      );
      this.databases.set(database.id, db);
    } else if (collection !== undefined) {
      const on = named(this.databases, collection.database).collection(
        collection.collectionName,
        collection.collectionOptions,
      );
      this.collections.set(collection.id, on);
    } else {
      throw new Unsupported('an entity of another kind, such as a session or a bucket');
    }
  }

  #createClient(spec: NonNullable<EntitySpec['client']>): void {
    const client = new MongoClient(this.#uri, { ...spec.uriOptions, monitorCommands: true });
    const seen: SeenEvent[] = [];
    const observed = new Set(spec.observeEvents);
    const ignored = new Set(spec.ignoreCommandMonitoringEvents);
    for (const name of commandEvents) {
      const type = `${name}Event`;
      if (!observed.has(type)) continue;
      client.on(name, (event: Fields) => {
        const command = String(event['commandName']);
        if (!ignored.has(command) && !neverReported.has(command)) seen.push({ type, event });
      });
    }
    this.clients.set(spec.id, client);
    this.#seen.set(spec.id, seen);
  }

  /** Disconnects every client. */
  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.close()));
  }
}

/** An entity by its name. @throws {Error} when it was never created. */
export function named<T>(entities: ReadonlyMap<string, T>, id: string): T {
  const entity = entities.get(id);
  if (entity === undefined) throw new Error(`no entity is called ${id}`);
  return entity;
}
