import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Listener } from '../wire/listener.ts';
import { SPOILT } from '../wire/spoil.ts';
import { Caller } from './caller.ts';
import { signatureOf } from './signature.ts';
import {
  createZaloOaEmulator,
  type ZaloOaEmulator,
  type ZaloOaOptions,
} from './zalo-oa-emulator.ts';

/** Vector of channels.md 1.10: 288 bytes, and what Zalo's own SDK computes over them. */
const VECTOR_BODY =
  '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Đường Lê Lợi bị ngập","msg_id":"96d3cdf3af150460909"},"timestamp":"1795416883026"}';
const VECTOR_MAC = 'mac=e33769a1d771668bdcccdb19008d7c24b0f7ed748bf80b545f109c1ca2f1779c';
const VECTOR_MAC_BY_OA = 'mac=a534a5cb81af61c44975922190eb6b265c47eb60f9a82649406ed809d78ea27c';
const VECTOR_TIME = () => new Date(1_795_416_883_026);

const SIGNATURE = 'x-zevent-signature';
const picture = Buffer.from('ffd8ffe000104a464946', 'hex');

describe('events of the Zalo OA emulator', () => {
  let zalo: ZaloOaEmulator;
  let listener: Listener;
  const open = async (options: ZaloOaOptions = {}): Promise<void> => {
    zalo = await createZaloOaEmulator({ webhookUrl: listener.url, ...options });
  };
  const last = async () => {
    await zalo.webhook.idle();
    return listener.events.at(-1);
  };

  beforeEach(async () => {
    listener = await Listener.open();
  });
  afterEach(async () => {
    await zalo.close();
    await listener[Symbol.asyncDispose]();
  });

  it('delivers the very bytes of the vector, signed as Zalo signs them', async () => {
    expect(Buffer.byteLength(VECTOR_BODY)).toBe(288);
    await open({ now: VECTOR_TIME });
    zalo.user('An').sends('Đường Lê Lợi bị ngập');
    await zalo.webhook.idle();
    expect(listener.arrived.map(({ body }) => body)).toEqual([VECTOR_BODY]);
    expect(listener.arrived[0]?.headers[SIGNATURE]).toBe(VECTOR_MAC);
    expect(listener.arrived[0]?.headers['num_retry']).toBeUndefined();
  });

  it('signs with the id of the OA when that is the reading', async () => {
    await open({ now: VECTOR_TIME, signatureId: 'oa_id' });
    zalo.user('An').sends('Đường Lê Lợi bị ngập');
    await zalo.webhook.idle();
    expect(listener.arrived[0]?.headers[SIGNATURE]).toBe(VECTOR_MAC_BY_OA);
  });

  it.each([
    ['text', (z: ZaloOaEmulator) => z.user('An').sends('chào'), 'user_send_text', { text: 'chào' }],
    [
      'a picture with words',
      (z: ZaloOaEmulator) => z.user('An').sendsImage(picture, 'cái hố'),
      'user_send_image',
      { text: 'cái hố', attachments: [{ type: 'image', payload: { url: expect.any(String) } }] },
    ],
    [
      'a moving picture',
      (z: ZaloOaEmulator) => z.user('An').sendsImage(Buffer.from('GIF89a')),
      'user_send_gif',
      { attachments: [{ type: 'gif' }] },
    ],
    [
      'a position, in strings',
      (z: ZaloOaEmulator) => z.user('An').sendsLocation(10.76, 106.65),
      'user_send_location',
      {
        attachments: [
          {
            type: 'location',
            payload: { coordinates: { latitude: '10.76', longitude: '106.65' } },
          },
        ],
      },
    ],
    [
      'a file',
      (z: ZaloOaEmulator) => z.user('An').sendsFile({ bytes: picture, name: 'đơn.docx' }),
      'user_send_file',
      { attachments: [{ type: 'file', payload: { name: 'đơn.docx', size: '10', type: 'docx' } }] },
    ],
    [
      'a voice note',
      (z: ZaloOaEmulator) => z.user('An').sendsAudio(picture),
      'user_send_audio',
      { attachments: [{ type: 'audio', payload: { url: expect.stringMatching(/\.amr$/) } }] },
    ],
    [
      'a video',
      (z: ZaloOaEmulator) => z.user('An').sendsVideo(picture),
      'user_send_video',
      { attachments: [{ type: 'video' }] },
    ],
    [
      'a sticker',
      (z: ZaloOaEmulator) => z.user('An').sendsSticker(),
      'user_send_sticker',
      { attachments: [{ type: 'sticker' }] },
    ],
    [
      'a link',
      (z: ZaloOaEmulator) => z.user('An').sendsLink('https://a.vn'),
      'user_send_link',
      { attachments: [{ type: 'link', payload: { url: 'https://a.vn' } }] },
    ],
    [
      'a business card',
      (z: ZaloOaEmulator) => z.user('An').sendsBusinessCard('84901234567'),
      'user_send_business_card',
      { attachments: [{ payload: { description: expect.stringContaining('84901234567') } }] },
    ],
  ] as const)('tells of %s', async (_label, act, name, message) => {
    await open();
    const { id } = act(zalo);
    expect(await last()).toMatchObject({
      app_id: zalo.appId,
      sender: { id: zalo.user('An').id },
      recipient: { id: zalo.oaId },
      event_name: name,
      message: { ...message, msg_id: id },
      timestamp: expect.stringMatching(/^\d{13}$/),
    });
  });

  it('puts attachments beside the message, and calls a picture a photo, when it is told to', async () => {
    await open({ attachments: 'beside', pictureType: 'photo' });
    zalo.user('An').sendsImage(picture);
    const event = await last();
    expect(event).toMatchObject({ attachments: [{ type: 'photo' }] });
    expect(event?.['message']).not.toHaveProperty('attachments');
  });

  it('tells of what a person does without saying anything', async () => {
    await open();
    const an = zalo.user('An');
    an.follows();
    an.clicksChat();
    an.unfollows();
    await zalo.webhook.idle();
    expect(listener.events).toMatchObject([
      { event_name: 'follow', follower: { id: an.id }, oa_id: zalo.oaId },
      { event_name: 'user_click_chatnow', user_id: an.id, oa_id: zalo.oaId },
      { event_name: 'unfollow', follower: { id: an.id } },
    ]);
    for (const event of listener.events) expect(event).not.toHaveProperty('sender');
  });

  it.each([
    ['nested', { full_address: { user_address: 'thôn 1' } }],
    ['flat', { address: 'thôn 1', city: '' }],
  ] as const)('tells of shared details, %s', async (submitInfo, place) => {
    await open({ submitInfo });
    zalo.user('An').submitsInfo({ phone: '84901234567', address: 'thôn 1' });
    expect(await last()).toMatchObject({
      event_name: 'user_submit_info',
      info: { name: 'An', phone: '84901234567', ...place },
    });
  });

  it('names the message that a person quotes', async () => {
    await open({ echoes: false });
    const an = zalo.user('An');
    an.sends('chào');
    const answer = zalo.answerByHand(an, 'dạ');
    an.quotes(answer, 'cái này');
    expect(await last()).toMatchObject({ message: { text: 'cái này', quote_msg_id: answer.id } });
  });

  it('tells the OA back what it said, and who said it by hand', async () => {
    await open({ receipts: true });
    const an = zalo.user('An');
    an.sends('chào');
    await new Caller(zalo).say(an.id, { text: 'dạ' });
    zalo.answerByHand(an, 'cán bộ đây');
    an.sees();
    await zalo.webhook.idle();
    const [, echo, received, byHand, seen] = listener.events;
    expect(echo).toMatchObject({
      event_name: 'oa_send_text',
      sender: { id: zalo.oaId },
      recipient: { id: an.id },
      message: { text: 'dạ' },
    });
    expect(echo?.['sender']).not.toHaveProperty('admin_id');
    expect(received).toMatchObject({ event_name: 'user_received_message' });
    expect(byHand).toMatchObject({
      event_name: 'oa_send_text',
      sender: { admin_id: expect.stringMatching(/^\d{17,}$/) },
    });
    expect(seen).toMatchObject({
      event_name: 'user_seen_message',
      message: { msg_ids: an.said.slice(1).map(({ id }) => id) },
    });
  });

  it('tells when a template is approved', async () => {
    await open();
    zalo.addTemplate({ id: '7', parameters: [], isApproved: false });
    zalo.approveTemplate('7');
    expect(await last()).toMatchObject({ event_name: 'change_template_status' });
  });

  it('presses buttons as if the payload were typed, and types the number where there are none', async () => {
    await open({ echoes: false });
    const caller = new Caller(zalo);
    const an = zalo.user('An');
    an.sends('chào');
    await caller.say(an.id, { text: 'Chọn:\n1. Gửi đi\n2) Sửa lại' });
    await an.presses(/^Sửa/);
    expect(await last()).toMatchObject({ event_name: 'user_send_text', message: { text: '2' } });
    const button = (title: string, type: string) => ({ title, type, payload: `#x:${title}` });
    const buttons = [button('Gửi', 'oa.query.show'), button('Ẩn', 'oa.query.hide')];
    const attachment = { type: 'template', payload: { buttons } };
    await caller.say(an.id, { text: 'Bấm', attachment });
    await an.presses(/^Gửi$/);
    expect(await last()).toMatchObject({ message: { text: '#x:Gửi' } });
    await an.presses(/^Ẩn$/);
    expect(await last()).toMatchObject({ message: { text: '#x:Ẩn' } });
    expect(an.transcript.map(({ words }) => words)).not.toContain('#x:Ẩn');
  });

  describe('on a bad way', () => {
    const attempts = () =>
      zalo.webhook.deliveries.map(({ attempt, status, form }) => [form, attempt, status]);

    it('comes again by the ladder with the same body and a count, until it is taken', async () => {
      await open();
      listener.answers.push(503, 0);
      zalo.user('An').sends('một');
      await zalo.webhook.idle();
      expect(attempts()).toEqual([
        ['true', 0, 503],
        ['true', 1, 0],
        ['true', 2, 200],
      ]);
      expect(listener.arrived.map(({ headers }) => headers['num_retry'])).toEqual([
        undefined,
        '1',
        '2',
      ]);
      expect(new Set(listener.arrived.map(({ body }) => body)).size).toBe(1);
    }, 10_000);

    it('takes an answer after two seconds for none', async () => {
      await open();
      listener.answers.push(0);
      zalo.user('An').sends('một');
      await zalo.webhook.idle();
      const [first] = zalo.webhook.deliveries;
      expect(first?.status).toBe(0);
      expect(first?.tookMs).toBeGreaterThan(1_900);
      expect(first?.tookMs).toBeLessThan(3_000);
    });

    it('does not come again after a refusal when it is told so', async () => {
      await open({ retriesRefused: false });
      listener.answers.push(503);
      zalo.user('An').sends('một');
      await zalo.webhook.idle();
      expect(attempts()).toEqual([['true', 0, 503]]);
    });

    it('is cut off after the last attempt, until it is authorised again', async () => {
      await open({ ladderScale: 0.000_01 });
      listener.answers.push(500, 500, 500, 500, 500, 500);
      const an = zalo.user('An');
      an.sends('một');
      await zalo.webhook.idle();
      expect([listener.arrived.length, zalo.webhook.isCutOff]).toEqual([6, true]);
      an.sends('hai');
      await zalo.webhook.idle();
      expect(listener.arrived).toHaveLength(6);
      zalo.webhook.isCutOff = false;
      an.sends('ba');
      await zalo.webhook.idle();
      expect(listener.arrived).toHaveLength(7);
    });

    it('comes twice although it was taken', async () => {
      await open();
      zalo.webhook.repeats = 1;
      zalo.user('An').sends('một');
      await zalo.webhook.idle();
      expect(attempts()).toEqual([
        ['true', 0, 200],
        ['repeat', 1, 200],
      ]);
      expect(listener.arrived[0]?.body).toBe(listener.arrived[1]?.body);
    });

    it('comes in another order', async () => {
      await open();
      const an = zalo.user('An');
      zalo.webhook.reorder(3);
      for (const words of ['một', 'hai', 'ba', 'bốn']) an.sends(words);
      await zalo.webhook.idle();
      expect(listener.events.map(({ message }) => (message as { text: string }).text)).toEqual([
        'ba',
        'hai',
        'một',
        'bốn',
      ]);
    });

    it('is held back and let go', async () => {
      await open();
      zalo.webhook.hold();
      zalo.user('An').sends('một');
      await zalo.webhook.idle();
      expect(listener.arrived).toEqual([]);
      zalo.webhook.release();
      await zalo.webhook.idle();
      expect(listener.arrived).toHaveLength(1);
    });

    it.each(Object.entries(SPOILT))('is preceded by a spoilt copy: %s', async (_label, spoil) => {
      await open();
      zalo.webhook.spoil(spoil);
      zalo.user('An').sends('một');
      await zalo.webhook.idle();
      const isProven = listener.arrived.map(({ body, headers }) => {
        const timestamp = /"timestamp":"(\d+)"/.exec(body)?.[1] ?? '';
        const proof = { id: zalo.appId, body, timestamp, secret: zalo.webhookSecret };
        return headers[SIGNATURE] === signatureOf(proof);
      });
      expect(isProven).toEqual([false, true]);
    });
  });
});
