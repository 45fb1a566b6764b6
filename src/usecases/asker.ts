import type { Asker } from '../chat/flow.ts';
import type { Actor } from '../domain/case.ts';
import type { Person } from '../domain/person.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Deps } from './deps.ts';

/** Who speaks in a chat, with the rights of today; read afresh at every turn. */
export async function loadAsker(deps: Deps, chat: ChatRef, person: Person): Promise<Asker> {
  const cadre = await deps.store.cadres.byChat(chat);
  if (cadre === undefined) return { person, grants: [] };
  const { directory, today } = await deps.surroundings();
  return { person, cadre, grants: directory.grants(cadre, today) };
}

/** What the policy must know about somebody. */
export interface Credentials {
  readonly personId: string;
  readonly cadreId?: string;
  readonly grants: Asker['grants'];
}

/** The rights that the actor of a stored effect has now, which may be fewer than when the effect was stored. */
export async function credentialsOf(deps: Deps, actor: Actor): Promise<Credentials | undefined> {
  if (actor.type === 'citizen') {
    const person = await deps.store.people.load(actor.personId);
    return { personId: person?.id ?? actor.personId, grants: [] };
  }
  if (actor.type === 'system') return undefined;
  const cadre = await deps.store.cadres.load(actor.cadreId);
  const { directory, today } = await deps.surroundings();
  return cadre && { personId: '', cadreId: cadre.id, grants: directory.grants(cadre, today) };
}
