import { describe, expect, it } from 'vitest';
import { villageRows } from '../../scripts/triage/baselines/gazetteer-rows.ts';
import { levenshtein, levenshteinWindows } from '../../scripts/triage/baselines/levenshtein.ts';
import { trainNaiveBayes } from '../../scripts/triage/baselines/naive-bayes.ts';
import { fuseSearch, miniSearch, readPlace } from '../../scripts/triage/baselines/place-search.ts';
import { directoryOf, TODAY } from '../text/network.ts';

const rows = villageRows(directoryOf(), TODAY);

describe('a baseline for places', () => {
  it('is given names without their type, and what is above them', () => {
    expect(rows).toContainEqual({ id: 'TD-1', name: '1', above: 'tam dao tam dao' });
    expect(rows).toContainEqual({ id: 'DT-XG', name: 'xom go', above: 'dao tru dao tru' });
  });

  it.each([fuseSearch(rows), miniSearch(rows), levenshteinWindows(rows)])(
    'of $name finds a name that is the whole message',
    (search) => {
      expect(readPlace(search, 'Lục Liễu')).toEqual({
        decision: 'assign',
        unitId: 'DT-LL',
        choices: ['DT-LL'],
      });
      expect(readPlace(search, '')).toEqual({ decision: 'none', choices: [] });
    },
  );

  it('asks between names that fit as well', () => {
    const place = readPlace(levenshteinWindows(rows), 'mất nước ở thôn tân lậpp');
    expect(place.decision).toBe('ask');
    expect(place.choices.toSorted()).toEqual(['BL-TL', 'DD-TL', 'DT-TL']);
  });

  it.each([
    ['', '', 0],
    ['kitten', 'sitting', 3],
    ['luc lieu', 'luc lieo', 1],
    ['abc', '', 3],
  ])('counts the edits between %j and %j', (left, right, edits) => {
    expect(levenshtein(left, right)).toBe(edits);
  });
});

describe('a baseline for categories', () => {
  it('goes by the words that each category has most of', () => {
    const read = trainNaiveBayes([
      { text: 'mất điện cả xóm', category: 'dien' },
      { text: 'cột điện nghiêng', category: 'dien' },
      { text: 'đường ổ gà', category: 'duong' },
    ]);
    expect(read('dien yeu qua')).toBe('dien');
    expect(read('Đường hỏng')).toBe('duong');
    expect(read('xin chào')).toBe('dien');
  });
});
