import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Listener } from '../wire/listener.ts';
import { Caller } from './caller.ts';
import type { ZaloPerson } from './person.ts';
import {
  createZaloOaEmulator,
  type ZaloOaEmulator,
  type ZaloOaOptions,
} from './zalo-oa-emulator.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MIB = 1024 * 1024;
const CS = '/v3.0/oa/message/cs';
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

const media = (...elements: readonly object[]) => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements } },
});
const withButtons = (...buttons: readonly object[]) => ({
  text: 'Bấm',
  attachment: { type: 'template', payload: { buttons } },
});
const query = (title: string, payload: string, type = 'oa.query.show') => ({
  title,
  type,
  payload,
});

describe('the Zalo OA emulator', () => {
  let zalo: ZaloOaEmulator;
  let caller: Caller;
  let an: ZaloPerson;
  const open = async (options: ZaloOaOptions = {}): Promise<void> => {
    await zalo?.close();
    zalo = await createZaloOaEmulator(options);
    caller = new Caller(zalo);
    an = zalo.user('An');
    an.sends('chào');
  };
  beforeEach(() => open());
  afterEach(() => zalo.close());

  const say = async (message: unknown, to = an.id): Promise<number> =>
    (await caller.say(to, message)).error;
  const fromOa = () => an.transcript.filter(({ from }) => from === 'oa');

  it('answers the documented bytes to the documented body', async () => {
    await open({ now: () => new Date(1_626_926_349_402) });
    const text = 'Đã ghi nhận phản ánh PA-2026-000123.';
    const response = await caller.request(CS, {
      recipient: { user_id: an.id },
      message: { text },
    });
    expect(await response.text()).toBe(
      `{"data":{"message_id":"${an.said.at(-1)?.id}","user_id":"${an.id}","sent_time":"1626926349402","quota":{"quota_type":"reply"}},"error":0,"message":"Success"}`,
    );
    expect(fromOa()).toMatchObject([{ words: text }]);
  });

  it('has ids above 2^53, in strings', () => {
    expect(Number.isSafeInteger(Number(an.id))).toBe(false);
    expect(Number.isSafeInteger(Number(zalo.oaId))).toBe(false);
  });

  it('refuses with status 200, a negative error and no data', async () => {
    const response = await caller.request(CS, { recipient: { user_id: '1' }, message: {} });
    expect(response.status).toBe(200);
    const body = (await response.json()) as object;
    expect(body).toMatchObject({ error: -213, message: expect.any(String) });
    expect(body).not.toHaveProperty('data');
  });

  describe('the window', () => {
    it.each([
      ['48 hours', 48 * HOUR_MS, { error: 0, data: { quota: { quota_type: 'reply' } } }],
      [
        'more than 48 hours',
        48 * HOUR_MS + 60_000,
        { error: 0, data: { quota: { quota_type: 'sub_quota', remain: 499, total: 500 } } },
      ],
      ['7 days', 7 * DAY_MS, { error: 0, data: { quota: { quota_type: 'sub_quota' } } }],
      ['more than 7 days', 7 * DAY_MS + 60_000, { error: -230 }],
    ] as const)('after %s', async (_label, ms, answer) => {
      await open({ now: () => new Date(1_795_416_883_026) });
      zalo.advance(ms);
      caller.renew();
      expect(await caller.say(an.id, { text: 'a' })).toMatchObject(answer);
    });

    it.each([
      ['a word', (person: ZaloPerson): void => void person.sends('a')],
      ['a follow', (person: ZaloPerson): void => person.follows()],
      ['a click on the chat', (person: ZaloPerson): void => person.clicksChat()],
      ['details that were asked for', (person: ZaloPerson): void => person.submitsInfo({})],
    ] as const)('opens again with %s', async (_label, act) => {
      zalo.advance(8 * DAY_MS);
      caller.renew();
      expect(await say({ text: 'a' })).toBe(-230);
      act(an);
      expect(await say({ text: 'a' })).toBe(0);
    });

    it('is closed to somebody who never did anything', async () => {
      expect(await say({ text: 'a' }, zalo.user('Bình').id)).toBe(-230);
    });

    it('ends with the package, and an admin answers all the same', async () => {
      await open({ packageMessages: 1 });
      zalo.advance(3 * DAY_MS);
      caller.renew();
      expect([await say({ text: '1' }), await say({ text: '2' })]).toEqual([0, -211]);
      zalo.answerByHand(an, 'bằng tay');
      expect(an.transcript.at(-1)).toMatchObject({ from: 'admin', words: 'bằng tay' });
    });
  });

  it.each([
    ['nobody known', -213, (_person: ZaloPerson): string => 'not-there'],
    [
      'somebody who blocked the OA',
      -217,
      (person: ZaloPerson): string => (person.blocks(), person.id),
    ],
    [
      'somebody who left Zalo',
      -227,
      (person: ZaloPerson): string => (person.leavesZalo(), person.id),
    ],
  ] as const)('refuses a message to %s', async (_label, error, whom) => {
    const to: string = whom(an);
    expect(await say({ text: 'a' }, to)).toBe(error);
  });

  it.each([
    ['nothing', -201, {}],
    ['an empty text', -201, { text: '' }],
    ['2001 characters', -210, { text: 'ă'.repeat(2_001) }],
    ['2001 characters once decomposed', -210, { text: 'ắ'.normalize('NFD').repeat(667) }],
    ['2000 characters', 0, { text: 'ắ'.repeat(2_000) }],
    ['a quote of nothing', -201, { text: 'a', quote_message_id: 'x' }],
    ['an attachment of no known type', -233, { attachment: { type: 'list', payload: {} } }],
    [
      'a list, which only the second version had',
      -233,
      { attachment: { type: 'template', payload: { template_type: 'list', elements: [] } } },
    ],
    ['a picture with neither address nor id', -201, media({ media_type: 'image' })],
    [
      'a picture with both',
      -201,
      media({ media_type: 'image', url: 'https://a.vn/a.jpg', attachment_id: 'x' }),
    ],
    ['a picture with an unknown id', -201, media({ media_type: 'image', attachment_id: 'x' })],
    ['a picture that is no address', -201, media({ media_type: 'image', url: 'a.jpg' })],
    ['a picture elsewhere', 0, media({ media_type: 'image', url: 'https://a.vn/a.jpg' })],
    ['two pictures', -201, media({}, {})],
    ['a film', -201, media({ media_type: 'video', url: 'https://a.vn/a.mp4' })],
    [
      'a moving picture without measures',
      -201,
      media({ media_type: 'gif', url: 'https://a.vn/a.gif' }),
    ],
    ['a sticker', 0, media({ media_type: 'sticker', attachment_id: 'bc2cf1' })],
    [
      'a file with an unknown token',
      -201,
      { attachment: { type: 'file', payload: { token: 'x' } } },
    ],
  ] as const)('answers %s with %i', async (_label, error, message) => {
    expect(await say(message)).toBe(error);
  });

  it('quotes what was said', async () => {
    const [said] = an.said;
    expect(await say({ text: 'a', quote_message_id: said?.id })).toBe(0);
    expect(an.said.at(-1)?.quotes).toBe(said?.id);
  });

  it('refuses a body that is no JSON, and a form where JSON belongs', async () => {
    const post = async (type: string, body: string): Promise<unknown> => {
      const response = await fetch(`${zalo.apiBase}${CS}`, {
        method: 'POST',
        headers: { access_token: caller.token, 'content-type': type },
        body,
      });
      return ((await response.json()) as { error: number }).error;
    };
    expect(await post('application/json', '{')).toBe(-201);
    expect(await post('text/plain', '{}')).toBe(-201);
  });

  describe('buttons', () => {
    const five = ['1', '2', '3', '4', '5'].map((title) => query(title, title));

    it.each([
      ['five', 0, five],
      ['six', -201, [...five, query('6', '6')]],
      ['none', -201, []],
      ['a title of 101', -201, [query('a'.repeat(101), 'x')]],
      ['a payload of 1001', -201, [query('a', 'x'.repeat(1_001))]],
      ['an unknown type', -201, [query('a', 'x', 'oa.query')]],
      ['an address', 0, [{ title: 'a', type: 'oa.open.url', payload: { url: 'https://a.vn' } }]],
      ['no address', -201, [{ title: 'a', type: 'oa.open.url', payload: 'https://a.vn' }]],
      [
        'a phone and a text message',
        0,
        [
          { title: 'a', type: 'oa.open.phone', payload: { phone_code: '841022' } },
          { title: 'b', type: 'oa.open.sms', payload: { phone_code: '841022', content: 'c' } },
        ],
      ],
    ] as const)('answers %s with %i', async (_label, error, buttons) => {
      expect(await say(withButtons(...buttons))).toBe(error);
    });

    it('need words above them', async () => {
      expect(await say({ ...withButtons(...five), text: undefined })).toBe(-201);
    });

    it('are refused, or need a type, when it is told so', async () => {
      await open({ buttons: 'refused' });
      expect(await say(withButtons(...five))).toBe(-201);
      await open({ buttons: 'with-template-type' });
      expect(await say(withButtons(...five))).toBe(-201);
      const payload = { template_type: 'button', buttons: five };
      expect(await say({ text: 'a', attachment: { type: 'template', payload } })).toBe(0);
      expect(an.buttons.map(({ title }) => title)).toEqual(['1', '2', '3', '4', '5']);
    });
  });

  describe('asking for details', () => {
    const ask = (element: object, ...more: readonly object[]) => ({
      attachment: {
        type: 'template',
        payload: { template_type: 'request_user_info', elements: [element, ...more] },
      },
    });
    const good = { title: 'a', subtitle: 'b', image_url: 'https://a.vn/logo.png' };

    it.each([
      ['one element', 0, ask(good)],
      ['two', -201, ask(good, good)],
      ['a title of 101', -201, ask({ ...good, title: 'a'.repeat(101) })],
      ['a subtitle of 501', -201, ask({ ...good, subtitle: 'a'.repeat(501) })],
      ['no picture', -201, ask({ title: 'a', subtitle: 'b' })],
    ] as const)('answers %s with %i', async (_label, error, message) => {
      expect(await say(message)).toBe(error);
    });
  });

  describe('uploads', () => {
    it.each([
      ['a jpg', 'image', JPEG, 'a.jpg', 0],
      ['a png', 'image', PNG, 'a.png', 0],
      ['what only claims to be a picture', 'image', Buffer.from('<html>'), 'a.jpg', -201],
      ['a moving picture as a picture', 'image', Buffer.from('GIF89a'), 'a.gif', -201],
      ['a moving picture', 'gif', Buffer.from('GIF89a'), 'a.gif', 0],
      ['nothing', 'image', Buffer.alloc(0), 'a.jpg', -201],
      ['more than 1 MB', 'image', Buffer.concat([JPEG, Buffer.alloc(MIB)]), 'a.jpg', -201],
      ['a pdf', 'file', Buffer.from('%PDF'), 'đơn thư.pdf', 0],
      ['a program', 'file', Buffer.from('MZ'), 'a.exe', -201],
      ['more than 5 MB', 'file', Buffer.alloc(5 * MIB + 1), 'a.pdf', -201],
    ] as const)('answers %s with the right error', async (_label, kind, bytes, name, error) => {
      expect((await caller.upload(kind, bytes, name)).error).toBe(error);
    });

    it('live for seven days', async () => {
      const { data } = await caller.upload('image', JPEG, 'a.jpg');
      const shown = media({ media_type: 'image', attachment_id: data?.['attachment_id'] });
      expect(await say({ text: 'Ảnh', ...shown })).toBe(0);
      expect(an.said.at(-1)?.files[0]?.bytes).toEqual(JPEG);
      zalo.advance(7 * DAY_MS + 60_000);
      caller.renew();
      an.sends('a');
      expect(await say(shown)).toBe(-100);
    });

    it('are sent as files by their token, and not as pictures', async () => {
      const { data } = await caller.upload('file', Buffer.from('%PDF'), 'a.pdf');
      const token = data?.['token'];
      expect(await say({ attachment: { type: 'file', payload: { token } } })).toBe(0);
      expect(await say(media({ media_type: 'image', attachment_id: token }))).toBe(-201);
      expect(fromOa().at(-1)).toMatchObject({ files: 1 });
    });

    it('are no detour for a picture at an address, which is fetched and looked at', async () => {
      const at = (name: string, bytes: Uint8Array) =>
        media({ media_type: 'image', url: zalo.media.put(name, bytes, 'image/jpeg') });
      expect(await say(at('a.jpg', JPEG))).toBe(0);
      expect(await say(at('b.jpg', Buffer.from('<html>')))).toBe(-201);
      expect(await say(at('c.jpg', Buffer.concat([JPEG, Buffer.alloc(MIB)])))).toBe(-201);
      const gone = media({ media_type: 'image', url: `http://${zalo.mediaHost}/none.jpg` });
      expect(await say(gone)).toBe(-201);
    });
  });

  describe('reactions', () => {
    const react = async (icon: unknown, id = an.said[0]?.id): Promise<number> =>
      (
        await caller.post('/v2.0/oa/message', {
          recipient: { user_id: an.id },
          sender_action: { react_icon: icon, react_message_id: id },
        })
      ).error;

    it('stand on a message of the person and are taken back', async () => {
      expect([await react('/-strong'), await react('/-heart')]).toEqual([0, 0]);
      expect(an.transcript[0]?.reactions).toEqual(['/-strong', '/-heart']);
      expect(await react('/-remove')).toBe(0);
      expect(an.transcript[0]?.reactions).toEqual([]);
    });

    it('are three, at most fifty, and on no message of our own', async () => {
      expect(await react(':>')).toBe(-201);
      expect(await react('/-heart', 'none')).toBe(-201);
      for (let count = 0; count < 50; count += 1) await react('/-heart');
      expect(await react('/-heart')).toBe(-210);
    });

    it('are all that is left of the second version', async () => {
      const old = { recipient: { user_id: an.id }, message: { text: 'a' } };
      expect((await caller.post('/v2.0/oa/message', old)).error).toBe(-240);
    });
  });

  describe('templates', () => {
    const PARAMETERS = ['code', { name: 'date', type: 'DATE', maxLength: 20 }] as const;
    const filled = { code: 'LL-4827', date: '28/11/2026' };
    const byUid = async (template_data: unknown = filled, more: object = {}): Promise<number> => {
      const body = { user_id: an.id, template_id: '5', template_data, ...more };
      return (await caller.post('/v3.0/oa/message/template', body)).error;
    };
    const byPhone = async (more: object = {}): Promise<number> => {
      const body = {
        phone: '84901234567',
        template_id: '5',
        template_data: filled,
        tracking_id: 't1',
        ...more,
      };
      return (await caller.business('/message/template', body)).error;
    };

    it('go by uid when every window is closed', async () => {
      zalo.addTemplate({ id: '5', name: 'Kết quả', parameters: PARAMETERS });
      zalo.advance(60 * DAY_MS);
      caller.renew();
      const body = { user_id: an.id, template_id: '5', template_data: filled };
      expect(await caller.post('/v3.0/oa/message/template', body)).toMatchObject({
        error: 0,
        data: { message_id: expect.any(String), user_id: an.id, sent_time: expect.any(String) },
      });
      expect(an.transcript.at(-1)).toMatchObject({
        from: 'template',
        words: 'Kết quả\ncode: LL-4827\ndate: 28/11/2026',
      });
    });

    it('go only once they are approved, and by phone alone where they are of that kind', async () => {
      zalo.addTemplate({ id: '5', parameters: PARAMETERS, isApproved: false });
      expect(await byUid()).toBe(-131);
      zalo.approveTemplate('5');
      expect(await byUid()).toBe(0);
      zalo.addTemplate({ id: '5', parameters: PARAMETERS, isByPhoneOnly: true });
      expect(await byUid()).toBe(-249);
    });

    it.each([
      ['one that is missing', -1122, { code: 'a' }],
      ['one that is empty', -1122, { ...filled, code: '' }],
      ['one of 31 characters', -1121, { ...filled, code: 'a'.repeat(31) }],
      ['a date that is none', -1124, { ...filled, date: '2026-11-28' }],
      ['a list', -1124, { ...filled, code: ['a'] }],
    ] as const)('refuse a parameter: %s', async (_label, error, values) => {
      zalo.addTemplate({ id: '5', parameters: PARAMETERS });
      expect(await byUid(values)).toBe(error);
    });

    it('go by phone to whoever has one, and tell when they arrived', async () => {
      await using listener = await Listener.open();
      await open({ receipts: true, webhookUrl: listener.url });
      zalo.addTemplate({ id: '5', parameters: PARAMETERS });
      expect(await byPhone()).toBe(-118);
      an.phone = '84901234567';
      expect(await byPhone()).toBe(0);
      await zalo.webhook.idle();
      const receipt = listener.arrived.at(-1);
      expect(receipt?.headers['x-zevent-server']).toBe('ZNS');
      expect(JSON.parse(receipt?.body ?? '')).toMatchObject({
        event_name: 'user_received_message',
        recipient: { id: '84901234567' },
        message: { msg_id: an.said.at(-1)?.id, tracking_id: 't1' },
      });
      const status = await caller.business(`/message/status?message_id=${an.said.at(-1)?.id}`);
      expect(status.data).toMatchObject({ status: 1 });
    });

    it.each([
      ['a number that is none', -108, { phone: '0901234567' }],
      ['no tracking id', -1122, { tracking_id: undefined }],
      ['a tracking id of 49', -1122, { tracking_id: 'a'.repeat(49) }],
      ['the development mode to a stranger', -127, { mode: 'development' }],
      ['an unknown template', -131, { template_id: '6' }],
    ] as const)('are refused by phone: %s', async (_label, error, more) => {
      an.phone = '84901234567';
      zalo.addTemplate({ id: '5', parameters: PARAMETERS });
      expect(await byPhone(more)).toBe(error);
    });

    it('go to admins for nothing in development mode', async () => {
      await open({ admins: ['84901234567'], templatesPerDay: 1 });
      an.phone = '84901234567';
      zalo.addTemplate({ id: '5', parameters: PARAMETERS });
      expect(await byPhone({ mode: 'development' })).toBe(0);
      expect([await byPhone(), await byPhone()]).toEqual([0, -144]);
    });

    it('may be refused by phone at night', async () => {
      // 23:00 in Viet Nam.
      await open({ refusesAtNight: true, now: () => new Date('2026-11-28T16:00:00Z') });
      an.phone = '84901234567';
      zalo.addTemplate({ id: '5', parameters: PARAMETERS });
      expect(await byPhone()).toBe(-133);
      zalo.advance(7 * HOUR_MS);
      expect(await byPhone()).toBe(0);
    });

    it('are described and counted', async () => {
      zalo.addTemplate({ id: '5', parameters: PARAMETERS });
      const info = await caller.business('/template/info/v2?template_id=5');
      expect(info.data).toMatchObject({
        status: 'ENABLE',
        listParams: [{ name: 'code', require: true, maxLength: 30 }, { name: 'date' }],
      });
      expect((await caller.business('/template/all?offset=0&limit=100')).data).toHaveLength(1);
      expect((await caller.business('/template/all?offset=0&limit=101')).error).toBe(-1124);
      expect((await caller.business('/template/info/v2?template_id=6')).error).toBe(-146);
      expect((await caller.business('/message/quota')).data).toEqual({
        dailyQuota: '5000',
        remainingQuota: '5000',
      });
      expect((await caller.business('/message/status?message_id=x')).data).toMatchObject({
        status: -1,
      });
    });
  });

  describe('people and the account', () => {
    it('describes a follower, with the day of their last word', async () => {
      await open({ now: () => new Date('2026-11-28T17:30:00Z') });
      expect((await caller.get('/v3.0/oa/user/detail', { user_id: an.id })).error).toBe(-213);
      an.follows();
      an.submitsInfo({ phone: '84901234567' });
      expect((await caller.get('/v3.0/oa/user/detail', { user_id: an.id })).data).toMatchObject({
        user_id: an.id,
        display_name: 'An',
        user_is_follower: true,
        // Half past midnight in Viet Nam.
        user_last_interaction_date: '29/11/2026',
        shared_info: { phone: '84901234567' },
        tags_and_notes_info: { tag_names: [] },
      });
    });

    it('keeps tags', async () => {
      const tag = { user_id: an.id, tag_name: 'Thôn 1' };
      expect((await caller.post('/v2.0/oa/tag/tagfollower', tag)).error).toBe(0);
      expect((await caller.get('/v2.0/oa/tag/gettagsofoa')).data).toEqual(['Thôn 1']);
      const list = await caller.get('/v3.0/oa/user/getlist', { tag_name: 'Thôn 1' });
      expect(list.data).toMatchObject({ total: 1, users: [{ user_id: an.id }] });
      expect((await caller.post('/v2.0/oa/tag/rmfollowerfromtag', tag)).error).toBe(0);
      expect((await caller.post('/v2.0/oa/tag/rmtag', tag)).error).toBe(-201);
      expect(an.tags).toEqual([]);
      const wrong = { user_id: Number(an.id), tag_name: 'a' };
      expect((await caller.post('/v2.0/oa/tag/tagfollower', wrong)).error).toBe(-213);
    });

    it('lists at most fifty', async () => {
      expect((await caller.get('/v3.0/oa/user/getlist', { count: 51 })).error).toBe(-201);
      expect((await caller.get('/v3.0/oa/user/getlist', { offset: 9_952 })).error).toBe(-201);
    });

    it('tells who it is', async () => {
      expect((await caller.get('/v2.0/oa/getoa')).data).toMatchObject({
        oaid: zalo.oaId,
        oa_type: 4,
        package_name: 'Growth',
      });
    });

    it('shows the talk, the newest first, and the latest of each chat', async () => {
      await say({ text: 'dạ' });
      const ofAn = { user_id: an.id, offset: 0, count: 10 };
      expect((await caller.get('/v2.0/oa/conversation', ofAn)).data).toMatchObject([
        { src: 0, message: 'dạ', from_id: zalo.oaId, to_id: an.id },
        { src: 1, message: 'chào', from_id: an.id, from_display_name: 'An' },
      ]);
      expect((await caller.get('/v2.0/oa/listrecentchat', { count: 10 })).data).toHaveLength(1);
      expect((await caller.get('/v2.0/oa/conversation', { ...ofAn, count: 11 })).error).toBe(-201);
    });

    it('tells when the window began', async () => {
      await open({ now: () => new Date(1_795_416_883_026) });
      zalo.advance(60_000);
      const quota = await caller.post('/v3.0/oa/quota/message', { user_id: an.id });
      expect(quota.data).toMatchObject({ last_interaction: '1795416883026' });
    });
  });

  describe('limits and faults', () => {
    it('counts the calls of a minute, and says so in every answer', async () => {
      await open({ requestsPerMinute: 2, now: () => new Date(1_795_416_840_000) });
      const ask = async () => {
        const response = await caller.request('/v2.0/oa/getoa');
        const { error } = (await response.json()) as { error: number };
        const { headers } = response;
        return [error, headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remain')];
      };
      expect([await ask(), await ask(), await ask()]).toEqual([
        [0, '2', '1'],
        [0, '2', '0'],
        [-32, '2', '0'],
      ]);
      zalo.advance(60_000);
      expect(await ask()).toEqual([0, '2', '1']);
    });

    it('knows no other path, nor one of another host', async () => {
      expect((await caller.request('/v3.0/oa/message/transaction', {})).status).toBe(404);
      expect((await caller.request('/message/template', {})).status).toBe(404);
      expect((await caller.request(CS, {}, zalo.businessBase)).status).toBe(404);
    });

    it('goes wrong as planned, and only so often', async () => {
      const request = (text: string) =>
        caller.request(CS, { recipient: { user_id: an.id }, message: { text } });
      zalo.faults.plan(CS, { kind: 'refused', error: -200 }, { after: 1 });
      zalo.faults.plan(CS, { kind: 'gateway', status: 502 });
      zalo.faults.plan(CS, { kind: 'empty', status: 200 });
      zalo.faults.plan(CS, { kind: 'cut', isDone: false });
      zalo.faults.plan(CS, { kind: 'cut', isDone: true });
      zalo.faults.plan(CS, { kind: 'delay', ms: 300 });
      zalo.faults.plan(CS, { kind: 'silent', isDone: true });
      expect(await (await request('1')).json()).toMatchObject({ error: 0 });
      expect(await (await request('2')).json()).toMatchObject({ error: -200 });
      const gateway = await request('3');
      expect([gateway.status, await gateway.text()]).toEqual([502, '<h1>Bad Gateway</h1>']);
      const empty = await request('4');
      expect([empty.status, await empty.text()]).toEqual([200, '']);
      await expect(request('5')).rejects.toThrow('fetch failed');
      await expect(request('6')).rejects.toThrow('fetch failed');
      const startedMs = performance.now();
      expect(await (await request('7')).json()).toMatchObject({ error: 0 });
      expect(performance.now() - startedMs).toBeGreaterThan(290);
      const silent = fetch(`${zalo.apiBase}${CS}`, {
        method: 'POST',
        headers: { access_token: caller.token, 'content-type': 'application/json' },
        body: JSON.stringify({ recipient: { user_id: an.id }, message: { text: '8' } }),
        signal: AbortSignal.timeout(500),
      });
      await expect(silent).rejects.toThrow(/timeout/);
      expect(await (await request('9')).json()).toMatchObject({ error: 0 });
      expect(fromOa().map(({ words }) => words)).toEqual(['1', '6', '7', '8', '9']);
    });
  });

  it('is played by hand over HTTP', async () => {
    await using listener = await Listener.open();
    const order = async (path: string, body: object = {}): Promise<unknown> => {
      const response = await fetch(`${zalo.apiBase}/_emu/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return response.json();
    };
    await order('webhook', { url: listener.url });
    await order('users/Bình/text', { text: 'xin chào' });
    await order('users/Bình/follow');
    await order('users/Bình/image', { base64: JPEG.toString('base64'), text: 'hố' });
    await order('users/Bình/by-hand/answer', { text: 'dạ' });
    await zalo.webhook.idle();
    expect(listener.events.map((event) => event['event_name'])).toEqual([
      'user_send_text',
      'follow',
      'user_send_image',
      'oa_send_text',
    ]);
    const seen = await fetch(`${zalo.apiBase}/_emu/users/Bình`);
    expect(await seen.json()).toMatchObject([
      { words: 'xin chào' },
      { words: 'hố' },
      { from: 'admin', words: 'dạ' },
    ]);
    const { access_token: token } = (await order('tokens')) as { access_token: string };
    caller.token = token;
    await order('faults', { path: CS, fault: { kind: 'refused', error: -32 }, times: 1 });
    expect([await say({ text: 'a' }), await say({ text: 'a' })]).toEqual([-32, 0]);
    await order('templates', { id: '9', parameters: [], isApproved: false });
    await order('templates/9/approve');
    await order('clock', { ms: 8 * DAY_MS });
    expect(zalo.now().getTime()).toBeGreaterThan(Date.now() + 7 * DAY_MS);
    expect(await order('users/Bình/dance')).toHaveProperty('acts');
  });
});
