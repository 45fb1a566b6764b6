import type { Update } from 'grammy/types';
import type { InboundSink } from '../channel.ts';

type Membership = NonNullable<Update['my_chat_member']>;

/** Tells that a person stopped the bot, or let it in again; in groups it says nothing of anybody. */
export async function hearMembership(
  { chat, date, new_chat_member: now }: Membership,
  sink: InboundSink,
): Promise<void> {
  if (chat.type !== 'private') return;
  const ref = { channel: 'telegram', chatId: String(chat.id) };
  const at = new Date(date * 1_000);
  if (now.status === 'kicked') await sink.closed(ref, at);
  if (now.status === 'member') await sink.interacted(ref, at);
}
