/** A document of a test file, in relaxed extended JSON already read. */
export type Fields = Readonly<Record<string, unknown>>;

/** One entity to create; exactly one of its keys is there. */
export interface EntitySpec {
  readonly client?: {
    readonly id: string;
    readonly uriOptions?: Fields;
    readonly observeEvents?: readonly string[];
    readonly ignoreCommandMonitoringEvents?: readonly string[];
  };
  readonly database?: {
    readonly id: string;
    readonly client: string;
    readonly databaseName: string;
    readonly databaseOptions?: Fields;
  };
  readonly collection?: {
    readonly id: string;
    readonly database: string;
    readonly collectionName: string;
    readonly collectionOptions?: Fields;
  };
}

/** What a test asks of the server; a key that this runner does not know is never met. */
export interface Requirement {
  readonly minServerVersion?: string;
  readonly maxServerVersion?: string;
  readonly topologies?: readonly string[];
  readonly serverless?: string;
  readonly auth?: boolean;
  readonly csfle?: boolean;
}

/** The documents that a collection holds at a certain moment. */
export interface CollectionContent {
  readonly collectionName: string;
  readonly databaseName: string;
  readonly documents: readonly Fields[];
}

/** How an operation is expected to fail. */
export interface ExpectedError {
  readonly isError?: true;
  readonly isClientError?: boolean;
  readonly errorContains?: string;
  readonly errorCode?: number;
  readonly errorCodeName?: string;
  readonly errorLabelsContain?: readonly string[];
  readonly errorLabelsOmit?: readonly string[];
  readonly errorResponse?: Fields;
  readonly writeErrors?: Fields;
  readonly expectResult?: unknown;
}

/** One call of the driver. */
export interface OperationSpec {
  readonly name: string;
  readonly object: string;
  readonly arguments?: Fields;
  readonly expectResult?: unknown;
  readonly expectError?: ExpectedError;
  readonly saveResultAsEntity?: string;
  readonly ignoreResultAndError?: boolean;
}

/** The events that a client has to have seen, in this order. */
export interface ExpectedEvents {
  readonly client: string;
  readonly eventType?: string;
  readonly ignoreExtraEvents?: boolean;
  readonly events: readonly Readonly<Record<string, Fields>>[];
}

/** One test of a file. */
export interface TestSpec {
  readonly description: string;
  readonly skipReason?: string;
  readonly runOnRequirements?: readonly Requirement[];
  readonly operations: readonly OperationSpec[];
  readonly expectEvents?: readonly ExpectedEvents[];
  readonly outcome?: readonly CollectionContent[];
}

/** One file in the unified test format that MongoDB's driver specifications publish. */
export interface TestFile {
  readonly description: string;
  readonly schemaVersion: string;
  readonly runOnRequirements?: readonly Requirement[];
  readonly createEntities?: readonly EntitySpec[];
  readonly initialData?: readonly CollectionContent[];
  readonly tests: readonly TestSpec[];
}
