import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseWebhook } from '../../../src/channels/zalo-oa/event.ts';
import { verifyWebhook, zaloOaWebhook } from '../../../src/channels/zalo-oa/webhook.ts';

const APP_ID = '360846524940903967';
const OA_ID = '388613280878808645';
const SECRET = 'test-oa-secret-key';
/** The test vector of the specification. */
const BODY =
  '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Đường Lê Lợi bị ngập","msg_id":"96d3cdf3af150460909"},"timestamp":"1795416883026"}';
const MAC = 'e33769a1d771668bdcccdb19008d7c24b0f7ed748bf80b545f109c1ca2f1779c';
const MAC_BY_OA = 'a534a5cb81af61c44975922190eb6b265c47eb60f9a82649406ed809d78ea27c';
const MAC_OF_ESCAPED = 'ae0a215570cfab526f4b297955601f50bb813d4c281d11fc27b46f70a8ae42bd';

const account = {
  appId: APP_ID,
  oaId: OA_ID,
  webhookSecret: SECRET,
  signatureId: 'app_id',
} as const;

const macOf = (body: string, timestamp: string, id = APP_ID): string =>
  `mac=${createHash('sha256').update(`${id}${body}${timestamp}${SECRET}`).digest('hex')}`;

const deliver = (body: string | Uint8Array, signature?: string, as: typeof account = account) =>
  zaloOaWebhook(as).accept(
    new Request('http://127.0.0.1/webhooks/zalo-oa', {
      method: 'POST',
      body: typeof body === 'string' ? body : Buffer.from(body),
      ...(signature === undefined ? {} : { headers: { 'x-zevent-signature': signature } }),
    }),
  );
/** Signed as Zalo signs. */
const signed = (event: object, as: typeof account = account) => {
  const body = JSON.stringify({ timestamp: '1795416883026', ...event });
  return deliver(body, macOf(body, '1795416883026'), as);
};

describe('the signature of Zalo', () => {
  const verify = (header: string, body = BODY, signer = APP_ID) =>
    verifyWebhook(Buffer.from(body), header, '1795416883026', { signer, secret: SECRET });

  it('passes the test vector, with and without mac= and in capitals', () => {
    expect(Buffer.byteLength(BODY)).toBe(288);
    expect(verify(`mac=${MAC}`)).toBe(true);
    expect(verify(MAC)).toBe(true);
    expect(verify(`mac=${MAC.toUpperCase()}`)).toBe(true);
  });

  it('is by the account’s id only where that is switched on', () => {
    expect(verify(`mac=${MAC_BY_OA}`)).toBe(false);
    expect(verify(`mac=${MAC_BY_OA}`, BODY, OA_ID)).toBe(true);
  });

  it('is over the bytes as they came, not over a body written again', () => {
    expect(verify(`mac=${MAC_OF_ESCAPED}`)).toBe(false);
    const escaped = BODY.replaceAll(
      /[^\u0020-\u007e]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    expect(Buffer.byteLength(escaped)).toBe(312);
    expect(verify(`mac=${MAC_OF_ESCAPED}`, escaped)).toBe(true);
    expect(verify(`mac=${MAC}`, escaped)).toBe(false);
  });

  it.each(['', 'mac=', 'mac=00', MAC.slice(1), `sha256=${MAC}`, `${MAC}0`])('is not %o', (bad) => {
    expect(verify(bad)).toBe(false);
  });
});

describe('the webhook of Zalo', () => {
  it('takes a signed event under its key, chat and time', async () => {
    expect(await deliver(BODY, `mac=${MAC}`)).toEqual({
      status: 200,
      events: [
        {
          key: '96d3cdf3af150460909:user_send_text',
          chatId: '246845883529197922',
          order: 1_795_416_883_026,
          signedAt: new Date(1_795_416_883_026),
          body: BODY,
        },
      ],
    });
  });

  it('takes the other reading of the signature with its switch', async () => {
    expect((await deliver(BODY, `mac=${MAC_BY_OA}`)).status).toBe(401);
    const other = { ...account, signatureId: 'oa_id' } as unknown as typeof account;
    expect((await deliver(BODY, `mac=${MAC_BY_OA}`, other)).status).toBe(200);
    expect((await deliver(BODY, `mac=${MAC}`, other)).status).toBe(401);
  });

  it.each([
    ['no signature', BODY, undefined, 401],
    ['another signature', BODY, `mac=${'0'.repeat(64)}`, 401],
    ['a changed body', BODY.replace('ngập', 'khô'), `mac=${MAC}`, 401],
    [
      'what is not signed before it looks at it',
      '{"timestamp":"1795416883026"}',
      `mac=${MAC}`,
      401,
    ],
    ['an empty body', '', `mac=${MAC}`, 400],
    ['a page', '<html>', `mac=${MAC}`, 400],
    ['half an event', BODY.slice(0, 100), `mac=${MAC}`, 400],
    ['no object', '[]', `mac=${MAC}`, 400],
    ['no event', '{}', `mac=${MAC}`, 400],
    ['no text at all', new Uint8Array([0xff, 0xfe, 0]), `mac=${MAC}`, 400],
  ])('refuses %s and stores nothing', async (_label, body, signature, status) => {
    expect(await deliver(body, signature)).toEqual({ status, events: [] });
  });

  it.each([
    ['another app', { app_id: '1', event_name: 'follow', oa_id: OA_ID, follower: { id: '5' } }],
    [
      'another account',
      { app_id: APP_ID, event_name: 'follow', oa_id: '9', follower: { id: '5' } },
    ],
    [
      'words to another account',
      { event_name: 'user_send_text', sender: { id: '5' }, recipient: { id: '9' } },
    ],
  ])('refuses what is signed but of %s', async (_label, event) => {
    expect(await signed(event)).toEqual({ status: 401, events: [] });
  });

  it.each([
    ['a follower', { event_name: 'follow', oa_id: OA_ID, follower: { id: '5' } }, '5'],
    [
      'somebody who opens the chat',
      { event_name: 'user_click_chatnow', oa_id: OA_ID, user_id: '5' },
      '5',
    ],
    ['an echo', { event_name: 'oa_send_text', sender: { id: OA_ID }, recipient: { id: '5' } }, '5'],
    [
      'a receipt',
      { event_name: 'user_seen_message', sender: { id: OA_ID }, recipient: { id: '5' } },
      '5',
    ],
    [
      'a receipt of a template by phone, whose number is no chat',
      {
        event_name: 'user_received_message',
        sender: { id: OA_ID },
        recipient: { id: '84912345678' },
        message: { msg_id: 'm', tracking_id: 't' },
      },
      '',
    ],
    ['a stranger', { event_name: 'anonymous_send_text', sender: { id: '7' } }, ''],
    ['the account itself', { event_name: 'change_template_status', oa_id: OA_ID }, ''],
    ['an unknown event', { event_name: 'user_does_something_new', sender: { id: '5' } }, '5'],
    [
      'a group',
      { event_name: 'user_send_group_text', sender: { id: '5' }, recipient: { id: '8' } },
      '5',
    ],
  ])('stores what comes of %s under its chat', async (_label, event, chatId) => {
    expect(await signed(event)).toMatchObject({ status: 200, events: [{ chatId }] });
  });

  it('gives a repeat the same key, and another event another', async () => {
    const keyOf = async (event: object) => (await signed(event)).events[0]?.key;
    const follow = { event_name: 'follow', oa_id: OA_ID, follower: { id: '5' } };
    expect(await keyOf(follow)).toBe(await keyOf(follow));
    expect(await keyOf(follow)).not.toBe(await keyOf({ ...follow, timestamp: '1795416883026 ' }));
    const message = { msg_id: 'm' };
    const said = { sender: { id: '5' }, recipient: { id: OA_ID }, message };
    expect(await keyOf({ ...said, event_name: 'user_send_text' })).toBe('m:user_send_text');
    expect(await keyOf({ ...said, event_name: 'user_received_message' })).toBe(
      'm:user_received_message',
    );
  });

  it('takes no more of one thing than any event has', () => {
    const items = Array.from({ length: 60 }, (_, index) => ({ type: 'image', id: `${index}` }));
    const event = parseWebhook(
      JSON.stringify({
        event_name: 'user_seen_message',
        timestamp: '1',
        attachments: items,
        message: { attachments: items, msg_ids: items.map(({ id }) => id) },
      }),
    );
    expect(event?.attachments).toHaveLength(50);
    expect(event?.message?.attachments).toHaveLength(50);
    expect(event?.message?.msg_ids).toHaveLength(50);
  });

  it('asks for a small body', () => {
    expect(zaloOaWebhook(account).maxBodyBytes).toBe(256 * 1024);
  });

  it('keeps ids beyond 2^53 as they are, also where they come as numbers', async () => {
    const body = `{"event_name":"user_send_text","timestamp":"1795416883026","sender":{"id":9007199254740993001},"recipient":{"id":"${OA_ID}"},"message":{"text":"số 9007199254740993001, nhà [1, 9007199254740993002]","msg_id":"m"}}`;
    expect(await deliver(body, macOf(body, '1795416883026'))).toMatchObject({
      status: 200,
      events: [{ chatId: '9007199254740993001' }],
    });
  });

  it('takes an event whose time cannot be read as the oldest', async () => {
    const body = JSON.stringify({ event_name: 'follow', oa_id: OA_ID, timestamp: 'soon' });
    const { events } = await deliver(body, macOf(body, 'soon'));
    expect(events).toMatchObject([{ order: 0 }]);
    expect(events[0]).not.toHaveProperty('signedAt');
  });

  it('takes a time in seconds for what it is', async () => {
    const body = JSON.stringify({ event_name: 'follow', oa_id: OA_ID, timestamp: '1795416883' });
    const order = 1_795_416_883_000;
    expect(await deliver(body, macOf(body, '1795416883'))).toMatchObject({
      events: [{ order, signedAt: new Date(order) }],
    });
  });
});
