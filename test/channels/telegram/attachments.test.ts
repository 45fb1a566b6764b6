import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/channels/channel.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { TelegramPerson } from '../../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { deliverTo } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';

const MIB = 1024 * 1024;
const bytes = Buffer.from('bytes of a file');

describe('files that people send', () => {
  let telegram: TelegramEmulator;
  let channel: Channel;
  let an: TelegramPerson;
  let sink: RecordingSink;

  beforeAll(async () => {
    telegram = await createTelegramEmulator();
    an = telegram.user('An');
    channel = createTelegramChannel({
      apiRoot: telegram.apiRoot,
      botToken: telegram.token,
      mode: 'webhook',
      webhookSecret: 's',
    });
  });
  afterAll(() => telegram.close());
  beforeEach(() => {
    sink = new RecordingSink();
  });

  const deliver = async (message: object, attempt = 1): Promise<number> => {
    const request = new Request('http://127.0.0.1/webhooks/telegram', {
      method: 'POST',
      body: JSON.stringify({ update_id: 1, message }),
      headers: { 'x-telegram-bot-api-secret-token': 's' },
    });
    return deliverTo(channel, sink, request, attempt);
  };
  const body = () => sink.received.at(-1)?.body;

  it('fetches the largest size of a photo, with its words', async () => {
    expect(await deliver(an.sendsPhoto({ bytes, caption: 'cái hố' }))).toBe(200);
    expect(sink.files).toMatchObject([{ name: 'photo.jpg', mediaType: 'image/jpeg' }]);
    expect(Buffer.from(sink.files[0]?.bytes ?? []).equals(bytes)).toBe(true);
    expect(body()).toMatchObject({ kind: 'file', caption: 'cái hố', file: { id: 'stored-1' } });
  });

  it.each([
    ['voice', 'audio/ogg'],
    ['video', 'video/mp4'],
    ['video_note', 'video/mp4'],
    ['audio', 'application/octet-stream'],
    ['document', 'application/octet-stream'],
    ['animation', 'application/octet-stream'],
  ] as const)('fetches a %s', async (kind, mediaType) => {
    expect(await deliver(an.sendsFile(kind, { bytes }))).toBe(200);
    expect(sink.files.map((file) => file.mediaType)).toEqual([mediaType]);
    expect(body()).toMatchObject({ kind: 'file' });
  });

  it('passes on what a document claims to be', async () => {
    await deliver(
      an.sendsFile('document', { bytes, name: 'Đơn.pdf', mediaType: 'application/pdf' }),
    );
    expect(sink.files).toMatchObject([{ name: 'Đơn.pdf', mediaType: 'application/pdf' }]);
  });

  it('keeps the parts of an album together', async () => {
    for (const part of an.sendsAlbum([{ bytes, caption: 'hai ảnh' }, { bytes }]))
      await deliver(part);
    expect(new Set(sink.received.map(({ groupId }) => groupId)).size).toBe(1);
    expect(sink.received[0]?.groupId).toBeDefined();
  });

  it('does not ask for a file that is announced as too big', async () => {
    const before = telegram.calls('getFile').length;
    await deliver(an.sendsFile('video', { bytes, sizeBytes: 20 * MIB + 1 }));
    expect(body()).toEqual({ kind: 'unsupported', what: 'too-big' });
    expect(telegram.calls('getFile').length).toBe(before);
  });

  it('believes Telegram when it says that a file is too big', async () => {
    const message = an.sendsFile('video', { bytes, sizeBytes: 20 * MIB + 1 });
    await deliver({ ...message, video: { ...message.video, file_size: undefined } });
    expect(body()).toEqual({ kind: 'unsupported', what: 'too-big' });
  });

  it('stops reading a file that is bigger than announced', async () => {
    const message = an.sendsFile('document', { bytes: new Uint8Array(20 * MIB + 1), sizeBytes: 5 });
    await deliver(message);
    expect(body()).toEqual({ kind: 'unsupported', what: 'too-big' });
    expect(sink.files).toEqual([]);
  });

  it('says that a file was refused by the store', async () => {
    await deliver(an.sendsFile('document', { bytes: new Uint8Array() }));
    expect(body()).toEqual({ kind: 'unsupported', what: 'empty' });
  });

  it('does not wait for ever for a file that Telegram does not know', async () => {
    const message = an.sendsPhoto({ bytes });
    await deliver({ ...message, photo: [{ file_id: 'gone', width: 1, height: 1 }] });
    expect(body()).toEqual({ kind: 'unsupported', what: 'unavailable' });
  });

  it.each([
    ['the address of a file', 'getFile', { kind: 'gateway', status: 502 }],
    ['the address of a file, cut off', 'getFile', { kind: 'cut', isDone: false }],
    ['the file itself', 'file', { kind: 'gateway', status: 502 }],
    ['the file itself, cut off', 'file', { kind: 'cut', isDone: false }],
  ] as const)('is read again when Telegram cannot hand out %s', async (_label, method, fault) => {
    const message = an.sendsPhoto({ bytes });
    telegram.faults.plan(method, fault);
    await expect(deliver(message, 3)).rejects.toBeInstanceOf(Error);
    expect(sink.received).toEqual([]);
    expect(await deliver(message, 4)).toBe(200);
    expect(body()).toMatchObject({ kind: 'file' });
  });

  it('goes on with the words from the fourth try on, and says that the file did not come', async () => {
    const message = an.sendsPhoto({ bytes, caption: 'cái hố' });
    telegram.faults.plan('file', { kind: 'gateway', status: 502 });
    expect(await deliver(message, 4)).toBe(200);
    expect(sink.files).toEqual([]);
    expect(sink.received.map((one) => one.body)).toEqual([
      { kind: 'text', text: 'cái hố' },
      { kind: 'unsupported', what: 'unavailable' },
    ]);
    expect(new Set(sink.received.map(({ eventId }) => eventId)).size).toBe(2);
  });

  it('keeps the words of a file that is not taken', async () => {
    await deliver(an.sendsFile('video', { bytes, caption: 'cái hố', sizeBytes: 20 * MIB + 1 }));
    expect(sink.received.map((one) => one.body)).toEqual([
      { kind: 'text', text: 'cái hố' },
      { kind: 'unsupported', what: 'too-big' },
    ]);
  });

  it('never goes on without a file that the store could not take', async () => {
    sink.storeFile = () => Promise.reject(new Error('the store is away'));
    await expect(deliver(an.sendsPhoto({ bytes }), 8)).rejects.toThrow('the store is away');
  });

  it('waits a moment when Telegram asks for it', async () => {
    const message = an.sendsPhoto({ bytes });
    telegram.faults.throttle('getFile', 1);
    expect(await deliver(message)).toBe(200);
    expect(body()).toMatchObject({ kind: 'file' });
  });
});
