import type { IndexSpec } from './index-spec.ts';

/** Receives every change of the catalogue, in order, after it was made in memory. */
export interface ChangeLog {
  createCollection(namespace: string): void;
  dropCollection(namespace: string): void;
  createIndex(namespace: string, spec: IndexSpec): void;
  dropIndex(namespace: string, name: string): void;
  /** The document as it is now, in BSON; replaces an earlier one with the same `_id`. */
  put(namespace: string, document: Uint8Array): void;
  /** The `_id` of a deleted document. */
  remove(namespace: string, id: unknown): void;
}

/** Keeps nothing: the log of a server that lives in memory only. */
export const noLog: ChangeLog = {
  createCollection: () => undefined,
  dropCollection: () => undefined,
  createIndex: () => undefined,
  dropIndex: () => undefined,
  put: () => undefined,
  remove: () => undefined,
};
