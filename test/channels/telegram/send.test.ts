import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, SendReceipt } from '../../../src/channels/channel.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { OutboundMessage } from '../../../src/chat/message.ts';
import { say } from '../../../src/domain/text.ts';
import type { Call } from '../../emulators/telegram/call.ts';
import type { TelegramPerson } from '../../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../emulators/telegram/telegram-emulator.ts';
import { choices, rendering, stored, words } from './house.ts';

const button = (text: string, index: number) => ({
  text,
  callback_data: `report:pick:${index}`,
});

const PUBLIC_URL = 'https://caunoi.example';
const MIB = 1024 * 1024;

describe('what the bot says', () => {
  let telegram: TelegramEmulator;
  let channel: Channel;
  let an: TelegramPerson;
  let earlier: number;

  beforeAll(async () => {
    telegram = await createTelegramEmulator();
    an = telegram.user('An');
    an.sends('một');
    channel = createTelegramChannel({
      apiRoot: telegram.apiRoot,
      botToken: telegram.token,
      mode: 'webhook',
      webhookSecret: 's',
    });
  });
  afterAll(() => telegram.close());
  beforeEach(() => {
    earlier = telegram.calls().length;
  });

  /** Part by part, as delivery does. */
  async function send(message: OutboundMessage, publicUrl = PUBLIC_URL): Promise<SendReceipt> {
    const chat = { channel: 'telegram', chatId: String(an.id) };
    const receipts: SendReceipt[] = [];
    do receipts.push(await channel.send(chat, message, rendering(publicUrl), receipts.length));
    while (receipts.at(-1)?.hasMore === true);
    return receipts.at(-1) ?? {};
  }
  const calls = (): readonly Call[] => telegram.calls().slice(earlier);
  const markups = (): readonly unknown[] => calls().map((call) => call.structure('reply_markup'));
  const methods = (): readonly string[] => calls().map(({ method }) => method);

  it('puts lines one under the other, as plain words without previews', async () => {
    const receipt = await send(words('Đã gửi.', '<b>Mã</b> LL-4827 & *sao*'));
    expect(receipt.providerId).toMatch(/^\d+$/);
    expect(calls().map(({ fields }) => fields)).toEqual([
      {
        chat_id: an.id,
        text: 'Đã gửi.\n<b>Mã</b> LL-4827 & *sao*',
        link_preview_options: { is_disabled: true },
        reply_markup: { remove_keyboard: true },
      },
    ]);
  });

  it('writes letters in their short form', async () => {
    await send(words('Đường lầy lội'.normalize('NFD')));
    expect(calls()[0]?.text('text')).toBe('Đường lầy lội'.normalize('NFC'));
  });

  it('puts two short buttons in a row and a long one by itself', async () => {
    const labels = ['Gửi', 'Sửa', 'Thêm ảnh', 'Tân Lập, xã Đạo Trù ở gần', 'Nơi khác'];
    await send({ ...words('Gửi chứ ạ?'), choices: choices(...labels) });
    const [first, second, third, fourth, fifth] = labels.map(button);
    expect(markups()).toEqual([{ inline_keyboard: [[first, second], [third], [fourth], [fifth]] }]);
  });

  it('parts a long text, with the buttons under its end', async () => {
    const line = `${'chữ '.repeat(300).trim()}.`;
    await send({ ...words(line, line, line, line), choices: choices('Mở') });
    const texts = calls().map((call) => call.text('text'));
    expect(texts).toEqual([[line, line, line].join('\n'), line]);
    expect(markups()).toMatchObject([{ remove_keyboard: true }, { inline_keyboard: [[{}]] }]);
  });

  it('sends one photo with the words and buttons under it, in one call', async () => {
    await send({ ...words('Đã vá hố.'), choices: choices('Ổn rồi'), files: [stored('p1')] });
    expect(methods()).toEqual(['sendPhoto']);
    expect(calls()[0]?.text('caption')).toBe('Đã vá hố.');
    expect(markups()).toMatchObject([{ inline_keyboard: [[{ text: 'Ổn rồi' }]] }]);
    expect([...(calls()[0]?.uploads.values() ?? [])]).toMatchObject([{ name: 'p1.bin' }]);
  });

  it('sends words that are too long for a photo after it', async () => {
    await send({ ...words('a'.repeat(1_025)), files: [stored('p1')] });
    expect(methods()).toEqual(['sendPhoto', 'sendMessage']);
  });

  it('sends photos as albums of ten, other files as documents, then the words', async () => {
    const photos = Array.from({ length: 11 }, (_, index) => stored(`p${index}`));
    const others = [
      stored('v', 'audio/ogg'),
      stored('h', 'image/heic'),
      stored('big', 'image/png', 10 * MIB + 1),
    ];
    await send({ ...words('Ảnh'), files: [...others, ...photos] });
    expect(methods()).toEqual([
      'sendMediaGroup',
      'sendPhoto',
      'sendDocument',
      'sendDocument',
      'sendDocument',
      'sendMessage',
    ]);
    expect(calls()[0]?.uploads.size).toBe(10);
  });

  it('gives uploads names that survive the wire', async () => {
    await send({ lines: [], files: [{ ...stored('x', 'application/pdf'), name: 'đơn (1).pdf' }] });
    expect([...(calls()[0]?.uploads.values() ?? [])][0]?.name).toBe('_n_1_.pdf');
  });

  it.each([
    ['a photo', [stored('p1')], ['sendDocument']],
    ['an album', [stored('p1'), stored('p2')], ['sendMediaGroup']],
  ] as const)('sends %s of odd measures as documents', async (_label, files, expected) => {
    const fault = {
      kind: 'refused',
      status: 400,
      description: 'Bad Request: PHOTO_INVALID_DIMENSIONS',
    } as const;
    telegram.faults.plan(files.length === 1 ? 'sendPhoto' : 'sendMediaGroup', fault);
    await send({ lines: [], files });
    expect(methods()).toEqual(expected);
  });

  it('offers to send the position beside the choices, and takes the offer away later', async () => {
    await send({ ...words('Ở đâu ạ?'), choices: choices('Nơi khác'), asksLocation: true });
    expect(markups()).toMatchObject([
      { inline_keyboard: [[{ text: 'Nơi khác' }]] },
      { keyboard: [[{ text: 'telegram.sendLocation', request_location: true }]] },
    ]);
    expect(an.keyboard).toEqual([{ label: 'telegram.sendLocation', asksLocation: true }]);
    await send(words('Cảm ơn ạ.'));
    expect(an.keyboard).toEqual([]);
  });

  it('takes a question for sent although the offer failed, or it would be asked twice', async () => {
    telegram.faults.plan('sendMessage', { kind: 'gateway', status: 502 }, { after: 1 });
    const question = { ...words('Ở đâu ạ?'), choices: choices('Nơi khác'), asksLocation: true };
    expect(await send(question)).toEqual({});
    expect(an.transcript.at(-1)).toMatchObject({ words: 'Ở đâu ạ?', buttons: ['Nơi khác'] });
  });

  it('makes a link a button where Telegram takes it, else words', async () => {
    const message = { ...words('Trang cán bộ.'), link: { path: '/vao/x', label: say('Mở trang') } };
    await send(message);
    expect(markups()).toEqual([
      { inline_keyboard: [[{ text: 'Mở trang', url: `${PUBLIC_URL}/vao/x` }]] },
    ]);
    await send(message, 'http://127.0.0.1:8080');
    expect(calls()[1]?.text('text')).toBe('Trang cán bộ.\nMở trang: http://127.0.0.1:8080/vao/x');
  });

  it('has nothing to send for nothing', async () => {
    expect(await send({ lines: [] })).toEqual({});
    expect(calls()).toEqual([]);
  });

  it.each([
    ['a choice that does not fit into a button', [{ id: `a:${'đ'.repeat(32)}`, label: say('a') }]],
    ['a choice without an id', [{ id: '', label: say('a') }]],
    [
      'a choice without words',
      [
        { id: 'a:b', label: say('') },
        { id: 'a:c', label: say('a') },
      ],
    ],
  ])('numbers all choices in the text where there is %s', async (_label, given) => {
    await send({ ...words('Gửi chứ ạ?'), choices: [...choices('Sửa'), ...given] });
    expect(calls()[0]?.text('text')).toMatch(/^Gửi chứ ạ\?\n1\. Sửa\n2\..*numbers\.hint$/s);
    expect(markups()).toEqual([{ remove_keyboard: true }]);
  });

  it('never pays for a message to go out faster, and never sends entities or previews', async () => {
    const files = [stored('p1'), stored('p2'), stored('d', 'application/pdf')];
    await send({ ...words('một'), choices: choices('a') });
    await send({ ...words('hai'), files, asksLocation: true });
    await send({ ...words('ba'), files: files.slice(2) });
    expect(calls().length).toBeGreaterThan(5);
    for (const { fields } of calls()) {
      expect(fields).not.toHaveProperty('allow_paid_broadcast');
      expect(fields).not.toHaveProperty('parse_mode');
      expect(fields).not.toHaveProperty('entities');
      expect(fields).not.toHaveProperty('caption_entities');
    }
  });

  it('rejects buttons without words above them', async () => {
    await expect(send({ lines: [], choices: choices('a') })).rejects.toMatchObject({
      code: 'rejected',
    });
  });
});
