import { type Api, GrammyError } from 'grammy';
import type { CallbackQuery, Message } from 'grammy/types';
import type { InboundBody, InboundMessage } from '../../chat/message.ts';
import { PATIENT_ATTEMPTS, type IncomingFile, type InboundSink } from '../channel.ts';
import { FileRefused } from '../errors.ts';
import { type Attachment, fetchAttachment } from './attachment.ts';
import { leaveGroup } from './leave-group.ts';
import { readEdit, readMessage, type Reading } from './read-message.ts';
import type { TelegramOptions } from './telegram-channel.ts';
import type { Receive } from './webhook.ts';

/** Makes what turns an update into a message of ours and hands it on. */
export const createReceiver =
  (api: Api, options: TelegramOptions): Receive =>
  async (update, sink, attempt) => {
    const { message, edited_message: edited, callback_query: press } = update;
    const group = [message, edited, press?.message, update.my_chat_member]
      .map((part) => part?.chat)
      .find((chat) => chat !== undefined && chat.type !== 'private');
    if (group !== undefined) await leaveGroup(api, options, group.id, update);
    else if (press !== undefined) await receivePress(api, options, press, { sink, attempt });
    else if (message !== undefined)
      await receiveSaid(api, options, message, readMessage(message), { sink, attempt });
    else if (edited !== undefined)
      await receiveSaid(api, options, edited, readEdit(edited), { sink, attempt });
  };

/** Where a reading goes, and how often it was begun. */
interface Target {
  readonly sink: InboundSink;
  readonly attempt: number;
}

async function receiveSaid(
  api: Api,
  options: TelegramOptions,
  message: Message,
  reading: Reading | undefined,
  target: Target,
): Promise<void> {
  if (reading === undefined) return;
  const { sink } = target;
  if (reading.kind === 'body') return sink.receive(inbound(message, reading.body));
  const said = await keep(api, options, reading, target);
  const { caption } = reading;
  if (said.kind === 'file' || caption === undefined) return sink.receive(inbound(message, said));
  // The words under a picture say what it is about, and count without it.
  const words = inbound(message, { kind: 'text', text: caption });
  await sink.receive(words);
  await sink.receive({ ...words, eventId: `${words.eventId}:file`, body: said });
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
  { sink, attempt }: Target,
): Promise<InboundBody> {
  try {
    const fetched = await sink.downloading((mostMs) =>
      fetchPatiently(api, options, attachment, attempt, mostMs),
    );
    if (fetched === undefined) return { kind: 'unsupported', what: 'unavailable' };
    const file = await sink.storeFile(fetched);
    return { kind: 'file', file, ...(caption === undefined ? {} : { caption }) };
  } catch (error) {
    if (error instanceof FileRefused) return { kind: 'unsupported', what: error.reason };
    throw error;
  }
}

/** `undefined` for a file that Telegram will never hand out, or did not in all the tries that it is given. */
async function fetchPatiently(
  api: Api,
  options: TelegramOptions,
  attachment: Attachment,
  attempt: number,
  mostMs: number,
): Promise<IncomingFile | undefined> {
  try {
    return await fetchAttachment(api, options, attachment, mostMs);
  } catch (error) {
    const isGone = error instanceof GrammyError && error.error_code === 400;
    const isHopeless = isGone || attempt >= PATIENT_ATTEMPTS;
    if (error instanceof FileRefused || !isHopeless) throw error;
    options.onError?.(error);
    return undefined;
  }
}

async function receivePress(
  api: Api,
  options: TelegramOptions,
  { id, data, from, message }: CallbackQuery,
  { sink, attempt }: Target,
): Promise<void> {
  // Nobody waits for it, or a Telegram that does not answer would hold up what the button means.
  if (attempt === 1) void acknowledge(api, options, id);
  if (data === undefined) return;
  await sink.receive({
    eventId: id,
    chat: chatRef(message?.chat.id ?? from.id),
    // Telegram does not say when a button was pressed.
    sentAt: new Date(),
    body: { kind: 'choice', id: data },
  });
}

/** Stops the waiting sign on the button. Too late or in vain, the press itself is stored. */
async function acknowledge(api: Api, options: TelegramOptions, pressId: string): Promise<void> {
  try {
    await api.answerCallbackQuery(pressId);
  } catch (error) {
    options.onError?.(error);
  }
}
