import type { SendError } from '../channels/errors.ts';
import type { Retry } from '../store/deliveries.ts';
import type { Deps } from './deps.ts';
import type { Attempted, Sending } from './send-part.ts';

/**
 * Waits between tries of one message: 5 s, doubling up to a minute, so that all goes out soon after an outage; for one
 * that stepped aside up to an hour. It is never given up for being late.
 */
const BACKOFF_MS = { first: 5_000, most: 60_000, mostAside: 3_600_000 } as const;
/** A wrong setting is looked at again after this long, with one message for the whole channel, in milliseconds. */
const MISCONFIGURED_MS = 60_000;
/** A refusal that says nothing of how long it stands, in milliseconds. */
const LATER_MS = 15 * 60_000;
const THROTTLED_MS = 1_000;
/** After more tries than these a message may be what is wrong, and not its channel. */
const TRIES_IN_ORDER = 10;
/** A call that was under way when an outage began may end well so much later, in milliseconds. */
const STILL_UNDER_WAY_MS = 2 * 60_000;
/** When an outage ends, a message may fail a few more times after others went through, in milliseconds. */
const JUST_ENDED_MS = 3 * 60_000;

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
      const nextCallAt = after(now, pauseMs);
      await conversations.markWaiting(chat, entry, { nextCallAt, ...hindered(error, now) });
      return { pauseMs };
    }
    case 'later':
      return conversations.markWaiting(chat, entry, {
        notBefore: after(now, error.retryAfterMs ?? LATER_MS),
        ...hindered(error, now),
      });
    case 'unreachable':
      return isGivenUp(sending, error)
        ? conversations.markFailed(chat, entry, error.code, now)
        : conversations.markWaiting(chat, entry, await retryOf(deps, sending, error, now));
  }
}

/**
 * The same for a template. What stands in its way may be the template alone, so neither the chat nor the channel waits,
 * and what is refused for good, or cannot be sent before a person mends the settings, goes another way.
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
    case 'misconfigured':
      tell(deps, sending, error);
      if (error.code === 'blocked') await conversations.closeAfterCall(chat, 'blocked', calledAt);
      return 'no-way';
    case 'later':
    case 'unreachable':
      tell(deps, sending, error);
      if (isGivenUp(sending, error)) return 'no-way';
      return conversations.markWaiting(chat, entry, {
        notBefore: after(
          now,
          error.retryAfterMs ?? backoffMs(entry.attempts, BACKOFF_MS.mostAside),
        ),
        ...hindered(error, now),
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

const isGivenUp = ({ entry }: Sending, { mostTries = Infinity }: SendError): boolean =>
  entry.attempts >= mostTries;

const hindered = ({ code }: SendError, at: Date): Pick<Retry, 'hindrance'> => ({
  hindrance: { failure: code, at },
});

const backoffMs = (tries: number, most: number): number =>
  Math.min(BACKOFF_MS.first * 2 ** Math.max(0, tries - 1), most);

/** The chat waits with a message, so that the order holds, unless it is this message that stands in the way. */
async function retryOf(deps: Deps, sending: Sending, error: SendError, now: Date): Promise<Retry> {
  const { attempts } = sending.entry;
  const isAside = await isPoisoned(deps, sending, now);
  const most = isAside ? BACKOFF_MS.mostAside : BACKOFF_MS.most;
  const at = after(now, error.retryAfterMs ?? backoffMs(attempts, most));
  return { ...(isAside ? { notBefore: at } : { nextCallAt: at }), ...hindered(error, now) };
}

/** It fails again and again while its channel takes others; in an outage nothing is taken, and all wait in order. */
async function isPoisoned(deps: Deps, { channel, entry }: Sending, now: Date): Promise<boolean> {
  const { attempts, since } = entry;
  if (attempts <= TRIES_IN_ORDER || since === undefined) return false;
  return deps.store.conversations.hasTakenBetween(
    channel.id,
    after(since, STILL_UNDER_WAY_MS),
    after(now, -JUST_ENDED_MS),
  );
}
