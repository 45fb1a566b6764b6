import type { InboundBody, InboundMessage } from '../../chat/message.ts';
import type { InboundSink } from '../channel.ts';
import { readAttachment } from './attachment.ts';
import {
  attachmentsOf,
  keyOf,
  parseWebhook,
  timeOf,
  userIdOf,
  type ZaloAttachment,
  type ZaloEvent,
} from './event.ts';
import type { ZaloOaAccount } from './options.ts';

/** Stands before the payload of a button, which comes back as if it had been typed; nobody types it by accident. */
export const PRESS = '#cb:';

/**
 * Something that a person sent is not as any document says, so it cannot be read; it is kept until somebody looks.
 */
class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/** What a reader works with. */
export interface EventReading {
  readonly account: ZaloOaAccount;
  /** An event that says nothing to us: of groups, of the account's management, or unknown. */
  readonly onIgnored?: ((eventName: string) => void) | undefined;
}

/**
 * Reads one stored event and tells the sink what it says.
 *
 * @param attempt - How often it was tried, this time too.
 * @throws {UnreadableEvent} for words of nobody.
 * @throws {MediaUnavailable} while a file may still be had.
 */
export async function readEvent(
  { account, onIgnored }: EventReading,
  body: string,
  sink: InboundSink,
  attempt: number,
): Promise<void> {
  const event = parseWebhook(body);
  if (event === undefined) throw new UnreadableEvent('no event');
  const userId = userIdOf(event, account.oaId);
  const said: Said | undefined =
    userId === undefined
      ? undefined
      : {
          event,
          chat: { channel: 'zalo-oa', chatId: userId },
          eventId: keyOf(event, body),
          at: new Date(timeOf(event)),
        };
  if (said === undefined && event.event_name.startsWith('user_send_'))
    throw new UnreadableEvent('words of nobody');
  const isRead = said !== undefined && (await readSaid(account, said, sink, attempt));
  if (!isRead) onIgnored?.(nameOf(event));
}

/** An event, whose it is, and when. */
interface Said {
  readonly event: ZaloEvent;
  readonly chat: InboundMessage['chat'];
  readonly eventId: string;
  readonly at: Date;
}

/** @returns `false` for what says nothing to us. */
async function readSaid(
  account: ZaloOaAccount,
  said: Said,
  sink: InboundSink,
  attempt: number,
): Promise<boolean> {
  const { event, chat, at } = said;
  const name = event.event_name;
  if (name.startsWith('oa_send_')) await echo(said, sink);
  else if (SPOKEN.test(name)) await speak(account, said, sink, attempt);
  else
    switch (name) {
      case 'follow':
      case 'user_click_chatnow':
        await receive(said, { kind: 'start' }, sink);
        break;
      case 'unfollow':
        await sink.closed(chat, at);
        break;
      case 'user_submit_info':
        await submit(said, sink);
        break;
      case 'user_received_message':
      case 'user_seen_message':
        await confirmReceipt(said, sink);
        break;
      default:
        return false;
    }
  return true;
}

/** What one person sends to the account; groups have names of their own. */
const SPOKEN = /^user_send_(?!group)/;

const CARD: ZaloAttachment = { type: 'card', payload: {} };

async function speak(
  account: ZaloOaAccount,
  said: Said,
  sink: InboundSink,
  attempt: number,
): Promise<void> {
  const { event } = said;
  // A card comes as a link, and holds the name and number of somebody who was not asked.
  const isCard = event.event_name === 'user_send_business_card';
  const attachments = isCard ? [CARD] : attachmentsOf(event);
  const text = event.message?.text;
  if (attachments.length === 0) return receive(said, bodyOf(text), sink);
  const groupId = attachments.length > 1 ? said.eventId : undefined;
  for (const [index, attachment] of attachments.entries()) {
    // The words stand beside the first; with each of them they would be said several times.
    const caption = index === 0 && text !== '' ? text : undefined;
    const bodies = await readAttachment(account, attachment, caption, sink, attempt);
    const eventId = index === 0 ? said.eventId : `${said.eventId}:${index}`;
    for (const [piece, body] of bodies.entries())
      await receive(
        { ...said, eventId: piece === 0 ? eventId : `${eventId}:words` },
        body,
        sink,
        groupId,
      );
  }
}

function bodyOf(text: string | undefined): InboundBody {
  if (text === undefined || text.trim() === '') return { kind: 'unsupported', what: 'other' };
  return text.startsWith(PRESS)
    ? { kind: 'choice', id: text.slice(PRESS.length) }
    : { kind: 'text', text };
}

async function receive(
  { event, chat, eventId, at }: Said,
  body: InboundBody,
  sink: InboundSink,
  groupId?: string,
): Promise<void> {
  const quotes = event.message?.quote_msg_id;
  await sink.receive({
    eventId,
    chat,
    sentAt: at,
    ...(groupId === undefined ? {} : { groupId }),
    ...(quotes === undefined ? {} : { quotes }),
    body,
  });
}

/** Of a form that was filled in only the number is taken; the rest was not asked for. */
async function submit(said: Said, sink: InboundSink): Promise<void> {
  const phone = said.event.info?.phone;
  const body: InboundBody =
    phone === undefined ? { kind: 'unsupported', what: 'other' } : { kind: 'contact', phone };
  await receive(said, body, sink);
}

async function confirmReceipt({ event, chat, at }: Said, sink: InboundSink): Promise<void> {
  const { msg_id: messageId, msg_ids: messageIds = [] } = event.message ?? {};
  const ids = messageId === undefined ? messageIds : [messageId, ...messageIds];
  const state = event.event_name === 'user_seen_message' ? 'seen' : 'delivered';
  if (ids.length > 0) await sink.receipt(chat, ids, state, at);
}

/** What the account said: by us, or by a person at Zalo's own desk, whose id then stands there. */
async function echo({ event, chat, at }: Said, sink: InboundSink): Promise<void> {
  const { message, sender, admin_id: adminId } = event;
  if (message?.msg_id === undefined) return;
  await sink.echoed(chat, {
    providerId: message.msg_id,
    at,
    isByHand: (adminId ?? sender?.admin_id) !== undefined,
    ...(message.text === undefined ? {} : { text: message.text }),
  });
}

/** The name may stand in the log; anything that does not look like one may not. */
const nameOf = ({ event_name: name }: ZaloEvent): string =>
  /^[a-z_]{1,60}$/.test(name) ? name : 'other';
