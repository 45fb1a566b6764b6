import { mongo } from 'mongoose';

/**
 * MongoDB did not answer in time, refused, or cannot be reached. Nothing is known of the write that failed:
 * every method of the store may be repeated. The driver's error is the `cause`.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(cause: unknown) {
    super('the store did not answer', { cause });
  }
}

/** The database lacks unique indexes, on which idempotency rests; they are built by `scripts/admin indexes`. */
export class IndexesMissing extends Error {
  override readonly name = 'IndexesMissing';
  /** `collection.index` of each that is missing or differs. */
  readonly indexes: readonly string[];

  constructor(indexes: readonly string[]) {
    super(
      `unique indexes are missing: ${indexes.join(', ')}; build them with scripts/admin indexes`,
    );
    this.indexes = indexes;
  }
}

/** The same thing was changed by others again and again; the call may be repeated. */
export class StoreContended extends Error {
  override readonly name = 'StoreContended';

  constructor(what: string) {
    super(`other writers kept winning: ${what}`);
  }
}

/** A row would grow beyond what MongoDB keeps; it is so however often the write is repeated. */
class DocumentTooLarge extends Error {
  override readonly name = 'DocumentTooLarge';

  constructor(cause: unknown) {
    super('a row would become too large', { cause });
  }
}

/** What servers say of a document beyond 16 MiB: by itself, after an update, and after one by operators. */
const TOO_LARGE: ReadonlySet<unknown> = new Set([10_334, 17_419, 17_420]);

/** The driver itself cannot even write down what is larger still. */
const isBeyondWriting = (error: unknown): boolean =>
  error instanceof RangeError && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';

const isTooLarge = (error: unknown): boolean =>
  isBeyondWriting(error) || (error instanceof mongo.MongoServerError && TOO_LARGE.has(error.code));

const DUPLICATE_KEY = 11_000;

/** Whether a unique index refused a write. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/** What the driver and mongoose throw when the server is away, named by class as mongoose wraps some of them. */
const CONNECTION_ERRORS = new Set([
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'DisconnectedError',
]);

const isUnavailable = (error: unknown): boolean =>
  error instanceof Error &&
  ((error instanceof mongo.MongoError && !isDuplicateKey(error)) ||
    CONNECTION_ERRORS.has(error.name));

/** The same error, or around it a {@link StoreUnavailable} when the server or the way to it is at fault, a {@link DocumentTooLarge} when the row is. */
export const surfaced = (error: unknown): unknown => {
  if (isTooLarge(error)) return new DocumentTooLarge(error);
  return isUnavailable(error) ? new StoreUnavailable(error) : error;
};

/**
 * The same object, whose promises reject with {@link StoreUnavailable} when the server or the way to it is at fault.
 * One place for all collections, so that no method can forget it.
 */
export function surfacing<T extends object>(collection: T): T {
  return new Proxy(collection, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args);
        return result instanceof Promise ? result.catch(rethrow) : result;
      };
    },
  });
}

function rethrow(error: unknown): never {
  throw surfaced(error);
}
