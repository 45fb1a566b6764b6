import type { Message } from 'grammy/types';
import type { InboundBody } from '../../chat/message.ts';
import { type Attachment, attachmentOf } from './attachment.ts';

/** What a message says, its file still to be fetched. */
export type Reading =
  | { readonly kind: 'body'; readonly body: InboundBody }
  | { readonly kind: 'attachment'; readonly attachment: Attachment; readonly caption?: string };

/** Things that happen in a chat without anybody saying anything. */
const SILENT = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'chat_background_set',
  'users_shared',
  'chat_shared',
  'connected_website',
  'forum_topic_created',
  'boost_added',
] as const;

const body = (said: InboundBody): Reading => ({ kind: 'body', body: said });

// What Telegram sends when the chat is opened, by its button or through a link that says where from.
const START = /^\/start(?:@\w+)?(?:\s+(\S{1,64}))?\s*$/i;

function readText(text: string): InboundBody {
  const start = START.exec(text);
  if (start === null) return { kind: 'text', text };
  const [, payload] = start;
  return payload === undefined ? { kind: 'start' } : { kind: 'start', payload };
}

/** Reads a new message; `undefined` when nobody said anything by it. */
export function readMessage(message: Message): Reading | undefined {
  if (message.text !== undefined) return body(readText(message.text));
  if (message.sticker !== undefined) return body({ kind: 'unsupported', what: 'sticker' });
  if (message.location !== undefined) {
    const { latitude, longitude } = message.location;
    return body({ kind: 'location', pin: { latitude, longitude } });
  }
  if (message.contact !== undefined) return body(readContact(message));
  const attachment = attachmentOf(message);
  if (attachment !== undefined)
    return {
      kind: 'attachment',
      attachment,
      ...(message.caption === undefined ? {} : { caption: message.caption }),
    };
  if (SILENT.some((event) => event in message)) return undefined;
  return body({ kind: 'unsupported', what: 'other' });
}

/**
 * Reads an edited message: its words as a text that takes the place of the former ones where these still can be changed,
 * and is a message like any other where they cannot, for a correction must not be lost. A position that moves is not read, or every step would be a turn.
 */
export function readEdit({ text, caption }: Message): Reading | undefined {
  const words = text ?? caption;
  return words === undefined ? undefined : body({ kind: 'text', text: words });
}

/** Anybody can pass on somebody else's number; only the sender's own is theirs to give. */
function readContact({ contact, from }: Message): InboundBody {
  return contact !== undefined && contact.user_id !== undefined && contact.user_id === from?.id
    ? { kind: 'contact', phone: contact.phone_number }
    : { kind: 'unsupported', what: 'other' };
}
