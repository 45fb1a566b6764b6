import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCode } from '../../src/domain/code.ts';
import { drawLinkCode, readLinkCode } from '../../src/domain/link-code.ts';
import { maskPhone, readPhone } from '../../src/domain/phone.ts';
import { readStartLink, startAtUnit } from '../../src/domain/start-link.ts';

const codes = fc.infiniteStream(fc.nat({ max: 1_000 })).map((chance) => {
  const next = chance[Symbol.iterator]();
  return drawLinkCode((limit) => (next.next().value ?? 0) % limit);
});

describe('a link code', () => {
  it('is read as it was drawn, and is never a case code', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
        expect(code).not.toMatch(/[IOL01]/);
        for (const typed of [code, code.toLowerCase(), ` ${code.replace('-', ' ')} `])
          expect(readLinkCode(typed)).toBe(code);
        expect(readLinkCode(`/noikenh ${code}`)).toBe(code);
        expect(parseCode(code)).toEqual({ wrong: 'shape' });
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    '',
    'LL-4827',
    'AB23-4567',
    'xong việc',
    'nhandien',
    'K7MP-3XQ',
    'K7MP-3XQDA',
    'K7MP-3XQ0',
    'CN-7K3F-9QXA-M2WD',
    '0912345678',
    'đường sụt 2 hố to',
  ])('is not %j', (typed) => {
    expect(readLinkCode(typed)).toBeUndefined();
  });
});

describe('a phone number', () => {
  it.each([
    ['0912345678', '84912345678'],
    ['0912 345 678', '84912345678'],
    ['0912.345.678', '84912345678'],
    ['+84 912-345-678', '84912345678'],
    ['+84 (0)912 345 678', '84912345678'],
    ['0084 351234567', '84351234567'],
    ['84581234567', '84581234567'],
  ])('%s is %s', (typed, number) => {
    expect(readPhone(typed)).toBe(number);
  });

  it.each([
    '',
    '113',
    '0241234567',
    '02438251234',
    '091234567',
    '09123456789',
    '+1 650 253 0000',
    'số tôi 0912345678',
    '0912345678a',
    '٠٩١٢٣٤٥٦٧٨',
    '0'.repeat(200),
  ])('is not %j', (typed) => {
    expect(readPhone(typed)).toBeUndefined();
  });

  it('is shown back by its end alone', () => {
    expect(maskPhone('84912345678')).toBe('0•• ••• •678');
  });
});

describe('the payload of a start link', () => {
  it.each([
    ['v-TD-DT-12', { to: 'report', unitId: 'TD-DT-12' }],
    ['c-moi-truong', { to: 'report', categoryId: 'moi-truong' }],
    ['v-TD-DT-12_c-duong', { to: 'report', unitId: 'TD-DT-12', categoryId: 'duong' }],
    ['v-TD_DT_12', { to: 'report', unitId: 'TD_DT_12' }],
    ['v-TD-DT-12_c-xyz', { to: 'report', unitId: 'TD-DT-12' }],
    ['n-K7MP-3XQD', { to: 'link' }],
    ['n-k7mp3xqd', { to: 'link' }],
  ])('%s', (payload, link) => {
    expect(readStartLink(payload)).toEqual(link);
  });

  it.each([
    '',
    'v-',
    'c-xyz',
    'm-',
    'm-hello',
    'm-LL-4828',
    'n-123',
    'x-1',
    'v-a b',
    `v-${'a'.repeat(64)}`,
  ])('is not %j', (payload) => {
    expect(readStartLink(payload)).toBeUndefined();
  });

  it('is never thrown at, whatever is sent', () => {
    fc.assert(fc.property(fc.string(), (payload) => void readStartLink(payload)));
  });

  it('is made for units whose id fits into one', () => {
    expect(startAtUnit('TD-DT-12')).toBe('v-TD-DT-12');
    expect(startAtUnit('thôn/1')).toBeUndefined();
    expect(startAtUnit('a'.repeat(70))).toBeUndefined();
    expect(startAtUnit('a_c-duong')).toBeUndefined();
  });
});
