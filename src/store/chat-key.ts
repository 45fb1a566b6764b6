import type { ChatRef } from '../domain/person.ts';

/** A chat as one value, `channel:chatId`, so that one unique index on one field settles who it belongs to. */
export const chatKey = ({ channel, chatId }: ChatRef): string => `${channel}:${chatId}`;

/** The chat of a {@link chatKey}; ids of channels hold no colon, ids of chats may. */
export function chatOfKey(key: string): ChatRef {
  const colon = key.indexOf(':');
  return { channel: key.slice(0, colon), chatId: key.slice(colon + 1) };
}
