import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SAMPLE } from '../../../fixtures/town.ts';
import type { Opened } from '../contract.ts';

const photo = new Uint8Array(readFileSync(`${SAMPLE}photo-mended-road.png`));
const PROGRAM = new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0]);

/** What people send by mistake, or with a purpose: each has a kind answer, and the talk goes on after it. */
export function badInput(opened: Opened): void {
  describe('bad input', () => {
    const visitor = () => opened().person('Khách');

    it.each([
      ['blanks and one dot', ' . '],
      ['emoji alone', '🙂🙂🙂'],
      ['a command that nobody knows', '/khongbiet 123'],
      ['characters of other scripts', '\u202eабв\u0000\ufeff中文'],
    ])('answers %s', async (_what, text) => {
      await visitor().says(text);
      await visitor().hears(/\p{L}/u);
    });

    it('answers what is far too long, and asks for less', async () => {
      await visitor().says('đường sụt '.repeat(500));
      await visitor().hears(/dài|ngắn/i);
    });

    it('reads what was typed with loose accents like any other', async () => {
      await visitor().says('Đường vào Lục Liễu sụt một hố to'.normalize('NFD'));
      const line = await visitor().hears(/Lục Liễu/);
      expect(line.words?.join('\n')).toBe(line.words?.join('\n').normalize('NFC'));
      await visitor().says('thôi');
      await visitor().hears(/\p{L}/u);
    });

    it('answers a sticker, and a file of a kind that it does not know', async () => {
      await visitor().sendsSticker();
      await visitor().hears(/\p{L}/u);
      await visitor().sendsFile({ name: 'a.xyz', bytes: PROGRAM, mediaType: 'application/x-y' });
      await visitor().hears(/\p{L}/u);
    });

    it('keeps no picture that is none, whatever it is called', async () => {
      const kept = opened().logged('job.failed').length;
      const lie = new Blob([PROGRAM], { type: 'image/png' });
      await visitor().sends(lie, 'anh.png', 'ảnh hố sụt ở lục liễu');
      await visitor().hears(/\p{L}/u);
      expect(opened().logged('job.failed')).toHaveLength(kept);
      await visitor().says('thôi');
      await visitor().hears(/\p{L}/u);
    });

    it('takes a true picture after all that', async () => {
      const picture = new Blob([photo], { type: 'image/png' });
      await visitor().sends(picture, 'anh.png', 'rác chất đống ở thôn Yên Hòa xã Bình Lâm');
      await visitor().hears(/Kèm 1 ảnh/);
      await visitor().says('thôi');
      await visitor().hears(/\p{L}/u);
    });

    it('does nothing for a choice that was offered to somebody else', async () => {
      const before = opened().logged('case.changed').length;
      await visitor().pressesById('work:accept:LL-0001');
      await visitor().hears(/\p{L}/u);
      await visitor().pressesById('rating:fixed:LL-0001');
      await visitor().hears(/\p{L}/u);
      await visitor().pressesById('x'.repeat(64));
      await visitor().hears(/\p{L}/u);
      expect(opened().logged('case.changed')).toHaveLength(before);
    });

    it('tells that a choice is old, and does nothing twice', async () => {
      const changed = () => opened().logged('case.changed').length;
      const before = changed();
      await opened()
        .person('Lò Thị Pao')
        .presses(/^Ổn rồi/);
      await opened().person('Lò Thị Pao').hears(/\p{L}/u);
      expect(changed()).toBe(before);
    });
  });
}
