import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { readEvent } from '../../../src/channels/zalo-oa/read-event.ts';
import { useDesks, type OaDesk } from './desk.ts';

const OA_ID = '388613280878809999';
const PERSON = '246845883529197922';
const MIB = 1024 * 1024;
const bytes = Buffer.from('bytes of a file');

describe('what Zalo delivers', () => {
  const desks = useDesks();
  let desk: OaDesk;
  beforeEach(async () => {
    desk = await desks.open({}, { oaId: OA_ID });
  });

  /** Signs an event as Zalo does and lets the channel take and read it. */
  const deliver = async (event: object, attempt = 1): Promise<void> => {
    const timestamp = '1795416883026';
    const body = JSON.stringify({ app_id: desk.options.appId, ...event, timestamp });
    const mac = createHash('sha256')
      .update(`${desk.options.appId}${body}${timestamp}${desk.options.webhookSecret}`)
      .digest('hex');
    const [route] = desk.channel.webhooks;
    const acceptance = await route?.accept(
      new Request('http://127.0.0.1/', {
        method: 'POST',
        body,
        headers: { 'x-zevent-signature': `mac=${mac}` },
      }),
    );
    expect(acceptance?.status).toBe(200);
    const reading = { account: desk.options, onIgnored: desk.options.onIgnored };
    for (const one of acceptance?.events ?? [])
      await readEvent(reading, one.body, desk.sink, attempt);
  };
  const said = (name: string, message: object, rest: object = {}) => ({
    event_name: name,
    sender: { id: PERSON },
    recipient: { id: OA_ID },
    message: { msg_id: 'm1', ...message },
    ...rest,
  });
  const attached = (type: string, payload: object) => ({ attachments: [{ type, payload }] });
  const bodies = () => desk.sink.received.map(({ body }) => body);
  const shelved = (content: Uint8Array = bytes): string =>
    desk.zalo.media.put('a.jpg', content, 'image/jpeg');

  it('is words', async () => {
    await deliver(said('user_send_text', { text: 'Đường ngập' }));
    expect(desk.sink.received).toEqual([
      {
        eventId: 'm1:user_send_text',
        chat: { channel: 'zalo-oa', chatId: PERSON },
        sentAt: new Date(1_795_416_883_026),
        body: { kind: 'text', text: 'Đường ngập' },
      },
    ]);
  });

  it('is the press of a button, or an answer that quotes', async () => {
    await deliver(said('user_send_text', { text: '#cb:report:send' }));
    await deliver(said('user_send_text', { text: '1', quote_msg_id: 'q9' }));
    expect(bodies()[0]).toEqual({ kind: 'choice', id: 'report:send' });
    expect(desk.sink.received[1]).toMatchObject({
      quotes: 'q9',
      body: { kind: 'text', text: '1' },
    });
  });

  it.each(['image', 'photo', 'gif'])('is a picture called %s, with its words', async (type) => {
    const url = shelved();
    await deliver(said('user_send_image', { text: 'cái hố', ...attached(type, { url }) }));
    expect(bodies()).toMatchObject([{ kind: 'file', caption: 'cái hố', file: { id: 'stored-1' } }]);
    expect(Buffer.from(desk.sink.files[0]?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('is a picture whose attachments stand beside the message', async () => {
    await deliver(said('user_send_image', {}, attached('image', { url: shelved() })));
    expect(bodies()).toMatchObject([{ kind: 'file' }]);
  });

  it('is an album where one event has several pictures, its words once', async () => {
    const attachments = [shelved(), shelved()].map((url) => ({ type: 'image', payload: { url } }));
    await deliver(said('user_send_image', { text: 'hai ảnh', attachments }));
    expect(desk.sink.received.map(({ groupId }) => groupId)).toEqual([
      'm1:user_send_image',
      'm1:user_send_image',
    ]);
    expect(new Set(desk.sink.received.map(({ eventId }) => eventId)).size).toBe(2);
    expect(bodies().map((body) => 'caption' in body)).toEqual([true, false]);
  });

  it.each([
    ['user_send_file', 'file', { name: 'Đơn.docx', size: '15', type: 'docx' }],
    ['user_send_audio', 'audio', {}],
    ['user_send_video', 'video', { description: '' }],
  ])('is a file of %s', async (name, type, payload) => {
    await deliver(said(name, attached(type, { ...payload, url: shelved() })));
    expect(bodies()).toMatchObject([{ kind: 'file' }]);
  });

  it('is a place, as strings or numbers', async () => {
    const coordinates = { latitude: '21.4501', longitude: '105.6' };
    await deliver(said('user_send_location', attached('location', { coordinates })));
    expect(bodies()).toEqual([{ kind: 'location', pin: { latitude: 21.4501, longitude: 105.6 } }]);
  });

  it.each([
    ['nowhere', {}],
    ['no number', { coordinates: { latitude: 'bắc', longitude: '1' } }],
    ['not on earth', { coordinates: { latitude: '91', longitude: '1' } }],
  ])('is no place that is %s', async (_label, payload) => {
    await deliver(said('user_send_location', attached('location', payload)));
    expect(bodies()).toEqual([{ kind: 'unsupported', what: 'other' }]);
  });

  it('is a link as words, a sticker as one, and a card as nothing of its person', async () => {
    const link = { url: 'https://example.vn/a', description: 'Ngập ở chợ' };
    await deliver(said('user_send_link', { text: link.url, ...attached('link', link) }));
    await deliver(said('user_send_sticker', attached('sticker', { id: 's', url: 'http://x/' })));
    const card = { description: '{"phone":"84912345678"}', url: 'https://zalo.me/1' };
    await deliver(said('user_send_business_card', attached('link', card)));
    expect(bodies()).toEqual([
      { kind: 'text', text: 'https://example.vn/a\nNgập ở chợ' },
      { kind: 'unsupported', what: 'sticker' },
      { kind: 'unsupported', what: 'other' },
    ]);
  });

  it.each([
    ['nested', { name: 'Lan', phone: '84912345678', full_address: { user_city: 'x' } }],
    ['flat', { name: 'Lan', phone: '84912345678', address: 'x', city: 'y' }],
    ['a number', { phone: 84_912_345_678 }],
  ])('is a phone number that was shared, %s, and nothing else of it', async (_label, info) => {
    await deliver({ ...said('user_submit_info', {}), info });
    expect(bodies()).toEqual([{ kind: 'contact', phone: '84912345678' }]);
    expect(JSON.stringify(desk.sink.received)).not.toContain('Lan');
  });

  it('is the opening of a chat', async () => {
    await deliver({ event_name: 'follow', oa_id: OA_ID, follower: { id: PERSON } });
    await deliver({ event_name: 'user_click_chatnow', oa_id: OA_ID, user_id: PERSON });
    expect(bodies()).toEqual([{ kind: 'start' }, { kind: 'start' }]);
    expect(desk.sink.received.every(({ chat }) => chat.chatId === PERSON)).toBe(true);
  });

  it('is the end of a chat, and what became of our messages', async () => {
    const chat = { channel: 'zalo-oa', chatId: PERSON };
    const ours = { sender: { id: OA_ID }, recipient: { id: PERSON } };
    await deliver({ event_name: 'unfollow', oa_id: OA_ID, follower: { id: PERSON } });
    await deliver({ ...said('user_received_message', {}), ...ours });
    await deliver({ ...ours, event_name: 'user_seen_message', message: { msg_ids: ['a', 'b'] } });
    expect(desk.sink.told).toEqual([
      ['closed', chat],
      ['delivered', chat, ['m1']],
      ['seen', chat, ['a', 'b']],
    ]);
  });

  it('is what the account said, by us or by hand', async () => {
    const recipient = { id: PERSON };
    const message = { msg_id: 'e1', text: 'đã nhận' };
    const echo = { event_name: 'oa_send_text', recipient, message };
    await deliver({ ...echo, sender: { id: OA_ID } });
    await deliver({ ...echo, sender: { id: OA_ID, admin_id: '7' } });
    await deliver({ ...echo, sender: { id: OA_ID }, admin_id: '7' });
    expect(desk.sink.told.map(([what, , told]) => [what, told])).toMatchObject([
      ['echoed', { providerId: 'e1', isByHand: false, text: 'đã nhận' }],
      ['echoed', { isByHand: true }],
      ['echoed', { isByHand: true }],
    ]);
    expect(desk.sink.received).toEqual([]);
  });

  it.each([
    ['anonymous_send_text', { sender: { id: '9' }, message: { text: 'ẩn danh', msg_id: 'm' } }],
    ['user_send_group_text', { sender: { id: PERSON }, message: { text: 'nhóm', msg_id: 'm' } }],
    ['user_reacted_message', { sender: { id: PERSON }, recipient: { id: OA_ID } }],
    ['change_template_status', { oa_id: OA_ID }],
    ['user_does_something_new', { sender: { id: PERSON } }],
    ['LAN 0912345678', { sender: { id: PERSON } }],
  ])('is acknowledged, told of and nothing else: %s', async (name, rest) => {
    await deliver({ event_name: name, ...rest });
    expect(desk.sink.received).toEqual([]);
    expect(desk.sink.told).toEqual([]);
    expect(desk.ignored).toEqual([/^[a-z_]+$/.test(name) ? name : 'other']);
  });

  it('is said to be unreadable where words are of nobody, so that it is kept', async () => {
    await expect(deliver({ event_name: 'user_send_text', message: { text: 'x' } })).rejects.toThrow(
      'words of nobody',
    );
  });

  it.each([
    [
      'words without an id',
      { event_name: 'user_send_text', sender: { id: PERSON }, message: { text: 'x' } },
      'text',
    ],
    [
      'a message without words',
      { event_name: 'user_send_text', sender: { id: PERSON } },
      'unsupported',
    ],
    [
      'a form without a number',
      { event_name: 'user_submit_info', sender: { id: PERSON } },
      'unsupported',
    ],
    ['a picture without an address', said('user_send_image', attached('image', {})), 'unsupported'],
  ])('is answered although it is %s', async (_label, event, kind) => {
    await deliver(event);
    expect(bodies()).toMatchObject([{ kind }]);
    expect(desk.sink.received[0]?.eventId).not.toBe('');
  });

  describe('with a file', () => {
    const picture = (url: string, text?: string) =>
      said('user_send_image', {
        ...(text === undefined ? {} : { text }),
        ...attached('image', { url }),
      });

    it('that is announced as too big is not fetched; its words are', async () => {
      const payload = { url: shelved(), size: String(20 * MIB + 1) };
      await deliver(said('user_send_file', { text: 'đơn', ...attached('file', payload) }));
      expect(bodies()).toEqual([
        { kind: 'unsupported', what: 'too-big' },
        { kind: 'text', text: 'đơn' },
      ]);
      expect(desk.zalo.media.asked).toEqual([]);
      expect(new Set(desk.sink.received.map(({ eventId }) => eventId)).size).toBe(2);
    });

    it('that is bigger than announced is not read to its end', async () => {
      await deliver(picture(shelved(new Uint8Array(20 * MIB + 1))));
      expect(bodies()).toEqual([{ kind: 'unsupported', what: 'too-big' }]);
    });

    it('that is empty is not kept', async () => {
      await deliver(picture(shelved(new Uint8Array())));
      expect(bodies()).toEqual([{ kind: 'unsupported', what: 'empty' }]);
    });

    it('that lies elsewhere, also by a redirect, is not fetched; its words go on', async () => {
      const elsewhere = desk.zalo.media.redirect('http://169.254.169.254/latest');
      await deliver(picture('http://evil.example/a.jpg', 'một'));
      await deliver(picture(elsewhere, 'hai'));
      expect(bodies().filter(({ kind }) => kind === 'text')).toEqual([
        { kind: 'text', text: 'một' },
        { kind: 'text', text: 'hai' },
      ]);
      expect(desk.sink.files).toEqual([]);
    });

    it('that cannot be had is asked for three times, then its words go on without it', async () => {
      const event = picture(`http://${desk.zalo.mediaHost}/gone.jpg`, 'cái hố');
      for (const attempt of [1, 2, 3])
        await expect(deliver(event, attempt)).rejects.toMatchObject({ name: 'MediaUnavailable' });
      expect(desk.sink.received).toEqual([]);
      await deliver(event, 4);
      expect(bodies()).toEqual([
        { kind: 'unsupported', what: 'unavailable' },
        { kind: 'text', text: 'cái hố' },
      ]);
    });
  });
});

describe('the words of a person at the emulator', () => {
  const desks = useDesks();

  it('come through the webhook as Zalo signs and delivers them', async () => {
    const desk = await desks.open({}, { attachments: 'beside', pictureType: 'photo' });
    const { serve } = await import('@hono/node-server');
    const server = serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: async (request) => new Response(null, { status: await desk.deliver(request) }),
    });
    const { port } = await new Promise<{ port: number }>((resolve) => {
      server.once('listening', () => resolve(server.address() as { port: number }));
    });
    desk.zalo.webhook.url = `http://127.0.0.1:${port}/`;
    const lan = desk.zalo.user('Lan');
    lan.follows();
    lan.sends('đường ngập');
    lan.sendsImage(bytes, 'ảnh');
    lan.sendsLocation(21.4, 105.6);
    lan.sendsAudio(bytes);
    lan.submitsInfo({ phone: '84912345678' });
    desk.zalo.answerByHand(lan, 'chào chị');
    lan.unfollows();
    await desk.zalo.webhook.idle();
    server.close();
    expect(desk.sink.received.map(({ body }) => body.kind).toSorted()).toEqual(
      ['contact', 'file', 'file', 'location', 'start', 'text'].toSorted(),
    );
    expect(desk.sink.told.map(([what]) => what).toSorted()).toEqual(['closed', 'echoed']);
    expect(desk.zalo.webhook.deliveries.every(({ status }) => status === 200)).toBe(true);
  });
});
