import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/text/normalise.ts';
import { fold, readSyllable } from '../../src/text/syllable.ts';
import { decodeTelex } from '../../src/text/telex.ts';

const words = (text: string): string =>
  readMessage(text)
    .tokens.map((one) => one.written)
    .join(' ');

describe('syllables', () => {
  it('lose every mark when folded', () => {
    expect(fold('Đường vào thôn ĐẠO TRÙ HẠ')).toBe('duong vao thon dao tru ha');
  });

  it.each([
    ['hoà', 'hòa'],
    ['thuỷ', 'thủy'],
    ['quạ', 'qụa'],
    ['mỹ', 'mĩ'],
  ])('have one key for %s and %s', (left, right) => {
    expect(readSyllable(left).key).toBe(readSyllable(right).key);
  });

  it('keep different keys for different words', () => {
    expect(readSyllable('mồng').key).not.toBe(readSyllable('mong').key);
    expect(readSyllable('tay').key).not.toBe(readSyllable('tai').key);
  });
});

describe('raw Telex', () => {
  it.each([
    ['dduwowngf', 'đường'],
    ['nuowcs', 'nước'],
    ['thoon', 'thôn'],
    ['dduowngf', 'đường'],
    ['taanj', 'tận'],
    ['tooi', 'tôi'],
    ['owr', 'ở'],
  ])('%s is %s', (keys, word) => {
    expect(decodeTelex(keys)).toBe(word);
  });

  it.each(['dao', 'karaoke', 'test', 'bus', 'wifi', 'zalo', 'xoong', 'đường'])(
    'leaves %s alone',
    (word) => {
      expect(decodeTelex(word)).toBeUndefined();
    },
  );
});

describe('a message', () => {
  it('has its shorthand read', () => {
    expect(words('ko bik tdp nào, sđt e mất r')).toBe(
      'không biết tổ dân phố nào số điện thoại e mất rồi',
    );
  });

  it('keeps ambiguous shorthand and village words as they are', () => {
    expect(words('đk ck tt x')).toBe('đk ck tt x');
    expect(words('Dong Ca, Ma Hong, Nui Voi')).toBe('dong ca ma hong nui voi');
  });

  it('is cut into clauses and sentences, not at the dot of an abbreviation', () => {
    const { tokens } = readMessage('Ở tt. Tam Đảo, mất điện. Gấp!');
    expect(tokens.map((one) => one.wall)).toEqual([2, 0, 0, 0, 1, 0, 2]);
    expect(tokens.at(-1)?.sentence).toBe(1);
  });

  it('is known to be written with or without marks, or shouted', () => {
    expect(readMessage('đường hỏng rồi').isToned).toBe(true);
    expect(readMessage('duong hong roi').isToned).toBe(false);
    expect(readMessage('LOA TO QUÁ').isShouted).toBe(true);
  });

  it('loses invisible characters and fancy letters', () => {
    expect(words('th\u200Bôn \u202Eｌụｃ')).toBe('thôn lục');
  });
});
