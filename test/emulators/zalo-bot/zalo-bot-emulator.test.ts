import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../scripts/launch/until.ts';
import { Listener } from '../wire/listener.ts';
import { SPOILT } from '../wire/spoil.ts';
import type { BotPerson } from './person.ts';
import {
  createZaloBotEmulator,
  type ZaloBotEmulator,
  type ZaloBotOptions,
} from './zalo-bot-emulator.ts';

/** The example of channels.md 2, to the byte. */
const EXAMPLE =
  '{"ok":true,"result":{"event_name":"message.text.received","message":{"from":{"id":"6ede9afa","display_name":"Lan","is_bot":false},"chat":{"id":"6ede9afa","chat_type":"PRIVATE"},"text":"Xin chào","message_id":"2d758cb5e222","date":1750316131602}}}';
const SECRET = 'not-guessable';
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

interface Answer {
  readonly ok: boolean;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error_code?: number;
  readonly description?: string;
}

describe('the Zalo Bot emulator', () => {
  let zalo: ZaloBotEmulator;
  let listener: Listener;
  let lan: BotPerson;
  const open = async (options: ZaloBotOptions = {}): Promise<void> => {
    await zalo?.close();
    zalo = await createZaloBotEmulator(options);
    lan = zalo.user('Lan');
  };
  beforeEach(async () => {
    listener = await Listener.open();
    await open();
  });
  afterEach(async () => {
    await zalo.close();
    await listener[Symbol.asyncDispose]();
  });

  const request = (method: string, fields: object = {}, token = zalo.token): Promise<Response> =>
    fetch(`${zalo.apiBase}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
  const call = async (method: string, fields: object = {}): Promise<Answer> =>
    (await (await request(method, fields)).json()) as Answer;
  const hook = () => call('setWebhook', { url: listener.url, secret_token: SECRET });
  const deliver = async (act: () => unknown) => {
    await hook();
    act();
    await zalo.webhook.idle();
    return listener.events.at(-1);
  };

  it('answers who the bot is, 401 to a wrong token and 404 to an unknown method', async () => {
    expect(await call('getMe')).toMatchObject({
      ok: true,
      result: { id: expect.stringMatching(/^\d{19}$/), can_join_groups: false },
    });
    const stranger = await request('getMe', {}, '1:wrong');
    expect([stranger.status, await stranger.json()]).toEqual([
      200,
      { ok: false, description: 'Unauthorized', error_code: 401 },
    ]);
    expect(await call('testWebhook')).toMatchObject({ ok: false, error_code: 404 });
  });

  it('says a refusal by its status too when it is told so', async () => {
    await open({ statusFollowsCode: true });
    expect((await request('sendMessage', { chat_id: 'x', text: 'a' })).status).toBe(400);
  });

  it('delivers the very bytes of the example, with the secret', async () => {
    await open({ now: () => new Date(1_750_316_131_602) });
    await deliver(() => lan.sends('Xin chào'));
    expect(listener.arrived.map(({ body }) => body)).toEqual([EXAMPLE]);
    expect(listener.arrived[0]?.headers['x-bot-api-secret-token']).toBe(SECRET);
  });

  it('delivers without the wrapper when it is told so', async () => {
    await open({ wrapped: false });
    const event = await deliver(() => lan.sends('a'));
    expect(event).toMatchObject({ event_name: 'message.text.received', message: { text: 'a' } });
  });

  it.each([
    [
      'image',
      (p: BotPerson): unknown => p.sendsImage(PNG, 'hố'),
      { photo_url: expect.any(String), caption: 'hố' },
    ],
    [
      'sticker',
      (p: BotPerson): unknown => p.sendsSticker(),
      { sticker: 'bc2cf1', url: expect.any(String) },
    ],
    [
      'voice',
      (p: BotPerson): unknown => p.sendsVoice(PNG),
      { voice_url: expect.stringMatching(/\.aac$/) },
    ],
    ['unsupported', (p: BotPerson): unknown => p.sendsUnsupported(), {}],
  ] as const)('tells of %s', async (kind, act, message) => {
    const event = await deliver(() => act(lan));
    expect(event?.['result']).toMatchObject({
      event_name: `message.${kind}.received`,
      message: { ...message, chat: { id: lan.id, chat_type: 'PRIVATE' } },
    });
  });

  it('names a picture as older typings do, and a group as a group', async () => {
    await open({ pictureField: 'photo' });
    const event = await deliver(() => lan.sendsImage(PNG));
    expect(event).toMatchObject({ result: { message: { photo: expect.any(String) } } });
    const group = zalo.group();
    lan.mentions(group, 'chào bot');
    await zalo.webhook.idle();
    expect(listener.events.at(-1)).toMatchObject({
      result: {
        message: { from: { id: lan.id }, chat: { id: group.chat.id, chat_type: 'GROUP' } },
      },
    });
  });

  describe('polls', () => {
    it('bring one object each, never the same again', async () => {
      lan.sends('một');
      lan.sends('hai');
      const [first, second] = [await call('getUpdates'), await call('getUpdates')];
      expect([first.result?.['message'], second.result?.['message']]).toMatchObject([
        { text: 'một' },
        { text: 'hai' },
      ]);
      expect(zalo.feed.pendingCount).toBe(0);
    });

    it.each([0.2, '0.2'])('end with 408 when nothing came in %s seconds', async (timeout) => {
      expect(await call('getUpdates', { timeout })).toMatchObject({ ok: false, error_code: 408 });
    });

    it('are held until somebody says something', async () => {
      const polled = call('getUpdates', { timeout: 10 });
      await until('the poll', 5_000, () => zalo.calls('getUpdates').at(0));
      lan.sends('đây');
      expect((await polled).result).toMatchObject({ message: { text: 'đây' } });
    });

    it('are refused while a webhook is set', async () => {
      await hook();
      expect(await call('getUpdates')).toMatchObject({ ok: false, error_code: 409 });
      await call('deleteWebhook');
      expect(await call('getUpdates', { timeout: 0 })).toMatchObject({ error_code: 408 });
    });
  });

  it('sets, shows and deletes a webhook, and delivers what waited', async () => {
    lan.sends('trước');
    expect((await call('getWebhookInfo')).result).toMatchObject({ url: '' });
    expect((await hook()).result).toMatchObject({
      url: listener.url,
      updated_at: expect.any(Number),
    });
    await zalo.webhook.idle();
    expect(listener.arrived).toHaveLength(1);
    expect((await call('getWebhookInfo')).result).toMatchObject({ url: listener.url });
    await call('deleteWebhook');
    expect((await call('getWebhookInfo')).result).toMatchObject({ url: '' });
  });

  it.each([
    ['no address', { secret_token: SECRET }],
    ['no secret', { url: 'https://a.vn' }],
    ['a secret of 7', { url: 'https://a.vn', secret_token: '1234567' }],
    ['a secret of 257', { url: 'https://a.vn', secret_token: 'a'.repeat(257) }],
  ] as const)('refuses a webhook with %s', async (_label, fields) => {
    expect(await call('setWebhook', fields)).toMatchObject({ ok: false, error_code: 400 });
  });

  const sends: readonly [string, string, object, number?][] = [
    ['a text', 'sendMessage', { text: 'dạ' }],
    ['2000 characters', 'sendMessage', { text: 'ắ'.repeat(2_000) }],
    ['2001 characters', 'sendMessage', { text: 'a'.repeat(2_001) }, 400],
    ['2001 once decomposed', 'sendMessage', { text: 'ắ'.normalize('NFD').repeat(667) }, 400],
    ['an empty text', 'sendMessage', { text: '' }, 400],
    ['no text', 'sendMessage', {}, 400],
    ['a text in markdown', 'sendMessage', { text: '*a*', parse_mode: 'markdown' }],
    ['a text in BBCode', 'sendMessage', { text: 'a', parse_mode: 'bbcode' }, 400],
    [
      'a bold word',
      'sendMessage',
      { text: 'chào bà con', text_styles: [{ start: 0, len: 4, st: ['b'] }] },
    ],
    [
      'a bold word beyond the end',
      'sendMessage',
      { text: 'a', text_styles: [{ start: 0, len: 4, st: ['b'] }] },
      400,
    ],
    ['a picture elsewhere', 'sendPhoto', { photo: 'https://a.vn/a.jpg', caption: 'đây' }],
    ['a picture that is no address', 'sendPhoto', { photo: 'file-1' }, 400],
    ['an empty caption', 'sendPhoto', { photo: 'https://a.vn/a.jpg', caption: '' }, 400],
    [
      'a caption of 2001',
      'sendPhoto',
      { photo: 'https://a.vn/a.jpg', caption: 'a'.repeat(2_001) },
      400,
    ],
    ['a sticker', 'sendSticker', { sticker: 'bc2cf1' }],
    ['no sticker', 'sendSticker', {}, 400],
    ['a voice', 'sendVoice', { voice_url: 'https://a.vn/a.aac' }],
    ['a voice of another kind', 'sendVoice', { voice_url: 'https://a.vn/a.mp3' }, 400],
    ['the typing sign', 'sendChatAction', { action: 'typing' }],
    ['a sign that is only announced', 'sendChatAction', { action: 'upload_photo' }, 400],
  ];
  it.each(sends)('answers %s', async (_label, method, fields, code) => {
    lan.sends('chào');
    const answer = await call(method, { chat_id: lan.id, ...fields });
    expect([answer.ok, answer.error_code]).toEqual([code === undefined, code]);
    const isMessage = code === undefined && method !== 'sendChatAction';
    expect(Object.keys(answer.result ?? {})).toEqual(isMessage ? ['message_id', 'date'] : []);
  });

  it('fetches pictures that lie here, and takes only pictures', async () => {
    lan.sends('chào');
    const photo = zalo.media.put('a.png', PNG, 'image/png');
    expect((await call('sendPhoto', { chat_id: lan.id, photo })).ok).toBe(true);
    expect(lan.posted.at(-1)?.files[0]?.bytes).toEqual(new Uint8Array(PNG));
    const page = zalo.media.put('b.png', Buffer.from('<html>'), 'image/png');
    expect((await call('sendPhoto', { chat_id: lan.id, photo: page })).error_code).toBe(400);
    const gone = `http://${zalo.mediaHost}/none.png`;
    expect((await call('sendPhoto', { chat_id: lan.id, photo: gone })).error_code).toBe(400);
  });

  it('reaches only whoever wrote to it, and not whoever blocked it', async () => {
    const text = { chat_id: lan.id, text: 'a' };
    expect((await call('sendMessage', text)).error_code).toBe(400);
    lan.sends('chào');
    expect((await call('sendMessage', text)).ok).toBe(true);
    lan.blocks();
    expect((await call('sendMessage', text)).error_code).toBe(403);
    lan.unblocks();
    expect((await call('sendMessage', text)).ok).toBe(true);
  });

  it('sends no voice into a group', async () => {
    const group = zalo.group();
    lan.mentions(group, 'chào');
    const voice = { chat_id: group.chat.id, voice_url: 'https://a.vn/a.aac' };
    expect((await call('sendVoice', voice)).error_code).toBe(400);
    await call('sendMessage', { chat_id: group.chat.id, text: 'dạ' });
    expect(group.heard).toEqual(['dạ']);
  });

  it('lets a person choose by number', async () => {
    lan.sends('chào');
    await call('sendMessage', { chat_id: lan.id, text: 'Chọn:\n1. Gửi đi\n2. Sửa lại' });
    await lan.hears(/Chọn/);
    await lan.presses(/^Sửa/);
    expect(lan.transcript.at(-1)).toEqual({ from: 'person', words: '2', files: 0 });
  });

  describe('on a bad way', () => {
    const forms = () => zalo.webhook.deliveries.map(({ form, status }) => [form, status]);

    it('delivers again what was not taken, and twice what was', async () => {
      listener.answers.push(503, 503);
      zalo.webhook.repeats = 1;
      await deliver(() => lan.sends('một'));
      expect(forms()).toEqual([
        ['true', 503],
        ['true', 503],
        ['true', 200],
        ['repeat', 200],
      ]);
    });

    it('never delivers again when it is told so', async () => {
      await open({ repeatsDeliveries: false });
      listener.answers.push(503);
      await deliver(() => lan.sends('một'));
      expect(forms()).toEqual([['true', 503]]);
    });

    it('delivers in another order, and spoilt', async () => {
      await hook();
      zalo.webhook.reorder(2);
      zalo.webhook.spoil(SPOILT.unproven);
      lan.sends('một');
      lan.sends('hai');
      await zalo.webhook.idle();
      expect(listener.events.map((event) => event['result'])).toMatchObject([
        { message: { text: 'hai' } },
        { message: { text: 'hai' } },
        { message: { text: 'một' } },
      ]);
      expect(listener.arrived[0]?.headers['x-bot-api-secret-token']).toBeUndefined();
    });

    it('goes wrong as planned, and only so often', async () => {
      lan.sends('chào');
      zalo.faults.plan('sendMessage', { kind: 'refused', error_code: 429 });
      zalo.faults.plan('sendMessage', { kind: 'gateway', status: 502 });
      zalo.faults.plan('sendMessage', { kind: 'cut', isDone: true });
      const send = (text: string) => request('sendMessage', { chat_id: lan.id, text });
      expect(await (await send('1')).json()).toMatchObject({ ok: false, error_code: 429 });
      expect((await send('2')).status).toBe(502);
      await expect(send('3')).rejects.toThrow('fetch failed');
      expect(await (await send('4')).json()).toMatchObject({ ok: true });
      expect(lan.transcript.slice(1).map(({ words }) => words)).toEqual(['3', '4']);
    });
  });

  it('is played by hand over HTTP', async () => {
    const order = async (path: string, body: object = {}): Promise<number> =>
      (await fetch(`${zalo.apiBase}/_emu/${path}`, { method: 'POST', body: JSON.stringify(body) }))
        .status;
    expect(await order('users/Bình/text', { text: 'xin chào' })).toBe(200);
    expect(await order('users/Bình/image', { base64: PNG.toString('base64') })).toBe(200);
    expect(await order('users/Bình/dance')).toBe(404);
    expect(await order('clock', { ms: 60_000 })).toBe(200);
    await order('faults', { method: 'getMe', fault: { kind: 'refused', error_code: 429 } });
    expect((await call('getMe')).error_code).toBe(429);
    const seen = await fetch(`${zalo.apiBase}/_emu/users/Bình`);
    expect(await seen.json()).toMatchObject([{ words: 'xin chào' }, { words: '' }]);
    expect(zalo.feed.pendingCount).toBe(2);
  });
});
