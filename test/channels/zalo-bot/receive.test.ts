import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Acceptance, Channel } from '../../../src/channels/channel.ts';
import { createZaloBotChannel } from '../../../src/channels/zalo-bot/zalo-bot-channel.ts';
import {
  createZaloBotEmulator,
  type ZaloBotEmulator,
} from '../../emulators/zalo-bot/zalo-bot-emulator.ts';
import { deliverTo } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';
import { delivery, event, optionsFor } from './account.ts';

/** The example of channels.md 2. */
const EXAMPLE =
  '{"ok":true,"result":{"event_name":"message.text.received","message":{"from":{"id":"6ede9afa","display_name":"Lan","is_bot":false},"chat":{"id":"6ede9afa","chat_type":"PRIVATE"},"text":"Xin chào","message_id":"2d758cb5e222","date":1750316131602}}}';
const bytes = Buffer.from('bytes of a file');

describe('what people say to the Zalo bot', () => {
  let zalo: ZaloBotEmulator;
  let channel: Channel;
  let sink: RecordingSink;
  let errors: unknown[];

  beforeAll(async () => {
    zalo = await createZaloBotEmulator();
    channel = createZaloBotChannel(optionsFor(zalo, { onError: (error) => errors.push(error) }));
  });
  afterAll(() => zalo.close());
  beforeEach(() => {
    sink = new RecordingSink();
    errors = [];
  });

  const deliver = (body: unknown): Promise<number> => deliverTo(channel, sink, delivery(body));
  const accept = async (request: Request): Promise<Acceptance> => {
    const [route] = channel.webhooks;
    if (route === undefined) throw new Error('there is no webhook');
    return route.accept(request);
  };
  const bodies = () => sink.received.map(({ body }) => body);

  it('reads the documented example, and takes its time, chat and id', async () => {
    expect(await deliver(EXAMPLE)).toBe(200);
    expect(sink.received).toEqual([
      {
        eventId: '2d758cb5e222',
        chat: { channel: 'zalo-bot', chatId: '6ede9afa' },
        sentAt: new Date(1_750_316_131_602),
        body: { kind: 'text', text: 'Xin chào' },
      },
    ]);
  });

  it('names the event so that a repeat is known, and order within a chat', async () => {
    const { events } = await accept(delivery(EXAMPLE));
    expect(events).toMatchObject([
      { key: '6ede9afa:2d758cb5e222', chatId: '6ede9afa', order: 1_750_316_131_602 },
    ]);
    const again = await accept(delivery(EXAMPLE));
    expect(again.events[0]?.key).toBe(events[0]?.key);
  });

  it('reads a body without the wrapper alike', async () => {
    expect(await deliver(event('text', { text: 'a' }))).toBe(200);
    expect(bodies()).toEqual([{ kind: 'text', text: 'a' }]);
  });

  it.each([
    ['a sticker', 'sticker', { sticker: 'x', url: 'https://a.vn' }, 'sticker'],
    ['what Zalo withholds', 'unsupported', {}, 'other'],
    ['a kind that is new', 'film', {}, 'other'],
    ['a text without words', 'text', { text: '  ' }, 'empty'],
    ['a text that is none', 'text', { text: 5 }, 'empty'],
    ['a picture without an address', 'image', {}, 'other'],
    ['a picture on a foreign host', 'image', { photo_url: 'https://evil.example/a.jpg' }, 'other'],
    ['a picture in our own network', 'image', { photo_url: 'http://169.254.169.254/' }, 'other'],
  ] as const)('says that it cannot keep %s', async (_label, kind, content, what) => {
    expect(await deliver(event(kind, content))).toBe(200);
    expect(bodies()).toEqual([{ kind: 'unsupported', what }]);
  });

  it.each(['photo_url', 'photo'])('fetches a picture under %s, with its words', async (name) => {
    const address = zalo.media.put('a.jpg', bytes, 'image/jpeg');
    await deliver(event('image', { [name]: address, caption: 'cái hố' }));
    expect(sink.files).toMatchObject([{ name: 'photo.jpg', mediaType: 'image/jpeg' }]);
    expect(Buffer.from(sink.files[0]?.bytes ?? []).equals(bytes)).toBe(true);
    expect(bodies()).toMatchObject([{ kind: 'file', caption: 'cái hố', file: { id: 'stored-1' } }]);
  });

  it('fetches a voice note', async () => {
    await deliver(event('voice', { voice_url: zalo.media.put('a.aac', bytes, 'audio/aac') }));
    expect(sink.files).toMatchObject([{ name: 'voice.aac', mediaType: 'audio/aac' }]);
    expect(bodies()).toMatchObject([{ kind: 'file' }]);
  });

  it('keeps the words of a picture that is not kept', async () => {
    const photo = zalo.media.put('a.jpg', new Uint8Array(), 'image/jpeg');
    await deliver(event('image', { photo_url: photo, caption: 'cái hố' }));
    expect(bodies()).toEqual([
      { kind: 'unsupported', what: 'empty' },
      { kind: 'text', text: 'cái hố' },
    ]);
    expect(new Set(sink.received.map(({ eventId }) => eventId)).size).toBe(2);
  });

  it('refuses a picture of more than 20 MB', async () => {
    const photo = zalo.media.put('a.jpg', new Uint8Array(20 * 1024 * 1024 + 1), 'image/jpeg');
    await deliver(event('image', { photo_url: photo }));
    expect(bodies()).toEqual([{ kind: 'unsupported', what: 'too-big' }]);
  });

  it('does not follow a picture that leads elsewhere', async () => {
    const photo = zalo.media.redirect('http://127.0.0.1:9/secret');
    await deliver(event('image', { photo_url: photo }));
    expect(bodies()).toEqual([{ kind: 'unsupported', what: 'other' }]);
  });

  it('is asked again for a picture that cannot be had now, and goes on without it in the end', async () => {
    const body = JSON.stringify(
      event('image', { photo_url: `http://${zalo.mediaHost}/gone.jpg`, caption: 'cái hố' }),
    );
    for (const attempt of [1, 2, 3])
      await expect(channel.read(body, sink, attempt)).rejects.toThrow(/media/);
    expect(sink.received).toEqual([]);
    await channel.read(body, sink, 4);
    expect(bodies()).toEqual([
      { kind: 'unsupported', what: 'other' },
      { kind: 'text', text: 'cái hố' },
    ]);
  });

  it('lets the event come again when the store is away, and takes it then', async () => {
    sink.failures = 1;
    await expect(deliver(EXAMPLE)).rejects.toThrow('the store is away');
    expect(await deliver(EXAMPLE)).toBe(200);
    expect(sink.received).toHaveLength(1);
  });

  it('does not round ids that come as numbers', async () => {
    const long =
      '{"event_name":"message.text.received","message":{"chat":{"id":90071992547409931},"message_id":90071992547409933,"date":1,"text":"a"}}';
    expect(await deliver(long)).toBe(200);
    expect(sink.received).toMatchObject([
      { eventId: '90071992547409933', chat: { chatId: '90071992547409931' } },
    ]);
  });

  it('tells no time that could be believed of an event without one', async () => {
    await deliver(event('text', { text: 'a', date: 'hôm nay' }));
    expect(sink.received[0]?.sentAt).toEqual(new Date(0));
  });

  it('does not answer itself', async () => {
    expect(await deliver(event('text', { text: 'a', from: { is_bot: true } }))).toBe(200);
    expect(sink.received).toEqual([]);
  });

  describe('bad deliveries', () => {
    const stranger = (headers: Readonly<Record<string, string>>) =>
      accept(delivery(EXAMPLE, headers));

    it.each([
      ['no secret', {}],
      ['another secret', { 'x-bot-api-secret-token': 'wrong' }],
      ["Telegram's header", { 'x-telegram-bot-api-secret-token': 'not-guessable' }],
    ] as const)('gets 401 with %s, and nothing is stored', async (_label, headers) => {
      expect(await stranger(headers)).toEqual({ status: 401, events: [] });
    });

    it.each([
      ['no JSON', '<html>'],
      ['half of it', EXAMPLE.slice(0, 100)],
      ['nothing', ''],
      ['a list', []],
      ['null', null],
      ['no event name', { ok: true, result: {} }],
      ['no message', { event_name: 'message.text.received' }],
      ['no chat', event('text', { chat: undefined })],
      ['no id', event('text', { message_id: undefined })],
    ])('gets 400 for %s', async (_label, body) => {
      expect(await accept(delivery(body))).toEqual({ status: 400, events: [] });
    });

    it('gets 200 for an event that nobody has told us of', async () => {
      const strange = delivery({ ok: true, result: { event_name: 'bot.renamed' } });
      expect(await accept(strange)).toEqual({ status: 200, events: [] });
    });
  });

  describe('in a group', () => {
    it('says once that it talks in private, and takes nothing', async () => {
      const lan = zalo.user('Lan');
      const group = zalo.group();
      lan.mentions(group, 'chào bot');
      const said = event('text', { text: 'chào bot' }, { id: group.chat.id, chat_type: 'GROUP' });
      expect(await deliver(said)).toBe(200);
      expect(group.heard).toEqual(['zaloBot.privateOnly']);
      expect(sink.received).toEqual([]);
    });

    it('gives all that a group says one key, and stores none of its words', async () => {
      const inGroup = (text: string, id: string) =>
        accept(delivery(event('text', { text, message_id: id }, { id: 'g1', chat_type: 'GROUP' })));
      const [one, other] = [await inGroup('ai đó nói', '1'), await inGroup('nữa', '2')];
      expect([one.events[0]?.key, other.events[0]?.key]).toEqual(['group:g1', 'group:g1']);
      expect(one.events[0]?.body).not.toMatch(/ai đó nói|Lan|6ede9afa/);
    });

    it('does not insist when the group cannot be told', async () => {
      const said = event('text', { text: 'a' }, { id: 'unknown', chat_type: 'GROUP' });
      expect(await deliver(said)).toBe(200);
      expect(errors).toMatchObject([{ name: 'ZaloBotError', code: 400 }]);
    });
  });
});
