import { createHash } from 'node:crypto';
import { z } from 'zod';
import { millisecondsOf } from '../wire/provider-time.ts';
import { parseJson } from '../wire/parse-json.ts';

/** Ids pass 2^53, so they stay as they are written; numbers are taken too. */
const id = z.union([z.string().min(1), z.number().transform(String)]);
const words = z.string().optional().catch(undefined);
const party = z.looseObject({ id }).optional().catch(undefined);

const PAYLOAD = z
  .looseObject({
    url: words,
    name: words,
    size: z.coerce.number().optional().catch(undefined),
    type: words,
    description: words,
    coordinates: z
      .looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number() })
      .optional()
      .catch(undefined),
  })
  .catch({});

/** More of one thing than any event has is not looked at. */
const MOST_ITEMS = 50;
const few = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((list) => (Array.isArray(list) ? list.slice(0, MOST_ITEMS) : list), z.array(item));

const ATTACHMENTS = few(z.looseObject({ type: z.string().catch(''), payload: PAYLOAD }))
  .optional()
  .catch(undefined);

const MESSAGE = z
  .looseObject({
    msg_id: id.optional().catch(undefined),
    msg_ids: few(id).optional().catch(undefined),
    text: words,
    quote_msg_id: id.optional().catch(undefined),
    attachments: ATTACHMENTS,
    /** Only on what became of a template that was sent to a phone number. */
    tracking_id: id.optional().catch(undefined),
  })
  .optional()
  .catch(undefined);

/**
 * One event as Zalo delivers it. Only the name and the time must be there: the documents differ on much of the rest,
 * and an event that cannot be parsed would be lost.
 */
const EVENT = z.looseObject({
  event_name: z.string().min(1),
  timestamp: z.union([z.string(), z.number().transform(String)]),
  app_id: id.optional().catch(undefined),
  oa_id: id.optional().catch(undefined),
  user_id: id.optional().catch(undefined),
  follower: party,
  sender: z
    .looseObject({ id, admin_id: id.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  recipient: party,
  admin_id: id.optional().catch(undefined),
  message: MESSAGE,
  attachments: ATTACHMENTS,
  info: z
    .looseObject({ phone: id.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** An event of a webhook. */
export type ZaloEvent = z.infer<typeof EVENT>;
/** A picture, file, place or the like in a message. */
export type ZaloAttachment = NonNullable<z.infer<typeof ATTACHMENTS>>[number];

/** Reads the body of a webhook; `undefined` when it is no event of Zalo's. */
export function parseWebhook(body: string): ZaloEvent | undefined {
  const event = EVENT.safeParse(parseJson(body));
  return event.success ? event.data : undefined;
}

/**
 * The time of an event as it is written, which the signature is over; `undefined` when it is no event. Costs no more
 * than reading JSON does, whoever sent it.
 */
export function timestampOf(body: string): string | undefined {
  const { timestamp } = (readObject(body) ?? {}) as { readonly timestamp?: unknown };
  if (typeof timestamp === 'number') return String(timestamp);
  return typeof timestamp === 'string' ? timestamp : undefined;
}

function readObject(body: string): object | undefined {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

/** What is attached: the documents put it into the message, some receivers saw it beside. */
export const attachmentsOf = ({ message, attachments }: ZaloEvent): readonly ZaloAttachment[] =>
  message?.attachments ?? attachments ?? [];

/** The person in an event, whoever sends and whoever receives it; `undefined` where it is of nobody. */
export function userIdOf(event: ZaloEvent, oaId: string): string | undefined {
  // The recipient of a template by phone is a phone number, and no chat.
  if (event.message?.tracking_id !== undefined || event.event_name.startsWith('anonymous_'))
    return undefined;
  const { follower, user_id: userId, sender, recipient } = event;
  const spoken = sender?.id === oaId ? recipient?.id : sender?.id;
  return follower?.id ?? userId ?? spoken;
}

/** The same for a repeat of an event, another for every other. */
export function keyOf(event: ZaloEvent, body: string): string {
  const { event_name: name, message } = event;
  return message?.msg_id === undefined
    ? createHash('sha256').update(body).digest('hex')
    : `${message.msg_id}:${name}`;
}

/** Milliseconds since 1970, 0 where the event does not say. Some samples of Zalo's count seconds. */
export const timeOf = ({ timestamp }: ZaloEvent): number =>
  /^\d{1,15}$/.test(timestamp) ? millisecondsOf(Number(timestamp)) : 0;
