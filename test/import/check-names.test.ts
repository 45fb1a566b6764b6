import { describe, expect, it } from 'vitest';
import { problemLine } from '../../src/import/problem.ts';
import { GOOD_FILES, problemsOf } from './files.ts';

const linesOf = (changes: Parameters<typeof problemsOf>[0]): readonly string[] =>
  problemsOf(changes).map(problemLine);

/** The good units with some more behind them, on line 6 and on. */
const withUnits = (...rows: readonly string[]): Record<string, string> => ({
  'units.csv': [GOOD_FILES['units.csv'], ...rows].join('\n'),
});

describe('names', () => {
  it.each(['---', '"…"', '.'])('without a letter, such as %s, are refused', (name) => {
    const said = name.replaceAll('"', '');
    expect(linesOf(withUnits(`X-3,village,thôn,${name},X,,,,,,`))).toEqual([
      `units.csv:6 name has neither letter nor digit: ${said}`,
    ]);
    expect(linesOf({ 'aliases.csv': `unit,name\nX-1,${name}` })).toEqual([
      `aliases.csv:2 name has neither letter nor digit: ${said}`,
    ]);
  });

  it.each(['M\u202Eột', 'M\u200Bột', 'M\u0007ột'])(
    'with an unseen character are refused',
    (name) => {
      expect(linesOf(withUnits(`X-3,village,thôn,${name},X,,,,,,`))).toEqual([
        'units.csv:6 name holds an unseen character; type it anew',
      ]);
    },
  );

  it('that nothing tells apart are refused, however they are typed', () => {
    const decomposed = 'MỘT'.normalize('NFD');
    expect(linesOf(withUnits(`X-3,village,Thôn,${decomposed},X,,,,,,`))).toEqual([
      'units.csv:6 X-3 is Thôn MỘT like X-1 on line 4',
    ]);
  });

  it.each([
    ['of another type', 'X-3,village,xóm,Một,X,,,,,,'],
    ['below another parent', 'X-3,village,thôn,Một,H,,,,,,'],
    ['of another time', 'X-3,village,thôn,Hai,X,2025-07-01,,,,,'],
  ])('may be the same %s', (_, row) => {
    expect(linesOf(withUnits(row))).toEqual([]);
  });

  it('may be the same for villages that came below one commune from two', () => {
    const units = withUnits(
      'Y,block,xã,Cũ,H,,2025-06-30,X,,,',
      'Z,block,xã,Xưa,H,,2025-06-30,X,,,',
      'X-3,village,thôn,Ba,,,,,,,',
      'X-4,village,thôn,Ba,,,,,,,',
    );
    const parents = [
      'unit,parent,valid_from,valid_to',
      'X-3,Y,,2025-06-30',
      'X-3,X,2025-07-01,',
      'X-4,Z,,2025-06-30',
      'X-4,X,2025-07-01,',
    ];
    expect(linesOf({ ...units, 'parents.csv': parents.join('\n') })).toEqual([]);
  });
});

describe('successors', () => {
  it('that lead back are refused, each with its line', () => {
    const units = withUnits(
      'X-3,village,thôn,Ba,X,,2020-01-01,X-4,,,',
      'X-4,village,thôn,Bốn,X,,2021-01-01,X-5,,,',
      'X-5,village,thôn,Năm,X,,2022-01-01,X-3 X-1,,,',
      'X-6,village,thôn,Sáu,X,,2019-01-01,X-3,,,',
    );
    expect(linesOf(units)).toEqual([
      'units.csv:6 X-3 becomes itself again by its successors',
      'units.csv:7 X-4 becomes itself again by its successors',
      'units.csv:8 X-5 becomes itself again by its successors',
    ]);
  });

  it('may meet again in one unit', () => {
    const units = withUnits(
      'X-3,village,thôn,Ba,X,,2020-01-01,X-4 X-5,,,',
      'X-4,village,thôn,Bốn,X,,2021-01-01,X-1,,,',
      'X-5,village,thôn,Năm,X,,2021-01-01,X-1,,,',
    );
    expect(linesOf(units)).toEqual([]);
  });
});
