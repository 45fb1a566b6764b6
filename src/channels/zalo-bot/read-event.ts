import type { InboundBody } from '../../chat/message.ts';
import { say } from '../../domain/text.ts';
import type { InboundSink } from '../channel.ts';
import { isGroup, parseDelivery, type ZaloBotEvent } from './event.ts';
import { keepFile } from './keep-file.ts';
import type { ZaloBotClient } from './client.ts';
import type { ZaloBotOptions } from './options.ts';

type Message = ZaloBotEvent['message'];

/**
 * Reads one stored event and tells the sink what it says.
 *
 * @param attempt - How often it was tried, this time too.
 * @throws {MediaUnavailable} while a file may still be had.
 */
export async function readEvent(
  client: ZaloBotClient,
  options: ZaloBotOptions,
  body: string,
  sink: InboundSink,
  attempt: number,
): Promise<void> {
  const delivered = parseDelivery(body);
  if (delivered.kind !== 'said') return;
  const { event } = delivered;
  const { chat, message_id: messageId, date } = event.message;
  if (isGroup(event)) return refuseGroup(client, options, chat.id);
  const bodies = await bodiesOf(options, event, sink, attempt);
  for (const [index, said] of bodies.entries())
    await sink.receive({
      eventId: index === 0 ? messageId : `${messageId}:${index}`,
      chat: { channel: 'zalo-bot', chatId: chat.id },
      sentAt: new Date(date),
      body: said,
    });
}

/** Concerns are nothing for a group, and the bot cannot leave one: it says so once and is silent after that. */
async function refuseGroup(
  client: ZaloBotClient,
  { translate, onError }: ZaloBotOptions,
  chatId: string,
): Promise<void> {
  try {
    await client.sendMessage(chatId, translate(say('zaloBot.privateOnly'), 'vi'));
  } catch (error) {
    onError?.(error);
  }
}

async function bodiesOf(
  options: ZaloBotOptions,
  { event_name: name, message }: ZaloBotEvent,
  sink: InboundSink,
  attempt: number,
): Promise<readonly InboundBody[]> {
  const keep = (url: string | undefined, kind: 'picture' | 'voice') =>
    keepFile(options, { url, kind, caption: captionOf(message) }, sink, attempt);
  switch (name) {
    case 'message.text.received':
      return [textOf(message)];
    case 'message.image.received':
      return keep(message.photo_url ?? message.photo, 'picture');
    case 'message.voice.received':
      return keep(message.voice_url, 'voice');
    case 'message.sticker.received':
      return [{ kind: 'unsupported', what: 'sticker' }];
    // Withheld from bots, or something new: the person is told that it cannot be read.
    default:
      return [{ kind: 'unsupported', what: 'other' }];
  }
}

const textOf = ({ text }: Message): InboundBody =>
  text === undefined || text.trim() === ''
    ? { kind: 'unsupported', what: 'empty' }
    : { kind: 'text', text };

const captionOf = ({ caption }: Message): string | undefined =>
  caption?.trim() === '' ? undefined : caption;
