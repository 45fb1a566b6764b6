import type { StoredDocument } from './values.ts';

/** MongoDB's numeric code of each refusal that the stand-in gives, by its published name. */
export const errorCodes = {
  BadValue: 2,
  NoSuchKey: 4,
  UnsupportedFormat: 12,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotBackfillArray: 33,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
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
  OperationFailed: 96,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  UnknownCommandField: 40415,
  MissingCommandField: 40414,
  UnrecognizedStage: 40324,
  StageNotSingleField: 40323,
  MatchNotDocument: 15959,
  BadStageCount: 15957,
  BadStageArgument: 40272,
  BadNewRoot: 40228,
  BadCountName: 40156,
  BadUnwindPath: 28818,
  BucketBoundaries: 40192,
  BucketOrder: 40194,
  BucketOutside: 40066,
  GraphLookupArgument: 40104,
  ConversionFailure: 241,
  EmptyProjection: 51272,
  EmptySort: 15976,
  EmptySubProjection: 40180,
  ExpressionNotSingleField: 15983,
  GroupFieldNotAccumulator: 40234,
  GroupWithoutId: 15955,
  InNeedsArray: 40081,
  SizeNeedsArray: 17124,
  StageNotFirst: 40602,
  StageNotLast: 40601,
  UnknownAccumulator: 15952,
  UnknownTimeZone: 40485,
  WrongArgumentCount: 16020,
  NoUniqueIndexForMerge: 51183,
  MergeStageNoMatchingDocument: 13113,
  PositionalNotFound: 51246,
  PathCollision: 31250,
  ProjectionMix: 31254,
  UnsupportedOpQueryCommand: 352,
  NotAReplicaSet: 123,
  NotAReplicaSetForStreams: 40573,
  OutOfDiskSpace: 14031,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  ShutdownInProgress: 91,
  InternalError: 1,
} as const;

/** Published name of an error code, such as `BadValue`. */
export type ErrorName = keyof typeof errorCodes;

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
    // The server gives numbered refusals without a name of their own this one.
    this.codeName = this.code >= 12_000 ? `Location${this.code}` : code;
    this.details = details;
  }
}

/** Throws the refusal with the given name; an expression, so that it can end a `??` chain. */
export function refuse(code: ErrorName, message: string): never {
  throw new CommandError(code, message);
}
