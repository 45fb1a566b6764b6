import { waysFor, whyClosed, type Way } from '../domain/reach.ts';
import type { Deps } from './deps.ts';
import { otherChats, reachable, reachableChats } from './reachable-chats.ts';
import type { Sending } from './send-part.ts';

/** How a message may leave, best first. Other chats are looked for only when this one is closed. */
export async function waysOf(deps: Deps, sending: Sending): Promise<readonly Way[]> {
  const { chat, standing, entry, personId } = sending;
  const here = reachable(deps, { chat, standing });
  const now = deps.clock.now();
  if (here === undefined || whyClosed(here, now) === undefined) return [{ by: 'chat' }];
  const parcel = {
    isReply: entry.urgency === undefined || entry.urgency === 'reply',
    hasTemplate: entry.message.template !== undefined,
    hasMoved: entry.hasMoved === true,
    isBegun: (entry.partsTaken ?? 0) > 0,
  };
  if (parcel.isReply || parcel.isBegun) return waysFor(parcel, here, [], undefined, now);
  const others = await reachableChats(deps, await otherChats(deps, chat, personId));
  const phone = (await deps.store.people.load(personId))?.phone;
  return waysFor(parcel, here, others, phone, now);
}
