import type { Capabilities, Channel, Rendering } from '../../src/channels/channel.ts';
import type { SendError } from '../../src/channels/errors.ts';
import type { OutboundMessage } from '../../src/chat/message.ts';
import type { ChatRef } from '../../src/domain/person.ts';

/** One message that reached its chat. */
export interface Sent {
  readonly chatId: string;
  /** As it is read, in the chat's language. */
  readonly words: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** Stands where a provider would be: keeps what was sent, and fails when it is told to. */
export class RecordingChannel implements Channel {
  readonly id: string;
  capabilities: Capabilities = {
    hasButtons: true,
    keepsNoHistory: false,
    answersInResponse: false,
    reachesAway: true,
    messagesPerSecond: 1_000,
  };
  readonly webhooks = [];
  readonly sent: Sent[] = [];
  /** Asked before every message; a returned error is thrown instead of sending. */
  fails: (chatId: string, message: OutboundMessage) => SendError | Error | undefined = () =>
    undefined;
  /** Of how many parts a message is. */
  partsOf: (message: OutboundMessage) => number = () => 1;
  findSent?: NonNullable<Channel['findSent']>;
  sendTemplate?: NonNullable<Channel['sendTemplate']>;
  /** Awaited before every call, as an upload is. */
  uploads: (chatId: string) => Promise<void> = async () => undefined;
  /** Awaited in the middle of every send. */
  pause: (chatId: string) => Promise<void> = async () => undefined;

  read: Channel['read'] = async () => undefined;

  constructor(id = 'telegram') {
    this.id = id;
  }

  async send({ chatId }: ChatRef, message: OutboundMessage, rendering: Rendering, part = 0) {
    if (part >= this.partsOf(message)) return {};
    await this.uploads(chatId);
    await rendering.aboutToSend();
    const failure = this.fails(chatId, message);
    if (failure !== undefined) throw failure;
    await this.pause(chatId);
    const choices = (message.choices ?? []).map(({ id, label }) => ({
      id,
      label: rendering.translate(label),
    }));
    const words = message.lines.map((line) => rendering.translate(line)).join('\n');
    this.sent.push({ chatId, words, choices });
    const hasMore = part + 1 < this.partsOf(message);
    return { providerId: `message-${this.sent.length}`, ...(hasMore ? { hasMore } : {}) };
  }

  wordsOf: NonNullable<Channel['wordsOf']> = ({ lines, choices = [] }, rendering) =>
    [
      ...lines.map((line) => rendering.translate(line)),
      ...choices.map(({ label }, index) => `${index + 1}. ${rendering.translate(label)}`),
    ].join('\n');

  /** What reached one chat, oldest first. */
  to(chatId: string): readonly Sent[] {
    return this.sent.filter((message) => message.chatId === chatId);
  }
}
