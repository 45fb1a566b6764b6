import { numbered } from '../../../src/chat/choice.ts';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../src/chat/numbering.ts';
import type { OutboundMessage } from '../../../src/chat/message.ts';
import { MESSAGE_LIMITS, type MessageLimits } from '../../../src/channels/rendering/limits.ts';
import { renderMessage } from '../../../src/channels/rendering/render-message.ts';
import { lengthIn } from '../../../src/channels/rendering/text-unit.ts';
import { say } from '../../../src/domain/text.ts';
import { choices, rendering, words } from '../telegram/house.ts';

const HOUSE = rendering('https://caunoi.example');
const SENTENCE = 'Đường vào thôn sụt một hố to trước nhà văn hóa, tối qua có cháu ngã xe. ';

const labels = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `Việc của tổ số ${'i'.repeat(index + 1)}`);

const MESSAGES: readonly (readonly [string, OutboundMessage])[] = [
  ['plain words', words('Đã gửi. Mã việc: LL-4827.')],
  ['decomposed letters', words(SENTENCE.repeat(50).normalize('NFD'))],
  ['families of emoji', words('👩‍👩‍👧‍👦'.repeat(900))],
  ['one letter with a thousand marks', words(`a${'\u{301}'.repeat(5_000)}`)],
  ['4,097 characters without a space', words('x'.repeat(4_097))],
  ['10,000 characters in lines', words(...Array.from({ length: 130 }, () => SENTENCE.trim()))],
  ['signs beyond the first plane', words('𠀋'.repeat(2_001))],
  ['marks that turn the line', words('\u{202e}gnort cứL\u{202c} \u{200f}شارع\u{200e} LL-4827')],
  ['markup', words('<b>&amp; *sao* _a_ [x](http://a) `c` ||d||')],
  ['forty choices', { ...words('Chọn ạ?'), choices: choices(...labels(40)) }],
  [
    'forty choices under a long text',
    { ...words(SENTENCE.repeat(60)), choices: choices(...labels(40)) },
  ],
  [
    'choices that alone are too long',
    { ...words('Chọn ạ?'), choices: choices(...labels(60).map((one) => one + 'y'.repeat(90))) },
  ],
  ['a label of emoji', { ...words('Ổn chưa ạ?'), choices: choices('👩‍🌾', '✅', '') }],
  ['decomposed labels', { ...words('Ở đâu ạ?'), choices: choices('Lục Liễu'.normalize('NFD')) }],
  [
    'a choice that is too long for a button',
    { ...words('Ở đâu ạ?'), choices: [{ id: `a:${'b'.repeat(2_000)}`, label: say('Lục Liễu') }] },
  ],
  [
    'a link under choices',
    {
      ...words('Trang cán bộ.'),
      choices: choices('Gửi', 'Sửa', 'Giấu tên', 'Ảnh', 'Thôi'),
      link: { path: '/vao/x', label: say('Mở trang') },
    },
  ],
  ['nothing', { lines: [] }],
];

const CHANNELS = Object.entries(MESSAGE_LIMITS) as readonly (readonly [string, MessageLimits])[];

const bare = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, '');

describe.each(CHANNELS)('at %s', (_channel, limits) => {
  it.each(MESSAGES)('%s fit, and not a word is lost', (_label, message) => {
    const parts = renderMessage(message, HOUSE, limits);
    const text = parts.map((part) => part.text).join('\n');
    for (const part of parts) {
      expect(lengthIn(part.text, limits.unit)).toBeLessThanOrEqual(limits.mostText);
      expect(part.text.trim()).not.toBe('');
      expect(part.text).toBe(part.text.normalize('NFC'));
      expect(part.text.isWellFormed()).toBe(true);
    }
    const spoken = message.lines.map(({ key }) => key).join('\n');
    expect(bare(text)).toContain(bare(spoken));
    expect(renderMessage(message, HOUSE, limits)).toEqual(parts);
  });

  it.each(MESSAGES)('choices under %s stand on the last part alone', (_label, message) => {
    const parts = renderMessage(message, HOUSE, limits);
    const buttons = parts.flatMap((part) => part.buttons);
    expect(parts.slice(0, -1).flatMap((part) => part.buttons)).toEqual([]);
    const pressed = buttons.filter(({ kind }) => kind === 'choice');
    expect([0, message.choices?.length ?? 0]).toContain(pressed.length);
    expect(buttons.length).toBeLessThanOrEqual(limits.buttons?.mostChoices ?? 0);
    for (const button of buttons) {
      expect(button.label.length).toBeGreaterThan(0);
      expect(lengthIn(button.label, limits.unit)).toBeLessThanOrEqual(
        limits.buttons?.mostLabel ?? 0,
      );
      const id = button.kind === 'choice' ? button.id : '';
      expect(Buffer.byteLength(id)).toBeLessThanOrEqual(limits.buttons?.mostIdBytes ?? 0);
    }
  });

  it.each(MESSAGES)('what %s offer can be had by a button or by a number', (_label, message) => {
    const parts = renderMessage(message, HOUSE, limits);
    const hasButtons = parts.some(({ buttons }) => buttons.some(({ kind }) => kind === 'choice'));
    if (hasButtons || message.choices === undefined) return;
    const numbers = parts
      .flatMap(({ text }) => text.split('\n'))
      .flatMap((line) => /^(\d+)\. /.exec(`${line} `)?.[1] ?? []);
    expect(numbers.map((number) => readNumber(number))).toEqual(
      message.choices.map((_choice, index) => index + 1),
    );
    expect(parts.at(-1)?.text).toMatch(/numbers\.hint$/);
  });
});

describe('choices without buttons', () => {
  const zalo = MESSAGE_LIMITS['zalo-oa'];
  const textsOf = (message: OutboundMessage): readonly string[] =>
    renderMessage(message, HOUSE, zalo).map(({ text }) => text);

  it('are numbered lines under the words', () => {
    expect(textsOf({ ...words('Gửi chứ ạ?'), choices: choices('Gửi', 'Sửa') })).toEqual([
      'Gửi chứ ạ?\n1. Gửi\n2. Sửa\nnumbers.hint',
    ]);
  });

  it('are not said twice where they begin with their number', () => {
    const stars = choices('1 sao', '2 sao').map((one, index) => numbered(one, index + 1));
    expect(textsOf({ ...words('Mấy sao ạ?'), choices: stars })).toEqual([
      'Mấy sao ạ?\n1 sao\n2 sao\nnumbers.hint',
    ]);
  });

  it('stand in the order of their numbers', () => {
    const [five, two, ...rest] = choices('Thôn 5', 'Thôn 2', 'Xem thêm 3', 'Nơi khác');
    if (five === undefined || two === undefined) throw new Error('no choices');
    const villages = [numbered(five, 5), numbered(two, 2), ...rest];
    expect(textsOf({ ...words('Thôn nào ạ?'), choices: villages })).toEqual([
      'Thôn nào ạ?\n1. Xem thêm 3\n2. Thôn 2\n3. Nơi khác\n5. Thôn 5\nnumbers.hint',
    ]);
  });

  it('leave out what words do as well', () => {
    const open = { id: 'mine:open:A', label: say('Mở việc'), isShortcut: true as const };
    expect(textsOf({ ...words('Đã gửi.'), choices: [open] })).toEqual(['Đã gửi.']);
    expect(textsOf({ ...words('Đã gửi.'), choices: [open, ...choices('Gặp')] })).toEqual([
      'Đã gửi.\n1. Gặp\nnumbers.hint',
    ]);
  });

  it('keep together on a part of their own where they do not fit under the last words', () => {
    const text = 'chữ '.repeat(499).trim();
    const [first, second, ...others] = textsOf({ ...words(text), choices: choices('Gửi', 'Sửa') });
    expect([first, others]).toEqual([text, []]);
    expect(second).toBe('1. Gửi\n2. Sửa\nnumbers.hint');
  });

  it('have the link as a line', () => {
    const link = { path: '/vao/x', label: say('Mở trang') };
    expect(textsOf({ ...words('Trang cán bộ.'), link })).toEqual([
      'Trang cán bộ.\nMở trang: https://caunoi.example/vao/x',
    ]);
  });
});
