import { type Api, GrammyError } from 'grammy';
import type { CallbackQuery, Message } from 'grammy/types';
import type { InboundBody, InboundMessage } from '../../chat/message.ts';
import type { InboundSink } from '../channel.ts';
import { FileRefused } from '../errors.ts';
import { fetchAttachment } from './attachment.ts';
import { leaveGroup } from './leave-group.ts';
import { readEdit, readMessage, type Reading } from './read-message.ts';
import type { TelegramOptions } from './telegram-channel.ts';
import type { Receive } from './webhook.ts';

/** Makes what turns an update into a message of ours and hands it on. */
export const createReceiver =
  (api: Api, options: TelegramOptions): Receive =>
  async (update, sink) => {
    const { message, edited_message: edited, callback_query: press } = update;
    const group = [message, edited, press?.message, update.my_chat_member]
      .map((part) => part?.chat)
      .find((chat) => chat !== undefined && chat.type !== 'private');
    if (group !== undefined) await leaveGroup(api, options, group.id, update);
    else if (press !== undefined) await receivePress(api, options, press, sink);
    else if (message !== undefined)
      await receiveSaid(api, options, message, readMessage(message), sink);
    else if (edited !== undefined) await receiveSaid(api, options, edited, readEdit(edited), sink);
  };

async function receiveSaid(
  api: Api,
  options: TelegramOptions,
  message: Message,
  reading: Reading | undefined,
  sink: InboundSink,
): Promise<void> {
  if (reading === undefined) return;
  const said = reading.kind === 'body' ? reading.body : await keep(api, options, reading, sink);
  await sink.receive(inbound(message, said));
}

const chatRef = (chatId: number) => ({ channel: 'telegram', chatId: String(chatId) });

/** An edit is an event of its own beside the message that it changes. */
function inbound(message: Message, said: InboundBody): InboundMessage {
  const { chat, message_id: messageId, edit_date: editedAt, media_group_id: groupId } = message;
  const quoted = message.reply_to_message?.message_id;
  const eventId = `${chat.id}:${messageId}`;
  return {
    eventId: editedAt === undefined ? eventId : `${eventId}:${editedAt}`,
    chat: chatRef(chat.id),
    sentAt: new Date((editedAt ?? message.date) * 1_000),
    ...(groupId === undefined ? {} : { groupId }),
    ...(quoted === undefined ? {} : { quotes: String(quoted) }),
    ...(editedAt === undefined ? {} : { edits: eventId }),
    body: said,
  };
}

/** Stores a file, or says why it is not kept. */
async function keep(
  api: Api,
  options: TelegramOptions,
  { attachment, caption }: Extract<Reading, { kind: 'attachment' }>,
  sink: InboundSink,
): Promise<InboundBody> {
  try {
    const file = await sink.storeFile(await fetchAttachment(api, options, attachment));
    return { kind: 'file', file, ...(caption === undefined ? {} : { caption }) };
  } catch (error) {
    if (error instanceof FileRefused) return { kind: 'unsupported', what: error.reason };
    // Telegram will never hand this file out, and would deliver the message for ever if we failed.
    if (error instanceof GrammyError && error.error_code === 400)
      return { kind: 'unsupported', what: 'other' };
    throw error;
  }
}

async function receivePress(
  api: Api,
  options: TelegramOptions,
  { id, data, from, message }: CallbackQuery,
  sink: InboundSink,
): Promise<void> {
  if (data !== undefined)
    await sink.receive({
      eventId: id,
      chat: chatRef(message?.chat.id ?? from.id),
      // Telegram does not say when a button was pressed.
      sentAt: new Date(),
      body: { kind: 'choice', id: data },
    });
  await acknowledge(api, options, id);
}

/** Stops the waiting sign on the button. Too late or in vain, the press itself is already stored. */
async function acknowledge(api: Api, options: TelegramOptions, pressId: string): Promise<void> {
  try {
    await api.answerCallbackQuery(pressId);
  } catch (error) {
    options.onError?.(error);
  }
}
