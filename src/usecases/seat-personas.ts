import type { LocalText } from '../domain/text.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Deps } from './deps.ts';
import { openConversation } from './open-conversation.ts';

/** A fictional person of the demo; without a cadre it is a villager. */
export interface Persona {
  /** Part of the page's address: lower-case letters, digits and dashes. */
  readonly id: string;
  readonly role: 'citizen' | 'team' | 'coordinator' | 'leader';
  readonly label: LocalText;
  readonly cadreId?: string;
}

/** The web chat in which a persona speaks. */
export const personaChat = (persona: Pick<Persona, 'id'>): ChatRef => ({
  channel: 'web',
  chatId: `demo-${persona.id}`,
});

/** Gives each persona a chat, and each cadre among them the rights of its posts there. Repeatable. */
export async function seatPersonas(
  deps: Pick<Deps, 'store' | 'clock' | 'ids'>,
  personas: readonly Persona[],
): Promise<void> {
  for (const persona of personas) {
    const chat = personaChat(persona);
    await openConversation(deps, chat);
    if (persona.cadreId !== undefined) await deps.store.cadres.linkChat(persona.cadreId, chat);
  }
}
