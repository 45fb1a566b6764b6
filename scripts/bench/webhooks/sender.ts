import type { ReceivedEvent } from '../../../src/channels/channel.ts';

/** One delivery of a provider, ready to be posted. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How one provider delivers; another channel is measured by another of these. */
export interface WebhookSender {
  /** The channel's id. */
  readonly channel: string;
  /** Such as `/webhooks/telegram`. */
  readonly path: string;
  /** Settings that switch the channel on, its calls going to this address. */
  settings(apiRoot: string): Readonly<Record<string, string>>;
  /** The n-th thing that is said, in a chat of this number. */
  delivery(chat: number, n: number): Delivery;
  /** The same as it is stored, for a backlog. */
  stored(chat: number, n: number): ReceivedEvent;
  /** A chat's id, and the number of what an event of the inbound side stands for. */
  chatId(chat: number): string;
  numberOf(eventId: string): number;
}

/** What villagers say, short and long, of a concern and of nothing. */
export const SAID: readonly string[] = [
  'xin chào',
  'đường bê tông thôn lục liễu sụt một hố to, xe không đi được',
  'có đống rác to bốc mùi ở đầu ngõ',
  'trợ giúp',
  'việc của tôi',
  'mất điện từ sáng tới giờ ở xóm chợ, bao giờ thì có lại vậy anh chị ơi',
];
