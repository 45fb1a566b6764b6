import type { Store } from '../../../src/store/index.ts';
import type { WebhookSender } from './sender.ts';

/** What became of everything that was sent, looked up in the conversations themselves. */
export interface Audit {
  /** Turns that were taken. */
  readonly taken: number;
  /** Sent and answered 200, or part of the backlog, and not among the turns. */
  readonly lost: number;
  /** Taken more than once. */
  readonly doubled: number;
  /** Chats in which a later message was taken before an earlier one. */
  readonly outOfOrder: number;
}

/** @param sent - By chat, the numbers of what was said in it. */
export async function audit(
  store: Store,
  sender: WebhookSender,
  sent: ReadonlyMap<number, readonly number[]>,
): Promise<Audit> {
  const total = { taken: 0, lost: 0, doubled: 0, outOfOrder: 0 };
  for (const [chat, numbers] of sent) {
    const ref = { channel: sender.channel, chatId: sender.chatId(chat) };
    const conversation = await store.conversations.load(ref);
    const taken = (conversation?.seen ?? []).map(({ eventId }) => sender.numberOf(eventId));
    const once = new Set(taken);
    total.taken += taken.length;
    total.doubled += taken.length - once.size;
    total.lost += numbers.filter((number) => !once.has(number)).length;
    if (taken.some((number, index) => number < (taken[index - 1] ?? 0))) total.outOfOrder += 1;
  }
  return total;
}
