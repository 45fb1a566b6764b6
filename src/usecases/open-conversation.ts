import type { Conversation } from '../chat/conversation.ts';
import type { ChatRef, Person } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { Deps } from './deps.ts';

/** The chat's conversation and person, made at the first word. */
export async function openConversation(
  deps: Pick<Deps, 'store' | 'clock' | 'ids'>,
  chat: ChatRef,
  locale: Locale = 'vi',
): Promise<{ conversation: Conversation; person: Person }> {
  const known = await deps.store.conversations.load(chat);
  const now = deps.clock.now();
  const person =
    (known && (await deps.store.people.load(known.personId))) ??
    (await deps.store.people.ensure(chat, locale, deps.ids.next(), now));
  const conversation =
    known ?? (await deps.store.conversations.create(chat, person.id, locale, now));
  return { conversation, person };
}
