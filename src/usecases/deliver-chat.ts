import type { Channel, SendReceipt } from '../channels/channel.ts';
import { SendError } from '../channels/errors.ts';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { Addressee, Deps } from './deps.ts';
import { settleTurn } from './settle-conversation.ts';

/**
 * How long one worker may take over one message before another may repeat it, in milliseconds; a page of our own
 * is told by one small command, so little is lost when the worker over it dies.
 */
const LEASE_MS = { provider: 60_000, ownPage: 5_000 } as const;
/** Waits between tries of one message: 5 s, doubling up to an hour; it is never given up for being late. */
const BACKOFF_MS = { first: 5_000, most: 3_600_000 } as const;
/** A wrong setting is looked at again after this long. */
const MISCONFIGURED_MS = 300_000;

/** What a drain found out that concerns more than its own chat. */
export type Drained =
  | { readonly outcome: 'empty' }
  /** The provider wants the whole channel to pause, in milliseconds. */
  | { readonly outcome: 'throttled'; readonly retryAfterMs: number };

/** Sends what waits in the chats of one person on one channel. */
export async function deliverTo(deps: Deps, { channel, personId }: Addressee): Promise<Drained> {
  const person = await deps.store.people.load(personId);
  for (const chat of person?.chats ?? []) {
    if (chat.channel !== channel) continue;
    const drained = await deliverChat(deps, chat);
    if (drained.outcome === 'throttled') return drained;
  }
  return { outcome: 'empty' };
}

/**
 * Sends what waits in one chat, in order, one at a time. Several workers may try: each message is leased to one.
 * A crash between sending and recording sends again: a doubled notice is better than a lost one.
 */
export async function deliverChat(deps: Deps, chat: ChatRef): Promise<Drained> {
  const channel = deps.channels.get(chat.channel);
  if (channel === undefined) return { outcome: 'empty' };
  const leaseMs = channel.capabilities.keepsNoHistory ? LEASE_MS.ownPage : LEASE_MS.provider;
  await settleTurn(deps, chat);
  for (;;) {
    const entry = await deps.store.conversations.claim(chat, deps.clock.now(), leaseMs);
    if (entry === undefined) return { outcome: 'empty' };
    if (await isOutdated(deps, entry)) {
      await deps.store.conversations.markSuperseded(chat, entry.key);
      deps.events.messageOutdated({ channel: channel.id });
      continue;
    }
    const failure = await sendEntry(deps, channel, chat, entry);
    if (failure?.code === 'throttled')
      return { outcome: 'throttled', retryAfterMs: failure.retryAfterMs ?? 1_000 };
    if (failure?.retryable === true || failure?.code === 'misconfigured')
      return { outcome: 'empty' };
  }
}

/** A ping that was held for the night says nothing to somebody who has done in the evening what it asks for. */
async function isOutdated(deps: Deps, { onlyIn }: OutboxEntry): Promise<boolean> {
  if (onlyIn === undefined) return false;
  const current = await deps.store.cases.load(onlyIn.caseId);
  return current?.round !== onlyIn.round;
}

async function sendEntry(
  deps: Deps,
  channel: Channel,
  chat: ChatRef,
  entry: OutboxEntry,
): Promise<SendError | undefined> {
  const sent = await attempt(deps, channel, chat, entry);
  if (sent instanceof SendError) {
    await recordFailure(deps, channel, chat, entry, sent);
    return sent;
  }
  const sentAt = deps.clock.now();
  await deps.store.conversations.markSent(chat, entry.key, sentAt, sent.providerId);
  const waitedMs = sentAt.getTime() - entry.notBefore.getTime();
  if (channel.capabilities.keepsNoHistory) await deps.wake.page(chat);
  deps.events.messageSent({ channel: channel.id, waitedMs, attempt: entry.attempts });
  return undefined;
}

/** A fault of ours in the middle of sending counts as an unknown end: it must not hold up the chat for ever. */
async function attempt(
  deps: Deps,
  channel: Channel,
  chat: ChatRef,
  entry: OutboxEntry,
): Promise<SendReceipt | SendError> {
  try {
    const locale = (await deps.store.conversations.load(chat))?.locale ?? 'vi';
    return await channel.send(chat, entry.message, rendering(deps, locale), 0);
  } catch (error) {
    return error instanceof SendError ? error : new SendError('unknown', { cause: error });
  }
}

const rendering = (deps: Deps, locale: Locale) => ({
  locale,
  translate: (line: Parameters<Deps['translate']>[0]) =>
    deps.translate(line, locale, deps.clock.now()),
  openFile: async (file: { id: string }) => {
    const stored = await deps.store.files.open(file.id);
    if (stored === undefined) throw new SendError('rejected');
    return stored.bytes;
  },
  absolute: (path: string) => deps.absolute(path),
});

async function recordFailure(
  deps: Deps,
  channel: Channel,
  chat: ChatRef,
  entry: OutboxEntry,
  error: SendError,
): Promise<void> {
  const isFinal = error.code === 'blocked' || error.code === 'rejected';
  deps.events.messageFailed({
    channel: channel.id,
    code: error.code,
    attempt: entry.attempts,
    isFinal,
    ...(error.cause === undefined ? {} : { error: error.cause }),
  });
  if (isFinal) await deps.store.conversations.markFailed(chat, entry.key, error.code);
  else
    await deps.store.conversations.markWaiting(
      chat,
      entry.key,
      nextTry(deps.clock.now(), entry.attempts, error),
    );
}

function nextTry(now: Date, attempts: number, error: SendError): Date {
  const backoffMs = Math.min(BACKOFF_MS.first * 2 ** Math.max(0, attempts - 1), BACKOFF_MS.most);
  const waitMs =
    error.code === 'misconfigured' ? MISCONFIGURED_MS : (error.retryAfterMs ?? backoffMs);
  return new Date(now.getTime() + waitMs);
}
