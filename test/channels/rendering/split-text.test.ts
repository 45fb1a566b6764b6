import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../src/channels/rendering/split-text.ts';
import { lengthIn } from '../../../src/channels/rendering/text-unit.ts';

const bare = (text: string): string => text.replaceAll(/\s+/g, '');

describe('a text that is too long for one message', () => {
  it.each([
    { label: 'leaves a short text whole', text: 'một\nhai', most: 10, parts: ['một\nhai'] },
    { label: 'has nothing of nothing', text: ' \n ', most: 10, parts: [] },
    {
      label: 'cuts at line ends',
      text: 'một hai\nba bốn\nnăm',
      most: 16,
      parts: ['một hai\nba bốn', 'năm'],
    },
    {
      label: 'cuts after a sentence where no line ends',
      text: 'Đã vá hố. Đã cắm biển. Xong.',
      most: 24,
      parts: ['Đã vá hố. Đã cắm biển.', 'Xong.'],
    },
    {
      label: 'cuts between words else',
      text: 'một hai ba bốn',
      most: 9,
      parts: ['một hai', 'ba bốn'],
    },
    {
      label: 'does not cut early only because a line ends early',
      text: 'a\nmột hai ba bốn năm',
      most: 12,
      parts: ['a\nmột hai', 'ba bốn năm'],
    },
    {
      label: 'cuts a word that alone is too long',
      text: 'x'.repeat(25),
      most: 10,
      parts: ['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)],
    },
    {
      label: 'keeps a picture letter whole',
      text: 'aaa👩‍🌾b',
      most: 5,
      parts: ['aaa', '👩‍🌾', 'b'],
    },
    {
      label: 'keeps a letter with its marks',
      text: 'aaaế'.normalize('NFD'),
      most: 5,
      parts: ['aaa', 'ế'.normalize('NFD')],
    },
  ])('$label', ({ text, most, parts }) => {
    expect(splitText(text, most)).toEqual(parts);
  });

  it('counts in the unit of the provider', () => {
    const text = '𠀋𠀋𠀋𠀋 𠀋𠀋';
    expect(splitText(text, 7, 'code-point')).toEqual([text]);
    expect(splitText(text, 4, 'code-point')).toEqual(['𠀋𠀋𠀋𠀋', '𠀋𠀋']);
    expect(splitText(text, 8, 'utf16')).toEqual(['𠀋𠀋𠀋𠀋', '𠀋𠀋']);
    expect(splitText(text, 3, 'utf16')).toEqual(['𠀋', '𠀋', '𠀋', '𠀋', '𠀋', '𠀋']);
  });

  it('loses no word, whatever the text', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 });
    const text = fc.array(fc.oneof(word, fc.constantFrom(' ', '\n', '. ', '? ')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 80 }), fc.boolean(), (words, most, isUtf16) => {
        const unit = isUtf16 ? 'utf16' : 'code-point';
        const parts = splitText(words.join(''), most, unit);
        expect(bare(parts.join(''))).toBe(bare(words.join('')));
        for (const part of parts) {
          expect(lengthIn(part, unit)).toBeLessThanOrEqual(most);
          expect(part.trim()).not.toBe('');
        }
      }),
    );
  });
});
