/**
 * Why a provider did not take a message:
 * `blocked` the person stopped the bot; `closed` the window is over, or the person is nobody we may write to;
 * `throttled` wait `retryAfterMs` with the whole channel; `later` this message is refused for now, at night or by a
 * daily limit, wait `retryAfterMs` with it; `unreachable` try later; `unknown` it may have taken it; `rejected` this message is wrong, never repeat it;
 * `misconfigured` nothing can be sent until a person mends the settings.
 */
export type SendErrorCode =
  | 'blocked'
  | 'closed'
  | 'throttled'
  | 'later'
  | 'unreachable'
  | 'unknown'
  | 'rejected'
  | 'misconfigured';

const RETRYABLE: ReadonlySet<SendErrorCode> = new Set([
  'throttled',
  'later',
  'unreachable',
  'unknown',
]);

/** A provider did not take a message. Never thrown for a message it took but did not show. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly code: SendErrorCode;
  /** How long the provider asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** A message that is `unreachable` for this reason is given up after so many tries. Default: never. */
  readonly mostTries: number | undefined;

  constructor(
    code: SendErrorCode,
    options: { cause?: unknown; retryAfterMs?: number; mostTries?: number } = {},
  ) {
    super(
      `send failed: ${code}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.mostTries = options.mostTries;
  }

  /** Whether the same message may be sent again. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

/** A file is to be fetched, but not by this reading; channels let it pass. */
export class DownloadLater extends Error {
  override readonly name = 'DownloadLater';
}

/** A file is not kept; the person is told kindly why. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly reason: 'too-big' | 'wrong-type' | 'empty';

  constructor(reason: FileRefused['reason']) {
    super(`file refused: ${reason}`);
    this.reason = reason;
  }
}
