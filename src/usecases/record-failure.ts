import type { SendError } from '../channels/errors.ts';
import type { Retry } from '../store/deliveries.ts';
import type { Deps } from './deps.ts';
import type { Attempted, Sending } from './send-part.ts';

/** Waits between tries of one message: 5 s, doubling up to an hour; it is never given up for being late. */
const BACKOFF_MS = { first: 5_000, most: 3_600_000 } as const;
/** A wrong setting is looked at again after this long, with one message for the whole channel, in milliseconds. */
const MISCONFIGURED_MS = 60_000;
/** A refusal that says nothing of how long it stands, in milliseconds. */
const LATER_MS = 15 * 60_000;
const THROTTLED_MS = 1_000;
/** So often the whole chat waits for one message, so that the order holds; after that only the message itself. */
const TRIES_IN_ORDER = 6;

/** Records why a part was not taken, and what follows from it. */
export async function recordFailure(
  deps: Deps,
  sending: Sending,
  error: SendError,
  calledAt: Date,
): Promise<Attempted> {
  const { channel, chat, entry } = sending;
  const { conversations } = deps.store;
  const now = deps.clock.now();
  tell(deps, sending, error);
  switch (error.code) {
    case 'blocked':
    case 'closed':
      await conversations.closeAfterCall(chat, whyOf(error), calledAt);
      return conversations.markWaiting(chat, entry, { nextCallAt: paced(sending, now) });
    case 'rejected':
      return conversations.markFailed(chat, entry, error.code, now);
    case 'unknown': {
      const mayLook = channel.findSent !== undefined;
      return conversations.markUnknown(chat, entry, calledAt, mayLook, paced(sending, now));
    }
    case 'throttled':
    case 'misconfigured': {
      const pauseMs =
        error.code === 'throttled' ? (error.retryAfterMs ?? THROTTLED_MS) : MISCONFIGURED_MS;
      await conversations.markWaiting(chat, entry, { nextCallAt: after(now, pauseMs) });
      return { pauseMs };
    }
    case 'later':
      return conversations.markWaiting(chat, entry, {
        notBefore: after(now, error.retryAfterMs ?? LATER_MS),
      });
    case 'unreachable':
      return conversations.markWaiting(chat, entry, retryOf(sending, error, now));
  }
}

/**
 * The same for a template. What stands in its way may be the template alone, so neither the chat nor the channel waits,
 * and what is refused for good goes another way.
 */
export async function recordTemplateFailure(
  deps: Deps,
  sending: Sending,
  error: SendError,
  calledAt: Date,
): Promise<Attempted | 'no-way'> {
  const { chat, entry } = sending;
  const { conversations } = deps.store;
  const now = deps.clock.now();
  switch (error.code) {
    case 'blocked':
    case 'closed':
    case 'rejected':
      tell(deps, sending, error);
      if (error.code === 'blocked') await conversations.closeAfterCall(chat, 'blocked', calledAt);
      return 'no-way';
    case 'later':
    case 'unreachable':
    case 'misconfigured':
      tell(deps, sending, error);
      return conversations.markWaiting(chat, entry, {
        notBefore: after(now, error.retryAfterMs ?? backoffMs(entry.attempts)),
      });
    case 'unknown':
    case 'throttled':
      return recordFailure(deps, sending, error, calledAt);
  }
}

const tell = (deps: Deps, { channel, entry }: Sending, { code, cause }: SendError): void =>
  deps.events.messageFailed({
    channel: channel.id,
    code,
    attempt: entry.attempts,
    isFinal: code === 'rejected',
    ...(cause === undefined ? {} : { error: cause }),
  });

const whyOf = ({ code }: SendError) => (code === 'blocked' ? 'blocked' : 'window');

const after = (now: Date, waitMs: number): Date => new Date(now.getTime() + waitMs);

const paced = ({ channel }: Sending, now: Date): Date =>
  after(now, channel.capabilities.chatPaceMs ?? 0);

const backoffMs = (attempts: number): number =>
  Math.min(BACKOFF_MS.first * 2 ** Math.max(0, attempts - 1), BACKOFF_MS.most);

function retryOf({ entry }: Sending, { retryAfterMs }: SendError, now: Date): Retry {
  const at = after(now, retryAfterMs ?? backoffMs(entry.attempts));
  return entry.attempts < TRIES_IN_ORDER ? { nextCallAt: at } : { notBefore: at };
}
