import type { Asker, UndeliveredNotice } from '../chat/flow.ts';
import type { TurnEffect } from '../chat/effect.ts';
import { scopeOf } from '../domain/policy.ts';
import type { ChatRef } from '../domain/person.ts';
import type { EffectResult } from '../flows/outcomes.ts';
import { loadAsker } from './asker.ts';
import type { Deps } from './deps.ts';
import { openConversation } from './open-conversation.ts';
import { hashSecret } from './secret.ts';

/** More are not shown at once; what is done makes room for the rest. */
const MOST = 500;

/** A notice with where it should have gone, which no flow ever learns. */
interface Addressed extends UndeliveredNotice {
  readonly chat: ChatRef;
  readonly key: string;
}

/** What could not be delivered about cases of these units, longest ago first, as far as the asker stands above them. */
export async function undeliveredIn(
  deps: Deps,
  asker: Asker,
  unitIds: readonly string[],
): Promise<readonly UndeliveredNotice[]> {
  const found = await addressedIn(deps, asker, unitIds);
  return found.map(({ chat: _chat, key: _key, ...notice }) => notice);
}

/** Of answers and the like nobody on duty needs more than the number: they are about no case and about no unit. */
export async function undeliveredElse(deps: Deps, asker: Asker): Promise<number> {
  const { directory, today } = await deps.surroundings();
  if (scopeOf(asker.grants, 'duty', directory, today).length === 0) return 0;
  return deps.store.conversations.undeliverableWithoutCase(deps.clock.now());
}

async function addressedIn(
  deps: Deps,
  asker: Asker,
  unitIds?: readonly string[],
): Promise<readonly Addressed[]> {
  const { directory, today } = await deps.surroundings();
  const within = (ability: 'coordinate' | 'duty') =>
    scopeOf(asker.grants, ability, directory, today);
  const scope = new Set([...within('coordinate'), ...within('duty')]);
  const asked = unitIds === undefined ? scope : new Set(unitIds.filter((id) => scope.has(id)));
  const cases = await deps.store.cases.codesOwnedBy([...asked]);
  const found = await deps.store.conversations.undeliverable(deps.clock.now(), MOST, [
    ...cases.keys(),
  ]);
  const notices = found.flatMap(({ chat, entry, why, since, caseId = '' }): Addressed[] => {
    const about = cases.get(caseId);
    if (about === undefined) return [];
    const ref = hashSecret(`${chat.channel} ${chat.chatId} ${entry.key}`).slice(0, 16);
    const unitId = entry.to?.type === 'cadre' ? about.ownerUnitId : entry.to?.unitId;
    const staff = unitId === undefined ? {} : { unitId };
    return [{ ref, code: about.code, why, since, chat, key: entry.key, ...staff }];
  });
  return notices.toSorted((one, other) => one.since.getTime() - other.since.getTime());
}

/** Sends again, or takes for delivered, what a coordinator said; within the rights of this moment. */
export async function settleUndelivered(
  deps: Deps,
  here: ChatRef,
  effect: Extract<TurnEffect, { type: 'settle-undelivered' }>,
): Promise<EffectResult> {
  const { person } = await openConversation(deps, here);
  const asker = await loadAsker(deps, here, person);
  const meant = (await addressedIn(deps, asker)).filter(({ ref }) => effect.refs.includes(ref));
  const { conversations } = deps.store;
  const now = deps.clock.now();
  for (const { chat, key } of meant) {
    if (effect.as === 'arrived') await conversations.markArrived(chat, key, now);
    else if (await conversations.resend(chat, key, now)) await wake(deps, chat);
  }
  deps.events.undeliveredSettled({ as: effect.as, count: meant.length });
  return { effect, status: 'done', count: meant.length };
}

async function wake(deps: Deps, chat: ChatRef): Promise<void> {
  const conversation = await deps.store.conversations.load(chat);
  if (conversation === undefined) return;
  await deps.wake.delivery({ channel: chat.channel, personId: conversation.personId });
}
