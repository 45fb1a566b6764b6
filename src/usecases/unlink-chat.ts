import type { Conversation } from '../chat/conversation.ts';
import type { TurnEffect } from '../chat/effect.ts';
import type { Person } from '../domain/person.ts';
import { partedElsewhere } from '../flows/link/told.ts';
import type { EffectResult } from '../flows/outcomes.ts';
import type { Deps } from './deps.ts';
import { tellChat } from './tell.ts';

/** Makes this chat a stranger's. The cases stay with the other chats of the person, who are told. */
export async function unlinkChat(
  deps: Deps,
  conversation: Conversation,
  effect: Extract<TurnEffect, { type: 'unlink' }>,
): Promise<EffectResult> {
  const { chat, personId, locale } = conversation;
  const { newPersonId, consent } = effect;
  const { people } = deps.store;
  const parted = await people.part(chat, newPersonId, locale, deps.clock.now());
  if (parted === 'last') return { effect, status: 'refused', reason: 'link-last' };
  const stays = personId === newPersonId ? undefined : await people.load(personId);
  if (stays !== undefined) {
    await people.recordConsent(stays.id, consent);
    for (const other of stays.chats)
      await tellChat(deps, other, effect.key, partedElsewhere(chat.channel));
    await handOver(deps, conversation, stays);
  }
  await deps.store.conversations.setPerson(chat, newPersonId);
  deps.events.chatUnlinked({ channel: chat.channel });
  return { effect, status: 'done' };
}

/** What still waits to be said to the person must not be said to the stranger, nor be lost. */
async function handOver(deps: Deps, { chat, seen }: Conversation, stays: Person): Promise<void> {
  const other = stays.chats.at(-1);
  if (other === undefined) return;
  const { conversations } = deps.store;
  const isAnswer = (key: string): boolean => seen.some(({ eventId }) => key.startsWith(eventId));
  for (const entry of await conversations.markLeaving(chat, other, isAnswer)) {
    await conversations.takeOver(entry.movesTo ?? other, entry, deps.clock.now());
    await conversations.markLeft(chat, entry.key);
  }
  await deps.wake.delivery({ channel: other.channel, personId: stays.id });
}
