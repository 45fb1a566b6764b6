import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberable, numbersOf, readNumber, readNumberWord } from '../../src/chat/numbering.ts';

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

describe('a number word', () => {
  it.each([
    ['hai', 2],
    ['Ba ạ', 3],
    ['bon', 4],
    ['NĂM', 5],
    ['bảy.', 7],
  ])('alone is one: %s', (text, number) => {
    expect(readNumberWord(text)).toBe(number);
    expect(readNumber(text)).toBeUndefined();
  });

  it.each(['bà', 'sâu', 'mười hai', 'hai hộ', 'số hai', ''])('is none in %j', (text) => {
    expect(readNumberWord(text)).toBeUndefined();
  });
});

describe('choices are numbered', () => {
  it.each<readonly [string, readonly (number | undefined)[], readonly number[]]>([
    ['from 1', [undefined, undefined, undefined], [1, 2, 3]],
    ['stars by what they carry', [5, 4, 1], [5, 4, 1]],
    ['villages of a number by theirs', [5, 2, undefined], [5, 2, 1]],
    ['past a number that two carry', [1, 1, undefined], [2, 3, 4]],
    ['past numbers that others carry', [undefined, 1, 3, undefined], [2, 1, 3, 4]],
    ['from 1 where what is carried cannot be typed', [0, 100, 1.5, undefined], [1, 2, 3, 4]],
  ])('%s', (_label, own, numbers) => {
    expect(numbersOf(own.map((number) => (number === undefined ? {} : { number })))).toEqual(
      numbers,
    );
  });

  it('each with another number, and none with a number that another carries', () => {
    const own = fc.option(fc.integer({ min: -1, max: 120 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(own, { maxLength: 45 }), (carried) => {
        const numbers = numbersOf(
          carried.map((number) => (number === undefined ? {} : { number })),
        );
        expect(new Set(numbers).size).toBe(carried.length);
        const stolen = numbers.filter(
          (number, index) => carried.includes(number) && carried[index] !== number,
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
