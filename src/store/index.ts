import type { Connection } from 'mongoose';
import { Cadres } from './cadres.ts';
import { Cases } from './cases.ts';
import { databaseOf, openConnection } from './connection.ts';
import { Conversations } from './conversations.ts';
import { Counters } from './counters.ts';
import { Credentials } from './credentials.ts';
import { surfacing } from './errors.ts';
import { Inbox } from './events.ts';
import { Files } from './files.ts';
import { Indexes } from './indexes.ts';
import { Invites } from './invites.ts';
import { Landmarks } from './landmarks.ts';
import { Lessons } from './lessons.ts';
import { LinkCodes } from './link-codes.ts';
import { Models } from './models.ts';
import { Organisations } from './organisation.ts';
import { People } from './people.ts';
import { createSealer, type Sealer } from './seal.ts';
import { SignIns } from './sign-ins.ts';
import { Timers } from './timers.ts';

export { IndexesMissing, StoreUnavailable } from './errors.ts';

/** How a store is opened. */
export interface StoreOptions {
  /** A MongoDB connection string with the database's name. */
  readonly uri: string;
  /** Build missing indexes at once; otherwise the unique ones must be there. */
  readonly buildIndexes: boolean;
  /** Key of what is sealed; default: the development's. */
  readonly dataKey?: string | undefined;
  /** False to look at a database whose indexes are not there yet. Default true. */
  readonly checkIndexes?: boolean;
  /** Longest wait for a server and for one answer, in milliseconds. Default 5 000. */
  readonly timeoutMs?: number;
}

/**
 * Everything the service keeps, in MongoDB. All methods reject with {@link StoreUnavailable} when the server cannot be
 * reached or does not answer in time, and may then be repeated.
 */
export interface Store extends AsyncDisposable {
  readonly organisation: Organisations;
  readonly cadres: Cadres;
  readonly invites: Invites;
  readonly linkCodes: LinkCodes;
  readonly signIns: SignIns;
  readonly people: People;
  readonly conversations: Conversations;
  readonly cases: Cases;
  readonly timers: Timers;
  readonly inbox: Inbox;
  readonly files: Files;
  readonly counters: Counters;
  readonly lessons: Lessons;
  readonly models: Models;
  readonly landmarks: Landmarks;
  readonly credentials: Credentials;
  readonly indexes: Indexes;
  /** Resolves when the server answers: for readiness. */
  ping(): Promise<void>;
  /** Ends all connections. Repeating it changes nothing. */
  close(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 5_000;

/**
 * Connects to MongoDB and sees that the indexes are there.
 *
 * @throws {StoreUnavailable} when no server answers in time.
 * @throws {IndexesMissing} when `buildIndexes` is false and a unique index is not there.
 */
export async function openStore({
  uri,
  buildIndexes,
  dataKey,
  checkIndexes = true,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: StoreOptions): Promise<Store> {
  const connection = await openConnection(uri, timeoutMs);
  const store = storeOn(connection, uri, createSealer(dataKey));
  try {
    if (buildIndexes) await store.indexes.build();
    else if (checkIndexes) await store.indexes.check();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

function storeOn(connection: Connection, uri: string, sealer: Sealer): Store {
  const ping = async (): Promise<void> => {
    await databaseOf(connection).command({ ping: 1 });
  };
  const close = (): Promise<void> => connection.close();
  return {
    organisation: surfacing(new Organisations(connection)),
    cadres: surfacing(new Cadres(connection)),
    invites: surfacing(new Invites(connection)),
    linkCodes: surfacing(new LinkCodes(connection)),
    signIns: surfacing(new SignIns(connection)),
    people: surfacing(new People(connection, sealer)),
    conversations: surfacing(new Conversations(connection)),
    cases: surfacing(new Cases(connection)),
    timers: surfacing(new Timers(connection)),
    inbox: surfacing(new Inbox(connection, sealer)),
    files: surfacing(new Files(connection)),
    counters: surfacing(new Counters(connection)),
    lessons: surfacing(new Lessons(connection)),
    models: surfacing(new Models(connection)),
    landmarks: surfacing(new Landmarks(connection)),
    credentials: surfacing(new Credentials(connection, sealer)),
    indexes: surfacing(new Indexes(connection, uri)),
    ping: surfacing({ ping }).ping,
    close,
    [Symbol.asyncDispose]: close,
  };
}
