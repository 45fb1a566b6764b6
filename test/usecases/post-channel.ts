import type { InboundSink, ReceivedEvent } from '../../src/channels/channel.ts';
import type { ChatRef } from '../../src/domain/person.ts';
import { RecordingChannel } from './recording-channel.ts';

/** A provider whose events are plain words, and that cannot be read when it is told so. */
export class PostChannel extends RecordingChannel {
  /** What was read, with the number of the attempt, in order. */
  readonly reads: (readonly [text: string, attempt: number])[] = [];
  /** Asked before every reading; a returned error is thrown instead. */
  cannotRead: (text: string, attempt: number) => Error | undefined = () => undefined;
  /** Awaited in the middle of every reading. */
  whileReading: (text: string) => Promise<void> = async () => undefined;

  /** When everything was said, as this provider tells it. */
  sentAt = new Date('2026-11-25T01:00:00Z');
  /** Told to the sink in the middle of every reading. */
  alsoTell: (sink: InboundSink, chat: ChatRef) => Promise<void> = async () => undefined;

  constructor() {
    super('post');
  }

  override read = async (body: string, sink: InboundSink, attempt: number): Promise<void> => {
    const { chatId, eventId, text } = JSON.parse(body) as Record<
      'chatId' | 'eventId' | 'text',
      string
    >;
    this.reads.push([text, attempt]);
    const failure = this.cannotRead(text, attempt);
    if (failure !== undefined) throw failure;
    await this.whileReading(text);
    const chat = { channel: this.id, chatId };
    await this.alsoTell(sink, chat);
    await sink.receive({
      eventId,
      chat,
      sentAt: this.sentAt,
      body: { kind: 'text', text },
    });
  };

  /** What was read of these words so far, as the numbers of the attempts. */
  attemptsAt(text: string): readonly number[] {
    return this.reads.filter(([said]) => said === text).map(([, attempt]) => attempt);
  }
}

/** Somebody wrote this; the smaller order is read first. */
export const postEvent = (chatId: string, order: number, text: string): ReceivedEvent => ({
  key: `${chatId}-${order}`,
  chatId,
  order,
  body: JSON.stringify({ chatId, eventId: `${chatId}-${order}`, text }),
});
