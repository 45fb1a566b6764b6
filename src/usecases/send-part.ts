import type {
  Channel,
  Rendering,
  SendReceipt,
  TemplateAddress,
  Wording,
} from '../channels/channel.ts';
import { SendError } from '../channels/errors.ts';
import type { OutboxEntry } from '../chat/conversation.ts';
import { leaseEnd } from '../chat/lease.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Way } from '../domain/reach.ts';
import type { Locale } from '../domain/text.ts';
import type { ClaimedEntry } from '../store/deliveries.ts';
import type { Calling } from '../store/outbox-entry.ts';
import type { NextSends } from '../store/outbox.ts';
import type { Deps } from './deps.ts';
import { leaseOf } from './lease.ts';
import { recordFailure, recordTemplateFailure } from './record-failure.ts';

/** One message that a worker has taken, with where it goes. */
export interface Sending extends ClaimedEntry {
  readonly channel: Channel;
  readonly chat: ChatRef;
}

/** What came of it: when delivery must look at the chat again, or how long the whole channel is to pause. */
export type Attempted = NextSends | { readonly pauseMs: number } | 'nothing-called';

const partOf = ({ entry }: Sending): number => entry.partsTaken ?? 0;

/** Sends the next part as it is. */
export async function sendPart(deps: Deps, sending: Sending): Promise<Attempted> {
  const { channel, chat, entry, locale } = sending;
  const worded = { at: deps.clock.now(), locale };
  let calledAt = worded.at;
  let stopped: Error | undefined;
  const aboutToSend = async (): Promise<void> => {
    if (channel.capabilities.keepsNoHistory) return;
    calledAt = deps.clock.now();
    stopped = await beginCall(deps, sending, { at: calledAt, worded });
    if (stopped !== undefined) throw stopped;
  };
  const rendering = { ...renderingOf(deps, worded), aboutToSend };
  const sent = await attempt(() => channel.send(chat, entry.message, rendering, partOf(sending)));
  if (stopped instanceof TakenOver) return 'nothing-called';
  // Our own store is away and nothing was called; what is not recorded is repeated when the lease ends.
  if (stopped !== undefined) throw stopped;
  return sent instanceof SendError
    ? recordFailure(deps, sending, sent, calledAt)
    : recordTaken(deps, sending, sent);
}

/** Another worker has the message: nothing may be sent by this one. */
class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

/** Notes that the call begins; what stands in its way, if something does. */
const beginCall = (
  deps: Deps,
  sending: Sending,
  calling: Omit<Calling, 'leasedUntil'>,
): Promise<Error | undefined> =>
  markCalled(deps, sending, calling).then(
    (isOurs) => (isOurs ? undefined : new TakenOver()),
    (error: unknown) => (error instanceof Error ? error : new Error('not noted', { cause: error })),
  );

/** Notes that a call begins; `false` when the message is another worker's by now. */
const markCalled = (
  deps: Deps,
  { channel, chat, entry }: Sending,
  calling: Omit<Calling, 'leasedUntil'>,
): Promise<boolean> => {
  const leasedUntil = leaseEnd(entry, calling.at, leaseOf(channel));
  return deps.store.conversations.markCalled(chat, entry, { ...calling, leasedUntil });
};

/** Sends what it has to say as a template; `no-way` when there is none for it, or the provider does not take it. */
export async function sendTemplate(
  deps: Deps,
  sending: Sending,
  way: Extract<Way, { by: 'template' | 'phone' }>,
): Promise<Attempted | 'no-way'> {
  const { channel, chat, entry, locale } = sending;
  const to: TemplateAddress =
    way.by === 'phone' ? { by: 'phone', phone: way.phone } : { by: 'chat', chat };
  const bearer =
    channel.sendTemplate === undefined && way.by === 'phone' ? phoneChannel(deps) : channel;
  if (bearer?.sendTemplate === undefined) return 'no-way';
  const calledAt = deps.clock.now();
  if (!(await markCalled(deps, sending, { at: calledAt, isTemplate: true })))
    return 'nothing-called';
  const rendering = {
    ...renderingOf(deps, { at: calledAt, locale }),
    aboutToSend: async () => undefined,
  };
  const sent = await attempt(async () => await bearer.sendTemplate?.(to, entry.message, rendering));
  if (sent === undefined) return 'no-way';
  return sent instanceof SendError
    ? recordTemplateFailure(deps, sending, sent, calledAt)
    : recordTaken(deps, sending, { ...sent, hasMore: false });
}

const phoneChannel = (deps: Deps): Channel | undefined =>
  [...deps.channels.values()].find((one) => one.sendTemplate !== undefined);

/** Asks the provider for a part of which nobody knows; an answer that cannot be had is none. */
export async function lookForSent(deps: Deps, sending: Sending): Promise<Attempted> {
  const { channel, chat, entry } = sending;
  const since = entry.since ?? entry.at;
  const asked = await attempt(async () => {
    const conversation = await deps.store.conversations.load(chat);
    const known = receiptsIn(conversation?.outbox ?? []);
    const wording = wordingOf(deps, entry, sending.locale);
    return channel.findSent?.(chat, entry.message, wording, partOf(sending), since, known);
  });
  const found =
    asked === undefined || asked instanceof SendError ? ({ state: 'unknown' } as const) : asked;
  const at = deps.clock.now();
  const next = await deps.store.conversations.markLookedFor(chat, entry, found, at);
  deps.events.doubtSettled({ channel: channel.id, outcome: found.state });
  return asked instanceof SendError && asked.code === 'throttled'
    ? { pauseMs: asked.retryAfterMs ?? 1_000 }
    : next;
}

/** A fault of ours in the middle of sending is an unknown end: the call may have gone out. */
async function attempt<Answer>(call: () => Promise<Answer>): Promise<Answer | SendError> {
  try {
    return await call();
  } catch (error) {
    return error instanceof SendError ? error : new SendError('unknown', { cause: error });
  }
}

async function recordTaken(
  deps: Deps,
  { channel, chat, entry }: Sending,
  { providerId, hasMore = false }: SendReceipt,
): Promise<NextSends> {
  const at = deps.clock.now();
  const { chatPaceMs, keepsNoHistory } = channel.capabilities;
  const taken = { part: entry.partsTaken ?? 0, at, providerId, hasMore };
  const nextCallAt = chatPaceMs === undefined ? undefined : new Date(at.getTime() + chatPaceMs);
  const next = await deps.store.conversations.markTaken(chat, entry.key, taken, nextCallAt);
  if (keepsNoHistory) await deps.wake.page(chat);
  if (!hasMore) {
    const waitedMs = at.getTime() - entry.notBefore.getTime();
    deps.events.messageSent({ channel: channel.id, waitedMs, attempt: entry.attempts });
  }
  return next;
}

/** The provider's ids of all that it is known to have taken in a chat. */
export const receiptsIn = (outbox: readonly OutboxEntry[]): ReadonlySet<string> =>
  new Set(outbox.flatMap(({ receipts = [] }) => receipts));

/** A message as it was worded when its call began; what is not known is taken as of now. */
export const wordingOf = (
  deps: Deps,
  { worded, since, calledAt }: OutboxEntry,
  locale: Locale,
): Wording => renderingOf(deps, worded ?? { at: calledAt ?? since ?? deps.clock.now(), locale });

/** What a channel needs from the house; a file that our store does not give now stops the call before it is made. */
const renderingOf = (
  deps: Deps,
  { at, locale }: NonNullable<OutboxEntry['worded']>,
): Omit<Rendering, 'aboutToSend'> => ({
  locale,
  translate: (line) => deps.translate(line, locale, at),
  openFile: async (file) => {
    const stored = await deps.store.files.open(file.id).catch((cause: unknown) => {
      throw new SendError('unreachable', { cause });
    });
    if (stored === undefined) throw new SendError('rejected');
    return stored.bytes;
  },
  absolute: (path) => deps.absolute(path),
});
