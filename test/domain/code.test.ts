import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCode, nearCodes, parseCode } from '../../src/domain/code.ts';

const always = (value: number) => (): number => value;
const numbers = fc.integer({ min: 0, max: 999 });
const villages = fc.constantFrom('Lục Liễu', 'Đồng Quạ', 'Ấp Đồn', 'Tổ dân phố 1', undefined);
const codes = fc
  .tuple(villages, numbers, fc.nat(23))
  .map(([village, number, letter]) =>
    drawCode(village, (limit) => (limit === 1000 ? number : letter)),
  );

const exchange = (code: string, place: number, symbol: string): string =>
  code.slice(0, place) + symbol + code.slice(place + 1);

const swap = (code: string, place: number): string =>
  code.slice(0, place) + code.charAt(place + 1) + code.charAt(place) + code.slice(place + 2);

describe('drawing a code', () => {
  it.each([
    ['Lục Liễu', 'LL'],
    ['Đạo Trù Thượng', 'DT'],
    ['Ấp Đồn', 'AD'],
    ['Tổ dân phố 1', 'TD'],
  ])('takes the initials of %s', (village, initials) => {
    expect(drawCode(village, always(482)).slice(0, 2)).toBe(initials);
  });

  it.each([
    ['without a village', undefined, 'BB'],
    ['for a name of one word', 'Núc', 'NB'],
    ['for an initial that looks like a digit', 'Ích Ông', 'BB'],
    ['for a name that begins with a number', '5 Tầng', 'BT'],
  ])('draws letters %s', (_what, village, letters) => {
    expect(drawCode(village, always(0)).slice(0, 2)).toBe(letters);
  });

  it('ends with the check digit', () => {
    expect(drawCode('Lục Liễu', always(482))).toBe('LL-4827');
  });

  it('fills up small numbers, and grows when asked to', () => {
    expect(drawCode('Lục Liễu', always(7))).toMatch(/^LL-007\d$/);
    expect(drawCode('Lục Liễu', always(7), 5)).toMatch(/^LL-00007\d$/);
  });

  it('asks for numbers below the number of possible ones', () => {
    const limits: number[] = [];
    drawCode(undefined, (limit) => {
      limits.push(limit);
      return limit - 1;
    });
    expect(limits).toEqual([24, 24, 1000]);
  });
});

describe('reading a code', () => {
  it.each([
    'LL-4827',
    'll-4827',
    'LL4827',
    ' ll 48 27. ',
    'LL–4827',
    'ＬＬ４８２７',
    'II-4827',
    'l1 4827',
    'lL.48.27',
  ])('takes %j for LL-4827', (typed) => {
    expect(parseCode(typed)).toEqual({ code: 'LL-4827' });
  });

  it('takes O for 0 and I or L for 1 where a digit stands, and đ for d', () => {
    const code = drawCode('Đạo Trù', always(101));
    expect(parseCode(`đt-${code.slice(3).replaceAll('0', 'o').replaceAll('1', 'i')}`)).toEqual({
      code,
    });
    expect(parseCode(code.replaceAll('1', 'l'))).toEqual({ code });
  });

  it.each([
    '',
    '🙃🙃🙃',
    'LL',
    'LL-482',
    '4827',
    'OO-4827',
    'LL-48Z7',
    'đường hỏng',
    'LL-123456789',
  ])('says that %j is no code', (typed) => {
    expect(parseCode(typed)).toEqual({ wrong: 'shape' });
  });

  it.each(['LL-4872', 'LL-4828', 'LN-4827', 'TL-4827'])('notices the slip in %s', (typed) => {
    expect(parseCode(typed)).toEqual({ wrong: 'check' });
  });

  it('never throws, and gives nothing that it would not read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const read = parseCode(typed);
        expect('code' in read ? parseCode(read.code) : read).toEqual(read);
      }),
    );
  });

  it('reads back every code that is drawn', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseCode(code)).toEqual({ code });
      }),
    );
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 3, max: 6 }), fc.nat(9), (code, place, digit) => {
        fc.pre(code.charAt(place) !== String(digit));
        expect(parseCode(exchange(code, place, String(digit)))).toEqual({ wrong: 'check' });
      }),
    );
  });

  it('notices every swap of neighbouring digits', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 3, max: 5 }), (code, place) => {
        fc.pre(code.charAt(place) !== code.charAt(place + 1));
        expect(parseCode(swap(code, place))).toEqual({ wrong: 'check' });
      }),
    );
  });

  it.each(['BD', 'BP', 'BT', 'BV', 'DT', 'PT', 'CK', 'CQ', 'KQ', 'LN', 'SX', 'DR', 'MN', 'UV'])(
    'notices one letter of %s heard for the other',
    (pair) => {
      const meant = drawCode(`${pair.charAt(0)} A`, always(123));
      const heard = pair.charAt(1) + meant.slice(1);
      expect(parseCode(heard)).toEqual({ wrong: 'check' });
    },
  );
});

describe('codes that were nearly typed', () => {
  const own = ['LL-4827', 'TG-1093'];

  it.each([
    ['a swap', 'LL-4872'],
    ['a wrong digit', 'LL-4822'],
    ['a missing symbol', 'L-4827'],
    ['one too many', 'LLL-4827'],
    ['the first letter', 'NL4827'],
    ['the last digit left out', 'll482'],
    ['the code itself', 'LL 4827'],
  ])('are found after %s', (_slip, typed) => {
    expect(nearCodes(typed, own)).toEqual(['LL-4827']);
  });

  it.each(['', 'LL-4278', 'LL-48', 'đường hỏng'])('are none for %j', (typed) => {
    expect(nearCodes(typed, own)).toEqual([]);
  });

  it('include every code that one slip was made in', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom(0, 1, 3, 4, 5), fc.nat(9), (code, place, digit) => {
        expect(nearCodes(swap(code, place), [code])).toEqual([code]);
        expect(nearCodes(exchange(code, place, String(digit)), [code])).toEqual([code]);
      }),
    );
  });
});
