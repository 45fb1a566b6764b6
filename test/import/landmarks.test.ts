import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../src/domain/directory.ts';
import { isTelling, landmarksOf } from '../../src/domain/landmark.ts';
import { problemLine } from '../../src/import/problem.ts';
import { expectRead, problemsOf } from './files.ts';

const sheet = (...rows: readonly string[]) => ({
  'landmarks.csv': ['name,unit,latitude,longitude,note', ...rows].join('\n'),
});
const linesOf = (...rows: readonly string[]): readonly string[] =>
  problemsOf(sheet(...rows)).map(problemLine);
const landmarks = (...rows: readonly string[]) =>
  landmarksOf(createDirectory(expectRead(sheet(...rows)).tree));

describe('landmarks', () => {
  it('may be left out', () => {
    expect(landmarksOf(createDirectory(expectRead().tree))).toEqual([]);
  });

  it('are kept with their villages, with a pin where there is one', () => {
    expect(
      landmarks('chợ Mẫu,X-1,21.41,105.61,hỏi bác Tư', 'cầu Suối Mơ,X-1,,,', 'cầu Suối Mơ,X-2,,,'),
    ).toEqual([
      { name: 'chợ Mẫu', unitId: 'X-1', pin: { latitude: 21.41, longitude: 105.61 } },
      { name: 'cầu Suối Mơ', unitId: 'X-1' },
      { name: 'cầu Suối Mơ', unitId: 'X-2' },
    ]);
  });

  it('that cannot be read are told by line, all in one go', () => {
    expect(
      linesOf(
        'chợ Mẫu,X-9,,,',
        'cầu Suối Mơ,X,,,',
        'nhà văn hóa,X-1,,,',
        'đình Mơ,X-1,21.4,,',
        'chùa Mơ,X-1,,,',
        'Chùa Mơ,X-1,,,',
        ',X-1,,,',
        'trường tiểu học và trung học cơ sở Suối Mơ,X-1,,,',
      ),
    ).toEqual([
      'landmarks.csv:2 unknown unit X-9',
      'landmarks.csv:3 X receives no concerns: a landmark names a village',
      'landmarks.csv:4 name does not say which one: nhà văn hóa',
      'landmarks.csv:5 latitude and longitude are needed together',
      'landmarks.csv:7 Chùa Mơ in X-1 is already on line 6',
      'landmarks.csv:8 name is empty',
      'landmarks.csv:9 name is longer than 8 words or 80 letters; write it as people say it',
    ]);
  });
});

describe('a name', () => {
  it.each(['chợ Bồ Lý', 'cầu Suối Đá', 'quán Ba Cây', 'trường tiểu học Đạo Trù', 'hồ Xạ Hương'])(
    'like %j says which one',
    (name) => {
      expect(isTelling(name)).toBe(true);
    },
  );

  it.each([
    '',
    'chợ',
    'Tích',
    'trường tiểu học xã',
    'nhà văn hóa thôn',
    'ngã ba',
    'chợ mới',
    'cây đa đầu làng',
    'cầu 2',
  ])('like %j may be anywhere', (name) => {
    expect(isTelling(name)).toBe(false);
  });
});
