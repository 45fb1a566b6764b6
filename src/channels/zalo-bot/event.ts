import { z } from 'zod';
import type { ReceivedEvent } from '../channel.ts';
import { millisecondsOf } from '../wire/provider-time.ts';
import { parseJson } from '../wire/parse-json.ts';

/** Ids are text by the documents; as a number one would still be an id. */
const ID = z.union([z.string().min(1), z.number()]).transform(String);
/** A field that is not as documented is as good as missing: the others still say something. */
const words = z.string().optional().catch(undefined);

const MESSAGE = z.looseObject({
  message_id: ID,
  chat: z.looseObject({ id: ID, chat_type: z.string().default('PRIVATE') }),
  from: z.looseObject({ is_bot: z.boolean().catch(false) }).optional(),
  /** Milliseconds; 0 where it cannot be read. */
  date: z.coerce.number().int().positive().catch(0).transform(millisecondsOf),
  text: words,
  caption: words,
  photo_url: words,
  // Older typings call it so.
  photo: words,
  voice_url: words,
});

const EVENT = z.looseObject({ event_name: z.string().min(1), message: MESSAGE });
/** An event of a name that nobody has told us of may have no message. */
const STRANGE = z.looseObject({ event_name: z.string().min(1) });
const WRAPPED = z.looseObject({ result: z.unknown().optional() });

/** Something that somebody said to the bot. */
export type ZaloBotEvent = z.infer<typeof EVENT>;

/** What a delivery is: an event with a message, something of no concern to us, or nothing that the platform sends. */
export type Delivered =
  | { readonly kind: 'said'; readonly event: ZaloBotEvent }
  | { readonly kind: 'strange' }
  | { readonly kind: 'malformed' };

/** Reads a delivery, inside `{ok, result}` or bare. */
export function readDelivery(delivered: unknown): Delivered {
  const wrapped = WRAPPED.safeParse(delivered);
  const bare =
    wrapped.success && wrapped.data.result !== undefined ? wrapped.data.result : delivered;
  const event = EVENT.safeParse(bare);
  if (event.success) return { kind: 'said', event: event.data };
  const isKnown = STRANGE.safeParse(bare).data?.event_name.startsWith('message.') === true;
  return STRANGE.safeParse(bare).success && !isKnown ? { kind: 'strange' } : { kind: 'malformed' };
}

/** Reads the text of a delivery; ids that are numbers are not rounded. */
export const parseDelivery = (body: string): Delivered => readDelivery(parseJson(body));

/** Whether it was said in a group. */
export const isGroup = ({ message }: ZaloBotEvent): boolean =>
  message.chat.chat_type.toUpperCase() !== 'PRIVATE';

/**
 * What is stored of an event until it is read. All that a group says has one key, so the first of it is answered and
 * the rest, for as long as keys are kept, is not even stored; and of the first no words are.
 */
export function eventOf(event: ZaloBotEvent): ReceivedEvent {
  const { message } = event;
  const { id: chatId } = message.chat;
  if (!isGroup(event))
    return {
      key: `${chatId}:${message.message_id}`,
      chatId,
      order: message.date,
      body: JSON.stringify(event),
    };
  const bare: ZaloBotEvent = {
    event_name: event.event_name,
    message: {
      message_id: message.message_id,
      chat: { id: chatId, chat_type: message.chat.chat_type },
      date: message.date,
    },
  };
  return { key: `group:${chatId}`, chatId, order: message.date, body: JSON.stringify(bare) };
}
