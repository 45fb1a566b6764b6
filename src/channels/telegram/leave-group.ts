import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { say } from '../../domain/text.ts';
import type { TelegramOptions } from './telegram-channel.ts';

/** What the bot is in a group once somebody put it there. */
const INSIDE = new Set(['member', 'administrator', 'restricted']);

/**
 * Says once that it talks in private only, and leaves: concerns are nothing for a group, and a bot that stays
 * would read what is said there. Once gone it gets no further updates, so the words come once without a memory.
 */
export async function leaveGroup(
  api: Api,
  { translate, onError }: Pick<TelegramOptions, 'translate' | 'onError'>,
  chatId: number,
  { message, my_chat_member: change }: Update,
): Promise<void> {
  if (change !== undefined && !INSIDE.has(change.new_chat_member.status)) return;
  const locale = (message?.from ?? change?.from)?.language_code?.slice(0, 2) ?? 'vi';
  try {
    if (translate !== undefined)
      await api.sendMessage(chatId, translate(say('telegram.privateOnly'), locale));
  } catch (error) {
    onError?.(error);
  }
  await api.leaveChat(chatId).catch((error: unknown) => onError?.(error));
}
