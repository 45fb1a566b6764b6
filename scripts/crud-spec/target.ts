import mongoose from 'mongoose';
import type { CollectionContent, Fields, Requirement } from './format.ts';
import { Mismatch } from './match.ts';

const { BSON, MongoClient } = mongoose.mongo;

type Client = mongoose.mongo.MongoClient;

// An unacknowledged write of another connection may still be on its way when a test has ended.
const settleMs = 2000;

const knownRequirements = new Set([
  'minServerVersion',
  'maxServerVersion',
  'topologies',
  'serverless',
  'auth',
  'csfle',
]);

/** The server under test, seen through a client of the runner's own. */
export class Target {
  readonly uri: string;
  readonly #client: Client;
  readonly #version: readonly number[];
  readonly #topology: string;

  private constructor(uri: string, client: Client, hello: Fields, version: string) {
    this.uri = uri;
    this.#client = client;
    this.#version = numbersOf(version);
    this.#topology = topologyOf(hello);
  }

  /** Connects to a server. @throws when there is none. */
  static async connect(uri: string): Promise<Target> {
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5000 });
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    const { version } = await admin.command({ buildInfo: 1 });
    return new Target(uri, client, hello, String(version));
  }

  /** True when there are no requirements or one of them is met. */
  meets(requirements: readonly Requirement[] | undefined): boolean {
    return requirements?.some((requirement) => this.#meetsOne(requirement)) ?? true;
  }

  #meetsOne(requirement: Requirement): boolean {
    const { minServerVersion: least, maxServerVersion: most, topologies } = requirement;
    if (Object.keys(requirement).some((key) => !knownRequirements.has(key))) return false;
    if (requirement.auth === true || requirement.csfle === true) return false;
    if (requirement.serverless === 'require') return false;
    if (topologies !== undefined && !topologies.includes(this.#topology)) return false;
    if (least !== undefined && compare(this.#version, numbersOf(least)) < 0) return false;
    return most === undefined || compare(this.#version, numbersOf(most)) <= 0;
  }

  /** Runs a command on `admin`, such as one that arms a fail point. */
  async command(command: Fields): Promise<void> {
    await this.#client.db('admin').command({ ...command });
  }

  /** Drops the collection and fills it anew. */
  async fill({ databaseName, collectionName, documents }: CollectionContent): Promise<void> {
    const db = this.#client.db(databaseName);
    await db.dropCollection(collectionName);
    if (documents.length === 0) await db.createCollection(collectionName);
    else await db.collection(collectionName).insertMany(structuredClone([...documents]));
  }

  /** @throws {Mismatch} when the collection does not hold exactly these documents. */
  async assertHolds(content: CollectionContent): Promise<void> {
    const deadline = Date.now() + settleMs;
    const expected = inOrder(content.documents);
    let held = await this.#held(content);
    while (held !== expected && Date.now() < deadline) held = await this.#held(content);
    if (held !== expected) throw new Mismatch(`outcome: expected ${expected}, got ${held}`);
  }

  async #held({ databaseName, collectionName }: CollectionContent): Promise<string> {
    return inOrder(await this.#client.db(databaseName).collection(collectionName).find().toArray());
  }

  /** Disconnects. */
  async close(): Promise<void> {
    await this.#client.close();
  }
}

function topologyOf(hello: Fields): string {
  if (hello['msg'] === 'isdbgrid') return 'sharded';
  return hello['setName'] === undefined ? 'single' : 'replicaset';
}

const numbersOf = (version: string): readonly number[] =>
  version.split('.').map((part) => Number.parseInt(part, 10));

function compare(left: readonly number[], right: readonly number[]): number {
  const differing = [0, 1, 2].find((i) => (left[i] ?? 0) !== (right[i] ?? 0)) ?? 0;
  return (left[differing] ?? 0) - (right[differing] ?? 0);
}

// The format has both sides sorted by _id; within a document the order of fields counts.
const inOrder = (documents: readonly Fields[]): string =>
  BSON.EJSON.stringify(documents.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));

const order = ({ _id: id }: Fields): string =>
  typeof id === 'number' ? String(id).padStart(12, '0') : BSON.EJSON.stringify(id ?? null);
