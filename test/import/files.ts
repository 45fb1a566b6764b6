import type { Problem } from '../../src/import/problem.ts';
import { readOrganisation } from '../../src/import/read-organisation.ts';

/** A small organisation without a fault: one board, one block, two villages, three people. */
export const GOOD_FILES: Readonly<Record<string, string>> = {
  'organisation.json': JSON.stringify({
    id: 'thu',
    name: { vi: 'Thử', en: 'Trial' },
    isFictional: true,
    dutyUnitId: 'H',
  }),
  'levels.csv': [
    'id,rank,name_vi,name_en,body_vi,body_en,receives',
    'village,0,thôn,village,tổ dân vận,village team,yes',
    'block,1,xã,,khối dân vận,,no',
    'board,2,huyện,district,ban dân vận,board,no',
  ].join('\n'),
  'roles.csv': [
    'id,name_vi,abilities',
    'member,tổ viên,work',
    'head,trưởng khối,coordinate lead',
    'duty,người trực,duty',
  ].join('\n'),
  'units.csv': [
    'id,level,area_type,name,parent,valid_from,valid_to,successors,latitude,longitude,source',
    'H,board,huyện,Hòa Bình Mẫu,,,,,,,',
    'X,block,xã,Mẫu,H,,,,21.4,105.6,tự đặt',
    'X-1,village,thôn,Một,X,,,,,,',
    'X-2,village,thôn,Hai,X,,2025-06-30,X-1,,,',
  ].join('\n'),
  'cadres.csv': [
    'id,name,deputy,locale,fictional',
    'c1,Lưu Suối Trong,c2,,yes',
    'c2,Trần Mây Sớm,c1,en,yes',
    'c3,Lê Gió Thơm,,,yes',
  ].join('\n'),
  'positions.csv': [
    'cadre,unit,role,post,valid_from,valid_to',
    'c1,X-1,member,bí thư chi bộ,2024-01-01,',
    'c2,X-1,member,,,',
    'c2,X,head,,,',
    'c3,H,duty,,,',
  ].join('\n'),
};

/** Reads the good files with some of them replaced, added, or (by `undefined`) left out. */
export const readWith = (
  changes: Readonly<Record<string, string | Uint8Array | undefined>> = {},
) => {
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  for (const [name, content] of Object.entries({ ...GOOD_FILES, ...changes })) {
    if (content === undefined) continue;
    files.set(name, typeof content === 'string' ? encoder.encode(content) : content);
  }
  return readOrganisation(files);
};

/** The organisation that was read; fails the test with what was wrong otherwise. */
export const expectRead = (changes?: Parameters<typeof readWith>[0]) => {
  const reading = readWith(changes);
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading;
};

/** The problems that were found, none for a good organisation. */
export const problemsOf = (changes: Parameters<typeof readWith>[0]): readonly Problem[] => {
  const reading = readWith(changes);
  return 'problems' in reading ? reading.problems : [];
};

/** A good file with one line (counted from 1) replaced. */
export const withLine = (file: string, line: number, text: string): Record<string, string> => {
  const lines = (GOOD_FILES[file] ?? '').split('\n');
  lines[line - 1] = text;
  return { [file]: lines.join('\n') };
};
