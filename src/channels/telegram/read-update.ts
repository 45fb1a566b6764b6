import type { Update } from 'grammy/types';

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
/** Telegram's ids have at most 52 bits. What is larger was rounded in reading and would name somebody else. */
const isId: Check = Number.isSafeInteger;
const isString: Check = (value) => typeof value === 'string';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(checks).every(([key, check]) =>
      check((value as Readonly<Record<string, unknown>>)[key]),
    );

const isChat = shape({ id: isId, type: isString });
const isUser = shape({ id: isId });
const isFile = optional(shape({ file_id: isString, file_size: optional(isNumber) }));

const isMessage = shape({
  message_id: isId,
  date: isNumber,
  edit_date: optional(isNumber),
  chat: isChat,
  from: optional(isUser),
  media_group_id: optional(isString),
  reply_to_message: optional(shape({ message_id: isNumber })),
  text: optional(isString),
  caption: optional(isString),
  photo: optional(listOf(shape({ file_id: isString, width: isNumber, height: isNumber }))),
  document: isFile,
  voice: isFile,
  audio: isFile,
  video: isFile,
  video_note: isFile,
  animation: isFile,
  location: optional(shape({ latitude: isNumber, longitude: isNumber })),
  contact: optional(shape({ phone_number: isString, user_id: optional(isId) })),
});

const isUpdate = shape({
  update_id: isId,
  message: optional(isMessage),
  edited_message: optional(isMessage),
  callback_query: optional(
    shape({
      id: isString,
      from: isUser,
      data: optional(isString),
      message: optional(shape({ chat: isChat })),
    }),
  ),
  my_chat_member: optional(
    shape({ chat: isChat, date: isNumber, new_chat_member: shape({ status: isString }) }),
  ),
});

/** What is sent to us and read; Telegram keeps an earlier list when it is left out. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const;

/** An update whose parts that we read are as Telegram documents them, or `undefined`. */
export const readUpdate = (received: unknown): Update | undefined =>
  isUpdate(received) ? (received as Update) : undefined;
