import type { InboundBody } from '../../../src/chat/message.ts';

/** The private chat of all payloads. */
export const CHAT_ID = 7_000_000_123;
const FROM = { id: CHAT_ID, is_bot: false, first_name: 'An', language_code: 'vi' };
const CHAT = { id: CHAT_ID, first_name: 'An', type: 'private' };

/** An update with one message of a private chat, as Telegram sends it. */
export const said = (content: object, messageId = 17): object => ({
  update_id: 872_113_400 + messageId,
  message: { message_id: messageId, from: FROM, chat: CHAT, date: 1_795_658_400, ...content },
});

/** An update with an edited message. */
export const edited = (content: object): object => ({
  update_id: 872_113_999,
  edited_message: {
    message_id: 17,
    from: FROM,
    chat: CHAT,
    date: 1_795_658_400,
    edit_date: 1_795_658_460,
    ...content,
  },
});

/** An update with a pressed button. */
export const pressed = (data: string | undefined, message: object | undefined): object => ({
  update_id: 872_114_000,
  callback_query: {
    id: '30064771072345',
    from: FROM,
    chat_instance: '-4562',
    ...(message === undefined ? {} : { message }),
    ...(data === undefined ? {} : { data }),
  },
});

/** The message that a button stands under. */
export const ASKED = {
  message_id: 16,
  from: { id: 4242, is_bot: true, first_name: 'Cầu Nối', username: 'CauNoiBot' },
  chat: CHAT,
  date: 1_795_658_390,
  text: 'Gửi như vậy được chưa ạ?',
};

/** What a message of a private chat becomes; nothing when nobody said anything. */
export const MESSAGES: readonly {
  readonly label: string;
  readonly content: object;
  readonly body: InboundBody | undefined;
}[] = [
  {
    label: 'words',
    content: { text: 'đường vào lục liễu sụt' },
    body: { kind: 'text', text: 'đường vào lục liễu sụt' },
  },
  {
    label: 'a command',
    content: { text: '/tinhhinh', entities: [{ offset: 0, length: 9, type: 'bot_command' }] },
    body: { kind: 'text', text: '/tinhhinh' },
  },
  {
    label: 'the start button of a deep link',
    content: { text: '/start LL', entities: [{ offset: 0, length: 6, type: 'bot_command' }] },
    body: { kind: 'start', payload: 'LL' },
  },
  {
    label: 'a position',
    content: { location: { latitude: 21.4567, longitude: 105.6543 } },
    body: { kind: 'location', pin: { latitude: 21.4567, longitude: 105.6543 } },
  },
  {
    label: 'a place with a name',
    content: {
      location: { latitude: 21.4, longitude: 105.6 },
      venue: { location: { latitude: 21.4, longitude: 105.6 }, title: 'Chợ', address: 'Đạo Trù' },
    },
    body: { kind: 'location', pin: { latitude: 21.4, longitude: 105.6 } },
  },
  {
    label: 'the own number',
    content: { contact: { phone_number: '84900000001', first_name: 'An', user_id: CHAT_ID } },
    body: { kind: 'contact', phone: '84900000001' },
  },
  {
    label: "somebody else's number",
    content: { contact: { phone_number: '84900000002', first_name: 'Bình', user_id: 1 } },
    body: { kind: 'unsupported', what: 'other' },
  },
  {
    label: 'a number from the address book',
    content: { contact: { phone_number: '84900000003', first_name: 'Cửa hàng' } },
    body: { kind: 'unsupported', what: 'other' },
  },
  {
    label: 'a sticker',
    content: {
      sticker: { file_id: 'x', file_unique_id: 'x', width: 512, height: 512, emoji: '👍' },
    },
    body: { kind: 'unsupported', what: 'sticker' },
  },
  {
    label: 'a poll',
    content: { poll: { id: '1', question: 'Hỏi?', options: [] } },
    body: { kind: 'unsupported', what: 'other' },
  },
  {
    label: 'something that Telegram has yet to invent',
    content: { hologram: { id: '1' } },
    body: { kind: 'unsupported', what: 'other' },
  },
  { label: 'a message that was pinned', content: { pinned_message: ASKED }, body: undefined },
  {
    label: 'a changed timer',
    content: { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } },
    body: undefined,
  },
];

/** Bodies that are no update of Telegram. */
export const GARBAGE: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '5',
  '{}',
  '{"update_id":"1"}',
  '{"update_id":1,"message":null}',
  // Beyond 2^53 a number is no longer the one that was sent, and would name somebody else's chat.
  '{"update_id":9007199254740993,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}',
  '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":9007199254740993,"type":"private"}}}',
  '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":-1e30,"type":"private"}}}',
  '{"update_id":1,"callback_query":{"id":"1","from":{"id":1.5}}}',
  '{"update_id":1,"message":{}}',
  '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":"1","type":"private"}}}',
  '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":5}}',
  '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"photo":{}}}',
  '{"update_id":1,"callback_query":{"id":1,"from":{"id":1}}}',
  '{"update_id":1,"my_chat_member":{"chat":{"id":1,"type":"group"}}}',
  '<html>',
];
