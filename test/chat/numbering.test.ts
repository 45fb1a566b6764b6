import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberable, numbersOf, readNumber } from '../../src/chat/numbering.ts';

describe('a whole message that is a number', () => {
  it.each([
    ['1', 1],
    [' 2 ', 2],
    ['3.', 3],
    ['4)', 4],
    ['(5)', 5],
    ['6 ạ', 6],
    ['7 nhé', 7],
    ['07', 7],
    ['40', 40],
    ['99', 99],
    ['số 1', 1],
    ['Số 2.', 2],
    ['so 3', 3],
    ['chọn 4', 4],
    ['Chọn số 5 ạ', 5],
    ['chon so nam', 5],
    ['số một', 1],
    ['mục 6', 6],
    ['number 2', 2],
    ['１', 1],
    ['1️⃣', 1],
    ['SỐ BA'.normalize('NFD'), 3],
  ])('%j is %i', (text, number) => {
    expect(readNumber(text)).toBe(number);
  });

  it.each([
    '0',
    '100',
    '112',
    '-1',
    '1.5',
    '1 con đường sụt',
    '1 hộ',
    '2 cháu ngã',
    'một',
    'năm',
    'ba',
    'số nhà',
    'số mười hai',
    'chọn thôn',
    'tổ 3',
    'thôn 5',
    '1 2',
    '1/2',
    'LL-4827',
    '24/11',
    '5 sao',
    '',
    '🙃',
  ])('%j is none', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  it('is read from anything without falling over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const number = readNumber(text) ?? 1;
        expect(number >= 1 && number <= 99).toBe(true);
      }),
    );
  });
});

describe('choices are numbered', () => {
  it.each([
    ['from 1', ['Gửi', 'Sửa', 'Thêm ảnh'], [1, 2, 3]],
    ['stars by what they say', ['5 sao', '4 sao', '1 sao'], [5, 4, 1]],
    ['in any language', ['1 star', '2 stars'], [1, 2]],
    ['villages of a number by theirs', ['Thôn 5', 'Thôn 2', 'Nơi khác'], [5, 2, 1]],
    ['past a number that two say', ['Thôn 1, A', 'Thôn 1, B', 'Nơi khác'], [2, 3, 4]],
    ['past numbers that others say', ['Mở', 'Thôn 1', 'Thôn 3', 'Nơi khác'], [2, 1, 3, 4]],
    ['codes from 1', ['Mở LL-4827', 'Mở TG-1093', 'LL-1234'], [1, 2, 3]],
    ['counts from 1', ['Mở LL-4827', 'Xem việc quá hạn (2)'], [1, 2]],
    ['dates and streets from 1', ['Tổ 3 khu 4', 'Phố 19-5'], [1, 2]],
    ['decomposed letters too', ['Thôn 5'.normalize('NFD')], [5]],
  ])('%s', (_label, labels, numbers) => {
    expect(numbersOf(labels)).toEqual(numbers);
  });

  it('each with another number, and none with a number that another says', () => {
    const label = fc.oneof(
      fc.string(),
      fc.nat({ max: 120 }).map((number) => `Thôn ${number}`),
      fc.constantFrom('5 sao', 'Mở LL-4827', '0', ''),
    );
    fc.assert(
      fc.property(fc.array(label, { maxLength: 45 }), (labels) => {
        const numbers = numbersOf(labels);
        expect(new Set(numbers).size).toBe(labels.length);
        const said = labels.map((one) => Number(/^Thôn (\d{1,2})$/.exec(one)?.[1] ?? 0));
        const stolen = numbers.filter(
          (number, index) => said.includes(number) && said[index] !== number && number !== 0,
        );
        expect(stolen).toEqual([]);
      }),
    );
  });

  it('but those that words do as well', () => {
    const [open, send] = [
      { id: 'mine:open:A', label: { key: 'a' }, isShortcut: true },
      { id: 'report:send:D', label: { key: 'b' } },
    ] as const;
    expect(numberable([open, send])).toEqual([send]);
    expect(numberable()).toEqual([]);
  });
});
