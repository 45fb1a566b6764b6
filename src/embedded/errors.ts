import type { StoredDocument } from './values.ts';

/** MongoDB's numeric code of each refusal that the stand-in gives, by its published name. */
export const errorCodes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  InvalidLength: 16,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotBackfillArray: 33,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  NotAReplicaSet: 123,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  ConversionFailure: 241,
  UnsupportedOpQueryCommand: 352,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  MergeStageNoMatchingDocument: 13113,
  OutOfDiskSpace: 14031,
  UnknownAccumulator: 15952,
  GroupWithoutId: 15955,
  BadStageCount: 15957,
  MatchNotDocument: 15959,
  EmptySort: 15976,
  ExpressionNotSingleField: 15983,
  WrongArgumentCount: 16020,
  SizeNeedsArray: 17124,
  BadUnwindPath: 28818,
  PathCollision: 31250,
  ProjectionMix: 31254,
  BucketOutside: 40066,
  InNeedsArray: 40081,
  GraphLookupArgument: 40104,
  BadCountName: 40156,
  EmptySubProjection: 40180,
  BucketBoundaries: 40192,
  BucketOrder: 40194,
  BadNewRoot: 40228,
  GroupFieldNotAccumulator: 40234,
  BadStageArgument: 40272,
  StageNotSingleField: 40323,
  UnrecognizedStage: 40324,
  MissingCommandField: 40414,
  UnknownCommandField: 40415,
  UnknownTimeZone: 40485,
  NotAReplicaSetForStreams: 40573,
  StageNotLast: 40601,
  StageNotFirst: 40602,
  NoUniqueIndexForMerge: 51183,
  PositionalNotFound: 51246,
  EmptyProjection: 51272,
  // States of a server that only a fault can bring about here.
  HostUnreachable: 6,
  HostNotFound: 7,
  MaxTimeMSExpired: 50,
  NetworkTimeout: 89,
  WriteConflict: 112,
  PrimarySteppedDown: 189,
  ExceededTimeLimit: 262,
  NotWritablePrimary: 10107,
  InterruptedAtShutdown: 11600,
  InterruptedDueToReplStateChange: 11602,
  NotPrimaryNoSecondaryOk: 13435,
} as const;

/** Published name of an error code, such as `BadValue`. */
export type ErrorName = keyof typeof errorCodes;

// From 12,000 on the server's codes are places in its source, but for these few.
const namedAbove = new Set<ErrorName>([
  'MergeStageNoMatchingDocument',
  'NotPrimaryNoSecondaryOk',
  'OutOfDiskSpace',
]);

/** A command, or one write of a batch, was refused; the fields are those of the wire reply. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the reply, such as `keyPattern` and `keyValue`. */
  readonly details: StoredDocument;

  constructor(code: ErrorName, message: string, details: StoredDocument = {}) {
    super(message);
    this.code = errorCodes[code];
    const isPlace = this.code >= 12_000 && !namedAbove.has(code);
    this.codeName = isPlace ? `Location${this.code}` : code;
    this.details = details;
  }
}

/** Throws the refusal with the given name; an expression, so that it can end a `??` chain. */
export function refuse(code: ErrorName, message: string): never {
  throw new CommandError(code, message);
}
