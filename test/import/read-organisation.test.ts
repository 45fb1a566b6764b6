import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_DAY_TABLES,
  DEFAULT_NORMS,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../src/domain/deadline.ts';
import { problemLine } from '../../src/import/problem.ts';
import { expectRead, GOOD_FILES, problemsOf, withLine } from './files.ts';

const linesOf = (changes: Parameters<typeof problemsOf>[0]): readonly string[] =>
  problemsOf(changes).map(problemLine);

describe('a good organisation', () => {
  it('is read with defaults for all that it leaves out', () => {
    const { organisation } = expectRead().tree;
    expect(organisation).toMatchObject({
      id: 'thu',
      name: { vi: 'Thử', en: 'Trial' },
      isFictional: true,
      timeZone: 'Asia/Ho_Chi_Minh',
      dutyUnitId: 'H',
      officeHours: DEFAULT_OFFICE_HOURS,
      quietHours: DEFAULT_QUIET_HOURS,
      norms: DEFAULT_NORMS,
      dayTables: DEFAULT_DAY_TABLES,
      edition: 0,
    });
  });

  it('has levels and roles with their names in the languages that are filled in', () => {
    const { levels, roles } = expectRead().tree.organisation;
    expect(levels[0]).toEqual({
      id: 'village',
      rank: 0,
      name: { vi: 'thôn', en: 'village' },
      body: { vi: 'tổ dân vận', en: 'village team' },
      receives: true,
    });
    expect(levels[1]?.name).toEqual({ vi: 'xã' });
    expect(roles[1]).toEqual({
      id: 'head',
      name: { vi: 'trưởng khối' },
      abilities: ['coordinate', 'lead'],
    });
  });

  it('has units with parents, successors, centre and source', () => {
    const { units } = expectRead().tree;
    expect(units[1]).toEqual({
      id: 'X',
      levelId: 'block',
      areaType: 'xã',
      name: 'Mẫu',
      validity: {},
      parents: [{ unitId: 'H', validity: {} }],
      aliases: [],
      successorIds: [],
      centre: { latitude: 21.4, longitude: 105.6 },
      source: 'tự đặt',
    });
    expect(units[3]).toMatchObject({ validity: { to: '2025-06-30' }, successorIds: ['X-1'] });
  });

  it('has people with all their positions', () => {
    const { cadres } = expectRead();
    expect(cadres[0]).toEqual({
      id: 'c1',
      name: 'Lưu Suối Trong',
      positions: [
        {
          unitId: 'X-1',
          roleId: 'member',
          post: 'bí thư chi bộ',
          validity: { from: '2024-01-01' },
        },
      ],
      chats: [],
      deputyId: 'c2',
      absences: [],
      locale: 'vi',
      isFictional: true,
    });
    expect(cadres[1]?.positions.map((position) => position.unitId)).toEqual(['X-1', 'X']);
    expect(cadres[1]?.locale).toBe('en');
  });

  it('is the same from a spreadsheet with semicolons, a byte order mark and Windows line ends', () => {
    const converted = Object.fromEntries(
      Object.entries(GOOD_FILES).map(([name, text]) => [
        name,
        name.endsWith('.json')
          ? `\uFEFF${text}`
          : `\uFEFF${text.replaceAll(',', ';').replaceAll('\n', '\r\n')}\r\n`,
      ]),
    );
    expect(expectRead(converted)).toEqual(expectRead());
  });

  it('takes names typed with separate marks for the same names', () => {
    const decomposed = { 'units.csv': (GOOD_FILES['units.csv'] ?? '').normalize('NFD') };
    expect(expectRead(decomposed)).toEqual(expectRead());
  });

  it('may have parents that changed, oldest first, and other names', () => {
    const { units } = expectRead({
      ...withLine('units.csv', 3, 'X,block,xã,Mẫu,,,,,,,'),
      'parents.csv': 'unit,parent,valid_from,valid_to\nX,H,2025-07-01,\nX,H,,2025-06-30',
      'aliases.csv': 'unit,name,area_type,valid_to\nX-1,Xóm Một,,\nX-1,Một,xóm,2019-12-31',
    }).tree;
    expect(units[1]?.parents).toEqual([
      { unitId: 'H', validity: { to: '2025-06-30' } },
      { unitId: 'H', validity: { from: '2025-07-01' } },
    ]);
    expect(units[2]?.aliases).toEqual([
      { name: 'Xóm Một', validity: {} },
      { name: 'Một', areaType: 'xóm', validity: { to: '2019-12-31' } },
    ]);
  });

  it('may bring its own days off, a table for each year', () => {
    const days = [
      'date,kind,name,provenance',
      '2028-01-03,off,nghỉ bù,computed',
      '2027-09-02,off,Quốc khánh,decided',
      '2027-09-04,worked,làm bù,decided',
      '2028-01-26,off,Tết,decided',
    ];
    expect(expectRead({ 'days.csv': days.join('\n') }).tree.organisation.dayTables).toEqual([
      {
        year: 2027,
        provenance: 'decided',
        daysOff: [{ date: '2027-09-02', name: 'Quốc khánh' }],
        workedDays: ['2027-09-04'],
      },
      {
        year: 2028,
        provenance: 'computed',
        daysOff: [
          { date: '2028-01-03', name: 'nghỉ bù' },
          { date: '2028-01-26', name: 'Tết' },
        ],
        workedDays: [],
      },
    ]);
  });
});

describe('a bad line', () => {
  it.each([
    ['levels.csv', 2, 'village,,thôn,,tổ,,yes', 'rank is empty'],
    ['levels.csv', 2, 'village,x,thôn,,tổ,,yes', 'rank is no number from 0 to 99: x'],
    ['levels.csv', 2, 'village,0,thôn,,,,yes', 'body_vi is empty'],
    ['levels.csv', 2, 'village,0,thôn,,tổ,,maybe', 'receives is neither yes nor no: maybe'],
    ['levels.csv', 3, 'village,1,xã,,khối,,no', 'id village is already on line 2'],
    [
      'roles.csv',
      2,
      'member,tổ viên,work rest',
      'ability is none of work, coordinate, lead, duty: rest',
    ],
    ['roles.csv', 3, 'member,trưởng khối,lead', 'id member is already on line 2'],
    ['roles.csv', 2, 'member,,work', 'name_vi is empty'],
    ['units.csv', 4, 'X 1,village,thôn,Một,X,,,,,,', 'id is no id: X 1'],
    ['units.csv', 4, 'X-1,village,thôn,,X,,,,,,', 'name is empty'],
    ['units.csv', 4, 'X-1,hamlet,thôn,Một,X,,,,,,', 'unknown level hamlet'],
    ['units.csv', 4, 'X-1,village,thôn,Một,Y,,,,,,', 'unknown parent Y'],
    [
      'units.csv',
      4,
      'X-1,village,thôn,Một,,,,,,,',
      'X-1 has no parent: nobody would hear of its silence',
    ],
    [
      'units.csv',
      4,
      'X-1,village,thôn,Một,X,2025-02-30,,,,,',
      'valid_from is no date like 2025-07-01: 2025-02-30',
    ],
    [
      'units.csv',
      4,
      'X-1,village,thôn,Một,X,1/7/2025,,,,,',
      'valid_from is no date like 2025-07-01: 1/7/2025',
    ],
    [
      'units.csv',
      4,
      'X-1,village,thôn,Một,X,2025-07-01,2025-06-30,,,,',
      'valid_to 2025-06-30 lies before valid_from 2025-07-01',
    ],
    ['units.csv', 4, 'X-1,village,thôn,Một,X,,,Z,,,', 'unknown successor Z'],
    ['units.csv', 4, 'X-1,village,thôn,Một,X,,,X-1,,,', 'X-1 cannot succeed itself'],
    [
      'units.csv',
      4,
      'X-1,village,thôn,Một,X,,,,91,105,',
      'latitude is no number from -90 to 90: 91',
    ],
    [
      'units.csv',
      4,
      'X-1,village,thôn,Một,X,,,,21,,',
      'latitude and longitude are needed together',
    ],
    ['units.csv', 4, 'X-1,village,thôn,Một,X', '5 cells where the header has 11'],
    [
      'units.csv',
      4,
      'X-1,village,thôn,M"ột,X,,,,,,',
      'quotation marks must enclose a whole cell and be doubled inside it',
    ],
    [
      'units.csv',
      5,
      'X-2,village,thôn,Hai,X-1,,,,,,',
      'parent X-1 is not of a higher level than X-2',
    ],
    ['units.csv', 2, 'H,board,huyện,Hòa,X,,,,,,', 'parent X is not of a higher level than H'],
    ['cadres.csv', 2, 'c1,,c2,,yes', 'name is empty'],
    ['cadres.csv', 2, 'c1,Lưu,c9,,yes', 'unknown deputy c9'],
    ['cadres.csv', 2, 'c1,Lưu,c1,,yes', 'c1 cannot be their own deputy'],
    ['cadres.csv', 2, 'c1,Lưu,c2,,', 'fictional is empty'],
    ['cadres.csv', 3, 'c1,Trần,,,yes', 'id c1 is already on line 2'],
    ['positions.csv', 2, 'c1,X-9,member,,,', 'unknown unit X-9'],
    ['positions.csv', 2, 'c1,X-1,king,,,', 'unknown role king'],
    ['positions.csv', 2, 'c9,X-1,member,,,', 'unknown cadre c9'],
  ])('in %s:%i (%s) is told: %s', (file, line, text, message) => {
    expect(linesOf(withLine(file, line, text))).toContain(`${file}:${line} ${message}`);
  });

  it('in the files that may be left out is told as well', () => {
    const lines = linesOf({
      'parents.csv': 'unit,parent,valid_from,valid_to\nX-1,X,2020-01-01,\nX-7,X,,',
      'aliases.csv': 'unit,name\nX-8,Tám\nX-1,',
      'days.csv': [
        'date,kind,name,provenance',
        '2027-13-01,off,a,decided',
        '2027-01-01,free,a,decided',
        '2027-01-01,off,,decided',
      ].join('\n'),
    });
    expect(lines).toEqual([
      'aliases.csv:2 unknown unit X-8',
      'aliases.csv:3 name is empty',
      'days.csv:2 date is no date like 2025-07-01: 2027-13-01',
      'days.csv:3 kind is none of off, worked: free',
      'days.csv:4 2027-01-01 comes twice',
      'days.csv:4 name is empty',
      'parents.csv:2 X-1 is below X and X at the same time',
      'parents.csv:3 unknown unit X-7',
    ]);
  });

  it('is told with all the others at once, in the order of the files', () => {
    const lines = linesOf({
      ...withLine('units.csv', 4, 'X-1,hamlet,thôn,,Y,,,,,,'),
      ...withLine('positions.csv', 3, 'c2,X-1,king,,,'),
      ...withLine('cadres.csv', 4, 'c3,,,,perhaps'),
    });
    expect(lines).toEqual([
      'cadres.csv:4 name is empty',
      'cadres.csv:4 fictional is neither yes nor no: perhaps',
      'positions.csv:3 unknown role king',
      'units.csv:4 name is empty',
      'units.csv:4 unknown level hamlet',
      'units.csv:4 unknown parent Y',
    ]);
  });

  it('keeps its number behind empty lines and cells with line breaks', () => {
    const cadres = [
      'id,name,deputy,locale,fictional',
      'c1,"Lưu\nSuối",c2,,yes',
      '',
      ',,,,',
      'c2,Trần,,,yes',
      'c3,,,,yes',
    ];
    expect(linesOf({ 'cadres.csv': cadres.join('\n') })).toEqual(['cadres.csv:7 name is empty']);
  });
});

const linesWithParent = (from: string, to: string): readonly string[] =>
  linesOf(withLine('units.csv', 2, `H,board,huyện,Hòa,,${from},${to},,,,`));

describe('a parent', () => {
  it('that ends before its child is refused', () => {
    expect(linesWithParent('', '2025-06-30')).toEqual([
      'units.csv:3 parent H does not exist for all the time that X is below it',
    ]);
  });

  it('that begins after its child is refused, but not if nobody knows when the child began', () => {
    expect(linesWithParent('2025-07-01', '')).toEqual([]);
    const child = 'X,block,xã,Mẫu,H,2020-01-01,,,,,';
    const units = (withLine('units.csv', 3, child)['units.csv'] ?? '').split('\n');
    units[1] = 'H,board,huyện,Hòa,,2025-07-01,,,,,';
    expect(linesOf({ 'units.csv': units.join('\n') })).toEqual([
      'units.csv:3 parent H does not exist for all the time that X is below it',
    ]);
  });
});

describe('a circle of units', () => {
  it('is refused, however the levels stand', () => {
    const units = [
      'id,level,area_type,name,parent',
      'H,board,huyện,Hòa,',
      'X,block,xã,Một,Y',
      'Y,block,xã,Hai,X',
      'X-1,village,thôn,Ba,X',
    ];
    expect(linesOf({ 'units.csv': units.join('\n') })).toEqual([
      'units.csv:3 parent Y is not of a higher level than X',
      'units.csv:4 parent X is not of a higher level than Y',
    ]);
  });
});

describe('a bad file', () => {
  it('of any bytes at all is reported, never thrown', () => {
    const names = fc.constantFrom(
      ...Object.keys(GOOD_FILES),
      'days.csv',
      'parents.csv',
      'aliases.csv',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(',', ';', '"', '\n', '\r', 'a', 'ề', ' ', 'id', '{') }),
    );
    fc.assert(
      fc.property(names, bytes, (name, content) => {
        expect(problemsOf({ [name]: content }).map((problem) => problem.file)).toContain(name);
      }),
    );
  });

  it('that is missing is the only thing told of it', () => {
    expect(linesOf({ 'units.csv': undefined })).toEqual(['units.csv:1 the file is missing']);
    expect(linesOf({ 'levels.csv': undefined })).toEqual(['levels.csv:1 the file is missing']);
    expect(linesOf({ 'organisation.json': undefined })).toEqual([
      'organisation.json:1 the file is missing',
    ]);
  });

  it.each([
    ['', 'the file is empty'],
    ['id,rank,name_vi,body_vi', 'column receives is missing'],
    ['id,rank,name_vi,body_vi,receives,vaild_to', 'unknown column vaild_to'],
    ['id,rank,name_vi,body_vi,receives,', 'unknown column (without a name)'],
    ['id,rank,name_vi,body_vi,receives,id', 'column id comes twice'],
  ])('with the header %j is told: %s', (header, message) => {
    expect(linesOf({ 'levels.csv': header })).toContain(`levels.csv:1 ${message}`);
  });

  it('in another encoding is told to be saved anew', () => {
    const latin = new Uint8Array([0x69, 0x64, 0x0a, 0xe9, 0x0a]);
    expect(linesOf({ 'roles.csv': latin })).toContain(
      'roles.csv:1 not UTF-8: save the sheet as "CSV UTF-8"',
    );
  });

  it('with a quotation mark that is never closed is told where it began', () => {
    const roles = 'id,name_vi,abilities\nmember,tổ viên,work\nhead,"trưởng,lead\nduty,trực,duty\n';
    expect(linesOf({ 'roles.csv': roles })).toContain(
      'roles.csv:3 a quotation mark opened here, or right below, is never closed',
    );
  });

  it('without any level that receives concerns is refused', () => {
    const levels = (GOOD_FILES['levels.csv'] ?? '').replace('yes', 'no');
    expect(linesOf({ 'levels.csv': levels })).toEqual(['levels.csv:1 no level receives concerns']);
  });
});

describe('somebody without a position', () => {
  it('is told by the line of the person', () => {
    expect(linesOf(withLine('positions.csv', 2, ',,,,,'))).toEqual([
      'cadres.csv:2 c1 has no position',
    ]);
  });
});

const settings = (changes: object): Record<string, string> => {
  const given: object = JSON.parse(GOOD_FILES['organisation.json'] ?? '{}');
  return { 'organisation.json': JSON.stringify({ ...given, ...changes }) };
};

describe('the settings', () => {
  it('are read as people write them', () => {
    const { organisation } = expectRead(
      settings({
        officeHours: { '1': ['07:00-11:00', '13:30-17:00'], '6': ['07:00-11:00'] },
        quietHours: '21:00-06:30',
        norms: { needsInfoSilence: { amount: 3, unit: 'working-days' } },
      }),
    ).tree;
    expect(organisation.officeHours).toEqual({
      '1': [
        { from: 420, to: 660 },
        { from: 810, to: 1020 },
      ],
      '6': [{ from: 420, to: 660 }],
    });
    expect(organisation.quietHours).toEqual({ from: 1260, to: 390 });
    expect(organisation.norms.needsInfoSilence).toEqual({ amount: 3, unit: 'working-days' });
    expect(organisation.norms.byUrgency).toEqual(DEFAULT_NORMS.byUrgency);
  });

  it.each([
    [{ id: 'Tam Đảo' }, 'id'],
    [{ name: { en: 'Trial' } }, 'name'],
    [{ isFictional: 'yes' }, 'isFictional'],
    [{ timeZone: 'Asia/Tam_Dao' }, 'timeZone'],
    [{ officeHours: { '1': ['11:30-07:30'] } }, 'officeHours.1.0'],
    [{ officeHours: { '1': ['7:30-11:30'] } }, 'officeHours.1.0'],
    [{ officeHours: { '6': ['07:30-11:30'] } }, 'officeHours'],
    [{ officeHours: { '1': ['07:30-11:30'], '8': ['07:30-11:30'] } }, 'officeHours'],
    [{ quietHours: '20h-7h' }, 'quietHours'],
    [{ norms: { dutyUnread: { amount: 0, unit: 'clock-hours' } } }, 'norms.dutyUnread.amount'],
    [{ norms: { byCategory: { potholes: {} } } }, 'norms.byCategory'],
    [{ holidays: [] }, 'the whole'],
    [{ dutyUnitId: 'Z' }, 'dutyUnitId'],
    [{ dutyUnitId: 'X' }, 'dutyUnitId'],
  ])('%j are refused by name', (changes, path) => {
    const told = problemsOf(settings(changes)).map(({ message }) => message.split(': ')[0]);
    expect(told).toEqual([path]);
  });

  it('are refused when whoever was on duty is so no longer', () => {
    const positions = `${GOOD_FILES['positions.csv']}`.replace(
      'c3,H,duty,,,',
      'c3,H,duty,,,2026-01-31',
    );
    expect(linesOf({ 'positions.csv': positions })).toEqual([
      expect.stringContaining('dutyUnitId: nobody is on duty in H on '),
    ]);
  });

  it('that are no JSON are refused', () => {
    const [problem, ...others] = problemsOf({ 'organisation.json': '{ "id": ' });
    expect(problem?.message).toContain('cannot be read: SyntaxError');
    expect(others).toEqual([]);
  });
});
