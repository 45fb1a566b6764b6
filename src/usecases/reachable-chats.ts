import type { Channel } from '../channels/channel.ts';
import type { ChatRef } from '../domain/person.ts';
import { chatForNews, whyClosed, type Reach, type ReachableChat } from '../domain/reach.ts';
import type { Deps } from './deps.ts';

const reachOf = (channel: Channel): Reach => {
  const { window, allowsBilled, reachesAway } = channel.capabilities;
  return {
    reachesAway,
    hasTemplates: channel.sendTemplate !== undefined,
    ...(window === undefined ? {} : { window }),
    ...(allowsBilled === undefined ? {} : { allowsBilled }),
  };
};

/** A chat with how it stands; `undefined` where its channel is switched off. */
export function reachable(
  deps: Deps,
  { chat, standing }: Omit<ReachableChat, 'reach'>,
): ReachableChat | undefined {
  const channel = deps.channels.get(chat.channel);
  return channel === undefined ? undefined : { chat, standing, reach: reachOf(channel) };
}

const isSame = (one: ChatRef, other: ChatRef): boolean =>
  one.channel === other.channel && one.chatId === other.chatId;

/** Those of these chats whose channels are there, in the same order. */
export async function reachableChats(
  deps: Deps,
  chats: readonly ChatRef[],
): Promise<readonly ReachableChat[]> {
  const known = await deps.store.conversations.standings(chats);
  return chats.flatMap((chat) => {
    const standing = known.find((one) => isSame(one.chat, chat))?.standing ?? {};
    return reachable(deps, { chat, standing }) ?? [];
  });
}

/** The one chat in which somebody hears news; where no channel is there, the one that was linked last. */
export async function newsChat(
  deps: Deps,
  chats: readonly ChatRef[],
): Promise<ChatRef | undefined> {
  if (chats.length < 2) return chats[0];
  return chatForNews(await reachableChats(deps, chats), deps.clock.now()) ?? chats.at(-1);
}

/** Whether nothing can be said to a person now, in no chat and no other way: it is kept until that person writes. */
export async function isOutOfReach(deps: Deps, personId: string): Promise<boolean> {
  const person = await deps.store.people.load(personId);
  const chats = await reachableChats(deps, person?.chats ?? []);
  const now = deps.clock.now();
  return (
    chats.length > 0 &&
    chats.every((one) => whyClosed(one, now) !== undefined && !one.reach.hasTemplates)
  );
}

/** All chats of whoever this one belongs to but itself: a cadre's, where it is one's, else the person's. */
export async function otherChats(
  deps: Deps,
  chat: ChatRef,
  personId: string,
): Promise<readonly ChatRef[]> {
  const cadre = await deps.store.cadres.byChat(chat);
  const chats = cadre?.chats ?? (await deps.store.people.load(personId))?.chats ?? [];
  return chats.filter((other) => !isSame(other, chat));
}
