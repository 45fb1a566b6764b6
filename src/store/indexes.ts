import { mongo, type Connection } from 'mongoose';
import { openConnection } from './connection.ts';
import { IndexesMissing } from './errors.ts';
import { BUCKET } from './files.ts';

/** One index of one collection. */
export interface IndexDefinition {
  readonly collection: string;
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly isUnique?: boolean;
  /** Rows without the field are left out. */
  readonly isSparse?: boolean;
  /** The server removes a row this many seconds after the date in the field. */
  readonly expireAfterSeconds?: number;
}

/** A used or expired invite is still told apart from an unknown one for so long. */
const INVITE_KEPT_SECONDS = 180 * 86_400;

/** A code that was used or is over is still told apart from an unknown one for so long. */
const LINK_CODE_KEPT_SECONDS = 86_400;

/** Two years: long enough to compare a season with the last one. */
const LESSON_KEPT_SECONDS = 730 * 86_400;

/** Every index there is, apart from those on `_id`. */
export const INDEXES: readonly IndexDefinition[] = [
  { collection: 'people', name: 'chat', key: { chatKeys: 1 }, isUnique: true },
  { collection: 'cadres', name: 'chat', key: { chatKeys: 1 }, isUnique: true },
  { collection: 'cadres', name: 'position', key: { 'positions.unitId': 1 } },
  { collection: 'cadres', name: 'edition', key: { edition: 1 } },
  { collection: 'units', name: 'batch', key: { batch: 1, position: 1 } },
  { collection: 'units', name: 'edition', key: { edition: 1 } },
  { collection: 'rosters', name: 'batch', key: { batch: 1, _id: 1 } },
  { collection: 'rosters', name: 'edition', key: { edition: 1 } },
  {
    collection: 'invites',
    name: 'expiry',
    key: { expiresAt: 1 },
    expireAfterSeconds: INVITE_KEPT_SECONDS,
  },
  {
    collection: 'link-codes',
    name: 'expiry',
    key: { expiresAt: 1 },
    expireAfterSeconds: LINK_CODE_KEPT_SECONDS,
  },
  { collection: 'link-codes', name: 'chat', key: { chatKey: 1 } },
  { collection: 'sign-ins', name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { collection: 'conversations', name: 'next-send', key: { nextSendAt: 1 }, isSparse: true },
  {
    collection: 'conversations',
    name: 'next-send-of-channel',
    key: { 'chat.channel': 1, nextSendAt: 1 },
  },
  { collection: 'conversations', name: 'taken', key: { 'chat.channel': 1, takenAt: 1 } },
  { collection: 'conversations', name: 'pending', key: { pendingSince: 1 }, isSparse: true },
  { collection: 'conversations', name: 'next-bulk', key: { nextBulkAt: 1 }, isSparse: true },
  {
    collection: 'conversations',
    name: 'undelivered',
    key: { undeliveredSince: 1 },
    isSparse: true,
  },
  {
    collection: 'conversations',
    name: 'undelivered-about',
    key: { undeliveredCaseIds: 1 },
    isSparse: true,
  },
  { collection: 'conversations', name: 'lines', key: { lineCount: 1 } },
  { collection: 'cases', name: 'code', key: { codeKey: 1 }, isUnique: true },
  { collection: 'cases', name: 'person', key: { 'reporter.personId': 1, sentAt: -1, _id: 1 } },
  { collection: 'cases', name: 'scope', key: { scopeIds: 1 } },
  {
    collection: 'cases',
    name: 'open',
    key: { openScopeIds: 1, precedence: 1, nextDueAt: 1, _id: 1 },
    isSparse: true,
  },
  {
    collection: 'cases',
    name: 'overdue',
    key: { openScopeIds: 1, overdueAt: 1, _id: 1 },
    isSparse: true,
  },
  { collection: 'cases', name: 'pending', key: { pendingSince: 1 }, isSparse: true },
  { collection: 'cases', name: 'untriaged', key: { untriagedSince: 1 }, isSparse: true },
  { collection: 'cases', name: 'shared', key: { sharedIn: 1, sharedUntil: 1 }, isSparse: true },
  { collection: 'cases', name: 'owner', key: { ownerUnitId: 1 } },
  { collection: 'timers', name: 'due', key: { isDone: 1, dueAt: 1, leasedUntil: 1 } },
  { collection: 'timers', name: 'case', key: { caseId: 1, dueAt: 1 } },
  { collection: 'events', name: 'lane', key: { lane: 1, state: 1, order: 1, receivedAt: 1 } },
  { collection: 'events', name: 'holder', key: { holds: 1 }, isUnique: true, isSparse: true },
  { collection: 'events', name: 'lease', key: { leasedUntil: 1 }, isSparse: true },
  { collection: 'events', name: 'waiting', key: { state: 1, receivedAt: 1 } },
  { collection: 'events', name: 'expiry', key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  { collection: 'counters', name: 'name', key: { name: 1, day: -1 } },
  { collection: 'lessons', name: 'unit', key: { unitId: 1, day: 1 } },
  {
    collection: 'lessons',
    name: 'expiry',
    key: { since: 1 },
    expireAfterSeconds: LESSON_KEPT_SECONDS,
  },
  { collection: 'models', name: 'activated', key: { activatedAt: -1 } },
  {
    collection: `${BUCKET}.files`,
    name: 'filename_1_uploadDate_1',
    key: { filename: 1, uploadDate: 1 },
  },
  {
    collection: `${BUCKET}.chunks`,
    name: 'files_id_1_n_1',
    key: { files_id: 1, n: 1 },
    isUnique: true,
  },
];

/** How the database differs from {@link INDEXES}. */
export interface IndexDifference {
  /** Not there at all. */
  readonly missing: readonly IndexDefinition[];
  /** There under the name, but another. */
  readonly changed: readonly IndexDefinition[];
  /** There, but in no list of ours; never dropped by us. */
  readonly extra: readonly { readonly collection: string; readonly name: string }[];
}

const NAMESPACE_NOT_FOUND = 26;
const collections = [...new Set(INDEXES.map(({ collection }) => collection))];

/** The indexes of the database, against those that the store needs. */
export class Indexes {
  readonly #connection: Connection;
  readonly #uri: string;

  constructor(connection: Connection, uri: string) {
    this.#connection = connection;
    this.#uri = uri;
  }

  /** What is missing, different, or not ours. */
  async difference(): Promise<IndexDifference> {
    const found = new Map<string, mongo.IndexDescriptionInfo>();
    for (const collection of collections)
      for (const index of await listIndexes(this.#connection, collection))
        found.set(`${collection}.${index.name}`, index);
    const names = new Set(INDEXES.map(nameOf));
    const missing = INDEXES.filter((index) => !found.has(nameOf(index)));
    const changed = INDEXES.filter((index) => {
      const there = found.get(nameOf(index));
      return there !== undefined && !isSame(index, there);
    });
    const extra = [...found.keys()].filter((name) => !names.has(name) && !name.endsWith('._id_'));
    return { missing, changed, extra: extra.map(split) };
  }

  /**
   * Builds what is missing and rebuilds what differs; what is not ours stays. On a large collection this takes minutes,
   * so it waits without a limit on a connection of its own.
   */
  async build(): Promise<IndexDifference> {
    const difference = await this.difference();
    const { missing, changed } = difference;
    if (missing.length + changed.length === 0) return difference;
    const connection = await openConnection(this.#uri, 0);
    try {
      for (const { collection, name } of changed)
        await connection.collection(collection).dropIndex(name);
      for (const index of [...missing, ...changed]) await create(connection, index);
    } finally {
      await connection.close();
    }
    return difference;
  }

  /** @throws {IndexesMissing} unless every unique index is there: without them, what must be once could be twice. */
  async check(): Promise<void> {
    const { missing, changed } = await this.difference();
    const lacking = [...missing, ...changed].filter(({ isUnique }) => isUnique === true);
    if (lacking.length > 0) throw new IndexesMissing(lacking.map(nameOf));
  }
}

const nameOf = ({ collection, name }: IndexDefinition): string => `${collection}.${name}`;

function split(name: string): { collection: string; name: string } {
  const collection =
    collections
      .toSorted((a, b) => b.length - a.length)
      .find((known) => name.startsWith(`${known}.`)) ?? '';
  return { collection, name: name.slice(collection.length + 1) };
}

async function listIndexes(
  connection: Connection,
  collection: string,
): Promise<mongo.IndexDescriptionInfo[]> {
  try {
    return await connection.collection(collection).indexes();
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}

function isSame(wanted: IndexDefinition, there: mongo.IndexDescriptionInfo): boolean {
  const hasKey =
    JSON.stringify(Object.entries(there.key)) === JSON.stringify(Object.entries(wanted.key));
  const isUnique = (there.unique ?? false) === (wanted.isUnique ?? false);
  const isSparse = (there.sparse ?? false) === (wanted.isSparse ?? false);
  return hasKey && isUnique && isSparse && there.expireAfterSeconds === wanted.expireAfterSeconds;
}

async function create(connection: Connection, index: IndexDefinition): Promise<void> {
  const { collection, name, key, isUnique, isSparse, expireAfterSeconds } = index;
  await connection.collection(collection).createIndex(key, {
    name,
    ...(isUnique === true ? { unique: true } : {}),
    ...(isSparse === true ? { sparse: true } : {}),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  });
}
