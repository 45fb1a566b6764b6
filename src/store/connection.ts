import { mongo, Mongoose, type Connection, type SchemaOptions } from 'mongoose';
import { surfaced } from './errors.ts';

/** Every write names declared fields only and keeps empty objects; indexes are built by `indexes.ts` alone. */
export const ROW_OPTIONS = {
  versionKey: false,
  minimize: false,
  strict: 'throw',
  autoIndex: false,
  autoCreate: false,
} as const satisfies SchemaOptions;

/** The same for parts of a row, which have no id of their own. */
export const PART_OPTIONS = {
  _id: false,
  minimize: false,
  strict: 'throw',
} as const satisfies SchemaOptions;

/**
 * Opens a connection of its own; nothing is set on the global mongoose, so two stores in one process do not mix.
 *
 * @param timeoutMs - Longest wait for a server and for one answer, in milliseconds; 0 waits for answers without end.
 * The driver repeats a broken read or write once, so a call may take twice as long.
 * @throws {StoreUnavailable} when no server answers in time.
 */
export async function openConnection(uri: string, timeoutMs: number): Promise<Connection> {
  const odm = new Mongoose({
    sanitizeFilter: true,
    strictQuery: 'throw',
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  const connection = odm.createConnection(uri, {
    ...(timeoutMs === 0
      ? {}
      : { serverSelectionTimeoutMS: timeoutMs, connectTimeoutMS: timeoutMs }),
    socketTimeoutMS: timeoutMs,
    ignoreUndefined: true,
    // What is acknowledged to a provider must survive the loss of a server: it will not be delivered again.
    writeConcern: { w: 'majority', journal: true },
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close(true);
    throw surfaced(error);
  }
}

/** The database behind a connection, for what mongoose has no words for. */
export function databaseOf({ db }: Connection): mongo.Db {
  if (db === undefined) throw new mongo.MongoNotConnectedError('the connection is closed');
  return db;
}
