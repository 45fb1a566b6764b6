import type { Channel, Echo } from '../channels/channel.ts';
import type { OutboxEntry } from '../chat/conversation.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { Deps } from './deps.ts';
import { receiptsIn, wordingOf } from './send-part.ts';

/** Our clock and a provider's differ by less, in milliseconds. */
const SKEW_MS = 3_000;

/**
 * The account said something: by hand, then the bot keeps out of the way; else it was one of ours, which settles a
 * message of which nobody knew whether the provider had taken it. What is known to be another message settles nothing,
 * nor does what fits several: a message that was lost must not pass for one that was read.
 */
export async function hearEcho(deps: Deps, chat: ChatRef, echo: Echo): Promise<void> {
  const { conversations } = deps.store;
  if (echo.isByHand) return conversations.markByHand(chat, echo.at);
  const channel = deps.channels.get(chat.channel);
  const conversation = await conversations.load(chat);
  if (channel === undefined || conversation === undefined) return;
  const { outbox, locale } = conversation;
  if (receiptsIn(outbox).has(echo.providerId)) return;
  const fitting = outbox.filter(
    (entry) => isInDoubt(entry) && isSince(entry, echo) && says(deps, channel, entry, locale, echo),
  );
  const [meant, another] = fitting;
  if (meant === undefined || another !== undefined) return;
  await conversations.markEchoed(chat, meant.key, echo.providerId, deps.clock.now());
  if (meant.state === 'unknown')
    deps.events.doubtSettled({ channel: chat.channel, outcome: 'sent' });
}

/** Whether it is not known, or not yet, that the provider took it. */
const isInDoubt = ({ state, calledAt }: OutboxEntry): boolean =>
  state === 'unknown' || (state === 'sending' && calledAt !== undefined);

/** Before its call began nobody can have heard it. */
const isSince = ({ calledAt, since }: OutboxEntry, { at }: Echo): boolean => {
  const called = calledAt ?? since;
  return called !== undefined && at.getTime() >= called.getTime() - SKEW_MS;
};

/** Whether the next part of a message has exactly these words. */
function says(
  deps: Deps,
  channel: Channel,
  entry: OutboxEntry,
  locale: Locale,
  { text }: Echo,
): boolean {
  const wording = wordingOf(deps, entry, locale);
  const ours = channel.wordsOf?.(entry.message, wording, entry.partsTaken ?? 0);
  return ours !== undefined && text !== undefined && plain(ours) === plain(text);
}

const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
