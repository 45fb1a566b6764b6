import type { Channel, Rendering, SendReceipt, TemplateAddress } from '../channels/channel.ts';
import { SendError } from '../channels/errors.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Way } from '../domain/reach.ts';
import type { Locale } from '../domain/text.ts';
import type { ClaimedEntry } from '../store/deliveries.ts';
import type { NextSends } from '../store/outbox.ts';
import type { Deps } from './deps.ts';
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
  const { conversations } = deps.store;
  const calledAt = deps.clock.now();
  const isRepeatable = channel.capabilities.keepsNoHistory;
  if (!isRepeatable && !(await conversations.markCalled(chat, entry, calledAt)))
    return 'nothing-called';
  const sent = await attempt(() =>
    channel.send(chat, entry.message, renderingOf(deps, locale), partOf(sending)),
  );
  return sent instanceof SendError
    ? recordFailure(deps, sending, sent, calledAt)
    : recordTaken(deps, sending, sent);
}

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
  if (!(await deps.store.conversations.markCalled(chat, entry, calledAt, true)))
    return 'nothing-called';
  const sent = await attempt(
    async () => await bearer.sendTemplate?.(to, entry.message, renderingOf(deps, locale)),
  );
  if (sent === undefined) return 'no-way';
  return sent instanceof SendError
    ? recordTemplateFailure(deps, sending, sent, calledAt)
    : recordTaken(deps, sending, { ...sent, hasMore: false });
}

const phoneChannel = (deps: Deps): Channel | undefined =>
  [...deps.channels.values()].find((one) => one.sendTemplate !== undefined);

/** Asks the provider for a part of which nobody knows; an answer that cannot be had is none. */
export async function lookForSent(deps: Deps, sending: Sending): Promise<Attempted> {
  const { channel, chat, entry, locale } = sending;
  const since = entry.since ?? entry.at;
  const asked = await attempt(
    async () =>
      await channel.findSent?.(
        chat,
        entry.message,
        renderingOf(deps, locale),
        partOf(sending),
        since,
      ),
  );
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

/** What a channel needs from the house; a file that our store does not give now stops the call before it is made. */
export const renderingOf = (deps: Deps, locale: Locale): Rendering => ({
  locale,
  translate: (line) => deps.translate(line, locale, deps.clock.now()),
  openFile: async (file) => {
    const stored = await deps.store.files.open(file.id).catch((cause: unknown) => {
      throw new SendError('unreachable', { cause });
    });
    if (stored === undefined) throw new SendError('rejected');
    return stored.bytes;
  },
  absolute: (path) => deps.absolute(path),
});
