import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/channels/channel.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { ASKED, CHAT_ID, edited, GARBAGE, MESSAGES, pressed, said } from './payloads.ts';
import { deliverTo } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';

const SECRET = 'not-guessable';
const CHAT = { channel: 'telegram', chatId: String(CHAT_ID) };

describe('what Telegram delivers', () => {
  let telegram: TelegramEmulator;
  let channel: Channel;
  let sink: RecordingSink;
  let errors: unknown[];

  beforeAll(async () => {
    telegram = await createTelegramEmulator();
  });
  afterAll(() => telegram.close());
  beforeEach(() => {
    sink = new RecordingSink();
    errors = [];
    channel = createTelegramChannel({
      apiRoot: telegram.apiRoot,
      botToken: telegram.token,
      mode: 'webhook',
      webhookSecret: SECRET,
      translate: ({ key }, locale) => `${locale} ${key}`,
      onError: (error) => errors.push(error),
    });
  });

  const post = async (
    body: string,
    secret: string | null = SECRET,
    attempt = 1,
  ): Promise<number> => {
    const request = new Request('http://127.0.0.1/webhooks/telegram', {
      method: 'POST',
      body,
      headers: secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret },
    });
    return deliverTo(channel, sink, request, attempt);
  };
  const deliver = (update: object, attempt = 1): Promise<number> =>
    post(JSON.stringify(update), SECRET, attempt);

  it.each(MESSAGES)('reads $label', async ({ content, body }) => {
    expect(await deliver(said(content))).toBe(200);
    expect(sink.received).toEqual(
      body === undefined
        ? []
        : [
            {
              eventId: `${CHAT_ID}:17`,
              chat: CHAT,
              sentAt: new Date('2026-11-26T02:00:00Z'),
              body,
            },
          ],
    );
  });

  it('takes the waiting sign off a pressed button at once, whatever becomes of the turn', async () => {
    const an = telegram.user('An');
    const asked = an.sends('một');
    const pressId = an.pressesAgain(asked, { text: 'Gửi', callback_data: 'report:send:d1' });
    const update = pressed('report:send:d1', ASKED) as { callback_query: { id: string } };
    update.callback_query.id = pressId;
    sink.failures = 1;
    await expect(deliver(update)).rejects.toThrow('the store is away');
    await expect.poll(() => telegram.press(pressId)).toBe('answered');
    const calls = telegram.calls('answerCallbackQuery').length;
    expect(await deliver(update, 2)).toBe(200);
    expect(telegram.calls('answerCallbackQuery')).toHaveLength(calls);
    expect(sink.received).toMatchObject([
      { eventId: pressId, chat: CHAT, body: { kind: 'choice', id: 'report:send:d1' } },
    ]);
  });

  it('keeps a press whose answer comes too late, and one whose message is gone', async () => {
    expect(await deliver(pressed('mine:open:LL-4827', undefined))).toBe(200);
    expect(sink.received).toMatchObject([{ chat: CHAT, body: { id: 'mine:open:LL-4827' } }]);
    await expect.poll(() => errors).toMatchObject([{ error_code: 400 }]);
  });

  it('takes a press though Telegram does not answer', async () => {
    const lame = createTelegramChannel({
      apiRoot: telegram.apiRoot,
      botToken: telegram.token,
      mode: 'webhook',
      webhookSecret: SECRET,
      fetch: () => new Promise(() => undefined),
    });
    await lame.read(JSON.stringify(pressed('mine:open:LL-4827', ASKED)), sink, 1);
    expect(sink.received).toMatchObject([{ body: { id: 'mine:open:LL-4827' } }]);
  });

  it('answers a button that carries nothing without a turn', async () => {
    const before = telegram.calls('answerCallbackQuery').length;
    expect(await deliver(pressed(undefined, ASKED))).toBe(200);
    expect(sink.received).toEqual([]);
    await expect
      .poll(() => telegram.calls('answerCallbackQuery').slice(before))
      .toMatchObject([{ fields: { callback_query_id: '30064771072345' } }]);
  });

  it.each([
    ['words', { text: 'sụt hai hố' }],
    ['the words of a photo', { caption: 'sụt hai hố', photo: [] }],
  ])('takes %s that were edited as new words, an event of their own', async (_label, content) => {
    expect(await deliver(edited(content))).toBe(200);
    expect(sink.received).toEqual([
      {
        eventId: `${CHAT_ID}:17:1795658460`,
        chat: CHAT,
        sentAt: new Date('2026-11-26T02:01:00Z'),
        edits: `${CHAT_ID}:17`,
        body: { kind: 'text', text: 'sụt hai hố' },
      },
    ]);
  });

  it('does not take every step of a shared position for a turn', async () => {
    expect(await deliver(edited({ location: { latitude: 21, longitude: 105 } }))).toBe(200);
    expect(sink.received).toEqual([]);
  });

  it('gives a repeated delivery the same event, so that the core can tell', async () => {
    await deliver(said({ text: 'một' }));
    await deliver({ ...said({ text: 'một' }), update_id: 9 });
    expect(sink.received.map(({ eventId }) => eventId)).toEqual([`${CHAT_ID}:17`, `${CHAT_ID}:17`]);
  });

  it('reads the parts of an album whatever their order and however often they come', async () => {
    const part = (messageId: number): object =>
      said({ media_group_id: '13', text: `${messageId}` }, messageId);
    for (const one of [part(22), part(20), part(22), part(21)]) await deliver(one);
    expect(sink.received.map(({ eventId }) => eventId)).toEqual(
      [22, 20, 22, 21].map((id) => `${CHAT_ID}:${id}`),
    );
    expect(new Set(sink.received.map(({ groupId }) => groupId))).toEqual(new Set(['13']));
  });

  it('marks the parts of an album', async () => {
    await deliver(said({ media_group_id: '13', text: 'một' }, 20));
    expect(sink.received[0]?.groupId).toBe('13');
  });

  it('tells which message was quoted', async () => {
    await deliver(said({ text: '1', reply_to_message: ASKED }));
    expect(sink.received[0]?.quotes).toBe('16');
  });

  it('tells that a person stopped the bot, and let it in again, without a turn', async () => {
    const membership = (status: string): object => ({
      update_id: 12,
      my_chat_member: {
        chat: { id: CHAT_ID, type: 'private', first_name: 'An' },
        from: { id: CHAT_ID, is_bot: false, first_name: 'An' },
        date: 1_795_658_400,
        old_chat_member: { status: 'member' },
        new_chat_member: { status },
      },
    });
    expect(await deliver(membership('kicked'))).toBe(200);
    expect(await deliver(membership('member'))).toBe(200);
    expect(sink.told).toEqual([
      ['closed', CHAT],
      ['interacted', CHAT],
    ]);
    expect(sink.received).toEqual([]);
  });

  it.each(GARBAGE)('refuses %j with 400', async (body) => {
    expect(await post(body)).toBe(400);
    expect(sink.received).toEqual([]);
  });

  it('refuses or takes any JSON without falling over', async () => {
    const part = fc.jsonValue({ maxDepth: 3 });
    const update = fc.record({
      update_id: fc.oneof(fc.integer(), part),
      message: fc.record({
        message_id: fc.integer(),
        date: fc.integer({ min: 0, max: 4_000_000_000 }),
        chat: fc.record({ id: fc.integer(), type: fc.constant('private') }),
        text: part,
        contact: part,
        location: part,
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(part, update), async (body) => {
        expect([200, 400]).toContain(await post(JSON.stringify(body)));
      }),
    );
  });

  it.each([
    ['a wrong secret', 'guessable'],
    ['a secret that only begins right', `${SECRET}!`],
    ['no secret', null],
  ])('refuses %s with 401 before it reads anything', async (_label, secret) => {
    const before = telegram.calls().length;
    expect(await post('{', secret)).toBe(401);
    expect(await post(JSON.stringify(said({ text: 'một' })), secret)).toBe(401);
    expect(sink.received).toEqual([]);
    expect(telegram.calls().length).toBe(before);
  });

  it('lets a failure of the store out, so that Telegram delivers again', async () => {
    sink.failures = 1;
    await expect(deliver(said({ text: 'một' }))).rejects.toThrow('the store is away');
    expect(await deliver(said({ text: 'một' }))).toBe(200);
    expect(sink.received).toHaveLength(1);
  });

  it('passes over kinds of updates that it never asked for', async () => {
    expect(await deliver({ update_id: 5, poll_answer: { poll_id: '1' } })).toBe(200);
    expect(sink.received).toEqual([]);
  });

  describe('in a group', () => {
    it('says once that it talks in private, and leaves', async () => {
      const group = telegram.group('Thôn Lục Liễu');
      group.addsBot();
      const update = {
        update_id: 6,
        my_chat_member: {
          chat: { id: group.id, type: 'group', title: 'Thôn Lục Liễu' },
          from: { id: 1, is_bot: false, first_name: 'An', language_code: 'vi' },
          date: 1_795_658_400,
          old_chat_member: { status: 'left' },
          new_chat_member: { status: 'member' },
        },
      };
      const words = {
        update_id: 7,
        message: {
          message_id: 1,
          date: 1_795_658_400,
          chat: { id: group.id, type: 'group', title: 'Thôn Lục Liễu' },
          text: 'chuyện riêng của thôn',
        },
      };
      for (const one of [update, words]) expect(await deliver(one)).toBe(200);
      expect(group.heard).toEqual(['vi telegram.privateOnly']);
      expect(group.hasBot).toBe(false);
      expect(sink.received).toEqual([]);
      expect(errors).toMatchObject([{ error_code: 403 }, { error_code: 403 }]);
    });

    it('says nothing when it was put out', async () => {
      const before = telegram.calls().length;
      const chat = { id: -5, type: 'supergroup' };
      await deliver({
        update_id: 8,
        my_chat_member: { chat, new_chat_member: { status: 'kicked' } },
      });
      expect(telegram.calls().length).toBe(before);
    });
  });
});
