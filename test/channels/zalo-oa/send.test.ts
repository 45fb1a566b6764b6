import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { SendReceipt } from '../../../src/channels/channel.ts';
import { lengthIn } from '../../../src/channels/rendering/text-unit.ts';
import type { OutboundMessage } from '../../../src/chat/message.ts';
import type { FileRef } from '../../../src/domain/case.ts';
import { choices, rendering, stored, words } from '../telegram/house.ts';
import { useDesks, type OaDesk } from './desk.ts';

const CS = '/v3.0/oa/message/cs';
const UPLOAD = '/v2.0/oa/upload/image';
const DAY_MS = 86_400_000;

const PICTURE = await sharp({
  create: { width: 40, height: 30, channels: 3, background: '#336699' },
})
  .jpeg()
  .withExif({ IFD0: { Model: 'Phone of Lan' } })
  .toBuffer();

/** What lies behind a file's id; a picture, where nothing else does. */
const BYTES: ReadonlyMap<string, Buffer> = new Map([
  ['words', Buffer.from('no picture')],
  ['c', Buffer.from('%PDF-1.7\n')],
]);

describe('what is sent through Zalo', () => {
  const desks = useDesks();
  const house = {
    ...rendering('https://caunoi.example'),
    openFile: async ({ id }: FileRef) => BYTES.get(id) ?? PICTURE,
  };
  /** Somebody who has just written, and with whom the account may talk. */
  const talking = async (...opened: Parameters<typeof desks.open>) => {
    const desk = await desks.open(...opened);
    const lan = desk.zalo.user('Lan');
    lan.sends('chào');
    const chat = { channel: 'zalo-oa', chatId: lan.id };
    const sendPart = (message: OutboundMessage, part = 0): Promise<SendReceipt> =>
      desk.channel.send(chat, message, house, part);
    const sendAll = async (message: OutboundMessage): Promise<number> => {
      for (let part = 0; ; part += 1) if (!(await sendPart(message, part)).hasMore) return part + 1;
    };
    const heard = () => lan.transcript.filter(({ from }) => from === 'oa');
    return { desk, lan, chat, sendPart, sendAll, heard };
  };
  const callsTo = (desk: OaDesk, path = CS): number => desk.zalo.calls(path).length;

  it('is words, with the id that Zalo gave them', async () => {
    const { sendPart, lan, heard } = await talking();
    const { providerId, hasMore } = await sendPart(words('Đã nhận.', 'Mã việc: LL-4827'));
    expect(heard()).toMatchObject([{ words: 'Đã nhận.\nMã việc: LL-4827', buttons: [] }]);
    expect([lan.said.at(-1)?.id, hasMore]).toEqual([providerId, false]);
  });

  it('is parted at 2,000 characters in the short form, one call each, the choices on the last', async () => {
    const { sendPart, sendAll, heard, desk } = await talking();
    const long = 'Đường ngập sâu quá. '.repeat(240).normalize('NFD');
    const message = { ...words(long), choices: choices('Gửi', 'Sửa') };
    expect(await sendPart(message, 0)).toMatchObject({ hasMore: true });
    expect(callsTo(desk)).toBe(1);
    expect(await sendPart(message, 9)).toEqual({});
    expect(callsTo(desk)).toBe(1);
    const parts = await sendAll(message);
    expect(parts).toBe(3);
    const said = heard().map((line) => line.words);
    for (const part of said) expect(lengthIn(part, 'code-point')).toBeLessThanOrEqual(2_000);
    expect(said.at(-1)).toMatch(/1\. Gửi\n2\. Sửa\nnumbers\.hint$/);
    expect(said.slice(0, -1).join(' ')).not.toContain('1. Gửi');
    expect(said.every((part) => part === part.normalize('NFC'))).toBe(true);
  });

  it('has numbered choices while buttons are off, and links as addresses', async () => {
    const { sendAll, heard } = await talking();
    const link = { path: '/cases/1', label: words('Xem').lines[0] ?? { key: '' } };
    await sendAll({ ...words('Gửi chưa ạ?'), choices: choices('Gửi', 'Sửa'), link });
    expect(heard()[0]).toMatchObject({
      words: 'Gửi chưa ạ?\nXem: https://caunoi.example/cases/1\n1. Gửi\n2. Sửa\nnumbers.hint',
      buttons: [],
    });
  });

  it('has buttons where they are switched on; a press comes back as the choice', async () => {
    const { desk, lan, sendAll, heard } = await talking({ hasButtons: true });
    const link = { path: '/cases/1', label: words('Xem').lines[0] ?? { key: '' } };
    await sendAll({ ...words('Gửi chưa ạ?'), choices: choices('Gửi', 'Sửa'), link });
    expect(heard()[0]).toMatchObject({ words: 'Gửi chưa ạ?', buttons: ['Gửi', 'Sửa', 'Xem'] });
    expect(lan.buttons).toMatchObject([
      { type: 'oa.query.hide', payload: '#cb:report:pick:0' },
      { type: 'oa.query.hide', payload: '#cb:report:pick:1' },
      { type: 'oa.open.url', payload: { url: 'https://caunoi.example/cases/1' } },
    ]);
    const { words: typed } = await lan.presses(/Sửa/);
    const body = JSON.stringify({
      event_name: 'user_send_text',
      sender: { id: lan.id },
      recipient: { id: desk.options.oaId },
      message: { text: typed, msg_id: 'p' },
      timestamp: '1',
    });
    await desk.channel.read(body, desk.sink, 1);
    expect(desk.sink.received[0]?.body).toEqual({ kind: 'choice', id: 'report:pick:1' });
  });

  it('falls back to numbers for the whole message where one button breaks a limit', async () => {
    const { sendAll, heard } = await talking({ hasButtons: true });
    await sendAll({ ...words('Ở đâu ạ?'), choices: choices('1', '2', '3', '4', '5', '6') });
    await sendAll({ ...words('Ở đâu ạ?'), choices: choices('x'.repeat(101)) });
    expect(heard().map(({ buttons }) => buttons)).toEqual([[], []]);
    expect(heard()[1]?.words).toContain(`1. ${'x'.repeat(101)}`);
  });

  it('brings a template_type beside buttons only where it is set', async () => {
    const emulated = { buttons: 'with-template-type' } as const;
    const asked = { ...words('Gửi chưa ạ?'), choices: choices('Gửi') };
    const without = await talking({ hasButtons: true }, emulated);
    await expect(without.sendPart(asked)).rejects.toMatchObject({ code: 'rejected' });
    const set = await talking({ hasButtons: true, buttonsTemplateType: 'buttons' }, emulated);
    expect(await set.sendPart(asked)).toMatchObject({ hasMore: false });
  });

  it('asks for a place in words', async () => {
    const { sendAll, heard } = await talking();
    await sendAll({ ...words('Ở đâu ạ?'), asksLocation: true });
    expect(heard()[0]?.words).toBe('Ở đâu ạ?\nzalo.sendLocation');
  });

  it('is one picture with its words, made anew without where it was taken', async () => {
    const { sendAll, heard, lan } = await talking();
    expect(await sendAll({ ...words('Đã vá hố.'), files: [stored('a')] })).toBe(1);
    expect(heard()).toMatchObject([{ words: 'Đã vá hố.', files: 1 }]);
    const sent = Buffer.from(lan.said.at(-1)?.files[0]?.bytes ?? []);
    expect(PICTURE.includes('Phone of Lan')).toBe(true);
    expect(sent.includes('Phone of Lan')).toBe(false);
    expect((await sharp(sent).metadata()).format).toBe('jpeg');
  });

  it('is several files, one call each, then the words', async () => {
    const { sendAll, heard, desk } = await talking();
    const files = [stored('a'), stored('b', 'image/png'), stored('c', 'application/pdf')];
    expect(await sendAll({ ...words('Ba tệp.'), files })).toBe(4);
    expect(heard().map((line) => [line.words, line.files])).toEqual([
      ['', 1],
      ['', 1],
      ['', 1],
      ['Ba tệp.', 0],
    ]);
    expect(callsTo(desk)).toBe(4);
  });

  it('tells of what Zalo does not take, and of a picture that nobody can read', async () => {
    const { sendAll, heard } = await talking();
    const video = stored('v', 'video/mp4');
    const big = stored('p', 'application/pdf', 5_000_001);
    expect(await sendAll({ ...words('Xong.'), files: [video, big] })).toBe(1);
    expect(await sendAll({ ...words('Xong.'), files: [stored('words')] })).toBe(1);
    expect(heard().map((line) => line.words)).toEqual([
      'Xong.\nzalo.filesLeft',
      'Xong.\nzalo.filesLeft',
    ]);
  });

  it('uploads a picture once for many chats, and again once when Zalo has forgotten it', async () => {
    const { sendAll, desk } = await talking();
    const message = { ...words('Ảnh.'), files: [stored('a')] };
    await sendAll(message);
    await sendAll(message);
    expect(callsTo(desk, UPLOAD)).toBe(1);
    desk.zalo.faults.plan(CS, { kind: 'refused', error: -100 });
    await sendAll(message);
    expect(callsTo(desk, UPLOAD)).toBe(2);
    desk.zalo.faults.plan(CS, { kind: 'refused', error: -100 }, { times: 5 });
    await expect(sendAll(message)).rejects.toMatchObject({ code: 'rejected' });
    expect(callsTo(desk, UPLOAD)).toBeLessThanOrEqual(4);
  });

  it.each([
    ['a page of a gateway', { kind: 'gateway', status: 502 }, 'unknown'],
    ['an empty answer', { kind: 'empty', status: 200 }, 'unknown'],
    ['a connection cut before it was done', { kind: 'cut', isDone: false }, 'unknown'],
    ['a connection cut after it was done', { kind: 'cut', isDone: true }, 'unknown'],
    ['a page that forbids', { kind: 'gateway', status: 403 }, 'misconfigured'],
    ['too many', { kind: 'gateway', status: 429 }, 'throttled'],
    ['-32', { kind: 'refused', error: -32 }, 'throttled'],
    ['-200', { kind: 'refused', error: -200 }, 'unreachable'],
    ['-230', { kind: 'refused', error: -230 }, 'closed'],
    ['-217', { kind: 'refused', error: -217 }, 'blocked'],
    ['-211', { kind: 'refused', error: -211 }, 'misconfigured'],
    ['-4242', { kind: 'refused', error: -4242 }, 'rejected'],
  ] as const)('answered by %s ends as it must', async (_label, fault, code) => {
    const { sendPart, desk, heard } = await talking();
    desk.zalo.faults.plan(CS, fault);
    await expect(sendPart(words('Đã nhận.'))).rejects.toMatchObject({ code });
    expect(callsTo(desk)).toBeLessThanOrEqual(1);
    expect(heard().length).toBe('isDone' in fault && fault.isDone ? 1 : 0);
    expect(desk.needs.length).toBe(code === 'misconfigured' ? 1 : 0);
  });

  it('whose upload has no known end was not sent, and may be sent again', async () => {
    const { sendPart, desk, heard } = await talking();
    desk.zalo.faults.plan(UPLOAD, { kind: 'cut', isDone: true });
    const message = { ...words('Ảnh.'), files: [stored('a')] };
    await expect(sendPart(message)).rejects.toMatchObject({ code: 'unreachable' });
    expect(await sendPart(message)).toMatchObject({ hasMore: false });
    expect(heard()).toHaveLength(1);
  });

  it('keeps to the windows: free, then billed, then closed; and knows who shut it out', async () => {
    const { sendPart, desk, lan } = await talking();
    expect(desk.channel.capabilities.window).toEqual({ freeMs: 2 * DAY_MS, billedMs: 7 * DAY_MS });
    desk.zalo.advance(3 * DAY_MS);
    await desk.consent();
    expect(await sendPart(words('còn gửi được'))).toMatchObject({ hasMore: false });
    desk.zalo.advance(5 * DAY_MS);
    await desk.consent();
    await expect(sendPart(words('muộn'))).rejects.toMatchObject({ code: 'closed' });
    lan.sends('chào');
    lan.blocks();
    await expect(sendPart(words('x'))).rejects.toMatchObject({ code: 'blocked' });
  });

  describe('when its end is unknown', () => {
    const NONE_KNOWN: ReadonlySet<string> = new Set();
    const since = (desk: OaDesk): Date => desk.zalo.now();

    it('is found in the conversation, or is not there', async () => {
      const { desk, chat, sendPart, lan } = await talking();
      const message = words('Đã  nhận\nviệc.');
      const at = since(desk);
      desk.zalo.faults.plan(CS, { kind: 'cut', isDone: true });
      await expect(sendPart(message)).rejects.toMatchObject({ code: 'unknown' });
      expect(await desk.channel.findSent?.(chat, message, house, 0, at, NONE_KNOWN)).toEqual({
        state: 'sent',
        providerId: lan.said.at(-1)?.id,
      });
      expect(await desk.channel.findSent?.(chat, words('Khác.'), house, 0, at, NONE_KNOWN)).toEqual(
        {
          state: 'not-sent',
        },
      );
    });

    it('is not taken for the same words of long before', async () => {
      const { desk, chat, sendPart } = await talking();
      await sendPart(words('Đã nhận.'));
      desk.zalo.advance(60_000);
      expect(
        await desk.channel.findSent?.(chat, words('Đã nhận.'), house, 0, since(desk), NONE_KNOWN),
      ).toEqual({ state: 'not-sent' });
    });

    it('is not taken for the same words of a moment before, which are known', async () => {
      const { desk, chat, sendPart } = await talking();
      const { providerId = '' } = await sendPart(words('Đã nhận.'));
      desk.zalo.advance(1_000);
      const at = since(desk);
      const find = (knownIds: ReadonlySet<string>) =>
        desk.channel.findSent?.(chat, words('Đã nhận.'), house, 0, at, knownIds);
      expect(await find(new Set([providerId]))).toEqual({ state: 'not-sent' });
    });

    it('stays unknown for a picture in whose place words may have gone', async () => {
      const { desk, chat, sendPart } = await talking();
      const message = { ...words('Ảnh.'), files: [stored('words')] };
      const at = since(desk);
      expect(await desk.channel.findSent?.(chat, message, house, 0, at, NONE_KNOWN)).toEqual({
        state: 'not-sent',
      });
      await sendPart(message);
      expect(await desk.channel.findSent?.(chat, message, house, 0, at, NONE_KNOWN)).toEqual({
        state: 'unknown',
      });
    });

    it('is found beyond the first ten lines', async () => {
      const { desk, chat, sendPart, lan } = await talking();
      const at = since(desk);
      await sendPart(words('Đã nhận.'));
      for (let line = 0; line < 25; line += 1) lan.sends(`câu ${line}`);
      expect(
        await desk.channel.findSent?.(chat, words('Đã nhận.'), house, 0, at, NONE_KNOWN),
      ).toMatchObject({
        state: 'sent',
      });
    });

    it('stays unknown while Zalo does not tell', async () => {
      const { desk, chat } = await talking();
      desk.zalo.faults.plan('/v2.0/oa/conversation', { kind: 'gateway', status: 502 });
      const at = since(desk);
      expect(await desk.channel.findSent?.(chat, words('x'), house, 0, at, NONE_KNOWN)).toEqual({
        state: 'unknown',
      });
      expect(desk.errors).toHaveLength(1);
    });
  });
});
