import { createServer, type Server } from 'node:http';
import {
  Api,
  Bot,
  GrammyError,
  HttpError,
  InlineKeyboard,
  InputFile,
  webhookCallback,
} from 'grammy';
import type { Message } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../scripts/launch/until.ts';
import { Call } from './call.ts';
import { Rates } from './rates.ts';
import { createTelegramEmulator, type TelegramEmulator } from './telegram-emulator.ts';

const SECRET = 'not-guessable';

const menu = (command: string) => [{ command, description: command }];

describe('the Telegram emulator, held against grammY', () => {
  let telegram: TelegramEmulator;
  let api: Api;
  const servers: Server[] = [];

  beforeEach(async () => {
    telegram = await createTelegramEmulator({ retryMs: 20 });
    api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  });
  afterEach(async () => {
    await telegram.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const bot = (): Bot => new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } });

  /** Serves a bot's webhook the way grammY does it by itself. */
  const serveWebhook = async (served: Bot): Promise<string> => {
    const server = createServer((request, response) => {
      void webhookCallback(served, 'http', { secretToken: SECRET })(request, response).catch(() => {
        response.statusCode = 500;
        response.end();
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  };

  it('answers who the bot is, and 401 or 404 to a wrong token', async () => {
    expect(await api.getMe()).toMatchObject({ is_bot: true, username: 'CauNoiBot' });
    const stranger = new Api('1:wrong', { apiRoot: telegram.apiRoot });
    await expect(stranger.getMe()).rejects.toMatchObject({ error_code: 401 });
    const nonsense = new Api('nonsense', { apiRoot: telegram.apiRoot });
    await expect(nonsense.getMe()).rejects.toMatchObject({ error_code: 404 });
  });

  it('hands updates to a polling bot at once, and takes its answers', async () => {
    const served = bot();
    served.command('start', (context) => context.reply(`chào ${context.match}`));
    served.on('callback_query:data', async (context) => {
      await context.answerCallbackQuery();
      await context.reply(`bấm ${context.callbackQuery.data}`);
    });
    served.on('message:text', (context) =>
      context.reply('chọn', { reply_markup: new InlineKeyboard().text('Gửi', 'report:send') }),
    );
    const running = served.start();
    const an = telegram.user('An');
    an.sends('/start LL');
    await an.hears(/chào LL/);
    an.sends('xin chào');
    const pressId = await an.presses(/^Gửi$/);
    await an.hears(/bấm report:send/);
    expect(telegram.press(pressId)).toBe('answered');
    expect(telegram.calls('getUpdates').length).toBeLessThan(10);
    await served.stop();
    await running;
    expect(telegram.updates.pendingCount).toBe(0);
  });

  it('delivers to a webhook with its secret, one at a time in a chat, until it is taken', async () => {
    const seen: string[] = [];
    let failures = 2;
    let atOnce = 0;
    const served = bot();
    served.on('message:text', async ({ message }) => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await new Promise(setImmediate);
      atOnce -= 1;
      failures -= 1;
      if (failures >= 0) throw new Error('not stored');
      seen.push(message.text);
    });
    await api.setWebhook(await serveWebhook(served), { secret_token: SECRET });
    const an = telegram.user('An');
    an.sends('một');
    an.sends('hai');
    // The bot has seen a message before the emulator has read its answer.
    const isTold = (): boolean => telegram.updates.sender.deliveries.length === 4;
    await until('both', 10_000, () => (isTold() ? true : undefined));
    expect(seen).toEqual(['một', 'hai']);
    expect(telegram.updates.sender.deliveries.map(({ status }) => status)).toEqual([
      500, 500, 200, 200,
    ]);
    expect(await api.getWebhookInfo()).toMatchObject({ pending_update_count: 0 });
  });

  it('is refused by a webhook whose secret differs, and keeps the update', async () => {
    const served = bot();
    await api.setWebhook(await serveWebhook(served), { secret_token: 'another' });
    telegram.user('An').sends('một');
    const { sender } = telegram.updates;
    await until('a refusal', 10_000, () => sender.deliveries.at(0));
    expect(sender.deliveries[0]?.status).toBe(401);
    expect(telegram.updates.pendingCount).toBe(1);
  });

  it('lets either a webhook or one poll be', async () => {
    const first = api.getUpdates({ timeout: 5 });
    await until('the first poll', 5_000, () => telegram.calls('getUpdates').at(0));
    const second = api.getUpdates({ timeout: 0 });
    await expect(first).rejects.toMatchObject({ error_code: 409 });
    await second;
    await api.setWebhook('http://127.0.0.1:9/hook');
    await expect(api.getUpdates()).rejects.toMatchObject({ error_code: 409 });
    await api.deleteWebhook();
    expect(await api.getUpdates()).toEqual([]);
  });

  it('sends only the kinds that were asked for, and forgets what an offset confirms', async () => {
    await api.getUpdates({ allowed_updates: ['message'] });
    const an = telegram.user('An');
    const said = an.sends('một');
    an.edits(said, 'hai');
    an.sends('ba');
    const updates = await api.getUpdates();
    expect(updates.map(({ message }) => message?.text)).toEqual(['một', 'ba']);
    const rest = await api.getUpdates({ offset: (updates[0]?.update_id ?? 0) + 1 });
    expect(rest.map(({ message }) => message?.text)).toEqual(['ba']);
  });

  it('takes uploads of grammY and hands files out again', async () => {
    const an = telegram.user('An');
    an.sends('ảnh đâu');
    const sent = await api.sendPhoto(an.id, new InputFile(Buffer.from('ảnh'), 'a.jpg'), {
      caption: 'đây',
      reply_markup: new InlineKeyboard().text('Ổn', 'a:b'),
    });
    const { file_path: path } = await api.getFile(sent.photo.at(-1)?.file_id ?? '');
    const response = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${path}`);
    expect(await response.text()).toBe('ảnh');
    const album = await api.sendMediaGroup(an.id, [
      { type: 'photo', media: new InputFile(Buffer.from('1'), 'a.jpg') },
      { type: 'photo', media: new InputFile(Buffer.from('2'), 'b.jpg') },
    ]);
    expect(new Set(album.map((part: Message) => part.media_group_id)).size).toBe(1);
    expect(an.transcript.map(({ from, words, files }) => [from, words, files])).toEqual([
      ['person', 'ảnh đâu', 0],
      ['bot', 'đây', 1],
      ['bot', '', 1],
      ['bot', '', 1],
    ]);
  });

  const refusals: readonly {
    readonly label: string;
    readonly words: string;
    readonly status?: number;
    readonly call: (chatId: number) => Promise<unknown>;
  }[] = [
    {
      label: 'an empty text',
      words: 'message text is empty',
      call: (id) => api.sendMessage(id, ''),
    },
    {
      label: 'a text that is too long',
      words: 'message is too long',
      call: (id) => api.sendMessage(id, 'a'.repeat(4_097)),
    },
    {
      label: 'a button with too much in it',
      words: 'BUTTON_DATA_INVALID',
      call: (id) =>
        api.sendMessage(id, 'a', { reply_markup: new InlineKeyboard().text('a', 'đ'.repeat(33)) }),
    },
    {
      label: 'a button that leads to no public address',
      words: 'BUTTON_URL_INVALID',
      call: (id) =>
        api.sendMessage(id, 'a', {
          reply_markup: new InlineKeyboard().url('a', 'http://localhost:8080/vao'),
        }),
    },
    { label: 'an unknown chat', words: 'chat not found', call: () => api.sendMessage(1, 'a') },
    {
      label: 'an edit that changes nothing',
      words: 'message is not modified',
      call: async (id) => {
        const { message_id: messageId } = await api.sendMessage(id, 'a');
        await api.editMessageText(id, messageId, 'a');
      },
    },
    {
      label: 'an answer to an unknown press',
      words: 'query is too old',
      call: () => api.answerCallbackQuery('1'),
    },
    {
      label: 'a file that is too big',
      words: 'file is too big',
      call: () => {
        const { document } = telegram
          .user('An')
          .sendsFile('document', { bytes: new Uint8Array(1), sizeBytes: 21 * 1024 * 1024 });
        return api.getFile(document?.file_id ?? '');
      },
    },
    {
      label: 'an album of one',
      words: 'too few',
      call: (id) =>
        api.sendMediaGroup(id, [
          { type: 'photo', media: new InputFile(Buffer.from('1'), 'a.jpg') },
        ]),
    },
    {
      label: 'a method that it does not play',
      words: 'Not Found',
      status: 404,
      call: (id) => api.sendDice(id, '🎲'),
    },
    {
      label: 'a person who stopped the bot',
      words: 'bot was blocked by the user',
      status: 403,
      call: (id) => {
        telegram.user('An').blocks();
        return api.sendMessage(id, 'a');
      },
    },
  ];

  it.each(refusals)('refuses $label', async ({ call, words, status = 400 }) => {
    const an = telegram.user('An');
    an.sends('một');
    const error = await call(an.id).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: status });
    expect(String(error)).toContain(words);
  });

  it('goes wrong as planned, and only so often', async () => {
    const an = telegram.user('An');
    an.sends('một');
    telegram.faults.throttle('sendMessage', 7);
    telegram.faults.plan('sendMessage', { kind: 'gateway', status: 502 });
    telegram.faults.plan('sendMessage', { kind: 'cut', isDone: false });
    telegram.faults.plan('sendMessage', { kind: 'cut', isDone: true });
    await expect(api.sendMessage(an.id, '1')).rejects.toMatchObject({
      error_code: 429,
      parameters: { retry_after: 7 },
    });
    await expect(api.sendMessage(an.id, '2')).rejects.toBeInstanceOf(HttpError);
    await expect(api.sendMessage(an.id, '3')).rejects.toBeInstanceOf(HttpError);
    await expect(api.sendMessage(an.id, '4')).rejects.toBeInstanceOf(HttpError);
    await api.sendMessage(an.id, '5');
    const heard = an.transcript.filter(({ from }) => from === 'bot');
    expect(heard.map(({ words }) => words)).toEqual(['4', '5']);
  });

  it('finds the menu of a person as Telegram does', async () => {
    const an = telegram.user('An');
    an.sends('một');
    await api.setMyCommands(menu('all'));
    expect(an.menu).toEqual(menu('all'));
    await api.setMyCommands(menu('vi'), { language_code: 'vi' });
    expect(an.menu).toEqual(menu('vi'));
    await api.setMyCommands(menu('own'), { scope: { type: 'chat', chat_id: an.id } });
    expect(an.menu).toEqual(menu('own'));
    await api.deleteMyCommands({ scope: { type: 'chat', chat_id: an.id } });
    expect(an.menu).toEqual(menu('vi'));
    expect(telegram.user('Ben', 'en').menu).toEqual(menu('all'));
  });

  it('lets a bot leave a group for good', async () => {
    const group = telegram.group('Thôn');
    await expect(api.sendMessage(group.id, 'a')).rejects.toMatchObject({ error_code: 403 });
    group.addsBot();
    await api.sendMessage(group.id, 'a');
    await api.leaveChat(group.id);
    expect([group.heard, group.hasBot]).toEqual([['a'], false]);
  });

  it('puts a sign under a message, one of those that are free', async () => {
    const an = telegram.user('An');
    const { message_id: id } = an.sends('một');
    await api.setMessageReaction(an.id, id, [{ type: 'emoji', emoji: '👀' }]);
    expect(an.transcript[0]?.reaction).toBe('👀');
    await api.setMessageReaction(an.id, id, []);
    expect(an.transcript[0]).not.toHaveProperty('reaction');
    const foreign = api.setMessageReaction(an.id, id, [{ type: 'emoji', emoji: '🧨' as '👀' }]);
    await expect(foreign).rejects.toMatchObject({ error_code: 400 });
    await expect(api.setMessageReaction(an.id, 9_999, [])).rejects.toMatchObject({
      error_code: 400,
    });
  });

  it('takes positions, voices, edits and deletions as Telegram does', async () => {
    const an = telegram.user('An');
    an.sends('một');
    expect((await api.sendLocation(an.id, 21.4, 105.6)).location).toMatchObject({ latitude: 21.4 });
    await expect(api.sendLocation(an.id, 210, 105.6)).rejects.toMatchObject({ error_code: 400 });
    const voice = await api.sendVoice(an.id, new InputFile(Buffer.from('ogg'), 'a.ogg'));
    expect(voice.voice?.file_size).toBe(3);
    const asked = await api.sendMessage(an.id, 'hai', {
      reply_markup: new InlineKeyboard().text('Gửi', 'report:send'),
    });
    await api.editMessageText(an.id, asked.message_id, 'ba');
    expect(an.transcript.at(-1)).toMatchObject({ words: 'ba', buttons: ['Gửi'] });
    await api.editMessageReplyMarkup(an.id, asked.message_id);
    expect(an.transcript.at(-1)?.buttons).toEqual([]);
    await expect(api.editMessageText(an.id, asked.message_id, 'ba')).rejects.toMatchObject({
      description: expect.stringContaining('message is not modified') as string,
    });
    await api.deleteMessage(an.id, asked.message_id);
    expect(an.transcript.map(({ words }) => words)).not.toContain('ba');
    expect(await api.getChat(an.id)).toMatchObject({ id: an.id, type: 'private' });
    expect(await api.setChatMenuButton({ menu_button: { type: 'commands' } })).toBe(true);
    await expect(api.getChat(1)).rejects.toMatchObject({ error_code: 400 });
  });

  it('refuses paid broadcasts, which nobody here may ask for', async () => {
    const an = telegram.user('An');
    an.sends('một');
    const paid = api.sendMessage(an.id, 'hai', { allow_paid_broadcast: true });
    await expect(paid).rejects.toMatchObject({ error_code: 400 });
  });
});

describe('how fast a bot may send, where that is counted', () => {
  let telegram: TelegramEmulator;
  let api: Api;
  beforeEach(async () => {
    telegram = await createTelegramEmulator({ limits: { perSecond: 30, perChatPerSecond: 1 } });
    api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  });
  afterEach(() => telegram.close());

  const refusals = (outcomes: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
    outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));

  it('lets a short burst into one chat, and asks to wait after it', async () => {
    const an = telegram.user('An');
    an.sends('một');
    for (const words of ['a', 'b', 'c']) await api.sendMessage(an.id, words);
    const sent = await Promise.allSettled([1, 2, 3].map(() => api.sendMessage(an.id, 'd')));
    // A slow machine may have let the room for one more message come back.
    expect(refusals(sent).length).toBeGreaterThanOrEqual(1);
    expect(refusals(sent)[0]).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    expect(refusals(sent)[0]).toBeInstanceOf(GrammyError);
  });

  it('counts signs of typing and of having seen as no messages', async () => {
    const an = telegram.user('An');
    const { message_id: id } = an.sends('một');
    for (let times = 0; times < 6; times += 1) {
      await api.sendChatAction(an.id, 'typing');
      await api.setMessageReaction(an.id, id, [{ type: 'emoji', emoji: '👀' }]);
    }
    expect((await api.sendMessage(an.id, 'hai')).text).toBe('hai');
  });
});

describe('rates, by a clock of the test', () => {
  const sending = (chatId: number): Call => new Call('sendMessage', { chat_id: chatId });

  it('take thirty a second over all chats, in any second', () => {
    let nowMs = 0;
    const rates = new Rates({ perSecond: 30, perChatPerSecond: 1 }, () => nowMs);
    for (let chatId = 1; chatId <= 30; chatId += 1) {
      nowMs += 20;
      rates.check(sending(chatId));
    }
    expect(() => rates.check(sending(31))).toThrow('Too Many Requests');
    nowMs += 1_001;
    expect(() => rates.check(sending(32))).not.toThrow();
  });

  it('give one chat its room back, one message a second', () => {
    let nowMs = 0;
    const rates = new Rates({ perSecond: 30, perChatPerSecond: 1, burst: 2 }, () => nowMs);
    rates.check(sending(1));
    rates.check(sending(1));
    expect(() => rates.check(sending(1))).toThrow('retry after 1');
    rates.check(sending(2));
    nowMs = 1_000;
    expect(() => rates.check(sending(1))).not.toThrow();
  });
});
