import type { Echo } from '../channels/channel.ts';
import type { OutboundMessage } from '../chat/message.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { Deps } from './deps.ts';

/**
 * The account said something: by hand, then the bot keeps out of the way; else it was one of ours, which settles a
 * message of which nobody knew whether the provider had taken it.
 */
export async function hearEcho(deps: Deps, chat: ChatRef, echo: Echo): Promise<void> {
  const { conversations } = deps.store;
  if (echo.isByHand) return conversations.markByHand(chat, echo.at);
  const { text } = echo;
  if (text === undefined) return;
  const doubtful = await conversations.inDoubt(chat);
  if (doubtful.length === 0) return;
  const locale = (await conversations.load(chat))?.locale ?? 'vi';
  const meant = doubtful.find(({ message }) => says(deps, message, locale, text));
  if (meant === undefined) return;
  await conversations.markEchoed(chat, meant.key, echo.providerId, deps.clock.now());
  if (meant.state === 'unknown')
    deps.events.doubtSettled({ channel: chat.channel, outcome: 'sent' });
}

/** Channels cut long texts and write choices under them: what was said is a piece of ours, or ours with more to it. */
function says(deps: Deps, message: OutboundMessage, locale: Locale, said: string): boolean {
  const now = deps.clock.now();
  const ours = plain(message.lines.map((line) => deps.translate(line, locale, now)).join('\n'));
  const heard = plain(said);
  return ours !== '' && heard !== '' && (heard.startsWith(ours) || ours.includes(heard));
}

const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
