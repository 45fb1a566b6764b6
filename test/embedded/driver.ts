import mongoose from 'mongoose';
import {
  type EmbeddedOptions,
  type EmbeddedServer,
  startEmbedded,
} from '../../src/embedded/server.ts';

/** A database of the driver that mongoose brings along. */
export type Database = mongoose.mongo.Db;

/** A document with a number for its `_id`. */
export interface Numbered {
  _id: number;
  n?: number;
  [field: string]: unknown;
}

/** An embedded server with one connected client. */
export interface Connected {
  readonly server: EmbeddedServer;
  readonly client: mongoose.mongo.MongoClient;
  readonly db: Database;
  close(): Promise<void>;
}

/** Starts a server and connects the official driver to it. */
export async function connect(
  options: EmbeddedOptions = {},
  clientOptions: mongoose.mongo.MongoClientOptions = {},
): Promise<Connected> {
  const server = await startEmbedded(options);
  const client = new mongoose.mongo.MongoClient(server.uri, clientOptions);
  await client.connect();
  const close = async () => {
    await client.close();
    await server.close();
  };
  return { server, client, db: client.db('test'), close };
}

/** The refusal of a promise that must be refused. @throws {Error} when it is not. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ code?: unknown; message: string } & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error as Error & Record<string, unknown>;
  }
  throw new Error('The promise was not refused.');
}
