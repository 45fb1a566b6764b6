import type { ChatRef } from '../domain/person.ts';
import type { Deps } from './deps.ts';

/**
 * Whoever does something in one chat can be told there what is held in the others.
 *
 * @param others - The other chats of the same person or cadre.
 */
export async function releaseHeld(deps: Deps, others: readonly ChatRef[]): Promise<void> {
  for (const chat of others) {
    const personId = await deps.store.conversations.release(chat, deps.clock.now());
    if (personId !== undefined) await deps.wake.delivery({ channel: chat.channel, personId });
  }
}
