import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ZaloOaClient } from '../../../src/channels/zalo-oa/client.ts';
import { consentUrl, exchangeCode, pkce } from '../../../src/channels/zalo-oa/oauth.ts';
import type { ZaloOaAccount } from '../../../src/channels/zalo-oa/options.ts';
import { LocalServer } from '../wire/local-server.ts';
import { useDesks } from './desk.ts';

const USER = '2512523625412515';

describe('the forms in which Zalo is called', () => {
  let server: LocalServer;
  let account: ZaloOaAccount;
  beforeAll(async () => {
    server = await LocalServer.start();
    account = {
      apiBase: `${server.url}/open`,
      businessBase: `${server.url}/business`,
      oauthBase: `${server.url}/oauth`,
      appId: '360846524940903967',
      appSecret: 'the-app-secret',
      oaId: '388613280878808645',
      webhookSecret: 's',
      signatureId: 'app_id',
      codeVerifier: undefined,
      sendsAppSecretProof: false,
      hasButtons: false,
      buttonsTemplateType: undefined,
      allowsBilled: false,
      mediaHosts: [],
      templates: {},
    };
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.json({ data: { message_id: 'm1' }, error: 0, message: 'Success' });
  });

  const access = { token: 'the-access-token', version: 1 };
  const client = (changed: Partial<ZaloOaAccount> = {}) =>
    new ZaloOaClient(
      { ...account, ...changed },
      {
        access: async () => access,
        renew: async () => access,
      },
    );
  const body = (): unknown => JSON.parse(server.last.body.toString('utf8'));

  it.each([null, '', true, [], ' 0', '0x0', undefined])(
    'an answer whose error is %o says nothing of success',
    async (error) => {
      server.json({ data: { message_id: 'm1' }, error });
      await expect(client().sendText(USER, 'x')).rejects.toMatchObject({
        kind: 'retry',
        mayBeDone: true,
      });
    },
  );

  it('an error may be written as text', async () => {
    server.json({ data: { message_id: 'm1' }, error: '0' });
    await expect(client().sendText(USER, 'x')).resolves.toMatchObject({ messageId: 'm1' });
    server.json({ error: '-217' });
    await expect(client().sendText(USER, 'x')).rejects.toMatchObject({ code: -217 });
  });

  it('are those of the specification, byte by byte', async () => {
    await client().sendText(USER, 'Đã ghi nhận phản ánh PA-2026-000123.');
    expect(server.last.body.toString('utf8')).toBe(
      '{"recipient":{"user_id":"2512523625412515"},"message":{"text":"Đã ghi nhận phản ánh PA-2026-000123."}}',
    );
    const { method, path, headers } = server.last;
    expect([method, path]).toEqual(['POST', '/open/v3.0/oa/message/cs']);
    expect(headers).toMatchObject({
      access_token: 'the-access-token',
      'content-type': 'application/json',
    });
    expect(headers['authorization']).toBeUndefined();
    expect(headers['appsecret_proof']).toBeUndefined();
  });

  it.each([
    [
      'a quotation',
      () => client().sendText(USER, 'x', 'q1'),
      { text: 'x', quote_message_id: 'q1' },
    ],
    [
      'an image by address',
      () => client().sendImage(USER, { url: 'https://x/a.jpg' }, 'Ảnh'),
      {
        text: 'Ảnh',
        attachment: {
          type: 'template',
          payload: {
            template_type: 'media',
            elements: [{ media_type: 'image', url: 'https://x/a.jpg' }],
          },
        },
      },
    ],
    [
      'an image by upload',
      () => client().sendImage(USER, { attachmentId: 'a1' }),
      {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'media',
            elements: [{ media_type: 'image', attachment_id: 'a1' }],
          },
        },
      },
    ],
    [
      'a file',
      () => client().sendFile(USER, 't1'),
      { attachment: { type: 'file', payload: { token: 't1' } } },
    ],
    [
      'a question for contact',
      () =>
        client().requestUserInfo(USER, { title: 'UBND', subtitle: 'Xin', imageUrl: 'https://x' }),
      {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'request_user_info',
            elements: [{ title: 'UBND', subtitle: 'Xin', image_url: 'https://x' }],
          },
        },
      },
    ],
    [
      'buttons',
      () =>
        client().sendTextWithButtons(USER, 'Gì ạ?', [
          { type: 'oa.query.hide', title: 'Gửi', payload: '#cb:a' },
        ]),
      {
        text: 'Gì ạ?',
        attachment: {
          type: 'template',
          payload: { buttons: [{ type: 'oa.query.hide', title: 'Gửi', payload: '#cb:a' }] },
        },
      },
    ],
  ])('for %s', async (_label, call, message) => {
    expect(await call()).toEqual({ messageId: 'm1', quotaType: undefined });
    expect(body()).toEqual({ recipient: { user_id: USER }, message });
  });

  it('for a reaction, tags, quota and templates', async () => {
    await client().react(USER, 'm9', '/-strong');
    expect(server.last.path).toBe('/open/v2.0/oa/message');
    expect(body()).toEqual({
      recipient: { user_id: USER },
      sender_action: { react_icon: '/-strong', react_message_id: 'm9' },
    });
    await client().tagUser(USER, 'thôn');
    expect(server.last.path).toBe('/open/v2.0/oa/tag/tagfollower');
    expect(body()).toEqual({ user_id: USER, tag_name: 'thôn' });
    await client().untagUser(USER, 'thôn');
    expect(server.last.path).toBe('/open/v2.0/oa/tag/rmfollowerfromtag');
    await client().getUserQuota(USER);
    expect(server.last.path).toBe('/open/v3.0/oa/quota/message');
    await client().sendTemplateByUid(USER, '7', { code: 'LL-4827' });
    expect(server.last.path).toBe('/open/v3.0/oa/message/template');
    expect(body()).toEqual({ user_id: USER, template_id: '7', template_data: { code: 'LL-4827' } });
    server.json({ data: { msg_id: 'p1' }, error: 0 });
    expect(await client().sendTemplateByPhone('84912345678', '7', { code: 'a' }, 'track')).toEqual({
      messageId: 'p1',
      quotaType: undefined,
    });
    expect(server.last.path).toBe('/business/message/template');
    expect(body()).toMatchObject({ phone: '84912345678', tracking_id: 'track' });
  });

  it('for questions, with the data in one parameter', async () => {
    server.json({ data: { user_id: USER, display_name: 'Lan', new_field: 1 }, error: 0 });
    expect(await client().getUser(USER)).toMatchObject({ user_id: USER, new_field: 1 });
    expect(server.last.path).toBe(
      '/open/v3.0/oa/user/detail?data=%7B%22user_id%22%3A%222512523625412515%22%7D',
    );
    server.json({ data: { listParams: [{ name: 'code' }], status: 'ENABLE' }, error: 0 });
    await client().getTemplate('7');
    expect(server.last.path).toBe('/business/template/info/v2?template_id=7');
    server.json({ data: [], error: 0 });
    await client().getConversation(USER, 10);
    expect(decodeURIComponent(server.last.path)).toContain(
      `{"user_id":"${USER}","offset":10,"count":10}`,
    );
  });

  it('for uploads, as a form with the field file', async () => {
    server.json({ data: { attachment_id: 'a1' }, error: 0 });
    const file = { name: 'photo.jpg', mediaType: 'image/jpeg', bytes: Buffer.from('xyz') };
    expect(await client().uploadImage(file)).toBe('a1');
    expect(server.last.path).toBe('/open/v2.0/oa/upload/image');
    expect(server.last.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.last.body.toString()).toMatch(/name="file"; filename="photo\.jpg"[\s\S]+xyz/);
    server.json({ data: { token: 't1' }, error: 0 });
    expect(await client().uploadFile(file)).toBe('t1');
    server.json({ data: {}, error: 0 });
    await expect(client().uploadFile(file)).rejects.toMatchObject({ kind: 'ours' });
  });

  it('with proof of the secret where the app demands it', async () => {
    await client({ sendsAppSecretProof: true }).sendText(USER, 'x');
    expect(server.last.headers['appsecret_proof']).toBe(
      createHmac('sha256', 'the-app-secret').update('the-access-token').digest('hex'),
    );
  });

  it.each([
    ['nothing', undefined],
    ['no id', {}],
    ['a number for an id', { message_id: 7 }],
    ['an odd quota', { message_id: 'm1', quota: 8 }],
    ['fields of tomorrow', { message_id: 'm1', fresh: [1] }],
  ])('and a message that Zalo took is taken, with %s in the answer', async (_label, data) => {
    server.json({ data, error: 0, message: 'Success' });
    expect(Object.keys(await client().sendText(USER, 'x'))).toEqual(['messageId', 'quotaType']);
  });

  it('and the limit by the minute is read where Zalo tells it', async () => {
    const one = client();
    expect(one.rateLimit()).toEqual({ limit: undefined, remaining: undefined });
    server.json(
      { error: -32, message: 'app limit' },
      { 'x-ratelimit-limit': '100', 'x-ratelimit-remain': '0', 'retry-after': '20' },
    );
    await expect(one.sendText(USER, 'x')).rejects.toMatchObject({
      code: -32,
      kind: 'retry',
      retryAfterMs: 20_000,
      reason: 'app-limit',
    });
    expect(one.rateLimit()).toEqual({ limit: 100, remaining: 0 });
  });

  it('and no error of Zalo’s brings its words along', async () => {
    server.json({ error: -201, message: 'Lan 0912345678 is invalid!' });
    const error = await client()
      .sendText(USER, 'x')
      .catch((failure: unknown) => failure as Error);
    expect(JSON.stringify([error, (error as Error).message])).not.toMatch(/Lan|0912345678/);
  });
});

describe('consent', () => {
  const desks = useDesks();

  it('has the challenge of the standard', () => {
    expect(pkce('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk').challenge).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
    const { verifier, challenge } = pkce();
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(challenge).toMatch(/^[\w-]{43}$/);
    expect(pkce().verifier).not.toBe(verifier);
  });

  it('leads to a code, the code to a pair, once', async () => {
    const { options, zalo } = await desks.open();
    const { verifier, challenge } = pkce();
    const link = consentUrl(options, {
      redirectUri: 'https://caunoi.example/zalo',
      challenge,
      state: 's1',
    });
    const response = await fetch(link, { redirect: 'manual' });
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('s1');
    const code = back.searchParams.get('code') ?? '';
    const now = zalo.now();
    const pair = await exchangeCode(options, code, verifier, now);
    expect(pair.expiresAt.getTime() - now.getTime()).toBe(90_000_000);
    await expect(exchangeCode(options, code, verifier, now)).rejects.toMatchObject({
      kind: 'ours',
    });
  });
});

describe('a notice by template', () => {
  const desks = useDesks();
  const template = {
    purpose: 'result',
    code: 'LL-4827',
    status: { key: 'đã xong và còn nói dài hơn ba mươi ký tự nữa' },
    team: { key: 'tổ dân vận thôn Lục Liễu' },
    date: '2026-11-26',
  } as const;
  const message = { lines: [], template };
  const house = {
    locale: 'vi',
    translate: ({ key }: { key: string }) => key,
    openFile: async () => new Uint8Array(),
    absolute: (path: string) => path,
    aboutToSend: async () => undefined,
  };
  const opened = async (templates = { result: '7' }) => {
    const desk = await desks.open({ templates });
    desk.zalo.addTemplate({
      id: '7',
      parameters: ['code', 'status', 'team', { name: 'date', maxLength: 20 }],
    });
    const lan = desk.zalo.user('Lan');
    lan.phone = '84912345678';
    lan.follows();
    desk.zalo.advance(8 * 86_400_000);
    await desk.consent();
    const chat = { channel: 'zalo-oa', chatId: lan.id };
    return { desk, lan, chat };
  };

  it('goes by chat or by phone when the window is closed, its values cut to fit', async () => {
    const { desk, chat } = await opened();
    const byChat = await desk.channel.sendTemplate?.({ by: 'chat', chat }, message, house);
    expect(byChat?.providerId).toBeDefined();
    const [call] = desk.zalo.calls('/v3.0/oa/message/template');
    expect(call?.fields['template_data']).toEqual({
      code: 'LL-4827',
      status: 'đã xong và còn nói dài hơn ba…',
      team: 'tổ dân vận thôn Lục Liễu',
      date: '26/11/2026',
    });
    const to = { by: 'phone', phone: '84912345678' } as const;
    const first = await desk.channel.sendTemplate?.(to, message, house);
    await desk.channel.sendTemplate?.(to, message, house);
    expect(first?.providerId).toBeDefined();
    const ids = desk.zalo.calls('/message/template').map(({ fields }) => fields['tracking_id']);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(String(id).length).toBeLessThanOrEqual(48);
  });

  it('is none where the operator named none, the message has none, or it cannot go this way', async () => {
    const { desk, chat } = await opened();
    const to = { by: 'chat', chat } as const;
    expect(await desk.channel.sendTemplate?.(to, { lines: [] }, house)).toBeUndefined();
    const reminder = { lines: [], template: { ...template, purpose: 'reminder' } } as const;
    expect(await desk.channel.sendTemplate?.(to, reminder, house)).toBeUndefined();
    expect(desk.zalo.calls('/v3.0/oa/message/template')).toEqual([]);
    desk.zalo.faults.plan('/v3.0/oa/message/template', { kind: 'refused', error: -249 });
    expect(await desk.channel.sendTemplate?.(to, message, house)).toBeUndefined();
  });

  it.each([
    ['/v3.0/oa/message/template', -131, 'rejected'],
    ['/v3.0/oa/message/template', -144, 'later'],
    ['/v3.0/oa/message/template', -118, 'closed'],
    ['/v3.0/oa/message/template', -115, 'misconfigured'],
  ])('refused on %s by %i ends as it must', async (path, error, code) => {
    const { desk, chat } = await opened();
    desk.zalo.faults.plan(path, { kind: 'refused', error });
    await expect(
      desk.channel.sendTemplate?.({ by: 'chat', chat }, message, house),
    ).rejects.toMatchObject({ code });
  });
});
